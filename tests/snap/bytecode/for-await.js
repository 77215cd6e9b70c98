//! stage: bytecode
async function f(a) { for await (const x of a) { if (x) return x; } }
//--
// script  0 params, 9 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {function f}
//     1  NewClosure r8, env, <async function f>
//     2  SetGlobal r8, [f] #0
//     3  LoadSpecial r8, undefined
//     4  Return r8
//   positions 0@1:1
//
// async function f  1 params, 22 registers
//     0  AsyncStart
//     1  Move r12, a
//     2 | async function f(a) { for await (const x of a) { if (x) return x; } }
//     2  GetIterator r9.., r12, flags 1
//     3  LoadSpecial r13, hole
//     4  IteratorCall r13, r9.., r13
//     5  Await r13, r13
//     6  CheckObject r13, message 0
//     7  GetProp r14, r13, [done] #0
//     8  JumpIfTrue r14, ->29
//     9  GetProp r12, r13, [value] #1
//    10  JumpIfFalse r12, ->20
//    11  GetMethod r13, r9, [return] #2
//    12  JumpIfUndefined r13, ->19
//    13  Move r14, r13
//    14  Move r21, r9
//    15  CallMethod r13, r14.., argc 0, #3
//    17  Await r13, r13
//    18  CheckObject r13, message 0
//    19  AsyncReturn r12
//    20  Loop ->3
//    21  GetMethod r13, r9, [return] #4
//    22  JumpIfUndefined r13, ->28
//    23  Move r14, r13
//    24  Move r21, r9
//    25  CallMethod r13, r14.., argc 0, #5
//    27  Await r13, r13
//    28  Throw r12
//    29  LoadSpecial r9, undefined
//    30  AsyncReturn r9
//   handler 10..11 ->21 r12
//   handler 21..28 ->28 r13
//   positions 2@2:45 11@2:64 21@2:45
