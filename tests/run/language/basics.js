// The language in small: what every tier must do alike.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
// closures and loops
const fs = [];
for (let i = 0; i < 3; i++) fs.push(() => i);
same(fs.map(f => f()).join(), "0,1,2");
var vs = [];
for (var v = 0; v < 3; v++) vs.push(() => v);
same(vs.map(f => f()).join(), "3,3,3");
// destructuring
const { a, b: { c = 5, ...rest } = {}, ...others } = { a: 1, b: { d: 2, e: 3 }, f: 4 };
same(JSON.stringify([a, c, rest, others]), '[1,5,{"d":2,"e":3},{"f":4}]');
const [x, , y = 9, ...z] = [1, 2, undefined, 4, 5];
same(JSON.stringify([x, y, z]), "[1,9,[4,5]]");
// classes
class A { #p = 1; static s = 2; get p() { return this.#p; } set p(v) { this.#p = v; } static #q() { return 7; } static q() { return A.#q(); } has(o) { return #p in o; } }
class B extends A { constructor() { super(); this.k = super.p; } get p() { return super.p + 10; } }
const o = new B();
same(o.p, 11);
same(o.k, 1);
same(A.s + A.q(), 9);
same(o.has({}), false);
same(o.has(o), true);
// generators
function* g() { try { const r = yield 1; yield r * 2; } finally { yield "f"; } }
const it = g();
same(it.next().value, 1);
same(it.next(21).value, 42);
same(it.return("r").value, "f");
same(it.next().value, "r");
same([...(function* () { yield* [1, 2]; yield* "ab"; })()].join(), "1,2,a,b");
// exceptions and finally
function fin(n) { for (let i = 0; ; i++) { try { if (i === n) return "r" + i; if (i > 5) break; continue; } finally { if (n === 99 && i === 3) break; } } return "b"; }
same(fin(2), "r2");
same(fin(99), "b");
same((() => { try { throw 1; } catch { return 2; } finally { } })(), 2);
// labels, switch, comma, ternaries
outer: for (let i = 0; ; i++) { for (let j = 0; ; j++) { if (j > 2) continue outer; if (i > 2) break outer; } }
same(((n) => { switch (n) { case 1: return "one"; case "1": return "string"; default: return "d"; case 3: return "three"; } })("1"), "string");
// tagged templates, spread, optional chaining, nullish, exponent
const tag = (s, ...v) => s.raw.join("|") + v.join();
same(tag`a${1}\n${2}c`, "a|\\n|c1,2");
same(Math.max(...[1, 5], 3, ...new Set([9])), 9);
same(null?.x.y.z, undefined);
same(({ f() { return this.v; }, v: 3 }).f?.(), 3);
same(0 ?? 1, 0);
same((-2) ** 2, 4);
// numbers
same(0.1 + 0.2, 0.30000000000000004);
same(1 / -0, -Infinity);
same(-5 % 5, -0);
same(2147483647 + 1, 2147483648);
same(-2147483648 - 1, -2147483649);
same(65536 * 65536, 4294967296);
same(1 << 31, -2147483648);
same(-1 >>> 0, 4294967295);
same(123456789012345680000 + "", "123456789012345680000");
same(1e21 + "", "1e+21");
same((25).toString(36), "p");
same(10n ** 20n + 1n, 100000000000000000001n);
// with, eval, hoisting, this
same((function () { return typeof h; function h() { } })(), "function");
same((function () { eval("var q = 5"); return q; })(), 5);
same((0, eval)("typeof same"), "function");
same(new Function("with ({ w: 4 }) { return w; }")(), 4);
same((function () { "use strict"; return this; })(), undefined);
// symbols, getters, computed keys
const sym = Symbol("s");
const ob = { [sym]: 1, ["a" + 1]: 2, get g() { return 3; }, async *m() { }, __proto__: { inherited: 4 } };
same(ob[sym] + ob.a1 + ob.g + ob.inherited, 10);
same(Object.keys(ob).join(), "a1,g,m");
same([..."a\u{1F600}b"].length, 3);
print("ok");
