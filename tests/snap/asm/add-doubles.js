//! stage: asm
function f(a, b) { return a + b; }
f(1.5, 2); f(3.5, 4); f(5.5, 6);
//--
