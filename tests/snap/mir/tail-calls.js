//! stage: mir
//! function outer
"use strict";
function inner(x) { return other(x + 1); }
function other(x) { return x * 2; }
function outer(x) { const y = inner(x); return y + 1; }
for (let k = 0; k < 20; k++) outer(k);
//--
// mir outer, call
// code1: inner
// code2: other
// b0:
//   v1 = Constant value=object#0
//   v2 = Constant value=undefined
//   v3 = Constant value=object#1
//   v4 = Int32Constant value=1
//   v7 = Int32Constant value=2
//   v0 = LoadFrame word=8
//   v5 = CheckInt32 v0                   ? NotInt32 code1@1 {0: v1, 7: v2, 8: v0, 9: v3} < @2() {}
//   v6 = CheckedInt32Add v5 v4           ? Overflow code1@1 {0: v1, 7: v2, 8: v0, 9: v3} < @2() {}
//   v8 = CheckedInt32Mul v6 v7 minus_zero=false ? Overflow code1@1 {0: v1, 7: v2, 8: v0, 9: v3} < @2() {}
//   v9 = CheckedInt32Add v8 v4           ? Overflow code1@1 {0: v1, 7: v2, 8: v0, 9: v3} < @2() {}
//   v10 = BoxInt32 v9
//   return v10
