//! stage: mir
//! pass bounds
//! function f
function f(a, n) { let s = 0; for (let i = 0; i < n; i++) s += a[i * n + i]; return s; }
for (let k = 0; k < 20; k++) f([1, 2, 3, 4], 2);
//--
// before bounds:
// mir f, call
// b0:
//   v2 = Int32Constant value=0
//   v22 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckInt32 v1                   ? NotInt32 @2 {8: v0, 9: v1, 10: v2, 11: v2}
//   v4 = Int32Compare v2 v3 condition=Less
//   branch v4 ? b2 : b3
// b2:
//   v13 = CheckObject v0                 ? NotObject hoisted @3 {8: v0, 9: v1, 10: v2, 11: v2}
//   v14 = CheckElementsKind v13 byte=0 mask=15 ? Kind hoisted @3 {8: v0, 9: v1, 10: v2, 11: v2}
//   v15 = LoadElements v14
//   v16 = LoadElementsLength v15
//   jump b4(v2, v2)
// b4(v5: Int32, v6: Int32): loop
//   v10 = CheckedInt32Mul v6 v3 minus_zero=false ? Overflow @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v12 = CheckedInt32Add v10 v6         ? Overflow @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v17 = CheckBounds v12 v16            ? Bounds @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v18 = LoadElement v15 v17
//   v19 = AssumeInt32 v18
//   v21 = CheckedInt32Add v5 v19         ? Overflow @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v24 = Int32Add v6 v22
//   v26 = Int32Compare v24 v3 condition=Less
//   branch v26 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v21, 11: v24}
//   jump b4(v21, v24)
// b6:
//   jump b7(v21)
// b3:
//   jump b7(v2)
// b7(v30: Int32):
//   v31 = BoxInt32 v30
//   return v31
// after bounds:
// mir f, call
// b0:
//   v2 = Int32Constant value=0
//   v22 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckInt32 v1                   ? NotInt32 @2 {8: v0, 9: v1, 10: v2, 11: v2}
//   v37 = Int32ToInt64 v3
//   v4 = Int32Compare v2 v3 condition=Less
//   branch v4 ? b2 : b3
// b2:
//   v13 = CheckObject v0                 ? NotObject hoisted @3 {8: v0, 9: v1, 10: v2, 11: v2}
//   v14 = CheckElementsKind v13 byte=0 mask=15 ? Kind hoisted @3 {8: v0, 9: v1, 10: v2, 11: v2}
//   v15 = LoadElements v14
//   v16 = LoadElementsLength v15
//   v40 = Int32ToInt64 v16
//   jump b4(v2, v2)
// b4(v5: Int32, v6: Int32): loop
//   v36 = Int32ToInt64 v6
//   v38 = Int64Mul v36 v37
//   v39 = Int64Add v38 v36
//   v17 = CheckWideBounds v39 v40        ? Bounds @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v18 = LoadElement v15 v17
//   v19 = AssumeInt32 v18
//   v21 = CheckedInt32Add v5 v19         ? Overflow @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v24 = Int32Add v6 v22
//   v26 = Int32Compare v24 v3 condition=Less
//   branch v26 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v21, 11: v24}
//   jump b4(v21, v24)
// b6:
//   jump b7(v21)
// b3:
//   jump b7(v2)
// b7(v30: Int32):
//   v31 = BoxInt32 v30
//   return v31
