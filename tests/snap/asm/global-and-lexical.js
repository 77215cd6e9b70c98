//! stage: asm
var g = 1; let l = 2;
function f(a) { g = a; l = g + l; return typeof absent; }
f(1); f(2); f(3);
//--
