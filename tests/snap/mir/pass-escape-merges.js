//! stage: mir
//! pass escape
//! function f
function f(n) { let p = { x: 1, y: 0.5 }; for (let i = 0; i < n; i++) { if (i & 1) p = { x: p.x + 1, y: p.y }; else p = { x: p.x, y: i }; } return p.x; }
for (let k = 0; k < 20; k++) f(k);
//--
// before escape:
// mir f, call
// b0:
//   v1 = Int32Constant value=1
//   v3 = Constant value=1
//   v4 = Constant value=0.5
//   v6 = Int32Constant value=0
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v5 = NewObject v3 v4 layout=shape0+4
//   v7 = CheckInt32 v0                   ? NotInt32 @4 {8: v0, 9: v5, 10: v6}
//   v8 = Int32Compare v6 v7 condition=Less
//   branch v8 ? b2 : b3
// b2:
//   jump b4(v5, v6)
// b4(v9: Tagged, v10: Int32): loop
//   v13 = Int32And v10 v1
//   v14 = Int32ToBool v13
//   branch v14 ? b5 : b6
// b5:
//   v15 = CheckObject v9                 ? NotObject @7 {8: v0, 9: v9, 10: v10}
//   v16 = CheckShape v15 shapes=shape0   ? Shape @7 {8: v0, 9: v9, 10: v10}
//   v17 = LoadSlot v16 offset=24
//   v18 = AssumeInt32 v17
//   v19 = CheckedInt32Add v18 v1         ? Overflow @7 {8: v0, 9: v9, 10: v10}
//   v22 = LoadSlotFloat64 v16 offset=32
//   v23 = BoxInt32 v19
//   v24 = BoxFloat64 v22
//   v25 = NewObject v23 v24 layout=shape0+4
//   jump b7(v25)
// b6:
//   v26 = CheckObject v9                 ? NotObject @12 {8: v0, 9: v9, 10: v10}
//   v27 = CheckShape v26 shapes=shape0   ? Shape @12 {8: v0, 9: v9, 10: v10}
//   v28 = LoadSlot v27 offset=24
//   v29 = AssumeInt32 v28
//   v30 = BoxInt32 v29
//   v31 = Int32ToFloat64 v10
//   v32 = BoxFloat64 v31
//   v33 = NewObject v30 v32 layout=shape0+4
//   jump b7(v33)
// b7(v34: Tagged):
//   v36 = CheckedInt32Add v10 v1         ? Overflow @15 {8: v0, 9: v34, 10: v10}
//   v38 = Int32Compare v36 v7 condition=Less
//   branch v38 ? b8 : b9
// b8:
//   Poll                                 ? Interrupt @5 {8: v0, 9: v34, 10: v36}
//   jump b4(v34, v36)
// b9:
//   jump b10(v34)
// b3:
//   jump b10(v5)
// b10(v41: Tagged):
//   v42 = CheckObject v41                ? NotObject @17 {9: v41}
//   v43 = CheckShape v42 shapes=shape0   ? Shape @17 {9: v41}
//   v44 = LoadSlot v43 offset=24
//   v45 = AssumeInt32 v44
//   v46 = BoxInt32 v45
//   return v46
// after escape:
// mir f, call
// b0:
//   v55 = Constant value=undefined
//   v54 = Constant value=undefined
//   v49 = Constant value=undefined
//   v1 = Int32Constant value=1
//   v3 = Constant value=1
//   v4 = Constant value=0.5
//   v6 = Int32Constant value=0
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v7 = CheckInt32 v0                   ? NotInt32 @4 {8: v0, 9: sunk0object shape0+4(v3, v4, v49, v49), 10: v6}
//   v8 = Int32Compare v6 v7 condition=Less
//   branch v8 ? b2 : b3
// b2:
//   jump b4(v6, v3, v4, v49, v49)
// b4(v10: Int32, v50: Tagged, v51: Tagged, v52: Tagged, v53: Tagged): loop
//   v13 = Int32And v10 v1
//   v14 = Int32ToBool v13
//   branch v14 ? b5 : b6
// b5:
//   v18 = AssumeInt32 v50
//   v19 = CheckedInt32Add v18 v1         ? Overflow @7 {8: v0, 9: sunk2object shape0+4(v50, v51, v52, v53), 10: v10}
//   v22 = AssumeFloat64 v51
//   v23 = BoxInt32 v19
//   v24 = BoxFloat64 v22
//   jump b7(v23, v24, v54, v54)
// b6:
//   v29 = AssumeInt32 v50
//   v30 = BoxInt32 v29
//   v31 = Int32ToFloat64 v10
//   v32 = BoxFloat64 v31
//   jump b7(v30, v32, v55, v55)
// b7(v56: Tagged, v57: Tagged, v58: Tagged, v59: Tagged):
//   v36 = CheckedInt32Add v10 v1         ? Overflow @15 {8: v0, 9: sunk3object shape0+4(v56, v57, v58, v59), 10: v10}
//   v38 = Int32Compare v36 v7 condition=Less
//   branch v38 ? b8 : b9
// b8:
//   Poll                                 ? Interrupt @5 {8: v0, 9: sunk4object shape0+4(v56, v57, v58, v59), 10: v36}
//   jump b4(v36, v56, v57, v58, v59)
// b9:
//   jump b10(v56, v57, v58, v59)
// b3:
//   jump b10(v3, v4, v49, v49)
// b10(v60: Tagged, v61: Tagged, v62: Tagged, v63: Tagged):
//   v45 = AssumeInt32 v60
//   v46 = BoxInt32 v45
//   return v46
