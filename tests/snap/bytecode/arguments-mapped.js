//! stage: bytecode
function f(a, b) { arguments[0] = 1; return a + b; }
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
// function f  2 params, 13 registers
//     0  CreateEnv env, env, scope 0
//     1  SetScoped r8, env, slot 0, depth 0
//     2  SetScoped r9, env, slot 1, depth 0
//     3  CreateMappedArguments arguments, env, slot 0
//     4  LoadInt r11, 0
//     5  LoadInt r12, 1
//     2 | function f(a, b) { arguments[0] = 1; return a + b; }
//     6  SetElem arguments, r11, r12, #0
//     8  Move r11, r12
//     9  GetScoped r11, env, slot 0, depth 0
//    10  GetScoped r12, env, slot 1, depth 0
//    11  Add r11, r11, r12
//    12  Return r11
//   scope 0 Function {a Var, b Var}
//   positions 6@2:30 11@2:45
