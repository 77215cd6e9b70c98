//! stage: bytecode
function f(a) { while (a.some(x => x > 1)) a.pop(); }
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
// function f  1 params, 18 registers
//     0  Move r16, a
//     2 | function f(a) { while (a.some(x => x > 1)) a.pop(); }
//     1  GetProp r9, r16, [some] #0
//     2  NewClosure r17, env, <arrow>
//     3  CallMethod r9, r9.., argc 1, #1
//     5  JumpIfFalse r9, ->11
//     6  Move r16, a
//     7  GetProp r9, r16, [pop] #2
//     8  CallMethod r9, r9.., argc 0, #3
//    10  Loop ->0
//    11  ReturnUndefined
//   positions 1@2:26 7@2:46
//
// arrow  1 params, 10 registers
//     0  LoadInt r9, 1
//     2 | function f(a) { while (a.some(x => x > 1)) a.pop(); }
//     1  Greater r9, x, r9
//     2  Return r9
//   positions 1@2:36
