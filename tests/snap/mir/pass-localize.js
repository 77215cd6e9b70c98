//! stage: mir
//! pass localize
//! function f
function f(a, n, m) {
  let s = 0;
  for (let i = 0; i < n; i++) s = (s + a[i] * m) | 0;
  return parseInt(s);
}
for (let k = 0; k < 20; k++) f([1, 2, 3], 3, k);
//--
// before localize:
// mir f, call
// b0:
//   v3 = Int32Constant value=0
//   v22 = Int32Constant value=1
//   v31 = Constant value=object#0
//   v32 = Constant value=undefined
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = LoadFrame word=10
//   v4 = CheckInt32 v1                   ? NotInt32 @2 {8: v0, 9: v1, 10: v2, 11: v3, 12: v3}
//   v5 = Int32Compare v3 v4 condition=Less
//   branch v5 ? b2 : b3
// b2:
//   v10 = CheckObject v0                 ? NotObject hoisted @3 {8: v0, 9: v1, 10: v2, 11: v3, 12: v3}
//   v11 = CheckElementsKind v10 byte=0 mask=15 ? Kind hoisted @3 {8: v0, 9: v1, 10: v2, 11: v3, 12: v3}
//   v12 = LoadElements v11
//   v13 = LoadElementsLength v12
//   v17 = CheckInt32 v2                  ? NotInt32 hoisted @3 {8: v0, 9: v1, 10: v2, 11: v3, 12: v3}
//   jump b4(v3, v3)
// b4(v6: Int32, v7: Int32): loop
//   v14 = CheckBounds v7 v13             ? Bounds @3 {8: v0, 9: v1, 10: v2, 11: v6, 12: v7}
//   v15 = LoadElement v12 v14
//   v16 = AssumeInt32 v15
//   v18 = CheckedInt32Mul v16 v17 minus_zero=false ? Overflow @3 {8: v0, 9: v1, 10: v2, 11: v6, 12: v7}
//   v20 = Int32Add v6 v18
//   v24 = Int32Add v7 v22
//   v26 = Int32Compare v24 v4 condition=Less
//   branch v26 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v2, 11: v20, 12: v24}
//   jump b4(v20, v24)
// b6:
//   jump b7(v20)
// b3:
//   jump b7(v3)
// b7(v30: Int32):
//   v33 = BoxInt32 v30
//   v34 = Call v31 v32 v33 call=window 12 native ? Effect @12 {12: v31, 20: v30} ! @12+ {12: v34}
//   return v34
// after localize:
// mir f, call
// b0:
//   v3 = Int32Constant value=0
//   v22 = Int32Constant value=1
//   v31 = Constant value=object#0
//   v32 = Constant value=undefined
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = LoadFrame word=10
//   v4 = CheckInt32 v1                   ? NotInt32 @2 {8: v0, 9: v1, 10: v2, 11: v3, 12: v3}
//   v5 = Int32Compare v3 v4 condition=Less
//   branch v5 ? b2 : b3
// b2:
//   v10 = CheckObject v0                 ? NotObject hoisted @3 {8: v0, 9: v1, 10: v2, 11: v3, 12: v3}
//   v11 = CheckElementsKind v10 byte=0 mask=15 ? Kind hoisted @3 {8: v0, 9: v1, 10: v2, 11: v3, 12: v3}
//   v12 = LoadElements v11
//   v13 = LoadElementsLength v12
//   v17 = CheckInt32 v2                  ? NotInt32 hoisted @3 {8: v0, 9: v1, 10: v2, 11: v3, 12: v3}
//   jump b4(v3, v3, v13, v12, v17, v4)
// b4(v6: Int32, v7: Int32, v39: Int32, v40: Pointer, v41: Int32, v42: Int32): loop
//   v14 = CheckBounds v7 v39             ? Bounds @3 {8: v0, 9: v1, 10: v2, 11: v6, 12: v7}
//   v15 = LoadElement v40 v14
//   v16 = AssumeInt32 v15
//   v18 = CheckedInt32Mul v16 v41 minus_zero=false ? Overflow @3 {8: v0, 9: v1, 10: v2, 11: v6, 12: v7}
//   v20 = Int32Add v6 v18
//   v24 = Int32Add v7 v22
//   v26 = Int32Compare v24 v42 condition=Less
//   branch v26 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v2, 11: v20, 12: v24}
//   jump b4(v20, v24, v39, v40, v41, v42)
// b6:
//   jump b7(v20)
// b3:
//   jump b7(v3)
// b7(v30: Int32):
//   v33 = BoxInt32 v30
//   v34 = Call v31 v32 v33 call=window 12 native ? Effect @12 {12: v31, 20: v30} ! @12+ {12: v34}
//   return v34
