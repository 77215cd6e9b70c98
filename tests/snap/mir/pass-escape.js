//! stage: mir
//! pass escape
//! function f
function point(x, y) { return { x, y }; }
function f(a) { const p = point(a, 1); let s = 0; if (a > 3) s = p.x; return s + p.y; }
for (let k = 0; k < 20; k++) f(k);
//--
