//! stage: bytecode
function f(k, o) { return { x: 1, [k]: () => 2, get y() { return 3; }, ...o, __proto__: null, 5: 6 }; }
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
//     0  LoadInt r11, 1
//     1  NewObjectFrom r10, r11.., {[x]} #0
//     2  Move r11, k
//     2 | function f(k, o) { return { x: 1, [k]: () => 2, get y() { return 3; }, ...o, __proto__: null, 5: 6 }; }
//     3  ToPropertyKey r11, r11
//     4  NewClosure r12, env, <arrow>
//     5  DefineElem r10, r11, r12, #1, flags 2
//     7  NewClosure r11, env, <getter get y>
//     8  LoadConst r12, [y]
//     9  DefineAccessor r10, r12, r11
//    10  CopyDataProperties r10, o, callee.., count 0
//    12  LoadSpecial r11, null
//    13  SetPrototype r10, r11
//    14  LoadInt r11, 5
//    15  LoadInt r12, 6
//    16  DefineElem r10, r11, r12, #2
//    18  Return r10
//   positions 3@2:36 9@2:49 10@2:75 16@2:95
//
// arrow  0 params, 9 registers
//     0  LoadInt r8, 2
//     1  Return r8
//
// getter get y  0 params, 9 registers
//     0  LoadInt r8, 3
//     1  Return r8
