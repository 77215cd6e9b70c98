//! stage: mir
//! function f
function f(a, n) { for (let i = 0; i < n; i++) a.push(i); return a.pop(); }
for (let k = 0; k < 5; k++) f([], 5);
//--
// mir f, call
// b0:
//   v2 = Int32Constant value=0
//   v9 = CellConstant cell=cell#0
//   v16 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckInt32 v1                   ? NotInt32 @1 {8: v0, 9: v1, 10: v2}
//   v4 = Int32Compare v2 v3 condition=Less
//   branch v4 ? b2 : b7
// b2:
//   v7 = CheckObject v0                  ? NotObject hoisted @2 {8: v0, 9: v1, 10: v2}
//   v8 = CheckShape v7 shapes=shape0     ? Shape hoisted @2 {8: v0, 9: v1, 10: v2}
//   v10 = LoadSlot v9 offset=128
//   v11 = CheckIs v10 expected=object#1  ? Callee hoisted @2 {8: v0, 9: v1, 10: v2}
//   v14 = CheckKind v7 kind=20           ? Kind hoisted @2 {8: v0, 9: v1, 10: v2}
//   jump b4(v2)
// b4(v5: Int32): loop
//   v32 = BoxInt32 v5
//   v15 = ArrayPush v14 v32              ? Kind @3 {8: v0, 9: v1, 10: v5, 18: v0}
//   v18 = Int32Add v5 v16
//   v20 = Int32Compare v18 v3 condition=Less
//   branch v20 ? b5 : b7
// b5:
//   Poll                                 ? Interrupt @2 {8: v0, 9: v1, 10: v18}
//   jump b4(v18)
// b7:
//   v23 = CheckObject v0                 ? NotObject @10 {17: v0}
//   v24 = CheckShape v23 shapes=shape0   ? Shape @10 {17: v0}
//   v25 = LoadSlot v9 offset=120
//   v26 = CheckIs v25 expected=object#2  ? Callee @10 {17: v0}
//   v29 = CheckKind v23 kind=20          ? Kind @10 {17: v0}
//   v30 = ArrayPop v29                   ? Kind @10 {17: v0}
//   return v30
