// `>>> 0` of what is no unsigned int32 by its bits: next to the same value used as a signed one.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function both(a, b) { return a * b - (a | 0) % (b | 0) + (a >>> 0); }
const inputs = [[3, 4], [-3, 0], [65536, 65536], [-1, 3], [0.5, 2], [NaN, 1], [2 ** 40, 3], ["7", "2"]];
const results = [12, NaN, 4295032832, 4294967293, 1, NaN, 3298534883328, 20];
for (let round = 0; round < 4; round++) {
  inputs.forEach(([a, b], k) => { for (let i = 0; i < 500; i++) same(both(a, b), results[k]); });
}
function unsigned(n) { let s = 0; for (let i = 0; i < 64; i++) s += (n << (i & 31)) >>> 0; return s; }
for (let i = 0; i < 500; i++) same(unsigned(-1), 266287972354);
function shifted(x) { return [x >>> 0, x >>> 1, x >> 0, (x >>> 0) | 0].join(); }
for (let i = 0; i < 2000; i++) same(shifted(i & 1 ? -5 : 5), i & 1 ? "4294967291,2147483645,-5,-5" : "5,2,5,5");
