//! stage: mir
//! pass escape
//! function f
function f(i, x) { const a = [i, 2, 3]; a[1] = x; const b = [1, 2]; b[0] = x * 0.5; return a[i & 1] + b[0] + a.length; }
for (let k = 0; k < 20; k++) f(k, k);
//--
