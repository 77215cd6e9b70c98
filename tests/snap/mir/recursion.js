//! stage: mir
//! function fib
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
for (let k = 0; k < 5; k++) fib(6);
//--
// mir fib, call
// b0:
//   v1 = Int32Constant value=2
//   v4 = Constant value=object#0
//   v8 = Int32Constant value=1
//   v11 = Constant value=undefined
//   v0 = LoadFrame word=8
//   v2 = CheckInt32 v0                   ? NotInt32 @0 {8: v0}
//   v3 = Int32Compare v2 v1 condition=Less
//   branch v3 ? b2 : b3
// b2:
//   jump b4(v0)
// b3:
//   v5 = CheckShape v4 shapes=shape0     ? Shape @3 {8: v0}
//   v6 = LoadSlotsPointer v5
//   v7 = LoadSlot v6 offset=528
//   v10 = Int32Sub v2 v8
//   v12 = BoxInt32 v10
//   v13 = Call v7 v11 v12 call=window 10 ? Effect @5 {8: v0, 10: v7, 18: v10} ! @5+ {8: v0, 10: v13}
//   v14 = CheckShape v4 shapes=shape0    ? Shape @7 {8: v0, 10: v13}
//   v15 = LoadSlotsPointer v14
//   v16 = LoadSlot v15 offset=528
//   v18 = Int32Sub v2 v1
//   v19 = BoxInt32 v18
//   v20 = Call v16 v11 v19 call=window 11 ? Effect @9 {10: v13, 11: v16, 19: v18} ! @9+ {10: v13, 11: v20}
//   v21 = CheckInt32 v13                 ? NotInt32 @11 {10: v13, 11: v20}
//   v22 = CheckInt32 v20                 ? NotInt32 @11 {10: v13, 11: v20}
//   v23 = CheckedInt32Add v21 v22        ? Overflow @11 {10: v13, 11: v20}
//   v25 = BoxInt32 v23
//   jump b4(v25)
// b4(v24: Tagged):
//   return v24
