// for-of over iterators of arrays, Maps, Sets and strings: steps without result objects and pairs, and everything that can come between.
function sum(iterable) { let s = 0; for (const x of iterable) s += x; return s; }
function pairs(iterable) { let s = ""; for (const [k, v] of iterable) s += k + "=" + v + ";"; return s; }
function three(iterable) { let s = ""; for (const [k, v, w = "w"] of iterable) s += k + v + w; return s; }
function keep(iterable) { const all = []; for (const pair of iterable) { all.push(pair); pair.push("more"); } return JSON.stringify(all); }
function cut(iterable, n) { let s = ""; for (const x of iterable) { if (n-- === 0) break; s += x; } return s; }
function nested(map) { let s = 0; for (const [k, inner] of map) for (const [j, v] of inner) s += k * j + v; return s; }
function caught(iterable) { let s = ""; try { for (const [k, v] of iterable) { s += k; v.missing.missing; } } catch (e) { s += e.constructor.name; } return s; }
function changing(map) { let s = ""; for (const [k, v] of map) { s += k + ":" + v + " "; if (k < 6) { map.delete(k); map.set(k + 3, v * 2); } if (k === 7) map.clear(); } return s; }
function growing(array) { let s = 0; for (const [i, v] of array.entries()) { s += i * v; if (i < 5) array.push(i); if (i === 8) array.length = 3; } return s; }
function letters(text) { let s = []; for (const c of text) s.push(c.length); return s.join(""); }
function closures(map) { const all = []; for (const [k, v] of map) all.push(() => k + v); return all.map(f => f()).join(); }
const map = () => new Map([[1, 10], [2, 20], [3, 30]]);
class Own extends Map { *[Symbol.iterator]() { yield [7, 8]; yield* super.entries(); } }
function all() {
  const shared = map().entries();
  const told = [
    sum(map().keys()), sum(map().values()), sum(new Set([1, 2, 3])), sum([1, 2, 3].values()), sum([4, 5].keys()), sum(new Uint8Array([1, 2]).values()),
    pairs(map()), pairs(new Set([1, 2]).entries()), pairs(["a", "b"].entries()), pairs(new Float64Array([1.5]).entries()), pairs([[1, 2], [3, 4]]), pairs(new Map()),
    three(map()), keep(map()), cut(map().keys(), 2), cut(shared, 1), pairs(shared), pairs(shared), nested(new Map([[2, map()], [3, map()]])),
    caught(map()), changing(map()), growing([1, 2, 3]), letters("a\u{1F600}\uD800b"), letters(""), closures(map()),
  ];
  return told.join(" | ");
}
let last = "";
for (let i = 0; i < 300; i++) last = all();
console.log(last);
// Other iterators at the same places.
console.log(pairs(new Own([[1, 2]])), sum((function* () { yield 1; yield 2; })()), pairs([,[1, 2]].filter(x => x).values()), sum([1, , 3].values()), pairs(new Proxy([[1, 2]], {})));
console.log(all() === last);
// Those of another next, with a return, and of a prototype that somebody has changed.
const odd = { [Symbol.iterator]() { const it = map().keys(); let n = 0; return { next() { return n++ < 2 ? it.next() : { done: true }; }, return() { console.log("returned"); return {}; } }; } };
for (let i = 0; i < 50; i++) sum(odd);
console.log(sum(odd), cut(odd, 1));
const mapNext = Object.getPrototypeOf(new Map().keys());
const original = mapNext.next;
mapNext.next = function () { const r = original.call(this); if (!r.done && Array.isArray(r.value)) r.value = [r.value[1], r.value[0]]; return r; };
console.log(pairs(map()));
mapNext.next = original;
mapNext.return = function () { console.log("closed"); return {}; };
console.log(cut(map(), 1));
delete mapNext.return;
console.log(pairs(map()), all() === last);
Object.getPrototypeOf([].values()).next = function () { return { done: true }; };
console.log(pairs(["x"].entries()), pairs([[1, 2]]) === "");
