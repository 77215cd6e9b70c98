//! stage: bytecode
function f(a) { for (const x of a) { if (x) break; g(x); } }
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
//     2 | function f(a) { for (const x of a) { if (x) break; g(x); } }
//     1  GetIterator r9.., r12
//     2  IteratorNext r12, r9.., ->13
//     3  JumpIfFalse r12, ->6
//     4  IteratorClose r9..
//     5  Jump ->13
//     6  GetGlobal r13, [g] #0
//     7  Move r21, r12
//     8  Call r13, r13.., argc 1, #1
//    10  Loop ->2
//    11  IteratorCloseSilently r9..
//    12  Throw r12
//    13  ReturnUndefined
//   handler 3..4 ->11 r12
//   handler 6..10 ->11 r12
//   positions 1@2:33 4@2:45 6@2:52 11@2:33
