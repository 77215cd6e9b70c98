//! stage: mir
//! pass gvn
//! function f
function f(a, b) { return (a * b + 1) ^ (a * b + 1) + (a * b); }
for (let k = 0; k < 20; k++) f(k, 3);
//--
