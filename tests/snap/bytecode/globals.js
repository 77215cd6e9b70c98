//! stage: bytecode
x = 1; var y = x; let z = y; const w = 2; typeof q; undefined;
//--
// script  0 params, 10 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {var y; let z; const w}
//     1  LoadSpecial r8, undefined
//     2  LoadInt r9, 1
//     2 | x = 1; var y = x; let z = y; const w = 2; typeof q; undefined;
//     3  SetGlobal r9, [x] #0
//     4  GetGlobal r9, [x] #1
//     5  SetGlobal r9, [y] #2
//     6  GetGlobal r9, [y] #3
//     7  InitGlobal r9, [z] #4
//     8  LoadInt r9, 2
//     9  InitGlobal r9, [w] #5
//    10  GetGlobalOrUndefined r9, [q] #6
//    11  TypeOf r9, r9
//    12  LoadSpecial r8, undefined
//    13  Return r8
//   positions 0@1:1 3@2:1 4@2:16 5@2:12 6@2:27 10@2:50
