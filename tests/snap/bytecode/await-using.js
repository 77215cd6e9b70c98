//! stage: bytecode
async function f(r) { await using x = r; return g(x); }
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
//     1  NewDisposeScope r10
//     2  LoadSpecial r12, undefined
//     3  Move r13, r
//     2 | async function f(r) { await using x = r; return g(x); }
//     4  AddDisposable r10, r13, flags 1
//     5  Move x, r13
//     6  GetGlobal r13, [g] #0
//     7  Move r21, x
//     8  Call r13, r13.., argc 1, #1
//    10  LoadInt r11, 2
//    11  Move r12, r13
//    12  Jump ->14
//    13  LoadInt r11, 1
//    14  LoadSpecial r13, undefined
//    15  LoadSpecial r14, false
//    16  JumpIfStrictNotEqualI r11, 1, ->19
//    17  Move r13, r12
//    18  LoadSpecial r14, true
//    19  DisposeNext r15, r10, r13, r14, flags 1
//    21  JumpIfHole r15, ->28
//    22  Await r15, r15
//    23  Jump ->25
//    24  DisposeFail r13, r14, r15
//    25  DisposeNext r15, r10, r13, r14, flags 1
//    27  Loop ->21
//    28  JumpIfFalse r14, ->30
//    29  Throw r13
//    30  JumpIfStrictNotEqualI r11, 1, ->32
//    31  Throw r12
//    32  JumpIfStrictNotEqualI r11, 2, ->34
//    33  AsyncReturn r12
//    34  LoadSpecial r10, undefined
//    35  AsyncReturn r10
//   handler 3..10 ->13 r12
//   handler 22..23 ->24 r15
//   positions 4@2:35 6@2:49
