//! stage: bytecode
function f() { return new.target === undefined ? () => new.target : 1; }
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
// function f  0 params, 11 registers
//     0  CreateEnv r8, env, scope 0
//     1  SetScoped new.target, r8, slot 0, depth 0
//     2  GetScoped r10, r8, slot 0, depth 0
//     3  JumpIfNotUndefined r10, ->6
//     4  NewClosure r9, r8, <arrow>
//     5  Jump ->7
//     6  LoadInt r9, 1
//     7  Return r9
//   scope 0 Function {new.target Internal}
//
// arrow  0 params, 9 registers
//     0  GetScoped r8, env, slot 0, depth 0
//     1  Return r8
