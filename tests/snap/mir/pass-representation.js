//! stage: mir
//! pass representation
//! function f
function f(n) { let s = 0.5; for (let i = 0; i < n; i++) s = s * 2 + i; return s; }
for (let k = 0; k < 20; k++) f(5);
//--
