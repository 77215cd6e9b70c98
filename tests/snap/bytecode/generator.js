//! stage: bytecode
function* f(a) { const x = yield a; try { yield x; } finally { g(); } return 1; }
//--
// script  0 params, 9 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {function f}
//     1  NewClosure r8, env, <function* f>
//     2  SetGlobal r8, [f] #0
//     3  LoadSpecial r8, undefined
//     4  Return r8
//   positions 0@1:1
//
// function* f  1 params, 20 registers
//     2 | function* f(a) { const x = yield a; try { yield x; } finally { g(); } return 1; }
//     0  InitialYield
//     1  Move r10, a
//     2  Yield r10, r11, r10
//     3  JumpIfFalse r11, ->5
//     4  GeneratorReturn r10
//     5  Move x, r10
//     6  LoadSpecial r11, undefined
//     7  Move r12, x
//     8  Yield r12, r13, r12
//     9  JumpIfFalse r13, ->13
//    10  LoadInt r10, 2
//    11  Move r11, r12
//    12  Jump ->16
//    13  LoadInt r10, 0
//    14  Jump ->16
//    15  LoadInt r10, 1
//    16  GetGlobal r12, [g] #0
//    17  Call r12, r12.., argc 0, #1
//    19  JumpIfStrictNotEqualI r10, 1, ->21
//    20  Throw r11
//    21  JumpIfStrictNotEqualI r10, 2, ->23
//    22  GeneratorReturn r11
//    23  LoadInt r10, 1
//    24  GeneratorReturn r10
//   handler 7..10 ->15 r11
//   positions 0@2:1 2@2:28 8@2:43 16@2:64 24@2:71
