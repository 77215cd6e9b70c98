//! stage: bytecode
function f(o) { var s = ""; for (var k in o) s += k; return s; }
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
// function f  1 params, 15 registers
//     0  LoadConst s, []
//     2 | function f(o) { var s = ""; for (var k in o) s += k; return s; }
//     1  ForInPrepare r11.., o
//     2  ForInNext r14, r11.., ->6
//     3  Move k, r14
//     4  Add s, s, k
//     5  Loop ->2
//     6  Return s
//   positions 1@2:43 4@2:46
