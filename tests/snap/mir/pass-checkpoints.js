//! stage: mir
//! pass checkpoints
//! function f
function f(a, b, c) { return a * b + c * a; }
for (let k = 0; k < 20; k++) f(k, 3, 4);
//--
// before checkpoints:
// mir f, call
// b0:
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = LoadFrame word=10
//   v3 = CheckInt32 v0                   ? NotInt32 @0 {8: v0, 9: v1, 10: v2}
//   v4 = CheckInt32 v1                   ? NotInt32 @0 {8: v0, 9: v1, 10: v2}
//   v5 = CheckedInt32Mul v3 v4 minus_zero=true ? Overflow @0 {8: v0, 9: v1, 10: v2}
//   v6 = CheckInt32 v2                   ? NotInt32 @1 {8: v0, 10: v2, 11: v5}
//   v8 = CheckedInt32Mul v6 v3 minus_zero=true ? Overflow @1 {8: v0, 10: v2, 11: v5}
//   v9 = CheckedInt32Add v5 v8           ? Overflow @2 {11: v5, 12: v8}
//   v10 = BoxInt32 v9
//   return v10
// after checkpoints:
// mir f, call
// b0:
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = LoadFrame word=10
//   v3 = CheckInt32 v0                   ? NotInt32 @0 {8: v0, 9: v1, 10: v2}
//   v4 = CheckInt32 v1                   ? NotInt32 @0 {8: v0, 9: v1, 10: v2}
//   v5 = CheckedInt32Mul v3 v4 minus_zero=true ? Overflow @0 {8: v0, 9: v1, 10: v2}
//   v6 = CheckInt32 v2                   ? NotInt32 @0 {8: v0, 9: v1, 10: v2}
//   v8 = CheckedInt32Mul v6 v3 minus_zero=true ? Overflow @0 {8: v0, 9: v1, 10: v2}
//   v9 = CheckedInt32Add v5 v8           ? Overflow @0 {8: v0, 9: v1, 10: v2}
//   v10 = BoxInt32 v9
//   return v10
