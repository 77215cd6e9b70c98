//! stage: bytecode
function f(a) { var b; eval("x"); return a + b + c; }
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
//     0  CoerceThis this
//     1  CreateEnv env, env, scope 0
//     2  SetScoped r8, env, slot 0, depth 0
//     3  CreateMappedArguments r9, env, slot 0
//     4  SetScoped r9, env, slot 3, depth 0
//     5  SetScoped this, env, slot 2, depth 0
//     6  SetScoped new.target, env, slot 4, depth 0
//     7  CreateVarEnv r9, env, flags 1
//     2 | function f(a) { var b; eval("x"); return a + b + c; }
//     8  GetNameForCall r10, r9, [eval] #0
//     9  LoadConst r18, [x]
//    10  CallEval r10, r10.., argc 1, scope 1, r9
//    12  GetScoped r10, env, slot 0, depth 0
//    13  GetScoped r11, env, slot 1, depth 0
//    14  Add r10, r10, r11
//    15  GetName r11, r9, [c] #1
//    16  Add r10, r10, r11
//    17  Return r10
//   scope 0 Function {a Var, b Var, this Internal, arguments Var, new.target Internal}
//   scope 1 Block {}
//   positions 8@2:24 14@2:42 15@2:50 16@2:42
