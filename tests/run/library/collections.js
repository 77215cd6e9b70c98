// Arrays, Map, Set, String: what the fast paths must not change.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
// A Map iterator goes on at its place through deletions, growth and clear.
const map = new Map();
for (let i = 0; i < 100; i++) map.set(i, i);
const seen = [];
for (const [key] of map) {
  seen.push(key);
  if (key < 100) map.delete(key + 1);
  if (key === 50) for (let i = 1000; i < 1200; i++) map.set(i, i);
}
same(seen.length, 50 + 200);
same(seen[249], 1199);
const iterator = map.keys();
iterator.next();
map.clear();
map.set("new", 1);
same(iterator.next().value, "new");
same(iterator.next().done, true);
map.set("late", 1);
same(iterator.next().done, true);
// Keys: -0 and 0, NaN, ropes and atoms, BigInts by value.
const keys = new Set([-0, NaN, "ab".repeat(20), 10n ** 20n, 1.5]);
same(keys.has(0) && Object.is([...keys][0], 0), true);
same(keys.has(NaN) && keys.has("ab".repeat(10) + "ab".repeat(10)) && keys.has(10n ** 20n) && keys.has(3 / 2), true);
// Promises of elements: ints, doubles and others side by side through splice, concat and fill.
const ints = [1, 2, 3];
ints.splice(1, 1, 0.5, "x");
same(ints.join(), "1,0.5,x,3");
same([1, 2].concat([0.5], [, "y"]).length, 5);
same(2 in [1].concat([2], [,]), false);
same(new Array(4).fill(1.5).map(x => x * 2).join(), "3,3,3,3");
same([0.5, 1].reverse().concat(2).shift(), 1);
// Callbacks that change the array.
const shrinking = [1, 2, 3, 4];
same(shrinking.map((x, i, a) => { a.length = 2; return x; }).length, 4);
const growing = [1, 2];
growing.forEach((x, i, a) => a.push(x));
same(growing.length, 4);
// Sort: stable, undefined and holes last, whatever the comparator says.
const sorted = [3, , undefined, 1, 2].sort();
same(sorted.length === 5 && sorted[2] === 3 && sorted[3] === undefined && !(4 in sorted), true);
let turn = 0;
same(Array.from({ length: 500 }, (_, i) => i).sort(() => (turn = turn * 7919 % 104729 + 1) % 3 - 1).length, 500);
const pairs = Array.from({ length: 200 }, (_, i) => [i % 3, i]);
pairs.sort((a, b) => a[0] - b[0]);
same(pairs.every((p, i) => i === 0 || pairs[i - 1][0] < p[0] || pairs[i - 1][1] < p[1]), true);
// Cycles join as nothing.
const cycle = [1];
cycle.push(cycle, 2);
same(cycle.join(), "1,,2");
// Strings: limits, searches across encodings, regular expressions without and with side effects.
let thrown;
try { "x".repeat(2 ** 29); } catch (e) { thrown = e.message; }
same(thrown, "Invalid string length");
same("a\u0101b".indexOf("b") + "\u0101".repeat(40).indexOf("\u0101".repeat(20), 5), 7);
same("aXbX".replaceAll("X", "[$&$`]"), "a[Xa]b[XaXb]");
same("2020-01-02".replace(/(?<y>\d+)-(?<m>\d+)/, "$<m>/$<y>"), "01/2020-02");
same("abc".split(/(?:)/u).join("|"), "a|b|c");
same("ΑΣ".toLowerCase() + "straße".toUpperCase(), "αςSTRASSE");
same(["b", "A", "a", "_"].sort((x, y) => x.localeCompare(y)).join(""), "_aAb");
// An element on a prototype shows through holes from then on.
Array.prototype[1] = "proto";
same([0, , 2].join(), "0,proto,2");
same([0, , 2].indexOf("proto"), 1);
delete Array.prototype[1];
{
  // for-of over Maps and Sets needs no calls of `next`: until a script replaces it, or changes the collection.
  const map = new Map([["a", 1], ["b", 2], ["c", 3]]);
  let walk = "";
  for (const [key, value] of map) { walk += key + value; if (key === "a") { map.delete("b"); map.set("d", 4); } }
  same(walk, "a1c3d4");
  walk = "";
  for (const key of map.keys()) { walk += key; if (walk.length === 1) { map.clear(); map.set("z", 0); } }
  same(walk, "az");
  const set = new Set([1, 2, 3]);
  const iterator = set.values();
  same([iterator.next().value, ...iterator, iterator.next().done].join(), "1,2,3,true");
  walk = [];
  for (const pair of set.entries()) walk.push(pair);
  same(walk.join() + walk.every(Array.isArray), "1,1,2,2,3,3true");
  const SetIterator = Object.getPrototypeOf(set.values());
  const originalNext = SetIterator.next;
  SetIterator.next = function () { const result = originalNext.call(this); return { value: result.value * 10, done: result.done }; };
  same([...set].join(), "10,20,30");
  SetIterator.next = originalNext;
  same([...set].join(), "1,2,3");
  let thrown;
  SetIterator.next = Object.getPrototypeOf(new Map().keys()).next;
  try { [...set]; } catch (e) { thrown = e.name; }
  same(thrown, "TypeError");
  SetIterator.next = originalNext;
}
