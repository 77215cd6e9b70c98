//! stage: mir
//! function f
function f(a, b) { try { return a in b; } catch (e) { return e; } }
for (let k = 0; k < 5; k++) f("x", { x: 1 });
//--
// mir f, call
// b0:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   CallSlowPath v0 v1 registers=[8, 9]  ? Effect @0 {8: v0, 9: v1} ! @0+ {}
//   v3 = LoadFrame word=10
//   return v3
