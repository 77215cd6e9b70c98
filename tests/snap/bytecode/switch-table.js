//! stage: bytecode
function f(x) { switch (x) { case 0: return 1; case 1: return 2; case 2: case 3: return 3; default: return 4; } }
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
// function f  1 params, 10 registers
//     0  SwitchInt x, {0->2, 1->4, 2->6, 3->6}
//     1  Jump ->8
//     2  LoadInt r9, 1
//     3  Return r9
//     4  LoadInt r9, 2
//     5  Return r9
//     6  LoadInt r9, 3
//     7  Return r9
//     8  LoadInt r9, 4
//     9  Return r9
