//! stage: bytecode
function f(a, b, c) { return (a && b) || !c ? 1 : 2; }
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
// function f  3 params, 12 registers
//     0  JumpIfFalse a, ->2
//     1  JumpIfTrue b, ->3
//     2  JumpIfTrue c, ->5
//     3  LoadInt r11, 1
//     4  Jump ->6
//     5  LoadInt r11, 2
//     6  Return r11
