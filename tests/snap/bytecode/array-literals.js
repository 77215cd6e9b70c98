//! stage: bytecode
function f(a) { return [[1, 2, , "x"], [a, a], [1, ...a, , 2]]; }
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
// function f  1 params, 13 registers
//     0  NewArrayConst r9, [1, 2, , [x]]
//     1  Move r11, a
//     2  Move r12, a
//     3  NewArray r10, r11.., count 2, #0
//     5  LoadInt r12, 1
//     6  NewArray r11, r12.., count 1, #1
//     2 | function f(a) { return [[1, 2, , "x"], [a, a], [1, ...a, , 2]]; }
//     8  ArraySpread r11, a
//     9  LoadSpecial r12, hole
//    10  ArrayAppend r11, r12
//    11  LoadInt r12, 2
//    12  ArrayAppend r11, r12
//    13  NewArray r9, r9.., count 3, #2
//    15  Return r9
//   positions 8@2:55
