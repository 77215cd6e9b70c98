//! stage: bytecode
class A { #p = 1; static s = () => this.#q; static #q = 2; [k()] = 3; #m() { return this.#p; } static { this.z = 1; } }
//--
// script  0 params, 24 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {let A}
//     1  LoadSpecial r8, undefined
//     2  CreateEnv r11, env, scope 0
//     3  CreateEnv r13, r11, scope 1
//     4  NewPrivateName r14, [#p]
//     5  SetScoped r14, r11, slot 0, depth 0
//     6  NewPrivateName r14, [#q]
//     7  SetScoped r14, r11, slot 1, depth 0
//     8  NewPrivateName r14, [#m]
//     9  SetScoped r14, r11, slot 2, depth 0
//    10  LoadSpecial r9, hole
//     2 | class A { #p = 1; static s = () => this.#q; static #q = 2; [k()] = 3; #m() { return this.#p; } static { this.z = 1; } }
//    11  NewClass r9, r13, <constructor A>
//    12  GetGlobal r14, [k] #0
//    13  Call r14, r14.., argc 0, #1
//    15  ToPropertyKey r14, r14
//    16  SetScoped r14, r13, slot 0, depth 0
//    17  NewClosure r14, r13, <method #m>
//    18  SetScoped r14, r13, slot 1, depth 0
//    19  NewClosure r14, r13, <initializer <instance_members_initializer>>
//    20  SetHomeObject r14, r10
//    21  SetFieldInitializer r9, r14
//    22  NewClosure r15, r13, <initializer <static_initializer>>
//    23  SetHomeObject r15, r9
//    24  Move r16, r15
//    25  Move r23, r9
//    26  CallMethod r15, r16.., argc 0, #2
//    28  InitGlobal r9, [A] #3
//    29  Return r8
//   scope 0 Class {#p PrivateName, #q PrivateName, #m PrivateName}
//   scope 1 Class {%0 Var, %1 Var}
//   positions 0@1:1 11@2:1 12@2:61 26@2:96
//
// constructor A  0 params, 8 registers
//     2 | class A { #p = 1; static s = () => this.#q; static #q = 2; [k()] = 3; #m() { return this.#p; } static { this.z = 1; } }
//     0  InitFields this, callee
//     1  ReturnUndefined
//   positions 0@2:1
//
// method #m  0 params, 9 registers
//     0  GetScoped r8, env, slot 0, depth 1
//     2 | class A { #p = 1; static s = () => this.#q; static #q = 2; [k()] = 3; #m() { return this.#p; } static { this.z = 1; } }
//     1  GetPrivate r8, this, r8, #0
//     3  Return r8
//   positions 1@2:90
//
// initializer <instance_members_initializer>  0 params, 10 registers
//     0  GetScoped r8, env, slot 1, depth 0
//     1  GetScoped r9, env, slot 2, depth 1
//     2 | class A { #p = 1; static s = () => this.#q; static #q = 2; [k()] = 3; #m() { return this.#p; } static { this.z = 1; } }
//     2  DefinePrivateMethod this, r9, r8
//     3  GetScoped r8, env, slot 0, depth 1
//     4  LoadInt r9, 1
//     5  DefinePrivate this, r8, r9, #0
//     7  GetScoped r8, env, slot 0, depth 0
//     8  LoadInt r9, 3
//     9  DefineElem this, r8, r9, #1
//    11  ReturnUndefined
//   positions 2@2:1 5@2:11 9@2:60
//
// initializer <static_initializer>  0 params, 10 registers
//     0  CreateEnv r9, env, scope 0
//     1  SetScoped this, r9, slot 0, depth 0
//     2  NewClosure r8, r9, <arrow s>
//     2 | class A { #p = 1; static s = () => this.#q; static #q = 2; [k()] = 3; #m() { return this.#p; } static { this.z = 1; } }
//     3  DefineProp this, r8, [s] #0
//     4  GetScoped r8, env, slot 1, depth 1
//     5  LoadInt r9, 2
//     6  DefinePrivate this, r8, r9, #1
//     8  LoadInt r8, 1
//     9  SetProp this, r8, [z] #2
//    10  ReturnUndefined
//   scope 0 Function {this Internal}
//   positions 3@2:19 6@2:45 9@2:110
//
// arrow s  0 params, 10 registers
//     0  GetScoped r8, env, slot 0, depth 0
//     1  GetScoped r9, env, slot 1, depth 2
//     2 | class A { #p = 1; static s = () => this.#q; static #q = 2; [k()] = 3; #m() { return this.#p; } static { this.z = 1; } }
//     2  GetPrivate r8, r8, r9, #0
//     4  Return r8
//   positions 2@2:41
