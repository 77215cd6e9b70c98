// Numbers and text: exact rounding of toFixed, and what short decimals are worth.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
// toFixed by rational arithmetic on BigInts.
const view = new DataView(new ArrayBuffer(8));
function fixed(x, digits) {
  view.setFloat64(0, Math.abs(x));
  const bits = view.getBigUint64(0), exponent = bits >> 52n;
  let top = bits & ((1n << 52n) - 1n), shift = exponent === 0n ? -1074n : exponent - 1075n;
  if (exponent !== 0n) top |= 1n << 52n;
  top *= 10n ** BigInt(digits);
  let n = shift >= 0n ? top << shift : (top + (1n << (-shift - 1n))) >> -shift;
  let out = n.toString().padStart(digits + 1, "0");
  if (digits > 0) out = `${out.slice(0, -digits)}.${out.slice(-digits)}`;
  return x < 0 ? `-${out}` : out;
}
const numbers = [0, 0.5, 1.5, 2.5, 1.005, 1.45, 8.345, 0.000001, 1e-7, 123.456, 1e20, 2 ** 52, 2 ** 52 + 0.5, 2 ** 53, 2 ** 53 - 1, 2 ** 53 - 0.5, 1e-22, 5e-23, 5.293955920339377e-23, 2 ** -74,
  Number.MIN_VALUE, 2 ** -1022, 0.1, 0.3, 4.35, 10.235, 999999.9999, 0.9999999, 1 / 3, 2 / 3, 1e15 + 0.3, 0.5 ** 40, 3 * 0.5 ** 23, 5e-324];
let seed = 1;
for (let i = 0; i < 300; i++) { seed = (seed * 48271) % 2147483647; numbers.push(seed / 2 ** (i % 90), seed * 2 ** (i % 22)); }
for (const x of numbers) for (const digits of [0, 1, 2, 3, 7, 15, 20, 21, 22, 23, 40, 100]) {
  same(x.toFixed(digits), fixed(x, digits));
  same((-x).toFixed(digits), x === 0 ? fixed(0, digits) : fixed(-x, digits));
}
same((-1e-10).toFixed(2), "-0.00");
same((-0).toFixed(2), "0.00");
// Text to number.
const texts = { "": 0, " ": 0, "0": 0, "-0": -0, "+0": 0, "5.": 5, ".5": 0.5, "-.5": -0.5, ".": NaN, "-": NaN, "+": NaN, "1.2.3": NaN, "007": 7, "00.50": 0.5, "1e3": 1000, "0x1F": 31, "-0x1": NaN,
  "123456789012345": 123456789012345, "1234567890123456": 1234567890123456, "12345678901234567890": 12345678901234567890, "0.1": 0.1, "0.000000000000001": 1e-15, "0.123456789012345": 0.123456789012345,
  "999999999999.999": 999999999999.999, " 42 ": 42, "4 2": NaN, "Infinity": Infinity, "-Infinity": -Infinity, "1_0": NaN, "4294967295": 4294967295, "4294967296": 4294967296, "\u0661": NaN, "1\u00e9": NaN };
for (const [text, value] of Object.entries(texts)) {
  same(Number(text), value);
  same(+text, value);
  same(+(text + "\u3000"), value);
}
for (const x of numbers) { same(Number(String(x)), x); same(+`-${x}`, -x); }
for (let i = -1000; i < 100000; i += 37) { same(parseInt("" + i), i); same(Number("" + i), i); same(+(i + ".5"), i < 0 ? i - 0.5 : i + 0.5); same(`${i}:${i}`, [i, i].join(":")); }
