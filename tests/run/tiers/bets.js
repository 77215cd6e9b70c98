// Bets on the world that are broken while optimized code relies on them, from inside and from outside.
function same(actual, expected, what) {
  if (!Object.is(actual, expected)) throw new Error(`${what}: expected ${String(expected)}, got ${String(actual)}`);
}
const N = 4000;

// a method on a prototype is replaced in the middle of a loop
class A { m() { return 1 } }
class B extends A {}
function loop(o, n, at) {
  let t = 0;
  for (let i = 0; i < n; i++) {
    if (i === at) A.prototype.m = function () { return 100 };
    t += o.m();
  }
  return t;
}
for (let i = 0; i < 20; i++) same(loop(new B(), 300, -1), 300, "warm");
same(loop(new B(), 300, 200), 200 + 100 * 100, "replaced in the loop");
same(loop(new B(), 10, -1), 1000, "replaced before");
B.prototype.m = () => 7;
same(loop(new B(), 10, -1), 70, "shadowed");

// a slot that has only held ints or doubles holds something else, set by a call that is on the stack
function Box(v) { this.v = v }
function read(b, f, n) { let t = 0; for (let i = 0; i < n; i++) { t += b.v; f(b, i) } return t }
const nothing = () => {};
for (let i = 0; i < 20; i++) read(new Box(1.5), nothing, 300);
same(read(new Box(0.5), (b, i) => { if (i === 9) b.v = "s" }, 11), "5s", "a widened slot");
same(read(new Box(2), nothing, 3), 6, "an int in a double slot");

// globals: constant, changed, deleted, redefined as accessors
var g = 1;
function useGlobal(n) { let t = 0; for (let i = 0; i < n; i++) { t += g; if (i === 250) change() } return t }
let change = nothing;
for (let i = 0; i < 20; i++) useGlobal(300);
change = () => { g = 10 };
same(useGlobal(300), 251 + 490, "a changed global");
change = () => { Object.defineProperty(globalThis, "h", { get: () => 5, configurable: true }) };
globalThis.h = 2;
function useH(n) { let t = 0; for (let i = 0; i < n; i++) { t += h; if (i === 250) change() } return t }
for (let i = 0; i < 1; i++) same(useH(300), 502 + 245, "a global that becomes an accessor");

// array iteration
function spread(a) { let t = 0; for (const x of a) t += x; return t }
for (let i = 0; i < N; i++) spread([1, 2, 3]);
const next = Object.getPrototypeOf([][Symbol.iterator]()).next;
Object.getPrototypeOf([][Symbol.iterator]()).next = function () { const r = next.call(this); return r.done ? r : { done: false, value: r.value * 10 } };
same(spread([1, 2, 3]), 60, "a replaced iterator");
Object.getPrototypeOf([][Symbol.iterator]()).next = next;

// indexed properties on prototypes
function hole(a, i) { return a[i] }
for (let i = 0; i < N; i++) hole([1, , 3], 1);
Array.prototype[1] = "proto";
same(hole([1, , 3], 1), "proto", "an index on Array.prototype");
delete Array.prototype[1];
same(hole([1, , 3], 1), undefined, "no index on Array.prototype");

// callees that change their code, and closures of the same code with other environments
function make(n) { return x => x + n }
function apply(f, n) { let t = 0; for (let i = 0; i < n; i++) t += f(i); return t }
for (let i = 0; i < 30; i++) apply(make(i), 100);
same(apply(make(1), 10), 55, "closures");
same(apply(Math.abs, 10), 45, "a native callee");
same(apply(function () { return arguments.length }, 10), 10, "another callee");
same(apply(new Proxy(make(2), {}), 10), 65, "a proxy as callee");
same(apply(make(3).bind(null), 10), 75, "a bound callee");
