// Operands that are undefined, null or booleans now and then: code that has met them takes them in place, and leaves for anything else.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function throws(f) {
  try { f(); } catch (e) { if (e instanceof TypeError) return; }
  throw new Error("expected a TypeError");
}
function bits(x, y) {
  return (x | 0) + (y >> 1) + (x ^ y) + (~x);
}
function sums(x, y) {
  return x * 2 - y;
}
function below(x, y) {
  return x < y ? 1 : x >= y ? 2 : 3;
}
const values = [1, undefined, 2.5, null, true, false, -7, 4294967295, NaN, -0];
function expected(value) {
  return value === undefined ? NaN : value === null ? 0 : +value;
}
for (let i = 0; i < 30000; i++) {
  const x = values[i % values.length], y = values[(i >> 2) % values.length];
  const [a, b] = [expected(x), expected(y)];
  same(bits(x, y), (a | 0) + (b >> 1) + (a ^ b) + (~a));
  same(sums(x, y), a * 2 - b);
  same(below(x, y), a < b ? 1 : a >= b ? 2 : 3);
}
same(bits("3", { valueOf: () => 4 }), 3 + 2 + 7 - 4);
same(sums("3", { valueOf: () => 4 }), 2);
same(below("3", { valueOf: () => 4 }), 1);
throws(() => bits(1n, 2));
throws(() => sums(Symbol(), 2));

// A variable without a value, in a loop that has code before it gets one.
function late(n) {
  var r, s;
  for (var i = 0; i < n; i++) {
    s = (s + r) | 0;
    if (i > 10) r = i;
  }
  return s;
}
for (let i = 0; i < 200; i++) same(late(100), 4796);
