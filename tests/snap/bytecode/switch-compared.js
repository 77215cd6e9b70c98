//! stage: bytecode
function f(x, y) { switch (x) { case "a": let z = 1; break; case y: return z; } }
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
// function f  2 params, 12 registers
//     0  LoadSpecial z, hole
//     1  LoadConst r11, [a]
//     2  JumpIfStrictEqual x, r11, ->5
//     3  JumpIfStrictEqual x, y, ->7
//     4  Jump ->9
//     5  LoadInt z, 1
//     6  Jump ->9
//     2 | function f(x, y) { switch (x) { case "a": let z = 1; break; case y: return z; } }
//     7  ThrowIfHole z, [z]
//     8  Return z
//     9  ReturnUndefined
//   positions 7@2:76
