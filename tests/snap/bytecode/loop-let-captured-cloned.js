//! stage: bytecode
function f(a) { for (let i = 0; i < 3; i++) a.push(() => i); }
//--
// script  0 params, 9 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {function f}
//     1  NewClosure r8, env, <function f>
//     2  SetGlobal r8, [f] #0
//     3  LoadSpecial r8, undefined
//     4  Return r8
//   positions 0@1:1
//
// function f  1 params, 19 registers
//     0  CreateEnv r9, env, scope 0
//     1  LoadInt r10, 0
//     2  SetScoped r10, r9, slot 0, depth 0
//     3  GetScoped r10, r9, slot 0, depth 0
//     2 | function f(a) { for (let i = 0; i < 3; i++) a.push(() => i); }
//     4  JumpIfNotLessI r10, 3, ->16
//     5  Move r17, a
//     6  GetProp r10, r17, [push] #0
//     7  NewClosure r18, r9, <arrow>
//     8  CallMethod r10, r10.., argc 1, #1
//    10  CloneEnv r9, r9
//    11  GetScoped r10, r9, slot 0, depth 0
//    12  Inc r10, r10
//    13  SetScoped r10, r9, slot 0, depth 0
//    14  GetScoped r10, r9, slot 0, depth 0
//    15  LoopIfLessI r10, 3, ->5
//    16  ReturnUndefined
//   scope 0 Block {i Let}
//   positions 4@2:33 6@2:47 12@2:40 15@2:33
//
// arrow  0 params, 9 registers
//     2 | function f(a) { for (let i = 0; i < 3; i++) a.push(() => i); }
//     0  GetScopedChecked r8, env, slot 0, depth 0
//     1  Return r8
//   positions 0@2:58
