//! stage: asm
function f(a) { return class extends a { static s = 1; m() { return 1; } }; }
f(Object); f(Object); f(Array);
//--
