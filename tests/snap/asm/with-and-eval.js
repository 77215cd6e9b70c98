//! stage: asm
function f(o) { with (o) { x = 1; return eval("x"); } }
f({ x: 0 }); f({ x: 0 }); f({ x: 0 });
//--
