//! stage: bytecode
function f() { L: for (;;) { try { if (g()) break L; continue; } finally { h(); } } }
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
// function f  0 params, 18 registers
//     0  LoadSpecial r9, undefined
//     2 | function f() { L: for (;;) { try { if (g()) break L; continue; } finally { h(); } } }
//     1  GetGlobal r10, [g] #0
//     2  Call r10, r10.., argc 0, #1
//     4  JumpIfFalse r10, ->7
//     5  LoadInt r8, 2
//     6  Jump ->10
//     7  LoadInt r8, 3
//     8  Jump ->10
//     9  LoadInt r8, 1
//    10  GetGlobal r10, [h] #2
//    11  Call r10, r10.., argc 0, #3
//    13  JumpIfStrictNotEqualI r8, 1, ->15
//    14  Throw r9
//    15  JumpIfStrictNotEqualI r8, 2, ->17
//    16  Jump ->19
//    17  JumpIfStrictNotEqualI r8, 3, ->18
//    18  Loop ->0
//    19  ReturnUndefined
//   handler 1..5 ->9 r9
//   positions 1@2:40 10@2:76
