//! stage: mir
//! pass numbers
//! function f
function f(a, n) { let s = 0; for (let i = 0; i < n; i++) s = (s + a * i) | 0; return s; }
for (let k = 0; k < 20; k++) f(k, 5);
//--
// before numbers:
// mir f, call
// b0:
//   v2 = Int32Constant value=0
//   v14 = Int32Constant value=1
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckInt32 v1                   ? NotInt32 @2 {8: v0, 9: v1, 10: v2, 11: v2}
//   v4 = Int32Compare v2 v3 condition=Less
//   branch v4 ? b2 : b3
// b2:
//   jump b4(v2, v2)
// b4(v5: Int32, v6: Int32): loop
//   v8 = CheckInt32 v0                   ? NotInt32 @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v10 = CheckedInt32Mul v8 v6 minus_zero=true ? Overflow @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v12 = CheckedInt32Add v5 v10         ? Overflow @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v13 = Int32Or v12 v2
//   v16 = CheckedInt32Add v6 v14         ? Overflow @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v18 = Int32Compare v16 v3 condition=Less
//   branch v18 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v13, 11: v16}
//   jump b4(v13, v16)
// b6:
//   jump b7(v13)
// b3:
//   jump b7(v2)
// b7(v22: Int32):
//   v23 = BoxInt32 v22
//   return v23
// after numbers:
// mir f, call
// b0:
//   v2 = Int32Constant value=0
//   v14 = Int32Constant value=1
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckInt32 v1                   ? NotInt32 @2 {8: v0, 9: v1, 10: v2, 11: v2}
//   v4 = Int32Compare v2 v3 condition=Less
//   branch v4 ? b2 : b3
// b2:
//   jump b4(v2, v2)
// b4(v5: Int32, v6: Int32): loop
//   v8 = CheckInt32 v0                   ? NotInt32 @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v10 = CheckedInt32Mul v8 v6 minus_zero=false ? Overflow @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v12 = Int32Add v5 v10
//   v13 = Int32Or v12 v2
//   v16 = Int32Add v6 v14
//   v18 = Int32Compare v16 v3 condition=Less
//   branch v18 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v13, 11: v16}
//   jump b4(v13, v16)
// b6:
//   jump b7(v13)
// b3:
//   jump b7(v2)
// b7(v22: Int32):
//   v23 = BoxInt32 v22
//   return v23
