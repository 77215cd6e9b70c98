//! stage: bytecode
function f(o) { return o.tag`a${1}b`; }
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
// function f  1 params, 19 registers
//     0  Move r16, o
//     2 | function f(o) { return o.tag`a${1}b`; }
//     1  GetProp r9, r16, [tag] #0
//     2  GetTemplateObject r17, `[a] [b]`
//     3  LoadInt r18, 1
//     4  CallMethod r9, r9.., argc 2, #1
//     6  Return r9
//   positions 1@2:26
