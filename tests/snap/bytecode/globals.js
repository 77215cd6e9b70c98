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
//     4  Move r8, r9
//     5  GetGlobal r9, [x] #1
//     6  SetGlobal r9, [y] #2
//     7  GetGlobal r9, [y] #3
//     8  InitGlobal r9, [z] #4
//     9  LoadInt r9, 2
//    10  InitGlobal r9, [w] #5
//    11  GetGlobalOrUndefined r9, [q] #6
//    12  TypeOf r8, r9
//    13  LoadSpecial r8, undefined
//    14  Return r8
