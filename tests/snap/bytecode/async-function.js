//! stage: bytecode
async function f(a) { return (await a) + 1; }
//--
// script  0 params, 9 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {function f}
//     1  NewClosure r8, env, <async function f>
//     2  SetGlobal r8, [f] #0
//     3  LoadSpecial r8, undefined
//     4  Return r8
//   positions 0@1:1
//
// async function f  1 params, 10 registers
//     0  AsyncStart
//     2 | async function f(a) { return (await a) + 1; }
//     1  Await r9, a
//     2  AddI r9, r9, 1
//     3  AsyncReturn r9
//   positions 1@2:31 2@2:30
