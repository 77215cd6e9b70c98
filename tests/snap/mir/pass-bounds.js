//! stage: mir
//! pass bounds
//! function f
function f(a, i) { return a[i + 1]; }
for (let k = 0; k < 20; k++) f([1, 2, 3], k & 1);
//--
// before bounds:
// mir f, call
// b0:
//   v2 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckInt32 v1                   ? NotInt32 @0 {8: v0, 9: v1}
//   v4 = CheckedInt32Add v3 v2           ? Overflow @0 {8: v0, 9: v1}
//   v5 = CheckObject v0                  ? NotObject @0 {8: v0, 9: v1}
//   v6 = CheckElementsKind v5 byte=0 mask=15 ? Kind @0 {8: v0, 9: v1}
//   v7 = LoadElements v6
//   v8 = LoadElementsLength v7
//   v9 = CheckBounds v4 v8               ? Bounds @0 {8: v0, 9: v1}
//   v10 = LoadElement v7 v9
//   v11 = AssumeInt32 v10
//   v12 = BoxInt32 v11
//   return v12
// after bounds:
// mir f, call
// b0:
//   v2 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckInt32 v1                   ? NotInt32 @0 {8: v0, 9: v1}
//   v4 = Int32Add v3 v2
//   v5 = CheckObject v0                  ? NotObject @0 {8: v0, 9: v1}
//   v6 = CheckElementsKind v5 byte=0 mask=15 ? Kind @0 {8: v0, 9: v1}
//   v7 = LoadElements v6
//   v8 = LoadElementsLength v7
//   v9 = CheckBounds v4 v8               ? Bounds @0 {8: v0, 9: v1}
//   v10 = LoadElement v7 v9
//   v11 = AssumeInt32 v10
//   v12 = BoxInt32 v11
//   return v12
