//! stage: mir
//! pass dead
//! function f
function f(a) { const unused = a * 2; const o = { a }; return a; }
for (let k = 0; k < 20; k++) f(k + 0.5);
//--
