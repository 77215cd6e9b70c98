//! stage: asm
function f(g, a) { return new g(...a, 1) || g(...a); }
f(Array, [1]); f(Array, [1, 2]); f(Object, []);
//--
