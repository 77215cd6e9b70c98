//! stage: mir
//! pass escape
//! function f
let seen;
function f(i) { const p = { x: i, y: 1 }; p.x += 2; if (i === 3) { seen = p; p.y = i; return p; } return p.x; }
for (let k = 0; k < 20; k++) f(k);
//--
