//! stage: bytecode
function f(a) { return `x${a}y${a + 1}`; }
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
// function f  1 params, 13 registers
//     0  LoadConst r9, [x]
//     1  Move r10, a
//     2 | function f(a) { return `x${a}y${a + 1}`; }
//     2  ToString r10, r10
//     3  LoadConst r11, [y]
//     4  AddI r12, a, 1
//     5  ToString r12, r12
//     6  Concat r9, r9.., count 4
//     7  Return r9
//   positions 2@2:28 4@2:33
