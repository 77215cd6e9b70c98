// Bets that fail in the middle of optimized code: the interpreter must go on as if nothing had been compiled.
function same(actual, expected, what) {
  if (!Object.is(actual, expected)) throw new Error(`${what}: expected ${String(expected)}, got ${String(actual)}`);
}
const N = 4000;

// int32 arithmetic that leaves int32 in every way
function sum(a, b) { return a + b }
function product(a, b) { return a * b }
function quotient(a, b) { return a / b }
function remainder(a, b) { return a % b }
function negated(a) { return -a }
for (let i = 0; i < N; i++) { sum(i, 1); product(i, 3); quotient(i * 4, 4); remainder(i, 7); negated(i + 1) }
same(sum(2147483647, 1), 2147483648, "overflow of +");
same(sum("a", 1), "a1", "a string");
same(sum(1.5, 2), 3.5, "a double");
same(sum({ valueOf: () => 40 }, 2), 42, "an object");
same(product(65536, 65536), 4294967296, "overflow of *");
same(product(0, -1), -0, "minus zero of *");
same(quotient(1, 2), 0.5, "a fraction");
same(quotient(0, -3), -0, "minus zero of /");
same(quotient(1, 0), Infinity, "division by zero");
same(quotient(-2147483648, -1), 2147483648, "overflow of /");
same(remainder(-7, 7), -0, "minus zero of %");
same(remainder(5, 0), NaN, "remainder by zero");
same(negated(0), -0, "minus zero of -");
same(negated(-2147483648), 2147483648, "overflow of -");

// many live values of every representation across an exit in a loop
function mixed(n, at) {
  let i = 0, d = 0.5, t = true, s = "x", o = { k: 1 }, u, w = null, acc = 0;
  for (; i < n; i++) {
    d = d + 1.25; t = !t; u = t ? i : d; w = o;
    acc = acc + (i === at ? "!" : 1);
    if (i === at) break;
  }
  return [i, d, t, s, o.k, u, w === o, acc].join();
}
for (let i = 0; i < 30; i++) mixed(200, -1);
same(mixed(200, 150), "150,189.25,false,x,1,189.25,true,150!", "live values");

// an exit inside of inlined functions, with arguments missing and surplus, and `this`
const counter = {
  n: 0,
  add(by, twice) { this.n += inner(by, twice === undefined ? 0 : 1, 99); return this.n },
};
function inner(x, y) { return outer2(x) + y + arguments.length - 3 }
function outer2(x) { return x.v + 1 }
for (let i = 0; i < N; i++) counter.add({ v: 1 });
same(counter.n, 2 * N, "inlined");
same(counter.add({ w: 0, v: 5 }), 2 * N + 6, "another shape inside of an inlined call");
same(counter.add({ get v() { return 7 } }), 2 * N + 14, "a getter inside of an inlined call");
same(counter.add({ v: 1 }, 1), 2 * N + 17, "a surplus argument");

// exceptions: from calls, from inlined calls, through handlers and finally, with the right stack
function thrower(i) { if (i % 100 === 99) throw new RangeError("at " + i); return i }
function catcher(n) {
  let caught = 0, done = 0;
  for (let i = 0; i < n; i++) {
    try { done += thrower(i) } catch (e) { caught++; if (e.message !== "at " + i) throw e } finally { done++ }
  }
  return caught + ":" + done;
}
same(catcher(3000), "30:4455030", "handlers");
function deepThrow(o) { return o.a.b }
let traces = 0;
for (let i = 0; i < N; i++) {
  try { deepThrow(i % 500 === 499 ? {} : { a: { b: i } }) } catch (e) {
    if (e instanceof TypeError && /deepThrow/.test(e.stack)) traces++;
  }
}
same(traces, N / 500, "traces of inlined frames");

// constructors whose bets fail while `this` is under construction
class Point { constructor(x, y) { this.x = x; this.y = y; this.z = x + y } }
class Point3 extends Point { constructor(x, y, w) { super(x, y); this.w = w } }
let points = 0;
for (let i = 0; i < N; i++) points += new Point(i, 1).z + new Point3(1, 2, i).w;
same(points, N * (N - 1) / 2 + N + N * (N - 1) / 2, "constructors");
same(new Point("a", 1).z, "a1", "a failing bet in a constructor");
same(new Point3(0.5, 0.25, 1).z, 0.75, "a failing bet in a base constructor");
function Returning(o) { this.q = 1; if (o) return o }
for (let i = 0; i < N; i++) new Returning();
const other = { other: true };
same(new Returning(other), other, "an object returned from a constructor");
same(new Returning(5).q, 1, "a primitive returned from a constructor");

// arrays: holes, bounds, element kinds, growth, prototypes
function total(a) { let t = 0; for (let i = 0; i < a.length; i++) t += a[i]; return t }
for (let i = 0; i < 200; i++) total([1, 2, 3, 4, 5, 6, 7, 8]);
same(total([1, 2.5, 3]), 6.5, "doubles");
same(total([1, "b", 3]), "1b3", "anything");
same(total([1, , 3]), NaN, "a hole");
function fill(a, n, v) { for (let i = 0; i < n; i++) a[i] = v; return a.length }
for (let i = 0; i < 100; i++) fill([], 50, i);
same(fill([], 50, 0.5), 50, "doubles stored");
same(fill([1, 2], 70, "s"), 70, "strings stored");
same(fill(new Float64Array(8), 20, 1.5), 8, "a typed array");
same(fill(Object.freeze([1]), 2, 1), 1, "a frozen array");

// a loop that leaves optimized code again and again
function restless(n) { let t = 0; for (let i = 0; i < n; i++) { const o = i % 3 ? { a: i } : i % 2 ? { b: 0, a: i } : { c: 0, d: 0, a: 1 }; t += o.a } return t }
let expected = 0;
for (let i = 0; i < 30000; i++) expected += i % 3 ? i : i % 2 ? i : 1;
same(restless(30000), expected, "restless");

// a loop variable that begins as a string, where feedback has only seen numbers inside of the loop
function digits(a, start) { let s = start; for (let i = 0; i < a.length; i++) s = s + a[i]; return s }
for (let i = 0; i < N; i++) digits([1, 2, 3], 0);
same(digits([1, 2, 3], ""), "123", "a string that enters a loop of int32");
for (let q = 0; q < 4; q++) {
  let keys = "";
  for (const key in [5, 6, 7]) keys += key;
  same(keys, "012", "a string constant that enters a loop");
}
