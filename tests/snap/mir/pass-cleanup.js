//! stage: mir
//! pass cleanup
//! function f
function f(a) { let s = 0; if (a > 2) { s = 1; } else { s = a ? 2 : 3; } return s; }
for (let k = 0; k < 20; k++) f(k);
//--
// before cleanup:
// mir f, call
// b0:
//   v2 = Int32Constant value=2
//   v5 = Int32Constant value=1
//   v7 = Int32Constant value=3
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v3 = CheckInt32 v0                   ? NotInt32 @1 {8: v0}
//   v4 = Int32Compare v3 v2 condition=Greater
//   branch v4 ? b2 : b3
// b2:
//   jump b6(v5)
// b3:
//   v6 = ToBoolean v0
//   branch v6 ? b4 : b5
// b4:
//   jump b6(v2)
// b5:
//   jump b6(v7)
// b6(v8: Int32):
//   v9 = BoxInt32 v8
//   return v9
// after cleanup:
// mir f, call
// b0:
//   v2 = Int32Constant value=2
//   v5 = Int32Constant value=1
//   v7 = Int32Constant value=3
//   v0 = LoadFrame word=8
//   v3 = CheckInt32 v0                   ? NotInt32 @1 {8: v0}
//   v4 = Int32Compare v3 v2 condition=Greater
//   branch v4 ? b2 : b3
// b2:
//   jump b6(v5)
// b3:
//   v6 = ToBoolean v0
//   branch v6 ? b4 : b5
// b4:
//   jump b6(v2)
// b5:
//   jump b6(v7)
// b6(v8: Int32):
//   v9 = BoxInt32 v8
//   return v9
