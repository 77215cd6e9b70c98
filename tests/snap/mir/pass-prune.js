//! stage: mir
//! pass prune
//! function f loop
function f(a, n) { let x = 1; for (let i = 0; i < n; i++) { for (let j = 0; j < 3; j++) x += a; } return a + x; }
for (let k = 0; k < 20; k++) f(k & 7, 5);
//--
// before prune:
// mir f, in place at 5
// b0:
//   v11 = Int32Constant value=1
//   v14 = Int32Constant value=3
//   v30 = Int32Constant value=0
//   v31 = BoolConstant value=true
//   v32 = Constant value=0
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = LoadFrame word=10
//   v3 = LoadFrame word=11
//   v4 = LoadFrame word=12
//   jump b2(v2, v3, v4)
// b2(v5: Tagged, v6: Tagged, v7: Tagged): loop
//   v8 = CheckInt32 v5                   ? NotInt32 @5 {8: v0, 9: v1, 10: v5, 11: v6, 12: v7}
//   v9 = CheckInt32 v0                   ? NotInt32 @5 {8: v0, 9: v1, 10: v5, 11: v6, 12: v7}
//   v10 = CheckedInt32Add v8 v9          ? Overflow @5 {8: v0, 9: v1, 10: v5, 11: v6, 12: v7}
//   v12 = CheckInt32 v7                  ? NotInt32 @6 {8: v0, 9: v1, 10: v10, 11: v6, 12: v7}
//   v13 = CheckedInt32Add v12 v11        ? Overflow @6 {8: v0, 9: v1, 10: v10, 11: v6, 12: v7}
//   v15 = Int32Compare v13 v14 condition=Less
//   branch v15 ? b3 : b4
// b3:
//   Poll                                 ? Interrupt @5 {8: v0, 9: v1, 10: v10, 11: v6, 12: v13}
//   v17 = BoxInt32 v10
//   v18 = BoxInt32 v13
//   jump b2(v17, v6, v18)
// b4:
//   v21 = BoxInt32 v10
//   jump b5(v21, v6)
// b5(v19: Tagged, v20: Tagged): loop
//   v22 = CheckInt32 v20                 ? NotInt32 @8 {8: v0, 9: v1, 10: v19, 11: v20}
//   v23 = CheckedInt32Add v22 v11        ? Overflow @8 {8: v0, 9: v1, 10: v19, 11: v20}
//   v24 = CheckInt32 v1                  ? NotInt32 @9 {8: v0, 9: v1, 10: v19, 11: v23}
//   v25 = Int32Compare v23 v24 condition=Less
//   branch v25 ? b6 : b7
// b6:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v19, 11: v23}
//   v29 = BoxInt32 v23
//   jump b8(v19, v29)
// b8(v27: Tagged, v28: Tagged): loop
//   jump b2(v27, v28, v32)
// b7:
//   exit ? LoopLeft @10 {8: v0, 10: v19}
// after prune:
// mir f, in place at 5
// b0:
//   v11 = Int32Constant value=1
//   v14 = Int32Constant value=3
//   v30 = Int32Constant value=0
//   v31 = BoolConstant value=true
//   v32 = Constant value=0
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = LoadFrame word=10
//   v3 = LoadFrame word=11
//   v4 = LoadFrame word=12
//   jump b2(v2, v3, v4)
// b2(v5: Tagged, v6: Tagged, v7: Tagged): loop
//   v8 = CheckInt32 v5                   ? NotInt32 @5 {8: v0, 9: v1, 10: v5, 11: v6, 12: v7}
//   v9 = CheckInt32 v0                   ? NotInt32 @5 {8: v0, 9: v1, 10: v5, 11: v6, 12: v7}
//   v10 = CheckedInt32Add v8 v9          ? Overflow @5 {8: v0, 9: v1, 10: v5, 11: v6, 12: v7}
//   v12 = CheckInt32 v7                  ? NotInt32 @6 {8: v0, 9: v1, 10: v10, 11: v6, 12: v7}
//   v13 = CheckedInt32Add v12 v11        ? Overflow @6 {8: v0, 9: v1, 10: v10, 11: v6, 12: v7}
//   v15 = Int32Compare v13 v14 condition=Less
//   branch v15 ? b3 : b4
// b3:
//   Poll                                 ? Interrupt @5 {8: v0, 9: v1, 10: v10, 11: v6, 12: v13}
//   v17 = BoxInt32 v10
//   v18 = BoxInt32 v13
//   jump b2(v17, v6, v18)
// b4:
//   v21 = BoxInt32 v10
//   jump b5
// b5: loop
//   v22 = CheckInt32 v6                  ? NotInt32 @8 {8: v0, 9: v1, 10: v21, 11: v6}
//   v23 = CheckedInt32Add v22 v11        ? Overflow @8 {8: v0, 9: v1, 10: v21, 11: v6}
//   v24 = CheckInt32 v1                  ? NotInt32 @9 {8: v0, 9: v1, 10: v21, 11: v23}
//   v25 = Int32Compare v23 v24 condition=Less
//   branch v25 ? b6 : b7
// b6:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v21, 11: v23}
//   v29 = BoxInt32 v23
//   jump b8
// b8: loop
//   jump b2(v21, v29, v32)
// b7:
//   exit ? LoopLeft @10 {8: v0, 10: v21}
