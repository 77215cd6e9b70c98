// Call sites with several callees, call and apply, arguments objects, rest and spread: what optimized code makes of them is what the interpreter does.
class A { f(x) { return x + 1; } }
class B { f(x) { return x + 2; } }
class C { f(x) { return x * 2; } }
const objects = [new A(), new B(), new C()];
function method(o, x) { return o.f(x); }
function forwarded(o, x) { return o.f.call(o, x) + method.apply(null, [o, x]); }
function Base(a) { this.a = a; }
function Derived(a, b) { Base.call(this, a); this.b = b; }
function count() { return arguments.length; }
function sum() { let s = 0; for (let i = 0; i < arguments.length; i++) s += arguments[i]; return s; }
function first(...rest) { return rest[0] + rest.length; }
function through() { return first.apply(this, arguments) + count(...arguments, 1) + sum.apply(undefined, arguments); }
function change() { arguments[0] = 7; return count.apply(null, arguments) + arguments[0]; }
function leak() { return arguments; }
function strict() { "use strict"; return arguments; }
function inALoop(n) { let s = 0; for (let i = 0; i < n; i++) { s += sum.apply(null, arguments); arguments[1]++; arguments.length = 2; } return s; }
function spreadArray(a) { return first(...a, ...[a.length, 2]); }
function pick(k) { return [k, "b", 2.5][1] + [k, k][0] + [k][3]; }
function create(C) { return function () { const o = Object.create(C.prototype); C.apply(o, arguments); return o; }; }
const make = create(Derived), makeBase = create(Base);
let s = 0;
for (let i = 0; i < 4000; i++) {
  s = (s + method(objects[i % 3], i) + forwarded(objects[(i + 1) % 3], i)) | 0;
  const d = new Derived(i, 2);
  s = (s + d.a + d.b + count() + count(1, 2) + sum(1, i, 3) + first(i, 1) + through(i, 2, 3)) | 0;
  s = (s + change(1, 2) + leak(i, 2)[1] + strict(i)[0] + inALoop(3, 4, 5) + spreadArray([i, 1])) | 0;
  s = (s + pick(i).length + make(i, 5).b + makeBase(3).a) | 0;
}
print(s);
// Callees that the site has not seen; what is no closure; what is no function.
for (const f of [x => x - 1, Math.abs, (function (x) { return x + this.k; }).bind({ k: 3 }), new Proxy(x => x * 3, {})]) {
  const o = { f };
  for (let i = 0; i < 300; i++) s = (s + method(o, i) + forwarded(o, i)) | 0;
}
print(s);
for (const f of [undefined, 1, {}]) try { method({ f }, 1); } catch (e) { print(e.name); }
for (const f of [undefined, 1, {}]) try { forwarded({ f }, 1); } catch (e) { print(e.name); }
print(Object.prototype.toString.call(leak(1)), leak.apply(null, [1, 2, 3]).length, leak(1).callee === leak);
try { strict().callee; } catch (e) { print(e.name); }
// The objects appear when code is left: by a throw, and by a bet that fails.
function thrower(x) { const a = arguments; if (x > 3990) throw a; return a.length; }
function catches(x) { try { return thrower(x, x + 1); } catch (a) { return a[1] + a.length; } }
let t = 0;
for (let i = 0; i < 4000; i++) t += catches(i);
print(t);
function late(x, o) { const a = arguments, r = [x, x + 1]; const v = o.v; return v + a.length + r[1]; }
let u = 0;
for (let i = 0; i < 4000; i++) u += late(i, i < 3990 ? { v: 1 } : { w: 2, v: 0.5 });
print(u);
// Holes of the prototypes.
Array.prototype[3] = "three";
print(pick(1), first());
delete Array.prototype[3];
