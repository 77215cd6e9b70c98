//! stage: asm
function f(g) { try { return g(); } catch (e) { return e; } }
f(() => 1); f(() => 1); f(() => 1);
//--
