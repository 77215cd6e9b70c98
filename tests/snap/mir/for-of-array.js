//! stage: mir
//! function total
function total(a) { let s = 0; for (const x of a) s += x; return s; }
for (let k = 0; k < 5; k++) total([1, 2, 3]);
//--
// mir total, call
// b0:
//   v1 = Int32Constant value=0
//   v4 = Constant value=hole
//   v21 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v2 = CheckObject v0                  ? NotObject @2 {9: v1, 13: v0}
//   v3 = CheckShape v2 shapes=shape0     ? Shape @2 {9: v1, 13: v0}
//   v13 = LoadLength v3                  ? Kind hoisted @11 {9: v1, 10: v3, 11: v4, 12: v1}
//   v16 = LoadElements v3
//   v17 = LoadElementsLength v16
//   jump b2(v1, v1)
// b2(v6: Int32, v9: Int32): loop
//   v14 = Int32Compare v9 v13 condition=Less
//   branch v14 ? b3 : b4 likely
// b3:
//   v18 = CheckBounds v9 v17             ? Bounds @11 {9: v6, 10: v3, 11: v4, 12: v9}
//   v19 = LoadElement v16 v18
//   v20 = CheckNotHole v19               ? Hole @11 {9: v6, 10: v3, 11: v4, 12: v9}
//   v22 = Int32Add v18 v21
//   v24 = CheckInt32 v20                 ? NotInt32 @11 {9: v6, 10: v3, 11: v4, 12: v9}
//   v25 = CheckedInt32Add v6 v24         ? Overflow @11 {9: v6, 10: v3, 11: v4, 12: v9}
//   Poll                                 ? Interrupt @11 {9: v25, 10: v3, 11: v4, 12: v22}
//   jump b2(v25, v22)
// b4:
//   v31 = BoxInt32 v6
//   return v31
