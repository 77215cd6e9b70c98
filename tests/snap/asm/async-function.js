//! stage: asm
async function f(a) { try { return await a; } catch { return 0; } }
f(1); f(2); f(3);
//--
