// Recursion through tiers, callbacks from natives, tail calls, arguments objects, stack overflow in hot code, and stack traces.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
same(fib(20), 6765);
function even(n) { return n === 0 ? true : odd(n - 1); }
function odd(n) { return n === 0 ? false : even(n - 1); }
for (let i = 0; i < 100; i++) same(even(200), true);
// Proper tail calls need no stack, however deep.
const deep = (function () {
  "use strict";
  return function loop(n, acc) { return n === 0 ? acc : loop(n - 1, acc + n); };
})();
same(deep(300000, 0), 300000 * 300001 / 2);
// Natives call hot functions, which call natives.
const list = Array.from({ length: 50 }, (v, i) => i);
function twice(v) { return v * 2; }
function chain(a) { return a.map(twice).filter(v => v % 3 === 0).reduce((x, y) => x + y, 0); }
for (let i = 0; i < 300; i++) same(chain(list), 816);
same(chain([1.5, "3", null, -0]), 9);
same("a1b2c3".replace(/\d/g, d => d * 2), "a2b4c6");
for (let i = 0; i < 500; i++) same([5, 1, 4].sort((a, b) => a - b + i * 0).join(), "1,4,5");
// apply, call, bind, spread, and too few or too many arguments.
function three(a, b = 2, c) { return a + b + (c === undefined ? 0 : c) + arguments.length * 1000; }
const bound = three.bind(null, 1);
for (let i = 0; i < 3000; i++) {
  same(three.apply(null, [1, 2, 3]), 3006);
  same(three.call(null, 1), 1003);
  same(three(...[1, 1], 1, 9), 4003);
  same(bound(5, 5, 5), 4011);
}
// Mapped arguments objects alias parameters, also when the function is hot.
function alias(a, b) {
  arguments[0] = b;
  b = 7;
  return a + arguments[1] + arguments.length;
}
for (let i = 0; i < 3000; i++) same(alias(i, 2), 11);
same(alias("x"), NaN);
function strictAlias(a) { "use strict"; arguments[0] = 9; return a; }
for (let i = 0; i < 3000; i++) same(strictAlias(i), i);
function leak() { return arguments; }
for (let i = 0; i < 3000; i++) { const kept = leak(i, "k"); same(kept[0] + kept[1] + kept.length, i + "k2"); }
function rest(first, ...others) { others.push(first); return others.length + others[0]; }
for (let i = 0; i < 3000; i++) same(rest(i, 1.5, 2), 4.5);
// Stack overflow is a RangeError that hot code catches, as often as it comes.
let depth = 0;
function overflow(x) { depth++; return overflow(x + 1) + 1; }
for (let i = 0; i < 5; i++) {
  depth = 0;
  let error;
  try { overflow(0); } catch (e) { error = e; }
  same(error instanceof RangeError, true);
  same(depth > 1000, true);
}
function overflowInTry(x) { try { return overflowInTry(x + 1); } catch (e) { return e instanceof RangeError ? x : -1; } }
same(overflowInTry(0) > 1000, true);
// Stack traces name the same frames with the same positions in every tier: printed, and compared between variants.
function inner(o) { return o.value.field; }
function outer(o) {
  return inner(o) + 1;
}
class Tracer { get value() { return { field: outerValue }; } method(o) { return outer(o); } }
let outerValue = 1;
const tracer = new Tracer();
for (let i = 0; i < 4000; i++) same(tracer.method(tracer), 2);
function frames(e) { return e.stack.split("\n").map(l => l.trim().replace(/\(.*[\/\\]/, "(").replace(/at .*[\/\\]/, "at ")).join("; "); }
try { tracer.method({ value: null }); } catch (e) { print(frames(e)); }
try { [tracer].map(t => t.method({ get value() { throw new Error("from a getter"); } })); } catch (e) { print(frames(e)); }
function stackOf() { return new Error("here"); }
function viaLoop(n) { let last; for (let i = 0; i < n; i++) last = stackOf(); return last; }
print(frames(viaLoop(4000)));
try { [1, 2].forEach(function callback() { new Tracer().method(undefined); }); } catch (e) { print(frames(e)); }
// An accessor is shown by its function's name alone.
class Shown { get p() { const line = new Error().stack.split("\n")[1]; return line.includes("at get p ("); } }
for (let i = 0; i < 3000; i++) same(new Shown().p, true);
