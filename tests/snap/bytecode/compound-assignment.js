//! stage: bytecode
function f(o, a) { o.x += 1; o[a] *= 2; o[a.k]++; a -= 1; return a++ + ++a; }
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
// function f  2 params, 13 registers
//     2 | function f(o, a) { o.x += 1; o[a] *= 2; o[a.k]++; a -= 1; return a++ + ++a; }
//     0  GetProp r10, o, [x] #0
//     1  AddI r10, r10, 1
//     2  SetProp o, r10, [x] #1
//     3  CheckObjectCoercible o, -1
//     4  ToPropertyKey r10, a
//     5  GetElem r11, o, r10, #2
//     7  MulI r11, r11, 2
//     8  SetElem o, r10, r11, #3
//    10  Move r10, r11
//    11  GetProp r10, a, [k] #4
//    12  CheckObjectCoercible o, -1
//    13  ToPropertyKey r11, r10
//    14  GetElem r12, o, r11, #5
//    16  Inc r12, r12
//    17  SetElem o, r11, r12, #6
//    19  SubI a, a, 1
//    20  ToNumeric r10, a
//    21  Inc a, r10
//    22  Inc a, a
//    23  Add r10, r10, a
//    24  Return r10
//   positions 0@2:22 1@2:20 2@2:22 3@2:32 7@2:30 8@2:32 11@2:45 12@2:43 19@2:51 20@2:66 22@2:72 23@2:66
