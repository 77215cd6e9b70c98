//! stage: bytecode
class B extends A { x = 1; constructor() { const g = () => super(); g(); super.m(this.x); } }
//--
// script  0 params, 13 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {let B}
//     1  LoadSpecial r8, undefined
//     2 | class B extends A { x = 1; constructor() { const g = () => super(); g(); super.m(this.x); } }
//     2  GetGlobal r9, [A] #0
//     3  NewClass r9, env, <derived constructor B>
//     4  NewClosure r12, env, <initializer <instance_members_initializer>>
//     5  SetHomeObject r12, r10
//     6  SetFieldInitializer r9, r12
//     7  InitGlobal r9, [B] #1
//     8  Return r8
//   positions 0@1:1 2@2:17
//
// derived constructor B  0 params, 20 registers
//     0  CreateEnv r8, env, scope 0
//     1  SetScoped callee, r8, slot 0, depth 0
//     2  SetScoped new.target, r8, slot 1, depth 0
//     3  SetScoped this, r8, slot 2, depth 0
//     4  NewClosure g, r8, <arrow g>
//     5  Move r10, g
//     2 | class B extends A { x = 1; constructor() { const g = () => super(); g(); super.m(this.x); } }
//     6  Call r10, r10.., argc 0, #0
//     8  GetScoped r17, r8, slot 2, depth 0
//     9  CheckThis r17
//    10  LoadConst r18, [m]
//    11  GetHomeObject r19, callee
//    12  GetSuper r10, r19, r18, #1, r17
//    14  GetScoped r19, r8, slot 2, depth 0
//    15  GetProp r18, r19, [x] #2
//    16  CallMethod r10, r10.., argc 1, #3
//    18  LoadSpecial r10, undefined
//    19  GetScoped r11, r8, slot 2, depth 0
//    20  DerivedReturn r12, r10, r11
//    21  Return r12
//   scope 0 Function {super() Internal, new.target Internal, this Internal}
//   positions 6@2:69 9@2:74 15@2:87 16@2:74
//
// arrow g  0 params, 17 registers
//     0  GetScoped r16, env, slot 0, depth 0
//     2 | class B extends A { x = 1; constructor() { const g = () => super(); g(); super.m(this.x); } }
//     1  GetSuperConstructor r8, r16
//     2  GetScoped r16, env, slot 1, depth 0
//     3  Move r13, r16
//     4  Construct r8, r8.., argc 0, #0, flags 1
//     6  GetScoped r9, env, slot 2, depth 0
//     7  CheckThisUnset r9
//     8  SetScoped r8, env, slot 2, depth 0
//     9  GetScoped r9, env, slot 0, depth 0
//    10  InitFields r8, r9
//    11  Return r8
//   positions 1@2:60
//
// initializer <instance_members_initializer>  0 params, 9 registers
//     0  LoadInt r8, 1
//     2 | class B extends A { x = 1; constructor() { const g = () => super(); g(); super.m(this.x); } }
//     1  DefineProp this, r8, [x] #0
//     2  ReturnUndefined
//   positions 1@2:21
