//! stage: asm
function f(o) { let s = ""; for (const k in o) s += k; return s; }
f({ a: 1 }); f([1]); f(null);
//--
