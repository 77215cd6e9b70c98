//! stage: asm
function f(o) { return o.x; }
var a = { x: 1 }, b = { y: 1, x: 2 };
f(a); f(b); f(a); f(b); f(a); f(b);
//--
