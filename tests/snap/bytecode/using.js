//! stage: bytecode
function f(r) { using x = r; g(x); }
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
//     0  NewDisposeScope r10
//     1  LoadSpecial r12, undefined
//     2  Move r13, r
//     2 | function f(r) { using x = r; g(x); }
//     3  AddDisposable r10, r13
//     4  Move x, r13
//     5  GetGlobal r13, [g] #0
//     6  Move r21, x
//     7  Call r13, r13.., argc 1, #1
//     9  LoadInt r11, 0
//    10  Jump ->12
//    11  LoadInt r11, 1
//    12  LoadSpecial r13, undefined
//    13  LoadSpecial r14, false
//    14  JumpIfStrictNotEqualI r11, 1, ->17
//    15  Move r13, r12
//    16  LoadSpecial r14, true
//    17  DisposeNext r15, r10, r13, r14
//    19  JumpIfFalse r14, ->21
//    20  Throw r13
//    21  JumpIfStrictNotEqualI r11, 1, ->23
//    22  Throw r12
//    23  ReturnUndefined
//   handler 2..9 ->11 r12
//   positions 3@2:23 5@2:30
