//! stage: bytecode
function f(o) { const { a, b: { c = 1 }, ["d"]: e, ...r } = o; return a + c + e + r; }
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
// function f  1 params, 17 registers
//     2 | function f(o) { const { a, b: { c = 1 }, ["d"]: e, ...r } = o; return a + c + e + r; }
//     0  CheckObjectCoercible o, 0
//     1  LoadConst r13, [a]
//     2  GetProp a, o, [a] #0
//     3  LoadConst r14, [b]
//     4  GetProp r16, o, [b] #1
//     5  CheckObjectCoercible r16, 2
//     6  GetProp c, r16, [c] #2
//     7  JumpIfNotUndefined c, ->9
//     8  LoadInt c, 1
//     9  LoadConst r16, [d]
//    10  ToPropertyKey r16, r16
//    11  Move r15, r16
//    12  GetElem e, o, r16, #3
//    14  NewObject r16, #4
//    15  CopyDataProperties r16, o, r13.., count 3
//    17  Move r, r16
//    18  Add r13, a, c
//    19  Add r13, r13, e
//    20  Add r13, r13, r
//    21  Return r13
//   positions 0@2:23 2@2:25 4@2:28 5@2:31 6@2:33 10@2:43 12@2:42 15@2:55 18@2:71
