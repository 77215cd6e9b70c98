//! stage: mir
//! function scale
function scale(a, f) { for (let i = 0; i < a.length; i++) a[i] = a[i] * f; }
for (let k = 0; k < 5; k++) scale([1.5, 2.5, 3.5], 1.5);
//--
// mir scale, call
// b0:
//   v2 = Int32Constant value=0
//   v23 = Constant value=undefined
//   v24 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = LoadLength v0                   ? Kind @1 {8: v0, 9: v1, 10: v2}
//   v4 = Int32Compare v2 v3 condition=Less
//   branch v4 ? b2 : b7
// b2:
//   v8 = CheckObject v0                  ? NotObject hoisted @3 {8: v0, 9: v1, 10: v2}
//   v9 = CheckElementsKind v8 byte=1 mask=15 ? Kind hoisted @3 {8: v0, 9: v1, 10: v2}
//   v10 = LoadElements v9
//   v11 = LoadElementsLength v10
//   v14 = CheckNumber v1                 ? NotNumber hoisted @3 {8: v0, 9: v1, 10: v2}
//   jump b4(v2)
// b4(v5: Int32): loop
//   v12 = CheckBounds v5 v11             ? Bounds @3 {8: v0, 9: v1, 10: v5}
//   v13 = LoadElementFloat64 v10 v12
//   v15 = Float64Mul v13 v14
//   StoreElementFloat64 v10 v12 v15
//   v26 = Int32Add v5 v24
//   v28 = Int32Compare v26 v3 condition=Less
//   branch v28 ? b5 : b7
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v26}
//   jump b4(v26)
// b7:
//   return v23
