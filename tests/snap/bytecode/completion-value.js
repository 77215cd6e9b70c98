//! stage: bytecode
if (a) { 1; } else { for (;;) { 2; break; } }
//--
// script  0 params, 10 registers
//     0  LoadSpecial r8, undefined
//     1  LoadSpecial r8, undefined
//     2 | if (a) { 1; } else { for (;;) { 2; break; } }
//     2  GetGlobal r9, [a] #0
//     3  JumpIfFalse r9, ->6
//     4  LoadInt r8, 1
//     5  Jump ->8
//     6  LoadSpecial r8, undefined
//     7  LoadInt r8, 2
//     8  Return r8
//   positions 2@2:5
