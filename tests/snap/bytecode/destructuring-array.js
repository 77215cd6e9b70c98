//! stage: bytecode
function f(o) { let a, b; [a, , b = 2, ...o.x] = o; return [b, a]; }
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
// function f  1 params, 16 registers
//     0  LoadSpecial a, undefined
//     1  LoadSpecial b, undefined
//     2  Move r11, o
//     2 | function f(o) { let a, b; [a, , b = 2, ...o.x] = o; return [b, a]; }
//     3  GetIterator r12.., r11
//     4  LoadSpecial r15, undefined
//     5  IteratorNext r15, r12.., ->6
//     6  Move a, r15
//     7  IteratorNext r15, r12.., ->8
//     8  LoadSpecial r15, undefined
//     9  IteratorNext r15, r12.., ->10
//    10  JumpIfNotUndefined r15, ->12
//    11  LoadInt r15, 2
//    12  Move b, r15
//    13  IteratorRest r15, r12..
//    14  SetProp o, r15, [x] #0
//    15  IteratorClose r12..
//    16  Jump ->19
//    17  IteratorCloseSilently r12..
//    18  Throw r15
//    19  Move r11, b
//    20  Move r12, a
//    21  NewArray r11, r11.., count 2, #1
//    23  Return r11
//   handler 4..15 ->17 r15
//   positions 3@2:27 5@2:28 7@2:27 9@2:33 13@2:43 14@2:45 15@2:27
