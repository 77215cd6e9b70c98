//! stage: mir
//! pass fold
//! function f
function f(o, p) { o.x = 4; p.y = 1; const a = o.x + 3; o.x = p.y; return a * (o.x + 3); }
for (let k = 0; k < 20; k++) f({ x: k }, { z: 0, y: k });
//--
// before fold:
// mir f, call
// b0:
//   v2 = Int32Constant value=4
//   v5 = Constant value=4
//   v7 = Int32Constant value=1
//   v10 = Constant value=1
//   v16 = Int32Constant value=3
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckObject v0                  ? NotObject @1 {8: v0, 9: v1, 11: v2}
//   v4 = CheckShape v3 shapes=shape0     ? Shape @1 {8: v0, 9: v1, 11: v2}
//   StoreSlot v4 v5 offset=24 barrier=false
//   v8 = CheckObject v1                  ? NotObject @3 {8: v0, 9: v1, 11: v7}
//   v9 = CheckShape v8 shapes=shape1     ? Shape @3 {8: v0, 9: v1, 11: v7}
//   StoreSlot v9 v10 offset=32 barrier=false
//   v15 = AssumeInt32 v5
//   v17 = CheckedInt32Add v15 v16        ? Overflow @5 {8: v0, 9: v1, 11: v15}
//   v21 = AssumeInt32 v10
//   v24 = BoxInt32 v21
//   StoreSlot v4 v24 offset=24 barrier=false
//   v29 = AssumeInt32 v24
//   v30 = CheckedInt32Add v29 v16        ? Overflow @9 {10: v17, 11: v29}
//   v31 = CheckedInt32Mul v17 v30 minus_zero=true ? Overflow @10 {10: v17, 11: v30}
//   v32 = BoxInt32 v31
//   return v32
// after fold:
// mir f, call
// b0:
//   v2 = Int32Constant value=4
//   v5 = Constant value=4
//   v7 = Int32Constant value=1
//   v10 = Constant value=1
//   v16 = Int32Constant value=3
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckObject v0                  ? NotObject @1 {8: v0, 9: v1, 11: v2}
//   v4 = CheckShape v3 shapes=shape0     ? Shape @1 {8: v0, 9: v1, 11: v2}
//   StoreSlot v4 v5 offset=24 barrier=false
//   v8 = CheckObject v1                  ? NotObject @3 {8: v0, 9: v1, 11: v7}
//   v9 = CheckShape v8 shapes=shape1     ? Shape @3 {8: v0, 9: v1, 11: v7}
//   StoreSlot v9 v10 offset=32 barrier=false
//   v17 = Int32Constant value=7
//   v24 = BoxInt32 v7
//   StoreSlot v4 v24 offset=24 barrier=false
//   v31 = Int32Constant value=28
//   v32 = BoxInt32 v31
//   return v32
