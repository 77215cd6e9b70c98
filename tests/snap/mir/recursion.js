//! stage: mir
//! function fib
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
for (let k = 0; k < 5; k++) fib(6);
//--
// mir fib, call
// b0:
//   v1 = Int32Constant value=2
//   v4 = CellConstant cell=cell#0
//   v6 = Int32Constant value=1
//   v9 = Constant value=undefined
//   v0 = LoadFrame word=8
//   v2 = CheckInt32 v0                   ? NotInt32 @0 {8: v0}
//   v3 = Int32Compare v2 v1 condition=Less
//   branch v3 ? b2 : b3
// b2:
//   jump b4(v0)
// b3:
//   v5 = LoadSlot v4 offset=528
//   v8 = Int32Sub v2 v6
//   v10 = BoxInt32 v8
//   v11 = Call v5 v9 v10 call=window 10  ? Effect @5 {8: v0, 10: v5, 18: v8} ! @5+ {8: v0, 10: v11}
//   v12 = LoadSlot v4 offset=528
//   v14 = Int32Sub v2 v1
//   v15 = BoxInt32 v14
//   v16 = Call v12 v9 v15 call=window 11 ? Effect @9 {10: v11, 11: v12, 19: v14} ! @9+ {10: v11, 11: v16}
//   v17 = CheckInt32 v11                 ? NotInt32 @11 {10: v11, 11: v16}
//   v18 = CheckInt32 v16                 ? NotInt32 @11 {10: v11, 11: v16}
//   v19 = CheckedInt32Add v17 v18        ? Overflow @11 {10: v11, 11: v16}
//   v21 = BoxInt32 v19
//   jump b4(v21)
// b4(v20: Tagged):
//   return v20
