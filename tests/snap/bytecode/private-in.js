//! stage: bytecode
class A { #x; static is(o) { return #x in o; } }
//--
// script  0 params, 15 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {let A}
//     1  LoadSpecial r8, undefined
//     2  CreateEnv r11, env, scope 0
//     3  NewPrivateName r13, [#x]
//     4  SetScoped r13, r11, slot 0, depth 0
//     5  LoadSpecial r9, hole
//     2 | class A { #x; static is(o) { return #x in o; } }
//     6  NewClass r9, r11, <constructor A>
//     7  NewClosure r13, r11, <method is>
//     8  LoadConst r14, [is]
//     9  DefineElem r9, r14, r13, #0, flags 1
//    11  NewClosure r13, r11, <initializer <instance_members_initializer>>
//    12  SetHomeObject r13, r10
//    13  SetFieldInitializer r9, r13
//    14  InitGlobal r9, [A] #1
//    15  Return r8
//   scope 0 Class {#x PrivateName}
//   positions 0@1:1 6@2:1 9@2:15
//
// constructor A  0 params, 8 registers
//     2 | class A { #x; static is(o) { return #x in o; } }
//     0  InitFields this, callee
//     1  ReturnUndefined
//   positions 0@2:1
//
// method is  1 params, 10 registers
//     0  GetScoped r9, env, slot 0, depth 0
//     2 | class A { #x; static is(o) { return #x in o; } }
//     1  HasPrivate r9, o, r9
//     2  Return r9
//   positions 1@2:37
//
// initializer <instance_members_initializer>  0 params, 10 registers
//     0  GetScoped r8, env, slot 0, depth 0
//     1  LoadSpecial r9, undefined
//     2 | class A { #x; static is(o) { return #x in o; } }
//     2  DefinePrivate this, r8, r9, #0
//     4  ReturnUndefined
//   positions 2@2:11
