//! stage: bytecode
function f(a, b) { return a * b + b; }
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
//     2 | function f(a, b) { return a * b + b; }
//     0  Mul r10, a, b
//     1  Add r10, r10, b
//     2  Return r10
//   positions 0@2:27
