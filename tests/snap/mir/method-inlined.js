//! stage: mir
//! function area
class Box { constructor(w, h) { this.w = w; this.h = h; } area() { return this.w * this.h; } }
function area(w, h) { return new Box(w, h).area(); }
for (let k = 0; k < 20; k++) area(1.5, 2.5);
//--
// mir area, call
// code1: Box
// code2: area
// b0:
//   v2 = Constant value=cell#0
//   v6 = Constant value=object#1
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = LoadEnvSlot v2 slot=0
//   v4 = CheckNotHole v3                 ? Hole @0 {8: v0, 9: v1}
//   v5 = CheckIs v4 expected=object#1    ? Callee @0 {8: v0, 9: v1}
//   v7 = CheckShape v6 shapes=shape0     ? Shape @0 {8: v0, 9: v1}
//   v8 = LoadSlot v7 offset=72
//   v9 = CheckIs v8 expected=object#2    ? Value @0 {8: v0, 9: v1}
//   v13 = CheckNumber v0                 ? NotNumber @0 {8: v0, 9: v1}
//   v17 = CheckNumber v1                 ? NotNumber @0 {8: v0, 9: v1}
//   v26 = Float64Mul v13 v17
//   v27 = BoxFloat64 v26
//   return v27
