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
//   v7 = Constant value=object#1
//   v11 = Int32Constant value=1
//   v15 = Constant value=object#2
//   v16 = Int32Constant value=2
//   v0 = LoadFrame word=8
//   v2 = CheckShape v1 shapes=shape0     ? Shape @0 {8: v0}
//   v3 = LoadSlotsPointer v2
//   v4 = LoadSlot v3 offset=528
//   v6 = CheckIs v4 expected=object#1    ? Callee @2 {10: v4, 18: v0}
//   v10 = LoadSlot v3 offset=536
//   v12 = CheckInt32 v0                  ? NotInt32 code1@1 {0: v7, 8: v0, 9: v10} < @2() {}
//   v13 = CheckedInt32Add v12 v11        ? Overflow code1@1 {0: v7, 8: v0, 9: v10} < @2() {}
//   v14 = CheckIs v10 expected=object#2  ? Callee code1@2 {0: v7, 9: v10, 17: v13} < @2() {}
//   v17 = CheckedInt32Mul v13 v16 minus_zero=false ? Overflow code2@0 {0: v15, 8: v13} < code1@2() {0: v7} < @2() {}
//   v18 = CheckedInt32Add v17 v11        ? Overflow @4 {9: v17}
//   v19 = BoxInt32 v18
//   return v19
