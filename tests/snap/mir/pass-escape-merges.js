//! stage: mir
//! pass escape
//! function f
function f(n) { let p = { x: 1, y: 0.5 }; for (let i = 0; i < n; i++) { if (i & 1) p = { x: p.x + 1, y: p.y }; else p = { x: p.x, y: i }; } return p.x; }
for (let k = 0; k < 20; k++) f(k);
//--
