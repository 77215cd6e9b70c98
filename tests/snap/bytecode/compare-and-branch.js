//! stage: bytecode
function f(a, b) { if (a < b && b >= 10 || !(a == null)) return 1; return a === undefined ? 2 : 3; }
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
// function f  2 params, 11 registers
//     2 | function f(a, b) { if (a < b && b >= 10 || !(a == null)) return 1; return a === undefined ? 2 : 3; }
//     0  JumpIfNotLess a, b, ->2
//     1  JumpIfGreaterEqI b, 10, ->3
//     2  JumpIfEqualsNull a, ->5
//     3  LoadInt r10, 1
//     4  Return r10
//     5  JumpIfNotUndefined a, ->8
//     6  LoadInt r10, 2
//     7  Jump ->9
//     8  LoadInt r10, 3
//     9  Return r10
//   positions 0@2:24 1@2:33
