//! stage: mir
//! pass initialize
//! function f
function P(x, y) { this.x = x; this.y = y; }
function f(x, y) { return new P(x, y); }
for (let k = 0; k < 20; k++) f(k, k + 1);
//--
// before initialize:
// mir f, call
// code1: P
// b0:
//   v2 = Constant value=object#0
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckShape v2 shapes=shape0     ? Shape @3 {10: v2, 18: v0, 19: v1}
//   v4 = LoadSlot v3 offset=72
//   v5 = CheckIs v4 expected=object#1    ? Value @3 {10: v2, 18: v0, 19: v1}
//   v6 = NewObject layout=shape1+3
//   v9 = CheckInt32 v0                   ? NotInt32 @3 {10: v2, 18: v0, 19: v1}
//   v10 = BoxInt32 v9
//   StoreSlot v6 v10 offset=24 barrier=false
//   StoreShape v6 shape=shape2
//   v14 = CheckInt32 v1                  ? NotInt32 @3 {10: v2, 18: v0, 19: v1}
//   v15 = BoxInt32 v14
//   StoreSlot v6 v15 offset=32 barrier=false
//   StoreShape v6 shape=shape3
//   return v6
// after initialize:
// mir f, call
// code1: P
// b0:
//   v18 = Constant value=undefined
//   v2 = Constant value=object#0
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckShape v2 shapes=shape0     ? Shape @3 {10: v2, 18: v0, 19: v1}
//   v4 = LoadSlot v3 offset=72
//   v5 = CheckIs v4 expected=object#1    ? Value @3 {10: v2, 18: v0, 19: v1}
//   v9 = CheckInt32 v0                   ? NotInt32 @3 {10: v2, 18: v0, 19: v1}
//   v10 = BoxInt32 v9
//   v14 = CheckInt32 v1                  ? NotInt32 @3 {10: v2, 18: v0, 19: v1}
//   v15 = BoxInt32 v14
//   v6 = NewObject v10 v15 layout=shape1+3
//   return v6
