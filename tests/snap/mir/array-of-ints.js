//! stage: mir
//! function total
function total(a) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i]; return s; }
for (let k = 0; k < 5; k++) total([1, 2, 3]);
//--
// mir total, call
// b0:
//   v1 = Int32Constant value=0
//   v17 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v2 = LoadLength v0                   ? Kind @2 {8: v0, 9: v1, 10: v1}
//   v3 = Int32Compare v1 v2 condition=Less
//   branch v3 ? b2 : b3
// b2:
//   v8 = CheckObject v0                  ? NotObject hoisted @4 {8: v0, 9: v1, 10: v1}
//   v9 = CheckElementsKind v8 byte=0 mask=15 ? Kind hoisted @4 {8: v0, 9: v1, 10: v1}
//   v10 = LoadElements v9
//   v11 = LoadElementsLength v10
//   jump b4(v1, v1)
// b4(v4: Int32, v5: Int32): loop
//   v12 = CheckBounds v5 v11             ? Bounds @4 {8: v0, 9: v4, 10: v5}
//   v13 = LoadElement v10 v12
//   v14 = AssumeInt32 v13
//   v16 = CheckedInt32Add v4 v14         ? Overflow @4 {8: v0, 9: v4, 10: v5}
//   v19 = Int32Add v5 v17
//   v21 = Int32Compare v19 v2 condition=Less
//   branch v21 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @4 {8: v0, 9: v16, 10: v19}
//   jump b4(v16, v19)
// b6:
//   jump b7(v16)
// b3:
//   jump b7(v1)
// b7(v25: Int32):
//   v26 = BoxInt32 v25
//   return v26
