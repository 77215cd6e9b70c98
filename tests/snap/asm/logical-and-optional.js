//! stage: asm
function f(a) { return a?.b ?? (a && a.c || 1); }
f(null); f({ b: 1 }); f({ c: 2 });
//--
