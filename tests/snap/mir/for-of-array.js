//! stage: mir
//! function total
function total(a) { let s = 0; for (const x of a) s += x; return s; }
for (let k = 0; k < 5; k++) total([1, 2, 3]);
//--
// mir total, call
// b0:
//   v1 = Int32Constant value=0
//   v4 = Constant value=hole
//   v20 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v2 = CheckObject v0                  ? NotObject @2 {9: v1, 13: v0}
//   v3 = CheckShape v2 shapes=shape0     ? Shape @2 {9: v1, 13: v0}
//   v12 = LoadLength v3                  ? Kind hoisted @3 {9: v1, 10: v3, 11: v4, 12: v1}
//   v15 = LoadElements v3
//   v16 = LoadElementsLength v15
//   jump b2(v1, v1)
// b2(v5: Int32, v8: Int32): loop
//   v13 = Int32Compare v8 v12 condition=Less
//   branch v13 ? b3 : b4 likely
// b3:
//   v17 = CheckBounds v8 v16             ? Bounds @3 {9: v5, 10: v3, 11: v4, 12: v8}
//   v18 = LoadElement v15 v17
//   v19 = CheckNotHole v18               ? Hole @3 {9: v5, 10: v3, 11: v4, 12: v8}
//   v21 = Int32Add v17 v20
//   v23 = CheckInt32 v19                 ? NotInt32 @3 {9: v5, 10: v3, 11: v4, 12: v8}
//   v24 = CheckedInt32Add v5 v23         ? Overflow @3 {9: v5, 10: v3, 11: v4, 12: v8}
//   Poll                                 ? Interrupt @3 {9: v24, 10: v3, 11: v4, 12: v21}
//   jump b2(v24, v21)
// b4:
//   v30 = BoxInt32 v5
//   return v30
