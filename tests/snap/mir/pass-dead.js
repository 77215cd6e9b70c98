//! stage: mir
//! pass dead
//! function f
function f(a) { const unused = a * 2; const o = { a }; return a; }
for (let k = 0; k < 20; k++) f(k + 0.5);
//--
// before dead:
// mir f, call
// b0:
//   v1 = Int32Constant value=2
//   v3 = Float64Constant value=2.0
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v2 = CheckNumber v0                  ? NotNumber @0 {8: v0}
//   v4 = Float64Mul v2 v3
//   v6 = BoxFloat64 v2
//   v7 = NewObject v6 layout=shape0+4
//   return v0
// after dead:
// mir f, call
// b0:
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v2 = CheckNumber v0                  ? NotNumber @0 {8: v0}
//   return v0
