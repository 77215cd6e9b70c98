//! stage: mir
//! pass fold
//! function f
function g(o, flag) { o.x = 4; return flag ? o.x + 3 : o.x; }
function f(o) { return g(o, true) + g(o, false); }
for (let k = 0; k < 20; k++) f({ x: k });
//--
