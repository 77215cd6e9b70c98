//! stage: bytecode
function f(a, b) { return arguments.length > 1 ? arguments[1] : a + b; }
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
// function f  2 params, 13 registers
//     0  CreateSloppyArguments arguments
//     2 | function f(a, b) { return arguments.length > 1 ? arguments[1] : a + b; }
//     1  GetLength r12, arguments, [length] #0
//     2  JumpIfNotGreaterI r12, 1, ->7
//     3  LoadInt r12, 1
//     4  GetElem r11, arguments, r12, #1
//     6  Jump ->8
//     7  Add r11, a, b
//     8  Return r11
//   positions 1@2:37 2@2:27 4@2:60 7@2:65
