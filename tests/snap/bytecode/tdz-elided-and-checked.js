//! stage: bytecode
function f() { let a = 1; { g(); let b = a; return b; function g() { return a; } } }
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
// function f  0 params, 20 registers
//     0  CreateEnv r8, env, scope 0
//     1  LoadInt b, 1
//     2  SetScoped b, r8, slot 0, depth 0
//     3  NewClosure g, r8, <function g>
//     4  Move r12, g
//     2 | function f() { let a = 1; { g(); let b = a; return b; function g() { return a; } } }
//     5  Call r12, r12.., argc 0, #0
//     7  GetScoped b, r8, slot 0, depth 0
//     8  Return b
//   scope 0 Function {a Let}
//   positions 5@2:29
//
// function g  0 params, 9 registers
//     2 | function f() { let a = 1; { g(); let b = a; return b; function g() { return a; } } }
//     0  GetScopedChecked r8, env, slot 0, depth 0
//     1  Return r8
//   positions 0@2:77
