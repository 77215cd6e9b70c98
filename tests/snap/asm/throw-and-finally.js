//! stage: asm
function f(a) { try { if (a) throw a; } finally { a = 0; } return a; }
f(0); f(""); try { f(1); } catch {}
//--
