//! stage: mir
//! pass licm
//! function f
function f(o, n) { let s = 0; for (let i = 0; i < n; i++) s += o.x; return s; }
for (let k = 0; k < 20; k++) f({ x: 1.5 }, 5);
//--
// before licm:
// mir f, call
// b0:
//   v2 = Int32Constant value=0
//   v13 = Int32Constant value=1
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckInt32 v1                   ? NotInt32 @2 {8: v0, 9: v1, 10: v2, 11: v2}
//   v4 = Int32Compare v2 v3 condition=Less
//   branch v4 ? b2 : b3
// b2:
//   v24 = Float64Constant value=0.0
//   jump b4(v24, v2)
// b4(v5: Float64, v6: Int32): loop
//   v8 = CheckObject v0                  ? NotObject @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v9 = CheckShape v8 shapes=shape0     ? Shape @3 {8: v0, 9: v1, 10: v5, 11: v6}
//   v10 = LoadSlotFloat64 v9 offset=24
//   v12 = Float64Add v5 v10
//   v15 = Int32Add v6 v13
//   v17 = Int32Compare v15 v3 condition=Less
//   branch v17 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v12, 11: v15}
//   jump b4(v12, v15)
// b6:
//   jump b7(v12)
// b3:
//   v22 = Float64Constant value=0.0
//   jump b7(v22)
// b7(v21: Float64):
//   v23 = BoxFloat64 v21
//   return v23
// after licm:
// mir f, call
// b0:
//   v2 = Int32Constant value=0
//   v13 = Int32Constant value=1
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckInt32 v1                   ? NotInt32 @2 {8: v0, 9: v1, 10: v2, 11: v2}
//   v4 = Int32Compare v2 v3 condition=Less
//   branch v4 ? b2 : b3
// b2:
//   v24 = Float64Constant value=0.0
//   v8 = CheckObject v0                  ? NotObject hoisted @3 {8: v0, 9: v1, 10: v2, 11: v2}
//   v9 = CheckShape v8 shapes=shape0     ? Shape hoisted @3 {8: v0, 9: v1, 10: v2, 11: v2}
//   v10 = LoadSlotFloat64 v9 offset=24
//   jump b4(v24, v2)
// b4(v5: Float64, v6: Int32): loop
//   v12 = Float64Add v5 v10
//   v15 = Int32Add v6 v13
//   v17 = Int32Compare v15 v3 condition=Less
//   branch v17 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v12, 11: v15}
//   jump b4(v12, v15)
// b6:
//   jump b7(v12)
// b3:
//   v22 = Float64Constant value=0.0
//   jump b7(v22)
// b7(v21: Float64):
//   v23 = BoxFloat64 v21
//   return v23
