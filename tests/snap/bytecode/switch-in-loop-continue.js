//! stage: bytecode
function f(a) { for (const x of a) { switch (x) { case 1: continue; case 2: break; } g(x); } }
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
// function f  1 params, 22 registers
//     0  Move r12, a
//     2 | function f(a) { for (const x of a) { switch (x) { case 1: continue; case 2: break; } g(x); } }
//     1  GetIterator r9.., r12, flags 4
//     2  JumpIfNotHole r11, ->10
//     3  Move r13, r10
//     4  Move r20, r9
//     5  CallMethod r9, r13.., argc 0, #0
//     7  CheckObject r9, message 1
//     8  GetProp r10, r9, [next] #1
//     9  LoadSpecial r11, false
//    10  ForOfNext r12, r9.., ->31
//    11  JumpIfNotHole r12, ->20
//    12  Move r14, r10
//    13  Move r21, r9
//    14  CallMethod r13, r14.., argc 0, #2
//    16  CheckObject r13, message 0
//    17  GetProp r14, r13, [done] #3
//    18  JumpIfTrue r14, ->31
//    19  GetProp r12, r13, [value] #4
//    20  JumpIfStrictEqualI r12, 1, ->28
//    21  JumpIfStrictEqualI r12, 2, ->24
//    22  Jump ->24
//    23  Jump ->28
//    24  GetGlobal r13, [g] #5
//    25  Move r21, r12
//    26  Call r13, r13.., argc 1, #6
//    28  Loop ->10
//    29  IteratorCloseSilently r9..
//    30  Throw r12
//    31  ReturnUndefined
//   handler 20..28 ->29 r12
//   positions 1@2:33 24@2:86 29@2:33
