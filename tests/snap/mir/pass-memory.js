//! stage: mir
//! pass memory
//! function f
function f(o) { o.x = 1; const y = o.x; o.x = 2; return y + o.x; }
for (let k = 0; k < 20; k++) f({ x: k });
//--
// before memory:
// mir f, call
// b0:
//   v1 = Int32Constant value=1
//   v4 = Constant value=1
//   v10 = Int32Constant value=2
//   v13 = Constant value=2
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v2 = CheckObject v0                  ? NotObject @1 {8: v0, 10: v1}
//   v3 = CheckShape v2 shapes=shape0     ? Shape @1 {8: v0, 10: v1}
//   StoreSlot v3 v4 offset=24 barrier=false
//   v7 = CheckShape v2 shapes=shape0     ? Shape @2 {8: v0}
//   v8 = LoadSlot v7 offset=24
//   v9 = AssumeInt32 v8
//   v12 = CheckShape v2 shapes=shape0    ? Shape @4 {8: v0, 9: v9, 10: v10}
//   StoreSlot v12 v13 offset=24 barrier=false
//   v16 = CheckShape v2 shapes=shape0    ? Shape @5 {8: v0, 9: v9}
//   v17 = LoadSlot v16 offset=24
//   v18 = AssumeInt32 v17
//   v19 = CheckedInt32Add v9 v18         ? Overflow @6 {9: v9, 10: v18}
//   v20 = BoxInt32 v19
//   return v20
// after memory:
// mir f, call
// b0:
//   v1 = Int32Constant value=1
//   v4 = Constant value=1
//   v10 = Int32Constant value=2
//   v13 = Constant value=2
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v2 = CheckObject v0                  ? NotObject @1 {8: v0, 10: v1}
//   v3 = CheckShape v2 shapes=shape0     ? Shape @1 {8: v0, 10: v1}
//   StoreSlot v3 v4 offset=24 barrier=false
//   v9 = AssumeInt32 v4
//   StoreSlot v3 v13 offset=24 barrier=false
//   v18 = AssumeInt32 v13
//   v19 = CheckedInt32Add v9 v18         ? Overflow @6 {9: v9, 10: v18}
//   v20 = BoxInt32 v19
//   return v20
