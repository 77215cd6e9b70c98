//! stage: bytecode
function* f(a) { return yield* a; }
//--
// script  0 params, 9 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {function f}
//     1  NewClosure r8, env, <function* f>
//     2  SetGlobal r8, [f] #0
//     3  LoadSpecial r8, undefined
//     4  Return r8
//   positions 0@1:1
//
// function* f  1 params, 24 registers
//     2 | function* f(a) { return yield* a; }
//     0  InitialYield
//     1  Move r12, a
//     2  GetIterator r9.., r12, flags 2
//     3  LoadSpecial r12, undefined
//     4  IteratorCall r13, r9.., r12
//     5  CheckObject r13, message 0
//     6  GetProp r14, r13, [done] #0
//     7  JumpIfTrue r14, ->35
//     8  Yield r12, r14, r13, flags 1
//     9  JumpIfFalse r14, ->11
//    10  Jump ->12
//    11  Loop ->4
//    12  GetMethod r13, r9, [return] #1
//    13  JumpIfUndefined r13, ->24
//    14  Move r15, r13
//    15  Move r22, r9
//    16  Move r23, r12
//    17  CallMethod r13, r15.., argc 1, #2
//    19  CheckObject r13, message 0
//    20  GetProp r14, r13, [done] #3
//    21  JumpIfTrue r14, ->23
//    22  Loop ->8
//    23  GetProp r12, r13, [value] #4
//    24  GeneratorReturn r12
//    25  GetMethod r13, r9, [throw] #5
//    26  JumpIfUndefined r13, ->33
//    27  Move r15, r13
//    28  Move r22, r9
//    29  Move r23, r12
//    30  CallMethod r13, r15.., argc 1, #6
//    32  Loop ->5
//    33  IteratorClose r9..
//    34  ThrowError kind 0, [The iterator does not provide a \'throw\' method]
//    35  GetProp r13, r13, [value] #7
//    36  Move r9, r13
//    37  GeneratorReturn r9
//   handler 8..11 ->25 r12
//   positions 0@2:1 2@2:25
