//! stage: mir
//! function hash
function hash(s) { let h = 0; for (let i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) | 0; return h; }
for (let k = 0; k < 5; k++) hash("some text that is long enough to overflow");
//--
// mir hash, call
// b0:
//   v1 = Int32Constant value=0
//   v9 = Float64Constant value=31.0
//   v12 = CellConstant cell=cell#0
//   v25 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v2 = LoadLength v0                   ? Kind @2 {8: v0, 9: v1, 10: v1}
//   v3 = Int32Compare v1 v2 condition=Less
//   branch v3 ? b2 : b3
// b2:
//   v11 = CheckString v0                 ? NotString hoisted @4 {8: v0, 9: v1, 10: v1}
//   v13 = LoadSlot v12 offset=80
//   v14 = CheckIs v13 expected=object#1  ? Callee hoisted @4 {8: v0, 9: v1, 10: v1}
//   v18 = StringLength v11
//   jump b4(v1, v1)
// b4(v4: Int32, v5: Int32): loop
//   v8 = Int32ToFloat64 v4
//   v10 = Float64Mul v8 v9
//   v19 = CheckBounds v5 v18             ? Bounds @6 {8: v0, 10: v5, 11: v10, 19: v0}
//   v20 = StringCodeUnit v11 v19
//   v21 = Int32ToFloat64 v20
//   v22 = Float64Add v10 v21
//   v23 = TruncateFloat64 v22
//   v27 = Int32Add v5 v25
//   v29 = Int32Compare v27 v2 condition=Less
//   branch v29 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @4 {8: v0, 9: v23, 10: v27}
//   jump b4(v23, v27)
// b6:
//   jump b7(v23)
// b3:
//   jump b7(v1)
// b7(v33: Int32):
//   v34 = BoxInt32 v33
//   return v34
