//! stage: bytecode
function f() { { function g() {} } return g; }
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
// function f  0 params, 10 registers
//     0  NewClosure g, env, <function g>
//     1  Move g, g
//     2  Return g
//
// function g  0 params, 8 registers
//     0  ReturnUndefined
