//! stage: bytecode
function f(o) { delete o?.a; return o?.a.b?.[1].c; }
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
//     0  JumpIfNullish o, ->4
//     1  LoadConst r10, [a]
//     2 | function f(o) { delete o?.a; return o?.a.b?.[1].c; }
//     2  Delete r9, o, r10
//     3  Jump ->5
//     4  LoadSpecial r9, true
//     5  JumpIfNullish o, ->14
//     6  GetProp r10, o, [a] #0
//     7  GetProp r10, r10, [b] #1
//     8  JumpIfNullish r10, ->14
//     9  LoadInt r11, 1
//    10  GetElem r10, r10, r11, #2
//    12  GetProp r9, r10, [c] #3
//    13  Jump ->15
//    14  LoadSpecial r9, undefined
//    15  Return r9
//   positions 2@2:17 6@2:40 7@2:42 10@2:46 12@2:49
