//! stage: mir
//! function fill
function fill(a) { for (let i = 0; i < a.length; i++) a[i] = i * 3; }
for (let k = 0; k < 5; k++) fill(new Int32Array(8));
//--
// mir fill, call
// b0:
//   v1 = Int32Constant value=0
//   v8 = Int32Constant value=3
//   v18 = Constant value=undefined
//   v19 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   CallSlowPath v0 registers=[8]        ? Effect @1 {8: v0, 9: v1} ! @1+ {8: v0, 9: v1}
//   v3 = LoadFrame word=10
//   v4 = CheckInt32 v3                   ? NotInt32 @2 {8: v0, 9: v1, 10: v3}
//   v5 = Int32Compare v1 v4 condition=Less
//   branch v5 ? b2 : b7
// b2:
//   v12 = CheckObject v0                 ? NotObject hoisted @3 {8: v0, 9: v1}
//   v13 = CheckTypedArray v12 element=5 writable=true ? Kind hoisted @3 {8: v0, 9: v1}
//   jump b4(v1)
// b4(v6: Int32): loop
//   v10 = CheckedInt32Mul v6 v8 minus_zero=false ? Overflow @3 {8: v0, 9: v6}
//   v14 = LoadTypedLength v13            ? Overflow @4 {8: v0, 9: v6, 10: v10}
//   v15 = CheckBounds v6 v14             ? Bounds @4 {8: v0, 9: v6, 10: v10}
//   v16 = LoadTypedPointer v13
//   StoreTypedInt32 v16 v15 v10 element=5
//   v21 = Int32Add v6 v19
//   CallSlowPath v0 registers=[8]        ? Effect @7 {8: v0, 9: v21} ! @7+ {8: v0, 9: v21}
//   v23 = LoadFrame word=10
//   v24 = CheckInt32 v23                 ? NotInt32 @8 {8: v0, 9: v21, 10: v23}
//   v25 = Int32Compare v21 v24 condition=Less
//   branch v25 ? b5 : b7
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v21}
//   jump b4(v21)
// b7:
//   return v18
