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
//   v2 = CheckObject v0                  ? NotObject @1 {8: v0, 9: v1}
//   v3 = CheckShape v2 shapes=shape0     ? Shape @1 {8: v0, 9: v1}
//   v4 = LoadTypedLength v3              ? Overflow @1 {8: v0, 9: v1}
//   v5 = Int32Compare v1 v4 condition=Less
//   branch v5 ? b2 : b7
// b2:
//   v13 = CheckTypedArray v2 element=5 writable=true ? Kind hoisted @3 {8: v0, 9: v1}
//   v16 = LoadTypedPointer v13
//   jump b4(v1)
// b4(v6: Int32): loop
//   v10 = Int32Mul v6 v8
//   v15 = CheckBounds v6 v4              ? Bounds @3 {8: v0, 9: v6}
//   StoreTypedInt32 v16 v15 v10 element=5
//   v21 = Int32Add v6 v19
//   v25 = Int32Compare v21 v4 condition=Less
//   branch v25 ? b5 : b7
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v21}
//   jump b4(v21)
// b7:
//   return v18
