//! stage: bytecode
function f() { const x = 1; g(); x = 2; }
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
// function f  0 params, 17 registers
//     0  LoadInt x, 1
//     2 | function f() { const x = 1; g(); x = 2; }
//     1  GetGlobal r9, [g] #0
//     2  Call r9, r9.., argc 0, #1
//     4  LoadInt r9, 2
//     5  ThrowConstAssign [x]
//   positions 1@2:29 5@2:34
