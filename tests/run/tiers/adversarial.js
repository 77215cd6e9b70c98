//! flags: --allow-natives-syntax
// Ten programs that flip types, shapes and prototypes for ever. Each gives the right answer in every tier, and none is compiled or
// thrown out of optimized code without end: feedback widens, failing functions wait longer, and settle at last.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
const ROUNDS = 40, CALLS = 400;
/** The most often that a function of these programs may be compiled. */
const COMPILATIONS = 24;

const programs = {
  // The kind of the operands changes with every round.
  operands() {
    const kinds = [[1, 2, 3], [0.5, 1, 1.5], ["a", "b", "ab"], [1, "x", "1x"], [2147483647, 1, 2147483648], [null, 1, 1], [-0, -0, -0], [1n, 2n, 3n]];
    function add(a, b) { return a + b; }
    return { f: add, round(r) { const [a, b, c] = kinds[r % kinds.length]; for (let i = 0; i < CALLS; i++) same(add(a, b), c); } };
  },
  // Each round brings a shape never seen.
  shapes() {
    function get(o) { return o.p; }
    return { f: get, round(r) { const o = { ["k" + r]: 0, p: r }; for (let i = 0; i < CALLS; i++) same(get(o), r); } };
  },
  // A prototype is replaced in the middle of a loop, back and forth.
  prototypes() {
    const one = { m() { return 1; } }, two = { m() { return 2; } }, o = Object.create(one);
    function call(x) { return x.m(); }
    return { f: call, round(r) { Object.setPrototypeOf(o, r & 1 ? one : two); for (let i = 0; i < CALLS; i++) same(call(o), r & 1 ? 1 : 2); } };
  },
  // A "constant" global is assigned again and again.
  globals() {
    function read() { return globalThing + 1; }
    return { f: read, round(r) { globalThing = r % 3 ? r : r + 0.5; for (let i = 0; i < CALLS; i++) same(read(), globalThing + 1); } };
  },
  // A method of the callee's class is replaced; the call site was inlined.
  callees() {
    let target = x => x;
    function through(x) { return target(x); }
    const targets = Array.from({ length: 9 }, (v, k) => x => x + k);
    return { f: through, round(r) { target = targets[r % 9]; for (let i = 0; i < CALLS; i++) same(through(i), i + r % 9); } };
  },
  // An array's kind goes from ints to doubles to anything to holey, and a new one starts over.
  elements() {
    function sum(a) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i] === undefined ? 1 : +a[i]; return s; }
    const arrays = [[1, 2, 3], [1.5, 2, 2.5], ["1", 2, 3], [1, , 3], new Int8Array([1, 2, 3]), new Float32Array([1.5, 2, 2.5]), Object.assign([1, 2], { 5: 2 })];
    const sums = arrays.map(sum);
    return { f: sum, round(r) { for (let i = 0; i < CALLS; i++) same(sum(arrays[r % 7]), sums[r % 7]); } };
  },
  // Overflows, minus zero and NaN take turns.
  arithmetic() {
    function compute(a, b) { return a * b - (a | 0) % (b | 0) + (a >>> 0); }
    const inputs = [[3, 4], [-3, 0], [65536, 65536], [-1, 3], [0.5, 2], [NaN, 1], [2 ** 40, 3], ["7", "2"]];
    const results = inputs.map(([a, b]) => compute(a, b));
    return { f: compute, round(r) { const k = r % inputs.length; for (let i = 0; i < CALLS; i++) same(compute(...inputs[k]), results[k]); } };
  },
  // A getter becomes a value becomes a getter.
  accessors() {
    const o = { v: 0 };
    function get() { return o.v; }
    return {
      f: get,
      round(r) {
        Object.defineProperty(o, "v", r & 1 ? { value: r, writable: true, configurable: true } : { get: () => -r, configurable: true });
        for (let i = 0; i < CALLS; i++) same(get(), r & 1 ? r : -r);
      },
    };
  },
  // valueOf changes the very object that the loop is reading.
  effects() {
    let o, flips = 0;
    const evil = { valueOf() { if (++flips % 50 === 0) { delete o.a; o.a = flips; } return 1; } };
    function loop(x, n) { let s = 0; for (let i = 0; i < n; i++) s = s + x.a * 0 + (evil & 1); return s; }
    return { f: loop, round() { o = { a: 1, b: 2 }; same(loop(o, CALLS), CALLS); } };
  },
  // Exceptions out of a callee that was thought never to throw, and loops left at another place each time.
  exits() {
    function maybe(i, r) { if (i % (r + 2) === r) throw i; return i; }
    function run(r) { let n = 0; for (let i = 0; i < CALLS; i++) { try { maybe(i, r); } catch (e) { n += e === i ? 1 : 1000; } if (i === CALLS - r) break; } return n; }
    return {
      f: run,
      round(r) {
        let expected = 0;
        for (let i = 0; i < CALLS; i++) { if (i % (r + 2) === r) expected++; if (i === CALLS - r) break; }
        for (let k = 0; k < 5; k++) same(run(r), expected);
      },
    };
  },
};
var globalThing = 0;
// In an engine whose tiers count: how often a function was compiled.
const compilations = typeof %CompileCount === "function" ? f => %CompileCount(f) : () => 0;

for (const [name, make] of Object.entries(programs)) {
  const { f, round } = make();
  for (let r = 0; r < ROUNDS; r++) round(r);
  if (compilations(f) > COMPILATIONS) throw new Error(`${name}: compiled ${compilations(f)} times`);
  for (let r = 0; r < ROUNDS; r++) round(r);
  if (compilations(f) > COMPILATIONS) throw new Error(`${name}: compiled ${compilations(f)} times in the end`);
}
