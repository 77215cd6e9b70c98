//! stage: bytecode
//! tail-calls
"use strict"; function f(n) { return n ? f(n - 1) : g(); }
//--
// script  0 params, 9 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {function f}
//     1  NewClosure r8, env, <function f>
//     2  SetGlobal r8, [f] #0
//     3  LoadSpecial r8, undefined
//     4  LoadConst r8, [use strict]
//     5  Return r8
//   positions 0@1:1
//
// function f  1 params, 18 registers
//     0  JumpIfFalse n, ->5
//     3 | "use strict"; function f(n) { return n ? f(n - 1) : g(); }
//     1  GetGlobal r9, [f] #0
//     2  SubI r17, n, 1
//     3  TailCall r9.., argc 1, #1
//     5  GetGlobal r9, [g] #2
//     6  TailCall r9.., argc 0, #3
//   positions 1@3:42 2@3:44 3@3:42 5@3:53
