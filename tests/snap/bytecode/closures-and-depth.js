//! stage: bytecode
function f(a) { let b = 1; return () => { let c = a; return () => a + b + c; }; }
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
// function f  1 params, 11 registers
//     0  CreateEnv r9, env, scope 0
//     1  SetScoped r8, r9, slot 0, depth 0
//     2  LoadInt r10, 1
//     3  SetScoped r10, r9, slot 1, depth 0
//     4  NewClosure r10, r9, <arrow>
//     5  Return r10
//   scope 0 Function {a Var, b Let}
//
// arrow  0 params, 10 registers
//     0  CreateEnv r8, env, scope 0
//     1  GetScoped r9, env, slot 0, depth 0
//     2  SetScoped r9, r8, slot 0, depth 0
//     3  NewClosure r9, r8, <arrow>
//     4  Return r9
//   scope 0 Function {c Let}
//
// arrow  0 params, 10 registers
//     0  GetScoped r8, env, slot 0, depth 1
//     2 | function f(a) { let b = 1; return () => { let c = a; return () => a + b + c; }; }
//     1  GetScopedChecked r9, env, slot 1, depth 1
//     2  Add r8, r8, r9
//     3  GetScopedChecked r9, env, slot 0, depth 0
//     4  Add r8, r8, r9
//     5  Return r8
//   positions 1@2:71 2@2:67 3@2:75 4@2:67
