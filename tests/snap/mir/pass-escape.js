//! stage: mir
//! pass escape
//! function f
function f(a) { const p = { x: a, y: 1 }; if (a > 3) p.x = 2; for (let i = 0; i < a; i++) p.y += p.x; return p.x + p.y; }
for (let k = 0; k < 20; k++) f(k);
//--
