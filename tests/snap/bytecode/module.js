//! stage: bytecode
//! module
import d, { a as b } from "m"; import * as ns from "n";
export let x = b + ns.y; const local = 1; export default function () { return local; } export { x as z };
export const t = await d;
//--
// async module  0 params, 10 registers
//     0  AsyncStart
//     4 | export let x = b + ns.y; const local = 1; export default function () { return local; } export { x as z };
//     1  GetImport r8, env, slot 1, depth 0
//     2  GetScoped r9, env, slot 2, depth 0
//     3  GetProp r9, r9, [y] #0
//     4  Add r8, r8, r9
//     5  SetScoped r8, env, slot 3, depth 0
//     6  LoadInt r8, 1
//     7  SetScoped r8, env, slot 4, depth 0
//     5 | export const t = await d;
//     8  GetImport r8, env, slot 0, depth 0
//     9  Await r8, r8
//    10  SetScoped r8, env, slot 6, depth 0
//    11  LoadSpecial r8, undefined
//    12  AsyncReturn r8
//   scope 0 Module {d Import, b Import, ns Const, x Let, local Const, *default* Var, t Const}
//   positions 1@4:16 3@4:23 4@4:16 8@5:24 9@5:18 12@5:14
//
// function default  0 params, 9 registers
//     4 | export let x = b + ns.y; const local = 1; export default function () { return local; } export { x as z };
//     0  GetScopedChecked r8, env, slot 4, depth 0
//     1  Return r8
//   positions 0@4:79
