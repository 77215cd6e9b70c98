//! stage: mir
//! pass escape
//! function f
let seen;
function f(i) { const p = { x: i, y: 1 }; p.x += 2; if (i === 3) { seen = p; p.y = i; return p; } return p.x; }
for (let k = 0; k < 20; k++) f(k);
//--
// before escape:
// mir f, call
// b0:
//   v1 = Int32Constant value=1
//   v4 = Constant value=1
//   v9 = Int32Constant value=2
//   v14 = Int32Constant value=3
//   v17 = Constant value=cell#0
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v2 = CheckInt32 v0                   ? NotInt32 @2 {8: v0, 10: v0, 11: v1}
//   v3 = BoxInt32 v2
//   v5 = NewObject v3 v4 layout=shape0+4
//   v10 = CheckedInt32Add v2 v9          ? Overflow @2 {8: v0, 10: v0, 11: v1}
//   v12 = BoxInt32 v10
//   StoreSlot v5 v12 offset=24 barrier=false
//   v16 = Int32Compare v2 v14 condition=Equal
//   branch v16 ? b2 : b3
// b2:
//   v18 = LoadEnvSlot v17 slot=0
//   v19 = CheckNotHole v18               ? Hole @2 {8: v0, 10: v0, 11: v1}
//   StoreEnvSlot v17 v5 slot=0 barrier=true
//   StoreSlot v5 v3 offset=32 barrier=false
//   return v5
// b3:
//   return v12
// after escape:
// mir f, call
// b0:
//   v29 = Constant value=undefined
//   v1 = Int32Constant value=1
//   v4 = Constant value=1
//   v9 = Int32Constant value=2
//   v14 = Int32Constant value=3
//   v17 = Constant value=cell#0
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v2 = CheckInt32 v0                   ? NotInt32 @2 {8: v0, 10: v0, 11: v1}
//   v3 = BoxInt32 v2
//   v10 = CheckedInt32Add v2 v9          ? Overflow @2 {8: v0, 10: v0, 11: v1}
//   v12 = BoxInt32 v10
//   v16 = Int32Compare v2 v14 condition=Equal
//   branch v16 ? b2 : b3
// b2:
//   v18 = LoadEnvSlot v17 slot=0
//   v19 = CheckNotHole v18               ? Hole @2 {8: v0, 10: v0, 11: v1}
//   v30 = NewObject v12 v4 v29 v29 layout=shape0+4
//   StoreEnvSlot v17 v30 slot=0 barrier=true
//   StoreSlot v30 v3 offset=32 barrier=false
//   return v30
// b3:
//   return v12
