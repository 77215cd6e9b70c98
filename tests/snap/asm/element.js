//! stage: asm
function f(a, i) { return a[i]; }
var a = [1, 2];
f(a, 0); f(a, 1); f(a, 0);
//--
