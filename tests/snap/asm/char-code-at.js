//! stage: asm
function f(s, i) { return s.charCodeAt(i); }
f("ab", 0); f("ab", 1); f("ab", 0); f("ab", 1);
//--
