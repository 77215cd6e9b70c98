//! stage: asm
function f(a, k) { return { a, b: [a, , 1], [k]: 2, get c() { return a; }, ...a }; }
f(1, "x"); f({}, "y"); f(null, "z");
//--
