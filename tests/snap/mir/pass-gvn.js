//! stage: mir
//! pass gvn
//! function f
function f(a, b) { return (a * b + 1) ^ (a * b + 1) + (a * b); }
for (let k = 0; k < 20; k++) f(k, 3);
//--
// before gvn:
// mir f, call
// b0:
//   v5 = Int32Constant value=1
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = CheckInt32 v0                   ? NotInt32 @0 {8: v0, 9: v1}
//   v3 = CheckInt32 v1                   ? NotInt32 @0 {8: v0, 9: v1}
//   v4 = CheckedInt32Mul v2 v3 minus_zero=true ? Overflow @0 {8: v0, 9: v1}
//   v6 = CheckedInt32Add v4 v5           ? Overflow @1 {8: v0, 9: v1, 10: v4}
//   v7 = CheckInt32 v0                   ? NotInt32 @2 {8: v0, 9: v1, 10: v6}
//   v8 = CheckInt32 v1                   ? NotInt32 @2 {8: v0, 9: v1, 10: v6}
//   v9 = CheckedInt32Mul v7 v8 minus_zero=true ? Overflow @2 {8: v0, 9: v1, 10: v6}
//   v10 = CheckedInt32Add v9 v5          ? Overflow @3 {8: v0, 9: v1, 10: v6, 11: v9}
//   v11 = CheckInt32 v0                  ? NotInt32 @4 {8: v0, 9: v1, 10: v6, 11: v10}
//   v12 = CheckInt32 v1                  ? NotInt32 @4 {8: v0, 9: v1, 10: v6, 11: v10}
//   v13 = CheckedInt32Mul v11 v12 minus_zero=true ? Overflow @4 {8: v0, 9: v1, 10: v6, 11: v10}
//   v14 = CheckedInt32Add v10 v13        ? Overflow @5 {10: v6, 11: v10, 12: v13}
//   v15 = Int32Xor v6 v14
//   v16 = BoxInt32 v15
//   return v16
// after gvn:
// mir f, call
// b0:
//   v5 = Int32Constant value=1
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = CheckInt32 v0                   ? NotInt32 @0 {8: v0, 9: v1}
//   v3 = CheckInt32 v1                   ? NotInt32 @0 {8: v0, 9: v1}
//   v4 = CheckedInt32Mul v2 v3 minus_zero=true ? Overflow @0 {8: v0, 9: v1}
//   v6 = CheckedInt32Add v4 v5           ? Overflow @1 {8: v0, 9: v1, 10: v4}
//   v14 = CheckedInt32Add v6 v4          ? Overflow @5 {10: v6, 11: v6, 12: v4}
//   v15 = Int32Xor v6 v14
//   v16 = BoxInt32 v15
//   return v16
