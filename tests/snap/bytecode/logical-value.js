//! stage: bytecode
function f(a, b) { const x = a && b; return x ?? (a || b); }
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
//     0  Move r11, a
//     1  JumpIfFalse r11, ->3
//     2  Move r11, b
//     3  Move x, r11
//     4  Move r11, x
//     5  JumpIfNotNullish r11, ->9
//     6  Move r11, a
//     7  JumpIfTrue r11, ->9
//     8  Move r11, b
//     9  Return r11
