//! stage: asm
function f(a, b) { return typeof a === "object" ? a instanceof b : "x" in b; }
f({}, Object); f(1, { x: 1 }); f([], Array);
//--
