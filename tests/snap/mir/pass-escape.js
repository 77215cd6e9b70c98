//! stage: mir
//! pass escape
//! function f
function f(a) { const p = { x: a, y: 1 }; if (a > 3) p.x = 2; for (let i = 0; i < a; i++) p.y += p.x; return p.x + p.y; }
for (let k = 0; k < 20; k++) f(k);
//--
// before escape:
// mir f, call
// b0:
//   v1 = Int32Constant value=1
//   v4 = Constant value=1
//   v6 = Int32Constant value=3
//   v11 = Constant value=2
//   v13 = Int32Constant value=0
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v2 = CheckInt32 v0                   ? NotInt32 @2 {8: v0, 10: v0, 11: v1}
//   v3 = BoxInt32 v2
//   v5 = NewObject v3 v4 layout=shape0+4
//   v8 = Int32Compare v2 v6 condition=Greater
//   branch v8 ? b2 : b3
// b2:
//   StoreSlot v5 v11 offset=24 barrier=false
//   jump b4
// b3:
//   jump b4
// b4:
//   v15 = Int32Compare v13 v2 condition=Less
//   branch v15 ? b5 : b6
// b5:
//   jump b7(v13)
// b7(v16: Int32): loop
//   v19 = LoadSlot v5 offset=32
//   v20 = AssumeInt32 v19
//   v22 = LoadSlot v5 offset=24
//   v23 = AssumeInt32 v22
//   v24 = CheckedInt32Add v20 v23        ? Overflow @10 {8: v0, 9: v5, 10: v16, 11: v20, 12: v23}
//   v26 = BoxInt32 v24
//   StoreSlot v5 v26 offset=32 barrier=false
//   v29 = CheckedInt32Add v16 v1         ? Overflow @12 {8: v0, 9: v5, 10: v16}
//   v31 = Int32Compare v29 v2 condition=Less
//   branch v31 ? b8 : b9
// b8:
//   Poll                                 ? Interrupt @8 {8: v0, 9: v5, 10: v29}
//   jump b7(v29)
// b9:
//   jump b10
// b6:
//   jump b10
// b10:
//   v35 = LoadSlot v5 offset=24
//   v36 = AssumeInt32 v35
//   v38 = LoadSlot v5 offset=32
//   v39 = AssumeInt32 v38
//   v40 = CheckedInt32Add v36 v39        ? Overflow @16 {10: v36, 11: v39}
//   v41 = BoxInt32 v40
//   return v41
// after escape:
// mir f, call
// b0:
//   v44 = Constant value=undefined
//   v1 = Int32Constant value=1
//   v4 = Constant value=1
//   v6 = Int32Constant value=3
//   v11 = Constant value=2
//   v13 = Int32Constant value=0
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v2 = CheckInt32 v0                   ? NotInt32 @2 {8: v0, 10: v0, 11: v1}
//   v3 = BoxInt32 v2
//   v8 = Int32Compare v2 v6 condition=Greater
//   branch v8 ? b2 : b3
// b2:
//   jump b4(v11)
// b3:
//   jump b4(v3)
// b4(v45: Tagged):
//   v15 = Int32Compare v13 v2 condition=Less
//   branch v15 ? b5 : b6
// b5:
//   jump b7(v13, v45, v4)
// b7(v16: Int32, v46: Tagged, v47: Tagged): loop
//   v20 = AssumeInt32 v47
//   v23 = AssumeInt32 v46
//   v24 = CheckedInt32Add v20 v23        ? Overflow @10 {8: v0, 9: sunk1object shape0+4(v46, v47, v44, v44), 10: v16, 11: v20, 12: v23}
//   v26 = BoxInt32 v24
//   v29 = CheckedInt32Add v16 v1         ? Overflow @12 {8: v0, 9: sunk2object shape0+4(v46, v26, v44, v44), 10: v16}
//   v31 = Int32Compare v29 v2 condition=Less
//   branch v31 ? b8 : b9
// b8:
//   Poll                                 ? Interrupt @8 {8: v0, 9: sunk3object shape0+4(v46, v26, v44, v44), 10: v29}
//   jump b7(v29, v46, v26)
// b9:
//   jump b10(v46, v26)
// b6:
//   jump b10(v45, v4)
// b10(v48: Tagged, v49: Tagged):
//   v36 = AssumeInt32 v48
//   v39 = AssumeInt32 v49
//   v40 = CheckedInt32Add v36 v39        ? Overflow @16 {10: v36, 11: v39}
//   v41 = BoxInt32 v40
//   return v41
