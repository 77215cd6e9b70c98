//! stage: bytecode
function f() { try { g(); } catch (e) { return e; } finally { h(); } return 1; }
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
//     2 | function f() { try { g(); } catch (e) { return e; } finally { h(); } return 1; }
//     1  GetGlobal r10, [g] #0
//     2  Call r10, r10.., argc 0, #1
//     4  Jump ->8
//     5  LoadInt r8, 2
//     6  Move r9, r10
//     7  Jump ->11
//     8  LoadInt r8, 0
//     9  Jump ->11
//    10  LoadInt r8, 1
//    11  GetGlobal r10, [h] #2
//    12  Call r10, r10.., argc 0, #3
//    14  JumpIfStrictNotEqualI r8, 1, ->16
//    15  Throw r9
//    16  JumpIfStrictNotEqualI r8, 2, ->18
//    17  Return r9
//    18  LoadInt r8, 1
//    19  Return r8
//   handler 1..4 ->5 r10
//   handler 1..5 ->10 r9
//   positions 1@2:22 11@2:63
