//! stage: bytecode
function f(a) { return (a + 1) * 2 - a % 8 & 255; }
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
// function f  1 params, 11 registers
//     2 | function f(a) { return (a + 1) * 2 - a % 8 & 255; }
//     0  AddI r9, a, 1
//     1  MulI r9, r9, 2
//     2  ModI r10, a, 8
//     3  Sub r9, r9, r10
//     4  BitAndI r9, r9, 255
//     5  Return r9
//   positions 0@2:25 1@2:24 2@2:38 3@2:24
