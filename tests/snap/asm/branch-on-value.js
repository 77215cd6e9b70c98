//! stage: asm
function f(x) { return x ? 1 : 2; }
f(true); f(false); f(0);
//--
