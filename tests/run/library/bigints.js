// BigInts about the borders of one and two limbs, against sums of digits.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
const magnitudes = [0n, 1n, 2n, 10n];
for (const bits of [31n, 32n, 53n, 63n, 64n, 65n, 96n, 127n, 128n, 129n, 192n, 200n]) magnitudes.push(2n ** bits - 1n, 2n ** bits, 2n ** bits + 1n);
const values = [...magnitudes, ...magnitudes.map((m) => -m)];
const base = 2n ** 31n;
// Arithmetic of digits to 2^31, by Numbers alone.
const digits = (m) => { const out = []; for (let t = m.toString(2); t; t = t.slice(0, -31)) out.push(parseInt(t.slice(-31), 2)); return out; };
const from = (list) => BigInt("0b0" + [...list].reverse().map((d) => d.toString(2).padStart(31, "0")).join(""));
const times = (a, b) => {
  const [x, y] = [digits(a), digits(b)], out = new Array(x.length + y.length + 1).fill(0);
  x.forEach((p, i) => y.forEach((q, j) => {
    // 31 by 31 bits in three exact parts.
    const [ph, pl, qh, ql] = [p >>> 16, p & 0xffff, q >>> 16, q & 0xffff];
    const parts = [[pl * ql, 0], [ph * ql + pl * qh, 16], [ph * qh, 32]];
    for (const [v, shift] of parts) {
      let low = v * 2 ** shift % 2 ** 31, high = Math.floor(v * 2 ** shift / 2 ** 31), k = i + j;
      for (let carry = low; carry; k++) { out[k] += carry; carry = Math.floor(out[k] / 2 ** 31); out[k] %= 2 ** 31; }
      k = i + j + 1;
      for (let carry = high; carry; k++) { out[k] = (out[k] ?? 0) + carry; carry = Math.floor(out[k] / 2 ** 31); out[k] %= 2 ** 31; }
    }
  }));
  return from(out);
};
const abs = (v) => v < 0n ? -v : v;
for (const a of values) for (const b of values) {
  const product = a * b;
  same(abs(product), times(abs(a), abs(b)));
  same(product < 0n, a !== 0n && b !== 0n && (a < 0n) !== (b < 0n));
  const sum = a + b, difference = a - b;
  same(sum - b, a);
  same(difference + b, a);
  same(b - a, -difference);
  same(sum > a, b > 0n);
  same(a - a, 0n);
  if (b !== 0n) same(product / b, a);
}
for (const a of values) for (const bits of [0, 1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 200]) {
  const modulus = 2n ** BigInt(bits), unsigned = ((a % modulus) + modulus) % modulus;
  same(BigInt.asUintN(bits, a), unsigned);
  same(BigInt.asIntN(bits, a), bits > 0 && unsigned >= modulus / 2n ? unsigned - modulus : unsigned);
}
// Keys of Maps are compared by value.
const map = new Map();
for (const v of values) map.set(v, v);
same(map.size, new Set(values.map(String)).size);
for (const v of values) same(map.get(v + 1n - 1n), v);
const keys = [0, -0, 1, 1.5, NaN, 2 ** 31, "1", "", true, null, undefined, Symbol.iterator, {}, 1n, Infinity];
const all = new Map(keys.map((k, i) => [k, i]));
same(all.size, keys.length - 1);
keys.forEach((k, i) => same(all.get(k), k === 0 ? 1 : i));
same(all.get(3 / 2), 3); same(all.get("x1".slice(1)), 6); same(all.get(2 / 2), 2);
keys.forEach((k, i) => same(all.delete(k), i !== 1));
same(all.size, 0);
