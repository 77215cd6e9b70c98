//! stage: asm
function f(a) { switch (a) { case 0: return 1; case 1: return 5; case 2: return 7; case 3: return 9; default: return 0; } }
f(0); f(3); f(9);
//--
