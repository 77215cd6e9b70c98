//! stage: asm
function f(o, v) { o.x = v; }
var o = { x: 1 };
f(o, 2); f(o, 3); f(o, 4); f(o, 5);
//--
