//! stage: asm
function f(n) { let s = 0; { let k = n; s = () => k++; } return s; }
f(1); f(2); f(3);
//--
