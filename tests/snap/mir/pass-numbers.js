//! stage: mir
//! pass numbers
//! function f
function f(a, n) { let s = 0; for (let i = 0; i < n; i++) s = (s + a * i) | 0; return s; }
for (let k = 0; k < 20; k++) f(k, 5);
//--
