//! stage: scope
for (let i = 0; i < 3; i++) fs.push(() => i);
for (let j = 0; j < 3; j++) f(j);
for (const k of ks) () => k;
//--
// Script 1:1 HAS_INNER_FUNCTIONS
//   For 2:1 CAPTURED_BINDINGS
//     - i Let CAPTURED|ASSIGNED|USED
//     Arrow 2:37 SIMPLE_PARAMS
//   For 3:1
//     - j Let ASSIGNED|USED
//   For 4:1 CAPTURED_BINDINGS
//     - k Const CAPTURED|USED
//     Arrow 4:21 SIMPLE_PARAMS
