//! stage: asm
function f(a) { return /x/g.exec(`a${a}b`) ?? String.raw`c${a}`; }
f(1); f("x"); f(null);
//--
