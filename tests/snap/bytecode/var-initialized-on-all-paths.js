//! stage: bytecode
function f(a) { for (var i = 0; i < 2; i++) { var x = a[i]; g(x); } var y; if (a) y = 1; return y; }
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
// function f  1 params, 21 registers
//     0  LoadSpecial y, undefined
//     1  LoadInt i, 0
//     2 | function f(a) { for (var i = 0; i < 2; i++) { var x = a[i]; g(x); } var y; if (a) y = 1; return y; }
//     2  JumpIfNotLessI i, 2, ->11
//     3  GetElem x, a, i, #0
//     5  GetGlobal r12, [g] #1
//     6  Move r20, x
//     7  Call r12, r12.., argc 1, #2
//     9  Inc i, i
//    10  LoopIfLessI i, 2, ->3
//    11  JumpIfFalse a, ->13
//    12  LoadInt y, 1
//    13  Return y
//   positions 2@2:33 3@2:57 5@2:61 9@2:40 10@2:33
