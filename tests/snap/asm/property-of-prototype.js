//! stage: asm
class C { m() { return 1; } }
var o = new C();
function f(o) { return o.m; }
f(o); f(o); f(o); f(o);
//--
