//! stage: asm
class A { m() { return 1; } }
class B extends A { constructor() { super(); } m() { return super.m() + (super.x = 2); } }
const f = B.prototype.m; globalThis.f = f;
new B().m(); new B().m(); new B().m();
//--
