// Named accesses that have met too many shapes ask the Vm's global cache; what it does not know goes the long way.
function same(actual, expected, what) {
  if (!Object.is(actual, expected)) throw new Error(`${what}: expected ${String(expected)}, got ${String(actual)}`);
}
const N = 3000;

// objects of many shapes, with the property in an inline slot, an overflow slot, on a prototype, behind an accessor, nowhere
const protos = [];
function objects() {
  const list = [];
  for (let i = 0; i < 12; i++) {
    const o = {};
    for (let k = 0; k < i; k++) o["p" + i + "_" + k] = k;
    o.x = i;
    list.push(o);
  }
  for (let i = 0; i < 4; i++) {
    const proto = { x: 100 + i, ["q" + i]: 0 };
    protos.push(proto);
    list.push(Object.create(proto));
  }
  list.push({ get x() { return 7 } }, { y: 1 }, new Proxy({}, { get: (t, k) => k + "!" }), "text", 5, true);
  return list;
}
const list = objects();
const expected = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 100, 101, 102, 103, 7, undefined, "x!", undefined, undefined, undefined];
const load = o => o.x;
for (let i = 0; i < N; i++) same(load(list[i % list.length]), expected[i % list.length], "load " + i % list.length);
let threw = false;
try { load(null) } catch (e) { threw = e instanceof TypeError }
same(threw, true, "load of null");
protos[1].x = "changed";
same(load(list[13]), "changed", "a prototype's new value");
delete protos[1].x;
same(load(list[13]), undefined, "deleted on the prototype");
Object.defineProperty(list[3], "x", { get() { return "getter" } });
same(load(list[3]), "getter", "an accessor now");

// stores: in place, additions, promises that do not admit, setters, read-only properties
function targets() {
  const list = [];
  for (let i = 0; i < 10; i++) {
    const o = { ["r" + i]: i };
    if (i & 1) o.v = 0;
    list.push(o);
  }
  return list;
}
const store = (o, v) => { "use strict"; o.v = v };
let seen;
for (let i = 0; i < N; i++) {
  for (const o of targets()) {
    store(o, i);
    same(o.v, i, "stored");
  }
}
for (const value of ["s", 1.5, null, {}, -0, undefined]) {
  for (const o of targets()) {
    store(o, value);
    same(o.v, value, "another type");
  }
}
const setter = { set v(v) { seen = v } };
store(setter, 11);
same(seen, 11, "setter");
const inherited = Object.create(setter);
store(inherited, 12);
same(seen, 12, "inherited setter");
for (const o of targets()) {
  Object.freeze(o);
  let refused = false;
  try { store(o, 1) } catch (e) { refused = e instanceof TypeError }
  same(refused, true, "frozen");
}
try { store(5, 1); threw = false } catch (e) { threw = e instanceof TypeError }
same(threw, true, "a primitive");
// An accessor that appears on a prototype ends what the cache has said of additions.
Object.defineProperty(Object.prototype, "v", { set(v) { seen = "proto " + v }, get() { return "proto" }, configurable: true });
const fresh = targets()[0];
store(fresh, 3);
same(seen, "proto 3", "a setter on the prototype");
delete Object.prototype.v;

// apply: closures with arguments, arrays and nothing; natives, bound functions, proxies; errors; long lists
function Class() { return function () { this.initialize.apply(this, arguments) } }
const kinds = [];
for (let i = 0; i < 8; i++) {
  const K = Class();
  K.prototype = { initialize(a, b) { this["f" + i] = a; this.sum = (a || 0) + (b || 0); this.count = arguments.length } };
  kinds.push(K);
}
for (let i = 0; i < N; i++) {
  const K = kinds[i % 8];
  const o = i % 3 === 0 ? new K(i, 1) : i % 3 === 1 ? new K(i) : new K(i, 2, 3, 4);
  same(o.sum, i + [1, 0, 2][i % 3], "constructed");
  same(o.count, [2, 1, 4][i % 3], "number of arguments");
}
const apply = (f, t, a) => f.apply(t, a);
function rest(...values) { return this + ":" + values.join() }
for (let i = 0; i < N; i++) same(apply(rest, "t", [i, 2]), "t:" + i + ",2", "apply");
same(apply(rest, "t", null), "t:", "no list");
same(apply(rest, "t", [1, , 3]), "t:1,,3", "a hole");
same(apply(rest, "t", { length: 2, 0: "a", 1: "b" }), "t:a,b", "array-like");
same(apply(Math.max, null, [1, 5, 2]), 5, "a native function");
same(apply(rest.bind("bound", 0), null, [1]), "bound:0,1", "a bound function");
same(apply(new Proxy(rest, {}), "p", [1]), "p:1", "a proxy");
try { apply(rest, "t", 5); threw = false } catch (e) { threw = e instanceof TypeError }
same(threw, true, "no list at all");
try { apply({ apply: Function.prototype.apply }, "t", []); threw = false } catch (e) { threw = e instanceof TypeError }
same(threw, true, "not callable");
class Only {}
try { apply(Only, null, []); threw = false } catch (e) { threw = e instanceof TypeError }
same(threw, true, "a class");
const long = Array.from({ length: 5000 }, (_, i) => ({ i }));
function total() { let s = 0; for (let i = 0; i < arguments.length; i++) s += arguments[i].i; return [s].concat([]).pop() }
for (let i = 0; i < 30; i++) same(apply(total, null, long), 12497500, "a long list");
