//! stage: mir
//! pass prune
//! function f
function f(a) { for (let i = 0; i < 3; i++) { if (a === i) return a; } return 0; }
for (let k = 0; k < 20; k++) f(k & 7);
//--
