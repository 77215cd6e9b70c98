//! stage: bytecode
function f() { return [1 + 2 * 3, "a" + "b" + 1, -0, !0, typeof 1, void 0]; }
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
// function f  0 params, 9 registers
//     0  NewArrayConst r8, [7, [ab1], -0.0, true, [number], undefined]
//     1  Return r8
