// Calls between the tiers: arguments, recursion, tail calls, limits of the stacks, natives that call back.
function same(actual, expected, what) {
  if (!Object.is(actual, expected)) throw new Error(`${what}: expected ${String(expected)}, got ${String(actual)}`);
}
function few(a, b, c) { return `${a},${b},${c},${arguments.length}` }
function pass(n) { let r; for (let i = 0; i < n; i++) r = few(i); return r }
same(pass(5000), "4999,undefined,undefined,1", "missing arguments");
function many(a) { let t = 0; for (let i = 0; i < arguments.length; i++) t += arguments[i]; return t + a }
let t = 0;
for (let i = 0; i < 3000; i++) t += many(1, 2, 3, i);
same(t, 3000 * 7 + 2999 * 3000 / 2, "surplus arguments");
function rest(a, ...r) { return r.length + a }
t = 0;
for (let i = 0; i < 3000; i++) t += rest(1, i, i) + rest(1);
same(t, 12000, "rest parameters");
function defaults(a = 1, b = a + 1) { return a * 10 + b }
t = 0;
for (let i = 0; i < 3000; i++) t += defaults() + defaults(2) + defaults(undefined, 5);
same(t, 3000 * (12 + 23 + 15), "default parameters");

function deep(n) { return n === 0 ? 0 : 1 + deep(n - 1) }
for (let i = 0; i < 100; i++) deep(100);
same(deep(2000), 2000, "recursion");
let overflowed = 0;
for (let i = 0; i < 3; i++) {
  try { (function forever() { return 1 + forever() })() } catch (e) { if (e instanceof RangeError) overflowed++ }
}
same(overflowed, 3, "stack overflow");

function even(n) { "use strict"; return n === 0 ? true : odd(n - 1) }
function odd(n) { "use strict"; return n === 0 ? false : even(n - 1) }
for (let i = 0; i < 200; i++) even(50);
same(even(300001), false, "tail calls");

function callback(a) { return a.map(x => x * 2).filter(x => x % 3 === 0).reduce((p, c) => p + c, 0) }
for (let i = 0; i < 300; i++) callback([1, 2, 3, 4, 5, 6, 7, 8, 9]);
same(callback([1, 2, 3]), 6, "callbacks");
same([3, 1, 2].sort((a, b) => a - b).join(), "1,2,3", "sort");
let log = "";
const o = { get x() { log += "g"; return 1 }, set x(v) { log += "s" }, valueOf() { log += "v"; return 5 } };
function accessors(o) { o.x = o.x + 1; return o * 2 }
for (let i = 0; i < 3000; i++) accessors(o);
log = "";
same(accessors(o) + log, "10gsv", "accessors and conversions");

class Base { constructor() { this.name = new.target.name } static make() { return new this() } get kind() { return "base" } }
class Derived extends Base { get kind() { return "derived of " + super.kind } }
let s = "";
for (let i = 0; i < 3000; i++) s = Derived.make().name + Base.make().name + new Derived().kind;
same(s, "DerivedBasederived of base", "classes");
same((() => { try { Base() } catch (e) { return e instanceof TypeError } })(), true, "a class called without new");
function callClass(f, n) { let c = 0; for (let i = 0; i < n; i++) { try { f() } catch (e) { c++ } } return c }
same(callClass(() => 1, 2000) + callClass(Base, 2000), 2000, "a class as callee of hot code");

function* gen(n) { for (let i = 0; i < n; i++) yield i }
t = 0;
for (const x of gen(3000)) t += x;
same(t, 2999 * 3000 / 2, "generators");
