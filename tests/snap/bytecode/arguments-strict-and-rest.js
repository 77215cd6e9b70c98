//! stage: bytecode
"use strict"; function f(a, ...r) { return arguments.length + r.length; }
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
// function f  1 params, 13 registers
//     0  CreateArguments arguments
//     1  RestOfArguments r, arguments, from 1
//     2 | "use strict"; function f(a, ...r) { return arguments.length + r.length; }
//     2  GetLength r11, arguments, [length] #0
//     3  GetLength r12, r, [length] #1
//     4  Add r11, r11, r12
//     5  Return r11
//   positions 2@2:54 3@2:65 4@2:44
