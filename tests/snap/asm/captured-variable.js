//! stage: asm
var f = (() => { let n = 0; return function () { return ++n; }; })();
f(); f(); f();
//--
