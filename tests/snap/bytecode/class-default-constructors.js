//! stage: bytecode
class A { x = 1; } class B extends A {}
//--
// script  0 params, 13 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {let A; let B}
//     1  LoadSpecial r8, undefined
//     2  LoadSpecial r9, hole
//     2 | class A { x = 1; } class B extends A {}
//     3  NewClass r9, env, <constructor A>
//     4  NewClosure r12, env, <initializer <instance_members_initializer>>
//     5  SetHomeObject r12, r10
//     6  SetFieldInitializer r9, r12
//     7  InitGlobal r9, [A] #0
//     8  GetGlobal r9, [A] #1
//     9  NewClass r9, env, <derived constructor B>
//    10  InitGlobal r9, [B] #2
//    11  Return r8
//   positions 0@1:1 3@2:1 8@2:36
//
// constructor A  0 params, 8 registers
//     2 | class A { x = 1; } class B extends A {}
//     0  InitFields this, callee
//     1  ReturnUndefined
//   positions 0@2:1
//
// initializer <instance_members_initializer>  0 params, 9 registers
//     0  LoadInt r8, 1
//     2 | class A { x = 1; } class B extends A {}
//     1  DefineProp this, r8, [x] #0
//     2  ReturnUndefined
//   positions 1@2:11
//
// derived constructor B  0 params, 18 registers
//     0  CreateRest r8, 0
//     2 | class A { x = 1; } class B extends A {}
//     1  GetSuperConstructor r9, callee
//     2  Move r17, r8
//     3  Move r14, new.target
//     4  ConstructSpread r8, r9.., #0, flags 1
//     6  InitFields r8, callee
//     7  Return r8
//   positions 1@2:20
