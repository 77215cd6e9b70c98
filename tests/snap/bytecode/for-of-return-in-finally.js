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
//     1  GetIterator r9.., r12
//     2  IteratorNext r12, r9.., ->18
//     3  LoadSpecial r14, undefined
//     4  LoadInt r13, 2
//     5  Move r14, r12
//     6  Jump ->7
//     7  GetGlobal r15, [g] #0
//     8  Call r15, r15.., argc 0, #1
//    10  JumpIfStrictNotEqualI r13, 1, ->12
//    11  Throw r14
//    12  JumpIfStrictNotEqualI r13, 2, ->15
//    13  IteratorClose r9..
//    14  Return r14
//    15  Loop ->2
//    16  IteratorCloseSilently r9..
//    17  Throw r12
//    18  ReturnUndefined
//   handler 3..13 ->16 r12
//   positions 1@2:33 7@2:66 16@2:33
