//! stage: bytecode
var o = { m() { super.x = super.y + 1; return () => super.z(); } };
//--
// script  0 params, 11 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {var o}
//     1  LoadSpecial r8, undefined
//     2  NewObject r9, #0
//     3  NewClosure r10, env, <method m>
//     4  SetHomeObject r10, r9
//     2 | var o = { m() { super.x = super.y + 1; return () => super.z(); } };
//     5  DefineProp r9, r10, [m] #1
//     6  SetGlobal r9, [o] #2
//     7  Return r8
//   positions 0@1:1 5@2:11 6@2:5
//
// method m  0 params, 15 registers
//     0  CoerceThis this
//     1  CreateEnv r8, env, scope 0
//     2  GetHomeObject r9, callee
//     3  SetScoped r9, r8, slot 0, depth 0
//     4  SetScoped this, r8, slot 1, depth 0
//     5  GetScoped r9, r8, slot 1, depth 0
//     6  LoadConst r10, [x]
//     7  GetScoped r11, r8, slot 0, depth 0
//     8  GetScoped r12, r8, slot 1, depth 0
//     9  LoadConst r13, [y]
//    10  GetScoped r14, r8, slot 0, depth 0
//     2 | var o = { m() { super.x = super.y + 1; return () => super.z(); } };
//    11  GetSuper r12, r14, r13, #0, r12
//    13  AddI r12, r12, 1
//    14  SetSuper r11, r10, r12, #1, r9
//    16  Move r9, r12
//    17  NewClosure r9, r8, <arrow>
//    18  Return r9
//   scope 0 Function {super Internal, this Internal}
//   positions 11@2:27 14@2:17
//
// arrow  0 params, 18 registers
//     0  GetScoped r15, env, slot 1, depth 0
//     1  LoadConst r16, [z]
//     2  GetScoped r17, env, slot 0, depth 0
//     2 | var o = { m() { super.x = super.y + 1; return () => super.z(); } };
//     3  GetSuper r8, r17, r16, #0, r15
//     5  CallMethod r8, r8.., argc 0, #1
//     7  Return r8
//   positions 3@2:53
