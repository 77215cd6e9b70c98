//! stage: bytecode
function f(a) { return a + (a = 1); }
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
// function f  1 params, 10 registers
//     0  Move r9, a
//     1  LoadInt a, 1
//     2 | function f(a) { return a + (a = 1); }
//     2  Add r9, r9, a
//     3  Return r9
//   positions 2@2:24
