//! stage: bytecode
function f(a, b = a + 1, { c } = {}, ...[d]) { var a = 2; return () => a + b + c + d; }
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
// function f  3 params, 17 registers
//     0  CreateRest r11, 3
//     1  CreateEnv r12, env, scope 0
//     2  JumpIfNotUndefined r9, ->4
//     2 | function f(a, b = a + 1, { c } = {}, ...[d]) { var a = 2; return () => a + b + c + d; }
//     3  AddI r9, a, 1
//     4  SetScoped r9, r12, slot 0, depth 0
//     5  JumpIfNotUndefined r10, ->7
//     6  NewObject r10, #0
//     7  CheckObjectCoercible r10, 0
//     8  GetProp r13, r10, [c] #1
//     9  SetScoped r13, r12, slot 1, depth 0
//    10  GetIterator r13.., r11
//    11  LoadSpecial r16, undefined
//    12  IteratorNext r16, r13.., ->13
//    13  SetScoped r16, r12, slot 2, depth 0
//    14  IteratorClose r13..
//    15  Jump ->18
//    16  IteratorCloseSilently r13..
//    17  Throw r16
//    18  CreateEnv r13, r12, scope 1
//    19  SetScoped a, r13, slot 0, depth 0
//    20  LoadInt r14, 2
//    21  SetScoped r14, r13, slot 0, depth 0
//    22  NewClosure r14, r13, <arrow>
//    23  Return r14
//   handler 11..14 ->16 r16
//   scope 0 Function {b Let, c Let, d Let}
//   scope 1 FunctionBody {a Var}
//   positions 3@2:19 7@2:26 8@2:28 10@2:41 12@2:42 14@2:41
//
// arrow  0 params, 10 registers
//     0  GetScoped r8, env, slot 0, depth 0
//     2 | function f(a, b = a + 1, { c } = {}, ...[d]) { var a = 2; return () => a + b + c + d; }
//     1  GetScopedChecked r9, env, slot 0, depth 1
//     2  Add r8, r8, r9
//     3  GetScopedChecked r9, env, slot 1, depth 1
//     4  Add r8, r8, r9
//     5  GetScopedChecked r9, env, slot 2, depth 1
//     6  Add r8, r8, r9
//     7  Return r8
//   positions 1@2:76 2@2:72 3@2:80 4@2:72 5@2:84 6@2:72
