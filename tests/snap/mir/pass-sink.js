//! stage: mir
//! pass sink
//! function f
function f(a) {
  let i = 0;
  for (;;) {
    if (a[i] === 3) return i;
    i++;
  }
}
for (let k = 0; k < 20; k++) f([1, 2, 3]);
//--
// before sink:
// mir f, call
// b0:
//   v1 = Int32Constant value=0
//   v12 = Int32Constant value=3
//   v14 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v5 = CheckObject v0                  ? NotObject hoisted @1 {8: v0, 9: v1}
//   v6 = CheckElementsKind v5 byte=0 mask=15 ? Kind hoisted @1 {8: v0, 9: v1}
//   v7 = LoadElements v6
//   v8 = LoadElementsLength v7
//   jump b2(v1)
// b2(v2: Int32): loop
//   v20 = BoxInt32 v2
//   v9 = CheckBounds v2 v8               ? Bounds @1 {8: v0, 9: v2}
//   v10 = LoadElement v7 v9
//   v11 = AssumeInt32 v10
//   v13 = Int32Compare v11 v12 condition=Equal
//   branch v13 ? b3 : b4
// b3:
//   return v20
// b4:
//   v16 = Int32Add v2 v14
//   Poll                                 ? Interrupt @1 {8: v0, 9: v16}
//   jump b2(v16)
// after sink:
// mir f, call
// b0:
//   v1 = Int32Constant value=0
//   v12 = Int32Constant value=3
//   v14 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v5 = CheckObject v0                  ? NotObject hoisted @1 {8: v0, 9: v1}
//   v6 = CheckElementsKind v5 byte=0 mask=15 ? Kind hoisted @1 {8: v0, 9: v1}
//   v7 = LoadElements v6
//   v8 = LoadElementsLength v7
//   jump b2(v1)
// b2(v2: Int32): loop
//   v9 = CheckBounds v2 v8               ? Bounds @1 {8: v0, 9: v2}
//   v10 = LoadElement v7 v9
//   v11 = AssumeInt32 v10
//   v13 = Int32Compare v11 v12 condition=Equal
//   branch v13 ? b3 : b4
// b3:
//   v20 = BoxInt32 v2
//   return v20
// b4:
//   v16 = Int32Add v2 v14
//   Poll                                 ? Interrupt @1 {8: v0, 9: v16}
//   jump b2(v16)
