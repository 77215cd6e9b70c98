//! gc-stress: 20011
// Comparators, getters and proxies that lie or throw.
function check(condition, name) { if (!condition) throw new Error(name); }
let seed = 12345;
const random = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
for (let round = 0; round < 20; round++) {
  const a = Array.from({ length: 500 }, (_, i) => i);
  a.sort(() => random() - 0.5);
  check(a.length === 500 && new Set(a).size === 500, "inconsistent comparator keeps all elements");
  a.sort(() => 1);
  a.sort(() => NaN);
  check(new Set(a).size === 500, "constant comparator");
}
let threw = 0;
try { [3, 2, 1].sort(() => { throw new Error("x"); }); } catch (e) { threw++; }
const shrinking = [5, 4, 3, 2, 1];
shrinking.sort((x, y) => { shrinking.length = 0; return x - y; });
const growing = [5, 4, 3, 2, 1];
growing.sort((x, y) => { growing.push(0); return x - y; });
check(threw === 1, "throwing comparator");
const mutated = [1, 2, 3, 4];
check(mutated.map((x) => { mutated.length = 2; return x; }).length === 4, "map while shrinking");
const big = [1, 2, 3];
big.forEach((x, i) => { if (i < 3) big.push(x); });
check(big.length === 6, "forEach while growing");
const liar = new Proxy([], { get(target, key) { return key === "length" ? 2 ** 31 : Reflect.get(target, key); } });
try { Array.prototype.push.call(liar, 1); } catch (e) { }
let count = 0;
const weird = { get length() { count++; return 3; }, get 0() { return "a"; }, get 1() { delete this[2]; return "b"; }, 2: "c" };
check(Array.prototype.join.call(weird) === "a,b,", "deleted while read");
const keys = new Proxy({}, { ownKeys() { return ["a", "a"]; } });
threw = false;
try { Object.keys(keys); } catch (e) { threw = e instanceof TypeError; }
check(threw, "duplicate keys");
const frozen = Object.freeze({ x: 1 });
const cheat = new Proxy(frozen, { get() { return 2; } });
threw = false;
try { cheat.x; } catch (e) { threw = e instanceof TypeError; }
check(threw, "invariant");
const map = new Map([[1, 1], [2, 2], [3, 3]]);
let seen = "";
for (const [k] of map) { seen += k; if (k === 1) { map.delete(2); map.set(4, 4); } if (seen.length > 10) break; }
check(seen === "134", "map changed while iterated: " + seen);
print("ok");
