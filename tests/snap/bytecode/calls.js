//! stage: bytecode
function f(o, a) { g(); o.m(a, 1); o[a](...a); new o.C(a); (() => a)(); (o?.m)(1); o?.m?.(2); }
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
//     2 | function f(o, a) { g(); o.m(a, 1); o[a](...a); new o.C(a); (() => a)(); (o?.m)(1); o?.m?.(2); }
//     2  GetGlobal r11, [g] #0
//     3  Call r11, r11.., argc 0, #1
//     5  Move r18, o
//     6  GetProp r11, r18, [m] #2
//     7  GetScoped r19, r10, slot 0, depth 0
//     8  LoadInt r20, 1
//     9  CallMethod r11, r11.., argc 2, #3
//    11  Move r18, o
//    12  GetScoped r19, r10, slot 0, depth 0
//    13  GetElem r11, r18, r19, #4
//    15  NewArray r19, r20.., count 0, #5
//    17  GetScoped r20, r10, slot 0, depth 0
//    18  ArraySpread r19, r20
//    19  CallSpread r11, r11.., #6
//    21  GetProp r11, o, [C] #7
//    22  GetScoped r19, r10, slot 0, depth 0
//    23  Construct r11, r11.., argc 1, #8
//    25  NewClosure r11, r10, <arrow>
//    26  Call r11, r11.., argc 0, #9
//    28  Move r18, o
//    29  JumpIfNullish r18, ->32
//    30  GetProp r11, r18, [m] #10
//    31  Jump ->34
//    32  LoadSpecial r11, undefined
//    33  LoadSpecial r18, undefined
//    34  LoadInt r19, 1
//    35  CallMethod r11, r11.., argc 1, #11
//    37  Move r18, o
//    38  JumpIfNullish r18, ->45
//    39  GetProp r11, r18, [m] #12
//    40  JumpIfNullish r11, ->45
//    41  LoadInt r19, 2
//    42  CallMethod r11, r11.., argc 1, #13
//    44  Jump ->46
//    45  LoadSpecial r11, undefined
//    46  ReturnUndefined
//   scope 0 Function {a Var}
//   positions 2@2:20 6@2:27 13@2:38 18@2:44 19@2:36 21@2:54 23@2:48 26@2:60 30@2:77 35@2:73 39@2:87
//
// arrow  0 params, 9 registers
//     0  GetScoped r8, env, slot 0, depth 0
//     1  Return r8
