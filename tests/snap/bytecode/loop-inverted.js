//! stage: bytecode
function f(n) { var s = 0; for (var i = 0; i < n; i++) s += i; while (s > 10) s--; do { s++ } while (s != 5); return s; }
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
// function f  1 params, 11 registers
//     0  LoadInt s, 0
//     1  LoadInt i, 0
//     2 | function f(n) { var s = 0; for (var i = 0; i < n; i++) s += i; while (s > 10) s--; do { s++ } while (s != 5); return s; }
//     2  JumpIfNotLess i, n, ->6
//     3  Add s, s, i
//     4  Inc i, i
//     5  LoopIfLess i, n, ->3
//     6  JumpIfNotGreaterI s, 10, ->9
//     7  Dec s, s
//     8  LoopIfGreaterI s, 10, ->7
//     9  Inc s, s
//    10  JumpIfEqualI s, 5, ->12
//    11  Loop ->9
//    12  Return s
//   positions 2@2:44 3@2:56 4@2:51 5@2:44 6@2:71 7@2:79 8@2:71 9@2:89 10@2:102
