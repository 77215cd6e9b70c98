//! stage: bytecode
function f(a) { for (;;) { if (a()) break; if (a.x) { continue; } g(); } }
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
// function f  1 params, 17 registers
//     0  Move r9, a
//     2 | function f(a) { for (;;) { if (a()) break; if (a.x) { continue; } g(); } }
//     1  Call r9, r9.., argc 0, #0
//     3  JumpIfTrue r9, ->10
//     4  GetProp r9, a, [x] #1
//     5  JumpIfTrue r9, ->9
//     6  GetGlobal r9, [g] #2
//     7  Call r9, r9.., argc 0, #3
//     9  Loop ->0
//    10  ReturnUndefined
//   positions 1@2:32 4@2:50 6@2:67
