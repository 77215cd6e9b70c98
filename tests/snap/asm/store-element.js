//! stage: asm
function f(a, i, v) { a[i] = v; }
var a = [1, 2];
f(a, 0, 1); f(a, 1, 2); f(a, 0, 3);
//--
