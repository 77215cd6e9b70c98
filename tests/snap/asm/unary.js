//! stage: asm
function f(a) { return [-a, ~a, +a, !a, a++, --a, void a]; }
f(1); f(2.5); f("3");
//--
