//! stage: bytecode
function f(a) { let s = 0; for (let i = 0; i < a.length; i++) { const x = a[i]; if (x) continue; s += x; } return s; }
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
// function f  1 params, 12 registers
//     0  LoadInt s, 0
//     1  LoadInt i, 0
//     2 | function f(a) { let s = 0; for (let i = 0; i < a.length; i++) { const x = a[i]; if (x) continue; s += x; } return s; }
//     2  GetLength r11, a, [length] #0
//     3  JumpIfNotLess i, r11, ->11
//     4  GetElem r11, a, i, #1
//     6  JumpIfTrue r11, ->8
//     7  Add s, s, r11
//     8  Inc i, i
//     9  GetLength r11, a, [length] #2
//    10  LoopIfLess i, r11, ->4
//    11  Return s
//   positions 2@2:50 3@2:44 4@2:77 7@2:98 8@2:58 9@2:50 10@2:44
