//! stage: asm
function f(a) { let s = 0; for (const v of a) { if (v > 9) break; s += v; } return s; }
f([1, 2]); f(new Set([1])); f([10]);
//--
