// sort with comparators that lie, throw, change the array or answer what is no number; and what it must do besides.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
// Stable, also where several algorithms change over.
for (const n of [2, 10, 11, 22, 32, 33, 64, 100, 513, 1000]) {
  const a = Array.from({ length: n }, (_, i) => ({ key: i % 5, i }));
  a.sort((x, y) => x.key - y.key);
  for (let i = 1; i < n; i++) {
    const [p, q] = [a[i - 1], a[i]];
    if (p.key > q.key || (p.key === q.key && p.i > q.i)) throw new Error(`not stable at ${i} of ${n}`);
  }
}
// Inconsistent comparators lose and duplicate nothing.
const answers = [() => 1, () => -1, () => 0, () => NaN, () => undefined, () => true, (x, y) => x > y, () => ({}), () => Infinity, () => -0, () => "1", () => 2n > 1n];
let seed = 1;
answers.push(() => ((seed = (seed * 48271) % 2147483647) % 3) - 1);
for (const comparator of answers) {
  for (const n of [5, 50, 500]) {
    const a = Array.from({ length: n }, (_, i) => i);
    same(a.sort(comparator).length, n);
    same(new Set(a).size, n);
    same(new Set(a.toSorted(comparator)).size, n);
    same(new Set(new Int32Array(a).sort(comparator)).size, n);
  }
}
// undefined goes to the end and holes after it, unseen by the comparator.
const seen = [];
const mixed = [3, undefined, 1, , undefined, 2];
mixed.sort((x, y) => { seen.push(x, y); return x - y; });
same(mixed.slice(0, 5).join("|"), "1|2|3||");
same(5 in mixed, false);
same(seen.includes(undefined), false);
// A throwing comparator leaves the array as it was.
const kept = [3, 1, 2];
let error;
try { kept.sort(() => { throw new RangeError("mine"); }); } catch (e) { error = e; }
same(error.message, "mine");
same(kept.join(), "3,1,2");
// Changes while sorting: the result is written over them.
const shrunk = [5, 4, 3, 2, 1];
shrunk.sort((x, y) => { shrunk.length = 0; return x - y; });
same(shrunk.join(), "1,2,3,4,5");
const replaced = [2, 1];
replaced.sort((x, y) => { Object.defineProperty(replaced, 0, { get() { return 7; }, set() { }, configurable: true }); return x - y; });
same(replaced[0], 7);
try { [].sort(null); error = undefined; } catch (e) { error = e; }
same(error instanceof TypeError, true);
same([10, 9, 1].sort().join(), "1,10,9");
print("ok");
