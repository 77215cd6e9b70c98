//! gc-stress: 20011
// Arrays of absurd length with nothing in them: what the field does at once is done at once, the rest ends in a clean error.
function same(actual, expected, name) {
  if (!Object.is(actual, expected)) throw new Error(`${name}: expected ${String(expected)}, got ${String(actual)}`);
}
function thrown(f) { try { return f(); } catch (e) { return e.name; } }
const length = 2 ** 32 - 1;
const cases = {
  shift: h => [h.shift(), h.length], splice: h => [h.splice(0, 2).length, h.length], push: h => thrown(() => h.push(1)), pop: h => [h.pop(), h.length],
  join: h => thrown(() => h.join()), toString: h => thrown(() => String(h)), sort: h => h.sort().length, indexOf: h => h.indexOf(1), lastIndexOf: h => h.lastIndexOf(1),
  includes: h => h.includes(1), slice: h => h.slice(1).length, keys: h => Object.keys(h).length, at: h => h.at(-1), entries: h => h.entries().next().value.length,
  fill: h => h.fill(7, -2)[length - 1], copyWithin: h => h.copyWithin(5, -1).length, call: h => thrown(() => Math.max.apply(null, h)), set: h => { h[length - 1] = 1; return h.lastIndexOf(1); },
  reflect: h => thrown(() => Reflect.apply(Math.max, null, h)), construct: h => thrown(() => Reflect.construct(Array, h)), with: h => thrown(() => h.with(length, 1)),
  clone: h => { h.x = 1; return Object.entries(h).length; }, truncate: h => { h.length = 3; return h.length; },
};
const expected = {
  shift: [undefined, length - 1], splice: [2, length - 2], push: "RangeError", pop: [undefined, length - 1], join: "RangeError", toString: "RangeError", sort: length, indexOf: -1,
  lastIndexOf: -1, includes: false, slice: length - 1, keys: 0, at: undefined, entries: 2, fill: 7, copyWithin: length, call: "RangeError", set: length - 1, reflect: "RangeError",
  construct: "RangeError", with: "RangeError", clone: 1, truncate: 3,
};
for (const name of Object.keys(cases)) same(String(cases[name](new Array(length))), String(expected[name]), name);
// What is there moves.
const early = [1, 2];
early.length = length;
same(early.shift(), 1, "shift");
same(early.unshift(5), length, "unshift");
same(early.slice(0, 4).join(), "5,2,,", "the rest has moved");
print("ok");
