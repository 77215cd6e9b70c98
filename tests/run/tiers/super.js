// super.name in every tier: from prototypes and constructors, through getters, with changing parents, homes and names.
class A { f(k) { return "A" + k; } get g() { return "g" + this.n; } static s(k) { return "As" + k; } constructor() { this.n = 1; } }
A.prototype.data = 5;
class B extends A { f(k) { return super.f(k * 2) + "B"; } get g() { return super.g + "!"; } read() { return [super.data, super.missing, super.n, super["f"](1)]; } static s(k) { return super.s(k) + "Bs"; } by(name) { return super[name]; } write(v) { super.w = v; return this.w; } arrow() { return (() => super.f(7))(); } }
class C extends B { f(k) { return super.f(k + 1) + "C"; } }
const o = { __proto__: { m() { return "pm" + this.v; } }, v: 3, m() { return "o" + super.m(); } };
const objects = [new A, new B, new C];
function run(rounds) {
  const told = new Set();
  for (let i = 0; i < rounds; i++) {
    const x = objects[i % 3];
    told.add(x.f(i % 5)); told.add(x.g); told.add(o.m());
    if (x instanceof B) { told.add(String(x.read())); told.add(B.s(i % 3)); told.add(String(x.by(["data", "f", "n", 3, Symbol.iterator][i % 5]))); told.add(String(x.write(i % 4))); told.add(x.arrow()); }
  }
  return [...told].sort().join(" | ");
}
console.log(run(600));
A.prototype.data = "changed"; A.prototype.f = function (k) { return "A2" + k; };
console.log(run(600));
Object.setPrototypeOf(B.prototype, { f(k) { return "other" + k; }, get g() { return "og"; }, data: 9, missing: 1 });
console.log(run(600));
Object.setPrototypeOf(B.prototype, null);
try { console.log(run(6)); } catch (e) { console.log(e.constructor.name); }
Object.setPrototypeOf(B.prototype, A.prototype);
Object.setPrototypeOf(o, { m() { return "np" + this.v; } });
delete A.prototype.data;
console.log(run(600));
function make(parent) { return class extends parent { f(k) { return "<" + super.f(k) + ">"; } }; }
const made = [make(A), make(B), make(C), make(make(A))].map(K => new K);
for (let i = 0; i < 400; i++) made[i & 3].f(i);
console.log(made.map(x => x.f(3)).join());
