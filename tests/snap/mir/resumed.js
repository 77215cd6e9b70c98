//! stage: mir
//! function f resumed
function* f(n, c) {
  for (let i = 0; i < n; i++) {
    if (i & c) yield i;
    n -= 1;
  }
}
for (let k = 0; k < 20; k++) for (const v of f(k, 1)) ;
//--
// mir f, in place at 7
// b0:
//   v12 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = LoadFrame word=10
//   v3 = LoadFrame word=11
//   v4 = LoadFrame word=12
//   jump b2
// b2: loop
//   v9 = ToBoolean v4
//   branch v9 ? b3 : b4
// b3:
//   slow path [11](v3) ? Effect @8 {11: v3}
// b4:
//   v27 = CheckInt32 v0                  ? NotInt32 hoisted @9 {8: v0, 9: v1, 10: v2}
//   v28 = CheckInt32 v2                  ? NotInt32 hoisted @9 {8: v0, 9: v1, 10: v2}
//   v24 = CheckInt32 v1                  ? NotInt32 hoisted @9 {8: v0, 9: v1, 10: v2}
//   jump b5(v27, v28)
// b5(v10: Int32, v11: Int32): loop
//   v14 = CheckedInt32Sub v10 v12        ? Overflow @9 {8: v10, 9: v1, 10: v11}
//   v16 = CheckedInt32Add v11 v12        ? Overflow @9 {8: v10, 9: v1, 10: v11}
//   v17 = Int32Compare v16 v14 condition=Less
//   branch v17 ? b6 : b7
// b6:
//   Poll                                 ? Interrupt @3 {8: v14, 9: v1, 10: v16}
//   jump b8
// b8: loop
//   v25 = Int32And v16 v24
//   v26 = Int32ToBool v25
//   branch v26 ? b9 : b10
// b9:
//   v22 = BoxInt32 v16
//   v21 = BoxInt32 v14
//   slow path [8, 9, 10, 11](v21, v1, v22, v22) ? Effect @6 {8: v21, 9: v1, 10: v22, 11: v22}
// b10:
//   jump b5(v14, v16)
// b7:
//   exit ? LoopLeft @12 {}
