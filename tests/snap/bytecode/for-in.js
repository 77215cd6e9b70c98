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
//
// function f  1 params, 15 registers
//     0  LoadConst s, []
//     1  Move r14, o
//     2 | function f(o) { var s = ""; for (var k in o) s += k; return s; }
//     2  ForInPrepare r11.., r14
//     3  ForInNext r14, r11.., ->7
//     4  Move k, r14
//     5  Add s, s, k
//     6  Loop ->3
//     7  Return s
