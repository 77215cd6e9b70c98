//! stage: asm
function f(a, b) { return [a < b, a >= b, a === b, a != b]; }
f(1, 2); f(1.5, 2); f("a", "b");
//--
