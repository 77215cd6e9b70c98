//! stage: bytecode
var f = function g() { g = 1; return () => g; };
//--
// script  0 params, 10 registers
//     1 | //! stage: bytecode
//     0  DeclareGlobals {var f}
//     1  LoadSpecial r8, undefined
//     2  NewClosure r9, env, <function g>
//     2 | var f = function g() { g = 1; return () => g; };
//     3  SetGlobal r9, [f] #0
//     4  Return r8
//   positions 0@1:1 3@2:5
//
// function g  0 params, 10 registers
//     0  CreateEnv r8, env, scope 0
//     1  SetScoped callee, r8, slot 0, depth 0
//     2  LoadInt r9, 1
//     3  NewClosure r9, r8, <arrow>
//     4  Return r9
//   scope 0 Function {g FunctionName}
//
// arrow  0 params, 9 registers
//     0  GetScoped r8, env, slot 0, depth 0
//     1  Return r8
