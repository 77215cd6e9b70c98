//! stage: asm
function f(o) { return o.x; }
var o = { x: 1 };
f(o); f(o); f(o); f(o);
//--
