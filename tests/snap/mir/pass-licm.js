//! stage: mir
//! pass licm
//! function f
function f(o, n) { let s = 0; for (let i = 0; i < n; i++) s += o.x; return s; }
for (let k = 0; k < 20; k++) f({ x: 1.5 }, 5);
//--
