//! stage: asm
function g(x) { return x; }
function f(x) { return g(x); }
f(1); f(2); f(3); f(4);
//--
