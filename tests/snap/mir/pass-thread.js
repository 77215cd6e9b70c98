//! stage: mir
//! pass thread
//! function f
class A { area(x) { return x; } }
class B { area(x) { return x + 1; } }
const shapes = [new A(), new B()];
function f(o, x) { return o.area(x); }
for (let k = 0; k < 40; k++) f(shapes[k & 1], k);
//--
// before thread:
// mir f, call
// code1: area
// code2: area
// b0:
//   v5 = Constant value=object#0
//   v7 = Constant value=object#1
//   v10 = Constant value=undefined
//   v11 = Int32Constant value=1
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = CheckObject v0                  ? NotObject @1 {9: v1, 17: v0}
//   v3 = HasShape v2 shape=shape0
//   branch v3 ? b2 : b3
// b2:
//   v4 = PinObject v2
//   jump b4(v5)
// b3:
//   v6 = CheckShape v2 shapes=shape1     ? Shape @1 {9: v1, 17: v0}
//   jump b4(v7)
// b4(v8: Tagged):
//   v9 = SameBits v8 v5
//   branch v9 ? b5 : b6
// b5:
//   v12 = CheckInt32 v1                  ? NotInt32 code1@0 {0: v5, 7: v0, 8: v1} < @3() {}
//   v13 = CheckedInt32Add v12 v11        ? Overflow code1@0 {0: v5, 7: v0, 8: v1} < @3() {}
//   v17 = BoxInt32 v13
//   jump b9(v17)
// b6:
//   v14 = SameBits v8 v7
//   branch v14 ? b7 : b8
// b7:
//   jump b9(v1)
// b8:
//   v15 = Call v8 v0 v1 call=window 10   ? Effect @3 {10: v8, 17: v0, 18: v1} ! @3+ {10: v15}
//   jump b9(v15)
// b9(v16: Tagged):
//   return v16
// after thread:
// mir f, call
// code1: area
// code2: area
// b0:
//   v5 = Constant value=object#0
//   v7 = Constant value=object#1
//   v10 = Constant value=undefined
//   v11 = Int32Constant value=1
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = CheckObject v0                  ? NotObject @1 {9: v1, 17: v0}
//   v3 = HasShape v2 shape=shape0
//   branch v3 ? b2 : b3
// b2:
//   v4 = PinObject v2
//   jump b5
// b5:
//   v12 = CheckInt32 v1                  ? NotInt32 code1@0 {0: v5, 7: v0, 8: v1} < @3() {}
//   v13 = CheckedInt32Add v12 v11        ? Overflow code1@0 {0: v5, 7: v0, 8: v1} < @3() {}
//   v17 = BoxInt32 v13
//   jump b9(v17)
// b3:
//   v6 = CheckShape v2 shapes=shape1     ? Shape @1 {9: v1, 17: v0}
//   jump b7
// b7:
//   jump b9(v1)
// b9(v16: Tagged):
//   return v16
