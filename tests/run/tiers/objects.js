// Getters, setters, constructors, classes with private names and super, polymorphic and megamorphic sites: hot, then changed.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
class Point {
  #n = 0;
  constructor(x, y) { this.x = x; this.y = y; }
  get sum() { this.#n++; return this.x + this.y; }
  set sum(v) { this.x = v; this.y = 0; }
  get reads() { return this.#n; }
  scale(k) { return new this.constructor(this.x * k, this.y * k); }
}
class Point3 extends Point {
  z = 1;
  get sum() { return super.sum + this.z; }
  set sum(v) { super.sum = v - this.z; }
  scale(k) { const p = super.scale(k); p.z = this.z * k; return p; }
}
function use(p) { p.sum = p.sum + 1; return p.scale(2).sum; }
for (let i = 0; i < 3000; i++) {
  same(use(new Point(i, 1)), 2 * (i + 2));
  same(use(new Point3(i, 0.5)), 2 * (i + 2.5 - 1) + 2);
}
const p = new Point(1, 2);
for (let i = 0; i < 3000; i++) same(p.sum, 3);
same(p.reads, 3000);
// The getter is replaced; then it becomes a value; then it goes.
function read(o) { return o.value; }
class Holder { get value() { return 1; } }
const h = new Holder();
for (let i = 0; i < 3000; i++) same(read(h), 1);
Object.defineProperty(Holder.prototype, "value", { get() { return this.own; }, configurable: true });
h.own = "o";
same(read(h), "o");
Object.defineProperty(Holder.prototype, "value", { value: 2.5, configurable: true });
for (let i = 0; i < 3000; i++) same(read(h), 2.5);
delete Holder.prototype.value;
same(read(h), undefined);
Object.setPrototypeOf(Holder.prototype, { value: "above" });
same(read(h), "above");
Object.setPrototypeOf(h, null);
same(read(h), undefined);
// One site, many shapes.
const shapes = Array.from({ length: 40 }, (v, i) => ({ ["k" + i]: i, a: i }));
function sumOf(list, n) { let sum = 0; for (let i = 0; i < n; i++) sum += list[i % list.length].a; return sum; }
for (const width of [1, 2, 4, 5, 40]) same(sumOf(shapes.slice(0, width), 4000), (() => { let s = 0; for (let i = 0; i < 4000; i++) s += i % width; return s; })());
// A slot that held ints holds a double, a text, an object; a read-only property is written.
function put(o, v) { o.slot = v; return o.slot; }
function putStrict(o, v) { "use strict"; o.slot = v; return o.slot; }
const o = { slot: 1 };
for (let i = 0; i < 3000; i++) same(put(o, i), i);
for (const v of [0.5, "t", null, -0, NaN, 7n]) same(put(o, v), v);
for (let i = 0; i < 3000; i++) same(putStrict({ slot: 0 }, i), i);
Object.freeze(o);
same(put(o, 1), 7n);
let threw = 0;
try { putStrict(o, 1); } catch (e) { if (e instanceof TypeError) threw++; }
same(threw, 1);
// A constructor that returns another object, or is called without new; new.target.
function Made(v) { if (!new.target) return new Made(v); this.v = v; if (v === 2999) return { v: "other" }; }
for (let i = 0; i < 3000; i++) same((i & 1 ? Made(i) : new Made(i)).v, i === 2999 ? "other" : i);
same(new Made(1) instanceof Made, true);
// Properties are deleted and added under a loop's feet.
function moving(n) {
  const t = { a: 1, b: 2, c: 3 };
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (i % 100 === 50) { delete t.a; t.a = i; }
    if (i % 1000 === 999) for (let k = 0; k < 30; k++) t["x" + k] = k;
    sum += t.a + t.c;
  }
  return sum + Object.keys(t).length;
}
{
  let a = 1, expected = 0;
  for (let i = 0; i < 3000; i++) { if (i % 100 === 50) a = i; expected += a + 3; }
  same(moving(3000), expected + 33);
}
// Proxies and exotic receivers at a warm site.
function get(x) { return x.length; }
for (let i = 0; i < 3000; i++) same(get([1, 2, i]), 3);
same(get("four"), 4);
same(get(new Int8Array(5)), 5);
same(get(function (a, b) {}), 2);
same(get(new Proxy({}, { get: (t, k) => "trap " + k })), "trap length");
same(get(Object.create([1, 2])), 2);
same(get(7), undefined);
