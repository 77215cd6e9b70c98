//! stage: mir
//! function f
function f(o, p) { if (p) return o.never; return 1; }
for (let k = 0; k < 5; k++) f({}, false);
//--
// mir f, call
// b0:
//   v4 = Constant value=1
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v2 = ToBoolean v1
//   branch v2 ? b2 : b3
// b2:
//   exit ? NeverRun @1 {8: v0}
// b3:
//   return v4
