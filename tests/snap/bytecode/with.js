//! stage: bytecode
function f(o, a) { with (o) { a = b; g(); typeof c; } }
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
// function f  2 params, 21 registers
//     0  CreateEnv r10, env, scope 0
//     1  SetScoped r9, r10, slot 0, depth 0
//     2  Move r11, o
//     2 | function f(o, a) { with (o) { a = b; g(); typeof c; } }
//     3  ToObject r11, r11
//     4  CreateWithEnv r12, r10, r11
//     5  ResolveName r13, r12, [a] #0
//     6  GetName r14, r12, [b] #1
//     7  SetResolved r14, r13, [a] #2
//     8  Move r13, r14
//     9  GetNameForCall r13, r12, [g] #3
//    10  CallMethod r13, r13.., argc 0, #4
//    12  GetNameOrUndefined r13, r12, [c] #5
//    13  TypeOf r13, r13
//    14  ReturnUndefined
//   scope 0 Function {a Var}
//   positions 3@2:26 5@2:31 6@2:35 7@2:31 9@2:38 12@2:50
