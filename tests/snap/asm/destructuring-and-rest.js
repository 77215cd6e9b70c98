//! stage: asm
function f([a, ...b], { c = 1, ...d }, ...e) { return arguments.length; }
f([1], {}); f([1, 2], { c: 3, x: 1 }, 4); f("ab", {});
//--
