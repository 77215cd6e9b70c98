//! stage: bytecode
function f(a) { for (const x of a) { try { return x; } finally { g(); } } }
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
// function f  1 params, 23 registers
//     0  Move r12, a
//     2 | function f(a) { for (const x of a) { try { return x; } finally { g(); } } }
//     1  GetIterator r9.., r12, flags 4
//     2  JumpIfNotHole r11, ->10
//     3  Move r13, r10
//     4  Move r20, r9
//     5  CallMethod r9, r13.., argc 0, #0
//     7  CheckObject r9, message 1
//     8  GetProp r10, r9, [next] #1
//     9  LoadSpecial r11, false
//    10  ForOfNext r12, r9.., ->35
//    11  JumpIfNotHole r12, ->20
//    12  Move r14, r10
//    13  Move r21, r9
//    14  CallMethod r13, r14.., argc 0, #2
//    16  CheckObject r13, message 0
//    17  GetProp r14, r13, [done] #3
//    18  JumpIfTrue r14, ->35
//    19  GetProp r12, r13, [value] #4
//    20  LoadSpecial r14, undefined
//    21  LoadInt r13, 2
//    22  Move r14, r12
//    23  Jump ->24
//    24  GetGlobal r15, [g] #5
//    25  Call r15, r15.., argc 0, #6
//    27  JumpIfStrictNotEqualI r13, 1, ->29
//    28  Throw r14
//    29  JumpIfStrictNotEqualI r13, 2, ->32
//    30  IteratorClose r9..
//    31  Return r14
//    32  Loop ->10
//    33  IteratorCloseSilently r9..
//    34  Throw r12
//    35  ReturnUndefined
//   handler 20..30 ->33 r12
//   positions 1@2:33 24@2:66 33@2:33
