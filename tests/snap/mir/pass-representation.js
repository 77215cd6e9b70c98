//! stage: mir
//! pass representation
//! function f
function f(n) { let s = 0.5; for (let i = 0; i < n; i++) s = s * 2 + i; return s; }
for (let k = 0; k < 20; k++) f(5);
//--
// before representation:
// mir f, call
// b0:
//   v1 = Float64Constant value=0.5
//   v2 = Int32Constant value=0
//   v7 = Constant value=0.5
//   v8 = Constant value=0
//   v9 = Int32Constant value=2
//   v11 = Float64Constant value=2.0
//   v15 = Int32Constant value=1
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v3 = CheckInt32 v0                   ? NotInt32 @2 {8: v0, 9: v1, 10: v2}
//   v4 = Int32Compare v2 v3 condition=Less
//   branch v4 ? b2 : b3
// b2:
//   jump b4(v7, v8)
// b4(v5: Tagged, v6: Tagged): loop
//   v10 = CheckNumber v5                 ? NotNumber @3 {8: v0, 9: v5, 10: v6}
//   v12 = Float64Mul v10 v11
//   v13 = CheckNumber v6                 ? NotNumber @4 {8: v0, 10: v6, 11: v12}
//   v14 = Float64Add v12 v13
//   v16 = CheckInt32 v6                  ? NotInt32 @5 {8: v0, 9: v14, 10: v6}
//   v17 = CheckedInt32Add v16 v15        ? Overflow @5 {8: v0, 9: v14, 10: v6}
//   v18 = CheckInt32 v0                  ? NotInt32 @6 {8: v0, 9: v14, 10: v17}
//   v19 = Int32Compare v17 v18 condition=Less
//   branch v19 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v14, 10: v17}
//   v21 = BoxFloat64 v14
//   v22 = BoxInt32 v17
//   jump b4(v21, v22)
// b6:
//   jump b7(v14)
// b3:
//   jump b7(v1)
// b7(v23: Float64):
//   v24 = BoxFloat64 v23
//   return v24
// after representation:
// mir f, call
// b0:
//   v1 = Float64Constant value=0.5
//   v2 = Int32Constant value=0
//   v7 = Constant value=0.5
//   v8 = Constant value=0
//   v9 = Int32Constant value=2
//   v11 = Float64Constant value=2.0
//   v15 = Int32Constant value=1
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v3 = CheckInt32 v0                   ? NotInt32 @2 {8: v0, 9: v1, 10: v2}
//   v4 = Int32Compare v2 v3 condition=Less
//   branch v4 ? b2 : b3
// b2:
//   v25 = Float64Constant value=0.5
//   v26 = Int32Constant value=0
//   jump b4(v25, v26)
// b4(v5: Float64, v6: Int32): loop
//   v28 = BoxInt32 v6
//   v27 = BoxFloat64 v5
//   v10 = CheckNumber v27                ? NotNumber @3 {8: v0, 9: v5, 10: v6}
//   v12 = Float64Mul v10 v11
//   v13 = CheckNumber v28                ? NotNumber @4 {8: v0, 10: v6, 11: v12}
//   v14 = Float64Add v12 v13
//   v16 = CheckInt32 v28                 ? NotInt32 @5 {8: v0, 9: v14, 10: v6}
//   v17 = CheckedInt32Add v16 v15        ? Overflow @5 {8: v0, 9: v14, 10: v6}
//   v18 = CheckInt32 v0                  ? NotInt32 @6 {8: v0, 9: v14, 10: v17}
//   v19 = Int32Compare v17 v18 condition=Less
//   branch v19 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v14, 10: v17}
//   v21 = BoxFloat64 v14
//   v22 = BoxInt32 v17
//   jump b4(v14, v17)
// b6:
//   jump b7(v14)
// b3:
//   jump b7(v1)
// b7(v23: Float64):
//   v24 = BoxFloat64 v23
//   return v24
