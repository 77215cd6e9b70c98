//! stage: mir
//! pass memory
//! function f
function f(o) { o.x = 1; const y = o.x; o.x = 2; return y + o.x; }
for (let k = 0; k < 20; k++) f({ x: k });
//--
