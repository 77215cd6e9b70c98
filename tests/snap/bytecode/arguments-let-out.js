//! stage: bytecode
function f(a) { g(arguments); return a; }
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
// function f  1 params, 19 registers
//     0  CreateEnv env, env, scope 0
//     1  SetScoped r8, env, slot 0, depth 0
//     2  CreateMappedArguments arguments, env, slot 0
//     2 | function f(a) { g(arguments); return a; }
//     3  GetGlobal r10, [g] #0
//     4  Move r18, arguments
//     5  Call r10, r10.., argc 1, #1
//     7  GetScoped r10, env, slot 0, depth 0
//     8  Return r10
//   scope 0 Function {a Var}
//   positions 3@2:17
