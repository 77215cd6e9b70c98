//! stage: mir
//! function f
function f(a, n) { for (let i = 0; i < n; i++) a.push(i); return a.pop(); }
for (let k = 0; k < 5; k++) f([], 5);
//--
// mir f, call
// b0:
//   v2 = Int32Constant value=0
//   v13 = Int32Constant value=1
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v3 = CheckInt32 v1                   ? NotInt32 @1 {8: v0, 9: v1, 10: v2}
//   v4 = Int32Compare v2 v3 condition=Less
//   branch v4 ? b2 : b7
// b2:
//   v7 = CheckObject v0                  ? NotObject hoisted @2 {8: v0, 9: v1, 10: v2}
//   v8 = CheckShape v7 shapes=shape0     ? Shape hoisted @2 {8: v0, 9: v1, 10: v2}
//   v11 = CheckKind v7 kind=20           ? Kind hoisted @2 {8: v0, 9: v1, 10: v2}
//   jump b4(v2)
// b4(v5: Int32): loop
//   v27 = BoxInt32 v5
//   v12 = ArrayPush v11 v27              ? Kind @3 {8: v0, 9: v1, 10: v5, 18: v0}
//   v15 = Int32Add v5 v13
//   v17 = Int32Compare v15 v3 condition=Less
//   branch v17 ? b5 : b7
// b5:
//   Poll                                 ? Interrupt @2 {8: v0, 9: v1, 10: v15}
//   jump b4(v15)
// b7:
//   v20 = CheckObject v0                 ? NotObject @10 {17: v0}
//   v21 = CheckShape v20 shapes=shape0   ? Shape @10 {17: v0}
//   v24 = CheckKind v20 kind=20          ? Kind @10 {17: v0}
//   v25 = ArrayPop v24                   ? Kind @10 {17: v0}
//   return v25
