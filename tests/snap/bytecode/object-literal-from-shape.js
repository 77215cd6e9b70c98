//! stage: bytecode
function f(a) { return { a, b: 1, c() { return a; }, d: () => 1 }; }
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
// function f  1 params, 14 registers
//     0  CreateEnv r9, env, scope 0
//     1  SetScoped r8, r9, slot 0, depth 0
//     2  GetScoped r10, r9, slot 0, depth 0
//     3  LoadInt r11, 1
//     4  NewClosure r12, r9, <method c>
//     5  NewClosure r13, r9, <arrow d>
//     6  NewObjectFrom r10, r10.., {[a] [b] [c] [d]} #0
//     7  Return r10
//   scope 0 Function {a Var}
//
// method c  0 params, 9 registers
//     0  GetScoped r8, env, slot 0, depth 0
//     1  Return r8
//
// arrow d  0 params, 9 registers
//     0  LoadInt r8, 1
//     1  Return r8
