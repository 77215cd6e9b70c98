//! stage: asm
class C { #p = 1; static f(o, k) { delete o[k]; o.#p++; return #p in o; } }
const f = C.f; globalThis.f = f;
f(new C, "a"); f(new C, "b"); f(new C, "c");
//--
