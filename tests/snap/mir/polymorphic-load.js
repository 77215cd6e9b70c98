//! stage: mir
//! function f
function f(o) { return o.x; }
for (let k = 0; k < 5; k++) { f({ x: 1 }); f({ y: 1, x: 2 }); }
//--
// mir f, call
// b0:
//   v0 = LoadFrame word=8
//   v1 = CheckObject v0                  ? NotObject @0 {8: v0}
//   v2 = HasShape v1 shape=shape0
//   branch v2 ? b2 : b3
// b2:
//   v3 = PinObject v1
//   v4 = LoadSlot v3 offset=32
//   v5 = AssumeInt32 v4
//   jump b4(v5)
// b3:
//   v6 = CheckShape v1 shapes=shape1     ? Shape @0 {8: v0}
//   v7 = LoadSlot v6 offset=24
//   v8 = AssumeInt32 v7
//   jump b4(v8)
// b4(v9: Int32):
//   v10 = BoxInt32 v9
//   return v10
