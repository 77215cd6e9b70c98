//! stage: mir
//! function total
class Range {
  constructor(to) { this.to = to; }
  [Symbol.iterator]() { let i = 0, to = this.to; return { next() { return i < to ? { value: i++, done: false } : { value: undefined, done: true }; } }; }
}
function total(a) { let s = 0; for (const x of a) s += x; return s; }
for (let k = 0; k < 5; k++) total(new Range(3));
//--
// mir total, call
// code1: (anonymous)
// code2: next
// b0:
//   v69 = Constant value=undefined
//   v1 = Int32Constant value=0
//   v7 = Constant value=hole
//   v13 = Constant value=0
//   v25 = BoolConstant value=false
//   v30 = Constant value=false
//   v34 = Constant value=cell#0
//   v45 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   CallSlowPath v0 registers=[13]       ? Effect @2 {9: v1, 13: v0} ! @2+ {9: v1}
//   v3 = LoadFrame word=10
//   v4 = LoadFrame word=11
//   v5 = LoadFrame word=12
//   v6 = CheckIs v5 expected=hole        ? Value @2+ {9: v1}
//   v9 = CheckIs v4 expected=object#1    ? Callee @2+ {9: v1}
//   v12 = NewEnv v69 v7 v7 block=cell#2 scope=0
//   StoreEnvSlot v12 v13 slot=0 barrier=false
//   v15 = CheckObject v3                 ? NotObject @2+ {9: v1}
//   v16 = CheckShape v15 shapes=shape0   ? Shape @2+ {9: v1}
//   v17 = LoadSlot v16 offset=24
//   v18 = AssumeInt32 v17
//   v19 = BoxInt32 v18
//   StoreEnvSlot v12 v19 slot=1 barrier=false
//   v21 = NewClosure v12 block=cell#3 layout=shape1+3 flags=1
//   v32 = CheckIs v21 expected=object#4  ? Callee hoisted @11 {9: v1, 10: sunk0object shape2+4(v21, v69, v69, v69), 11: v21, 12: v25}
//   v37 = LoadEnvSlot v34 slot=1
//   v38 = CheckNotHole v37               ? Hole hoisted @11 {9: v1, 10: sunk0object shape2+4(v21, v69, v69, v69), 11: v21, 12: v25}
//   v40 = CheckInt32 v38                 ? NotInt32 hoisted @11 {9: v1, 10: sunk0object shape2+4(v21, v69, v69, v69), 11: v21, 12: v25}
//   v73 = BoolConstant value=true
//   jump b2(v1, v40)
// b2(v26: Int32, v75: Int32): loop
//   v35 = LoadEnvSlot v34 slot=0
//   v36 = CheckNotHole v35               ? Hole @15 {9: v26, 10: sunk1object shape2+4(v21, v69, v69, v69), 11: v21, 12: v30, 15: v21, 22: sunk1object shape2+4(v21, v69, v69, v69)}
//   v39 = CheckInt32 v36                 ? NotInt32 @15 {9: v26, 10: sunk1object shape2+4(v21, v69, v69, v69), 11: v21, 12: v30, 15: v21, 22: sunk1object shape2+4(v21, v69, v69, v69)}
//   v41 = Int32Compare v39 v75 condition=Less
//   branch v41 ? b3 : b4
// b3:
//   v44 = CheckIsNumber v36              ? NotNumber @15 {9: v26, 10: sunk1object shape2+4(v21, v69, v69, v69), 11: v21, 12: v30, 15: v21, 22: sunk1object shape2+4(v21, v69, v69, v69)}
//   v47 = Int32Add v39 v45
//   v50 = BoxInt32 v47
//   StoreEnvSlot v34 v50 slot=0 barrier=false
//   jump b5(v44, v25)
// b4:
//   jump b5(v69, v73)
// b5(v70: Tagged, v71: Bool):
//   branch v71 ? b6 : b7
// b6:
//   v68 = BoxInt32 v26
//   return v68
// b7:
//   v63 = CheckInt32 v70                 ? NotInt32 @17 {9: v26, 10: sunk6object shape2+4(v21, v69, v69, v69), 11: v21, 12: v30, 14: sunk7object shape3+4(v70, v71, v69, v69)}
//   v64 = CheckedInt32Add v26 v63        ? Overflow @17 {9: v26, 10: sunk6object shape2+4(v21, v69, v69, v69), 11: v21, 12: v30, 14: sunk7object shape3+4(v70, v71, v69, v69)}
//   Poll                                 ? Interrupt @11 {9: v64, 10: sunk5object shape2+4(v21, v69, v69, v69), 11: v21, 12: v30}
//   jump b2(v64, v75)
