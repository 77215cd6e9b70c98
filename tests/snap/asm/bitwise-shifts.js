//! stage: asm
function f(a, b) { return (a & b | a ^ 5) << 2 >>> (b >> 1); }
f(1, 2); f(3, 4); f(5, 6);
//--
