// Object: what the fast paths must not change.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
// A setter of the target changes the source while it is being copied.
const source = { a: 1, b: 2, c: 3 };
const target = { set a(_) { delete source.b; source.d = 4; } };
Object.assign(target, source);
same("b" in target, false);
same("d" in target, false);
same(target.c, 3);
// An own __proto__ is assigned, not defined.
const parent = {};
same(Object.getPrototypeOf(Object.assign({}, JSON.parse('{"x":1,"__proto__":null}'))), null);
same(Object.getPrototypeOf(Object.assign({}, { ["__proto__"]: parent })), parent);
same(Object.keys({ ...JSON.parse('{"__proto__":1}') }).join(), "__proto__");
// Keys, values and entries: indices first, symbols and hidden properties never.
const mixed = Object.defineProperty({ b: 1, 1: 2, [Symbol()]: 3, 0: 4 }, "hidden", { value: 5 });
same(Object.keys(mixed).join(), "0,1,b");
same(Object.values(mixed).join(), "4,2,1");
same(Object.entries(mixed).join(";"), "0,4;1,2;b,1");
same(Object.keys([, "a", , "b"]).join(), "1,3");
same(Object.keys("ab").join(), "0,1");
let order = [];
const spy = new Proxy({ x: 1, y: 2 }, {
  ownKeys(t) { order.push("keys"); return Reflect.ownKeys(t); },
  getOwnPropertyDescriptor(t, k) { order.push(`own ${k}`); return Reflect.getOwnPropertyDescriptor(t, k); },
  get(t, k) { order.push(`get ${k}`); return t[k]; },
});
Object.entries(spy);
same(order.join(), "keys,own x,get x,own y,get y");
// All descriptors are read before any is defined.
const half = {};
try { Object.defineProperties(half, { a: { value: 1 }, b: 1 }); } catch (e) { same(e.constructor, TypeError); }
same("a" in half, false);
// Arrays of many keys.
const wide = {};
for (let i = 0; i < 1000; i++) wide[`k${i}`] = i;
same(Object.keys(wide).length, 1000);
same(Object.values(wide).reduce((a, b) => a + b), 499500);
same(Object.prototype.toString.call(null) + Object.prototype.toString.call([]) + {}, "[object Null][object Array][object Object]");
same((function () {}).bind().name + "|" + (function f() {}).bind().name, "bound |bound f");
same(`${Math.max}`, "function max() { [native code] }");
