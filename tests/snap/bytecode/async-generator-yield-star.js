//! stage: bytecode
async function* f(a) { yield* a; }
//--
// script  0 params, 9 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {function f}
//     1  NewClosure r8, env, <async function* f>
//     2  SetGlobal r8, [f] #0
//     3  LoadSpecial r8, undefined
//     4  Return r8
//   positions 0@1:1
//
// async function* f  1 params, 24 registers
//     2 | async function* f(a) { yield* a; }
//     0  InitialYield
//     1  Move r12, a
//     2  GetIterator r9.., r12, flags 1
//     3  LoadSpecial r12, undefined
//     4  IteratorCall r13, r9.., r12
//     5  Await r13, r13
//     6  CheckObject r13, message 0
//     7  GetProp r14, r13, [done] #0
//     8  JumpIfTrue r14, ->48
//     9  GetProp r13, r13, [value] #1
//    10  Yield r12, r14, r13
//    11  JumpIfFalse r14, ->14
//    12  Await r12, r12
//    13  Jump ->15
//    14  Loop ->4
//    15  GetMethod r13, r9, [return] #2
//    16  JumpIfUndefined r13, ->29
//    17  Move r15, r13
//    18  Move r22, r9
//    19  Move r23, r12
//    20  CallMethod r13, r15.., argc 1, #3
//    22  Await r13, r13
//    23  CheckObject r13, message 0
//    24  GetProp r14, r13, [done] #4
//    25  JumpIfTrue r14, ->27
//    26  Loop ->9
//    27  GetProp r12, r13, [value] #5
//    28  Jump ->30
//    29  Await r12, r12
//    30  GeneratorReturn r12
//    31  GetMethod r13, r9, [throw] #6
//    32  JumpIfUndefined r13, ->39
//    33  Move r15, r13
//    34  Move r22, r9
//    35  Move r23, r12
//    36  CallMethod r13, r15.., argc 1, #7
//    38  Loop ->5
//    39  GetMethod r15, r9, [return] #8
//    40  JumpIfUndefined r15, ->47
//    41  Move r16, r15
//    42  Move r23, r9
//    43  CallMethod r15, r16.., argc 0, #9
//    45  Await r15, r15
//    46  CheckObject r15, message 0
//    47  ThrowError kind 0, [The iterator does not provide a \'throw\' method]
//    48  GetProp r13, r13, [value] #10
//    49  Move r9, r13
//    50  LoadSpecial r9, undefined
//    51  GeneratorReturn r9
//   handler 10..14 ->31 r12
//   positions 0@2:1 2@2:24
