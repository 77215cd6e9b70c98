//! stage: bytecode
function f(o, a) { o.x ??= a; a ||= 1; a &&= o.x; return a; }
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
// function f  2 params, 11 registers
//     2 | function f(o, a) { o.x ??= a; a ||= 1; a &&= o.x; return a; }
//     0  GetProp r10, o, [x] #0
//     1  JumpIfNotNullish r10, ->4
//     2  Move r10, a
//     3  SetProp o, r10, [x] #1
//     4  JumpIfTrue a, ->7
//     5  LoadInt r10, 1
//     6  Move a, r10
//     7  JumpIfFalse a, ->10
//     8  GetProp r10, o, [x] #2
//     9  Move a, r10
//    10  Return a
//   positions 0@2:22 8@2:48
