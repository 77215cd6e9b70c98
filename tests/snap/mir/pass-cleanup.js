//! stage: mir
//! pass cleanup
//! function f
function f(a) { let s = 0; if (a > 2) { s = 1; } else { s = a ? 2 : 3; } return s; }
for (let k = 0; k < 20; k++) f(k);
//--
