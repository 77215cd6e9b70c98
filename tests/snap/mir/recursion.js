//! stage: mir
//! function fib
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
for (let k = 0; k < 5; k++) fib(6);
//--
// mir fib, call
// b0:
//   v1 = Int32Constant value=2
//   v4 = Constant value=object#0
//   v5 = Int32Constant value=1
//   v8 = Constant value=undefined
//   v0 = LoadFrame word=8
//   v2 = CheckInt32 v0                   ? NotInt32 @0 {8: v0}
//   v3 = Int32Compare v2 v1 condition=Less
//   branch v3 ? b2 : b3
// b2:
//   jump b4(v0)
// b3:
//   v7 = Int32Sub v2 v5
//   v9 = BoxInt32 v7
//   v10 = Call v4 v8 v9 call=window 10   ? Effect @5 {8: v0, 10: v4, 18: v7} ! @5+ {8: v0, 10: v10}
//   v12 = Int32Sub v2 v1
//   v13 = BoxInt32 v12
//   v14 = Call v4 v8 v13 call=window 11  ? Effect @9 {10: v10, 11: v4, 19: v12} ! @9+ {10: v10, 11: v14}
//   v15 = CheckInt32 v10                 ? NotInt32 @9+ {10: v10, 11: v14}
//   v16 = CheckInt32 v14                 ? NotInt32 @9+ {10: v10, 11: v14}
//   v17 = CheckedInt32Add v15 v16        ? Overflow @9+ {10: v10, 11: v14}
//   v19 = BoxInt32 v17
//   jump b4(v19)
// b4(v18: Tagged):
//   return v18
