// Builtins that optimized code has operations for: Map, Set, predicates, comparison with atoms; right values, wrong ones late.
const results = [];
function same(name, f, values) {
  const told = [];
  for (let round = 0; round < 60; round++) for (const v of values.slice(0, round < 30 ? 3 : undefined)) {
    let r;
    try { r = f(v); } catch (e) { r = e.constructor.name; }
    if (round === 59) told.push(typeof r === "number" && Object.is(r, -0) ? "-0" : String(r));
  }
  console.log(name, told.join(" "));
}
const revoked = Proxy.revocable([], {}); revoked.revoke();
const values = [1, 2.5, 7, NaN, Infinity, -0, 2 ** 31, 1e300, "a", "ab", "a" + String(values0()), "", null, undefined, true, 5n, Symbol.iterator, [], {}, new Proxy([], {}), revoked.proxy, new Number(3), { valueOf() { return 4; } }, new Map(), new Set()];
function values0() { return "b"; }
const map = new Map([[1, "one"], [2.5, "x"], [NaN, "nan"], [0, "zero"], ["ab", "text"], [null, "null"]]);
const set = new Set([1, NaN, "ab", undefined, 5n]);
same("get", v => map.get(v), values);
same("has", v => map.has(v), values);
same("set has", v => set.has(v), values);
same("set", v => { const m = new Map(); return m.set(v, v) === m && Object.is(m.get(v), v === 0 ? 0 : v) && m.size; }, values);
same("add", v => { const s = new Set([1]); s.add(v).add(v); return [...s].length; }, values);
same("delete", v => { const m = new Map([[1, 1], ["ab", 2]]), s = new Set([NaN, 5n]); return [m.delete(v), m.size, s.delete(v), s.size]; }, values);
same("receiver", v => Map.prototype.get.call(v, 1), [map, map, map, new Map(), set, [], null]);
same("no key", v => [map.get(), set.has(), new Map().set().size, v], [1, 2, 3]);
same("isArray", v => Array.isArray(v), values);
same("isInteger", v => Number.isInteger(v), values);
same("isNaN", v => Number.isNaN(v), values);
same("isFinite", v => Number.isFinite(v), values);
same("global", v => [isNaN(v), isFinite(v)], values);
same("is", v => [Object.is(v, v), Object.is(v, NaN), Object.is(v, 0), Object.is(v, "ab"), Object.is(-0, v)], values);
same("atoms", v => [v === "a", "ab" === v, v == "ab", v !== "", typeof v === "number", typeof v === "string"], values);
same("units", v => { const s = "hello"; return [s[v] === "l", s.charAt(v) === "o", s[v] == "", "e" === s[v]]; }, [1, 2, 4, 9, -1, "length", 1.5]);
same("points", v => ["a\u{1F600}b".codePointAt(v), "xyz".codePointAt(v)], [0, 0, 0, 1, 2, 3, 9]);
same("switch", v => { switch (v) { case "a": return 1; case "ab": return 2; case 7: return 3; case "": return 4; case null: return 5; } return 6; }, values);
same("long", v => ("x".repeat(v) + "y") === "xxy", [1, 2, 3, 20]);
// Iteration sees what is set and deleted on the way.
function walk() { const m = new Map([[1, 1], [2, 2], [3, 3]]); let s = ""; for (const [k, v] of m) { s += k + ":" + v + " "; if (k < 6) { m.delete(k); m.set(k + 3, v * 2); } } return s; }
for (let i = 0; i < 100; i++) walk();
console.log(walk());
