//! stage: mir
//! pass sink
//! function f
function f(a, n) { const o = { a }; for (let i = 0; i < n; i++) if (i === 7) return o; return a; }
for (let k = 0; k < 20; k++) f(k, k);
//--
