//! stage: mir
//! pass prune
//! function f loop
function f(a, n) { let x = 1; for (let i = 0; i < n; i++) { for (let j = 0; j < 3; j++) x += a; } return a + x; }
for (let k = 0; k < 20; k++) f(k & 7, 5);
//--
// before prune:
// mir f, loop at 5
// b0:
//   v13 = Int32Constant value=1
//   v16 = Int32Constant value=3
//   v36 = Int32Constant value=0
//   v37 = BoolConstant value=true
//   v38 = Constant value=0
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = LoadFrame word=10
//   v3 = LoadFrame word=11
//   v4 = LoadFrame word=12
//   jump b2(v0, v1, v2, v3, v4)
// b2(v5: Tagged, v6: Tagged, v7: Tagged, v8: Tagged, v9: Tagged): loop
//   v10 = CheckInt32 v7                  ? NotInt32 @5 {8: v5, 9: v6, 10: v7, 11: v8, 12: v9}
//   v11 = CheckInt32 v5                  ? NotInt32 @5 {8: v5, 9: v6, 10: v7, 11: v8, 12: v9}
//   v12 = CheckedInt32Add v10 v11        ? Overflow @5 {8: v5, 9: v6, 10: v7, 11: v8, 12: v9}
//   v14 = CheckInt32 v9                  ? NotInt32 @6 {8: v5, 9: v6, 10: v12, 11: v8, 12: v9}
//   v15 = CheckedInt32Add v14 v13        ? Overflow @6 {8: v5, 9: v6, 10: v12, 11: v8, 12: v9}
//   v17 = Int32Compare v15 v16 condition=Less
//   branch v17 ? b3 : b4
// b3:
//   Poll                                 ? Interrupt @5 {8: v5, 9: v6, 10: v12, 11: v8, 12: v15}
//   v19 = BoxInt32 v12
//   v20 = BoxInt32 v15
//   jump b2(v5, v6, v19, v8, v20)
// b4:
//   v25 = BoxInt32 v12
//   jump b5(v5, v6, v25, v8)
// b5(v21: Tagged, v22: Tagged, v23: Tagged, v24: Tagged):
//   v26 = CheckInt32 v24                 ? NotInt32 @8 {8: v21, 9: v22, 10: v23, 11: v24}
//   v27 = CheckedInt32Add v26 v13        ? Overflow @8 {8: v21, 9: v22, 10: v23, 11: v24}
//   v28 = CheckInt32 v22                 ? NotInt32 @9 {8: v21, 9: v22, 10: v23, 11: v27}
//   v29 = Int32Compare v27 v28 condition=Less
//   branch v29 ? b6 : b7
// b6:
//   Poll                                 ? Interrupt @3 {8: v21, 9: v22, 10: v23, 11: v27}
//   v35 = BoxInt32 v27
//   jump b8(v21, v22, v23, v35)
// b8(v31: Tagged, v32: Tagged, v33: Tagged, v34: Tagged): loop
//   jump b2(v31, v32, v33, v34, v38)
// b7:
//   exit ? LoopLeft @10 {8: v21, 10: v23}
// after prune:
// mir f, loop at 5
// b0:
//   v13 = Int32Constant value=1
//   v16 = Int32Constant value=3
//   v36 = Int32Constant value=0
//   v37 = BoolConstant value=true
//   v38 = Constant value=0
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = LoadFrame word=10
//   v3 = LoadFrame word=11
//   v4 = LoadFrame word=12
//   jump b2(v2, v3, v4)
// b2(v7: Tagged, v8: Tagged, v9: Tagged): loop
//   v10 = CheckInt32 v7                  ? NotInt32 @5 {8: v0, 9: v1, 10: v7, 11: v8, 12: v9}
//   v11 = CheckInt32 v0                  ? NotInt32 @5 {8: v0, 9: v1, 10: v7, 11: v8, 12: v9}
//   v12 = CheckedInt32Add v10 v11        ? Overflow @5 {8: v0, 9: v1, 10: v7, 11: v8, 12: v9}
//   v14 = CheckInt32 v9                  ? NotInt32 @6 {8: v0, 9: v1, 10: v12, 11: v8, 12: v9}
//   v15 = CheckedInt32Add v14 v13        ? Overflow @6 {8: v0, 9: v1, 10: v12, 11: v8, 12: v9}
//   v17 = Int32Compare v15 v16 condition=Less
//   branch v17 ? b3 : b4
// b3:
//   Poll                                 ? Interrupt @5 {8: v0, 9: v1, 10: v12, 11: v8, 12: v15}
//   v19 = BoxInt32 v12
//   v20 = BoxInt32 v15
//   jump b2(v19, v8, v20)
// b4:
//   v25 = BoxInt32 v12
//   jump b5
// b5:
//   v26 = CheckInt32 v8                  ? NotInt32 @8 {8: v0, 9: v1, 10: v25, 11: v8}
//   v27 = CheckedInt32Add v26 v13        ? Overflow @8 {8: v0, 9: v1, 10: v25, 11: v8}
//   v28 = CheckInt32 v1                  ? NotInt32 @9 {8: v0, 9: v1, 10: v25, 11: v27}
//   v29 = Int32Compare v27 v28 condition=Less
//   branch v29 ? b6 : b7
// b6:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v1, 10: v25, 11: v27}
//   v35 = BoxInt32 v27
//   jump b8
// b8: loop
//   jump b2(v25, v35, v38)
// b7:
//   exit ? LoopLeft @10 {8: v0, 10: v25}
