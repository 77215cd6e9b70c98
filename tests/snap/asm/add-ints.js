//! stage: asm
function f(a, b) { return a + b; }
f(1, 2); f(3, 4); f(5, 6);
//--
