// NaNs from outside have any bits; what a script can look at has the canonical ones, wherever the NaN has gone on its way.
const bits = new Uint32Array(16), doubles = new Float64Array(bits.buffer), singles = new Float32Array(bits.buffer), view = new DataView(bits.buffer);
const patterns = [[0, 0x7FFF8000], [1, 0xFFFE0001], [5, 0x7FF00000], [0x1234, 0xFFFFFFFF], [8, 0x7FFA0000], [0, 0x7FF80000]];
const out = new Float64Array(2), outBits = new Uint32Array(out.buffer), outSingle = new Float32Array(2), singleBits = new Uint32Array(outSingle.buffer);
function box(a, i) { return { value: a[i] }; }
function sum(a, from, to) { let s = 0; for (let i = from; i < to; i++) s += a[i]; return s; }
function push(a, i) { const list = [0.5]; list.push(a[i]); list[0] = a[i] * 2; return list; }
function copy(a, i) { out[0] = a[i]; return outBits[0] + "," + outBits[1]; }
function narrow(a, i) { outSingle[0] = a[i]; return singleBits[0] & 0x7FFFFFFF; }
function pick(a, i, other) { const x = a[i]; const y = i & 1 ? x : other; return y; }
function closure(a, i) { let x = a[i]; return () => x; }
function least(a, i) { return [Math.min(a[i], 1), Math.max(-a[i], 1), Math.sqrt(a[i]), Math.abs(a[i]), Math.floor(a[i]), Math.sin(a[i])]; }
function viewed(i) { const x = view.getFloat64(i * 8, true); out[1] = x; return [x, outBits[3]]; }
function single(i) { const x = view.getFloat32(i * 4, true); return [x, singles[i]]; }
function argument(a, i) { return same(a[i], a[i] + 1); }
function same(x, y) { return [x, y, x === x, Object.is(x, y)]; }
function thrown(a, i) { const x = a[i]; try { throw x; } catch (e) { return e; } }
function* yielding(a, i) { const x = a[i]; yield x; yield x * 1; }
function show(v) {
  if (typeof v === "number") return Object.is(v, NaN) && new Map([[NaN, 1]]).get(v) === 1 && String(v) === "NaN" ? "NaN" : String(v);
  if (Array.isArray(v)) return "[" + v.map(show).join(" ") + "]";
  return typeof v === "object" ? show(Object.values(v)) : String(v);
}
for (let round = 0; round < 300; round++) {
  const told = [];
  for (const [low, high] of patterns) {
    for (let i = 0; i < 8; i++) { bits[2 * i] = i & 1 ? low : 0; bits[2 * i + 1] = i & 1 ? high : 0x3FF00000; }
    for (let i = 0; i < 2; i++) {
      told.push(show(box(doubles, i)), show(sum(doubles, 0, i + 1)), show(push(doubles, i)), copy(doubles, i), narrow(doubles, i));
      told.push(show(pick(doubles, i, 7)), show(closure(doubles, i)()), show(least(doubles, i)), show(viewed(i)), show(single(i)));
      told.push(show(argument(doubles, i)), show(thrown(doubles, i)), show([...yielding(doubles, i)]));
    }
  }
  if (round % 100 === 99) console.log(told.join("; "));
}
// Index arithmetic: sums and products that leave int32, and what they would be if they wrapped.
const cells = new Int32Array(64).map((_, i) => i * i);
function at(a, i, n, k) { return a[i * n + k]; }
function twice(a, i, j, n, m) { return a[i * n + j * m - 3]; }
function less(a, i, k) { return a[i - k]; }
function more(a, i, k) { return a[i + k]; }
function fill(a, n, m) { let s = 0; for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) { a[i * m + j] = i - j; s += a[i * m + j]; } return s; }
for (const list of [cells, Array.from(cells), Float64Array.from(cells)]) {
  for (let i = 0; i < 500; i++) { at(list, i % 7, 8, i % 8); twice(list, i % 3 + 1, i % 4, 8, 9); less(list, 40, i % 30); more(list, i % 30, i % 30); fill(list, 8, 8); }
  const odd = [[65536, 65536, 1], [65536, -65536, 5], [46341, 46341, 0], [-1, 4, 4], [-1, 4, 9], [2 ** 31 - 1, 2, 3], [-(2 ** 31), 2, 0], [-(2 ** 31), -(2 ** 31), 2], [0, -1, 0], [3, 5, 2 ** 31 - 1]];
  for (const [i, n, k] of odd) console.log(i, n, k, at(list, i, n, k), twice(list, i, i, n, n), twice(list, i, 1, n, k), less(list, i, n), less(list, k, n), more(list, i, n), more(list, i, i));
  console.log(fill(list, 8, 8), at(list, 3, 8, 3), list.length);
}
