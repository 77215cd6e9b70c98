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
//     1  GetIterator r9.., r12
//     2  IteratorNext r12, r9.., ->14
//     3  JumpIfStrictEqualI r12, 1, ->11
//     4  JumpIfStrictEqualI r12, 2, ->7
//     5  Jump ->7
//     6  Jump ->11
//     7  GetGlobal r13, [g] #0
//     8  Move r21, r12
//     9  Call r13, r13.., argc 1, #1
//    11  Loop ->2
//    12  IteratorCloseSilently r9..
//    13  Throw r12
//    14  ReturnUndefined
//   handler 3..11 ->12 r12
//   positions 1@2:33 7@2:86 12@2:33
