//! stage: bytecode
function f() { x; let x = 1; }
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
//     0  LoadSpecial x, hole
//     2 | function f() { x; let x = 1; }
//     1  ThrowIfHole x, [x]
//     2  LoadInt x, 1
//     3  ReturnUndefined
//   positions 1@2:16
