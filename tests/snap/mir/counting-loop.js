//! stage: mir
//! function sum
//! function sum loop
function sum(n) { let s = 0; for (let i = 0; i < n; i++) s = (s + i) | 0; return s; }
for (let k = 0; k < 5; k++) sum(100);
//--
// mir sum, call
// b0:
//   v1 = Int32Constant value=0
//   v11 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v2 = CheckInt32 v0                   ? NotInt32 @2 {8: v0, 9: v1, 10: v1}
//   v3 = Int32Compare v1 v2 condition=Less
//   branch v3 ? b2 : b3
// b2:
//   jump b4(v1, v1)
// b4(v4: Int32, v5: Int32): loop
//   v9 = Int32Add v4 v5
//   v13 = Int32Add v5 v11
//   v15 = Int32Compare v13 v2 condition=Less
//   branch v15 ? b5 : b6
// b5:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v9, 10: v13}
//   jump b4(v9, v13)
// b6:
//   jump b7(v9)
// b3:
//   jump b7(v1)
// b7(v19: Int32):
//   v20 = BoxInt32 v19
//   return v20
// mir sum, in place at 3
// b0:
//   v10 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = LoadFrame word=10
//   v18 = CheckInt32 v1                  ? NotInt32 hoisted @3 {8: v0, 9: v1, 10: v2}
//   v19 = CheckInt32 v2                  ? NotInt32 hoisted @3 {8: v0, 9: v1, 10: v2}
//   v13 = CheckInt32 v0                  ? NotInt32 hoisted @3 {8: v0, 9: v1, 10: v2}
//   jump b2(v18, v19)
// b2(v3: Int32, v4: Int32): loop
//   v7 = Int32Add v3 v4
//   v12 = CheckedInt32Add v4 v10         ? Overflow @3 {8: v0, 9: v3, 10: v4}
//   v14 = Int32Compare v12 v13 condition=Less
//   branch v14 ? b3 : b4
// b3:
//   Poll                                 ? Interrupt @3 {8: v0, 9: v7, 10: v12}
//   jump b2(v7, v12)
// b4:
//   exit ? LoopLeft @7 {9: v7}
