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
//   v1 = CellConstant cell=cell#0
//   v5 = Constant value=object#1
//   v7 = Int32Constant value=1
//   v11 = Constant value=object#2
//   v12 = Int32Constant value=2
//   v0 = LoadFrame word=8
//   v2 = LoadSlot v1 offset=528
//   v4 = CheckIs v2 expected=object#1    ? Callee @2 {10: v2, 18: v0}
//   v6 = LoadSlot v1 offset=536
//   v8 = CheckInt32 v0                   ? NotInt32 code1@1 {0: v5, 8: v0, 9: v6} < @2() {}
//   v9 = CheckedInt32Add v8 v7           ? Overflow code1@1 {0: v5, 8: v0, 9: v6} < @2() {}
//   v10 = CheckIs v6 expected=object#2   ? Callee code1@2 {0: v5, 9: v6, 17: v9} < @2() {}
//   v13 = CheckedInt32Mul v9 v12 minus_zero=false ? Overflow code2@0 {0: v11, 8: v9} < code1@2() {0: v5} < @2() {}
//   v14 = CheckedInt32Add v13 v7         ? Overflow @4 {9: v13}
//   v15 = BoxInt32 v14
//   return v15
