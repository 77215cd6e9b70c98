// Exceptions that cross frames of every tier: thrown by natives, by callees, by conversions, caught in hot loops.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function thrower(i) {
  if (i % 7 === 3) throw i;
  return i;
}
function middle(i) {
  try {
    return thrower(i) + 1;
  } finally {
    finals++;
  }
}
let finals = 0;
function outer(n) {
  let sum = 0, caught = 0;
  for (let i = 0; i < n; i++) {
    try {
      sum += middle(i);
    } catch (e) {
      caught += e;
    }
  }
  return [sum, caught];
}
{
  const [sum, caught] = outer(7000);
  same(finals, 7000);
  same(caught, 1000 * 3 + 7 * (999 * 1000) / 2);
  same(sum, 6999 * 7000 / 2 - caught + 6000);
}
// A callback called by a native throws through it.
function throughNative(n) {
  let caught = 0;
  for (let i = 0; i < n; i++) {
    try {
      [1, 2, 3].forEach(v => { if (v === 2 && i % 3 === 0) throw new RangeError("r"); });
      [3, 1, 2].sort((a, b) => { if (i % 5 === 0) throw "s"; return a - b; });
      String({ toString() { if (i % 11 === 0) throw null; return "t"; } });
    } catch (e) {
      caught += e === null ? 100 : e === "s" ? 10 : 1;
    }
  }
  return caught;
}
{
  let expected = 0;
  for (let i = 0; i < 3000; i++) expected += i % 3 === 0 ? 1 : i % 5 === 0 ? 10 : i % 11 === 0 ? 100 : 0;
  same(throughNative(3000), expected);
}
// What a hot function assigned before it threw is seen by the handler.
function assigned(o, n) {
  let last = -1, a = 0, b = 0.5;
  for (let i = 0; i < n; i++) {
    last = i;
    a = a + i | 0;
    b = b + 0.25;
    try {
      const text = i === n - 1 ? null : o;
      last = text.x;
      b = text.y;
    } catch (e) {
      same(e instanceof TypeError, true);
      return [last, a, b].join();
    }
  }
}
same(assigned({ x: 5, y: 1 }, 3000), "2999,4498500,1.25");
// A throw inside an inlined callee, with the callee's own handler and without.
function guarded(x) { try { return x.y.z; } catch { return -1; } }
function bare(x) { return x.y.z; }
function caller(x) { return guarded(x) + bare(x); }
const good = { y: { z: 1 } };
for (let i = 0; i < 4000; i++) same(caller(good), 2);
let threw = 0;
for (const bad of [{}, null, undefined, 5, { y: null }]) {
  try { caller(bad); } catch (e) { if (e instanceof TypeError) threw++; }
}
same(threw, 5);
same(guarded(null), -1);
same(caller(good), 2);
// finally that overrides what try does.
function overriding(i) {
  for (;;) {
    try {
      if (i % 2) return "try";
      throw i;
    } catch (e) {
      if (i % 3) return "catch";
    } finally {
      if (i % 5 === 0) return "finally";
      if (i % 5 === 1) break;
    }
    i++;
  }
  return "broken";
}
const seen = {};
for (let i = 0; i < 3000; i++) { const r = overriding(i); seen[r] = (seen[r] || 0) + 1; }
same(JSON.stringify(seen), `{"finally":700,"broken":600,"catch":600,"try":1100}`);
// Variables of a temporal dead zone throw in every tier.
function dead(early) {
  if (early) return late;
  let late = 1;
  return late;
}
for (let i = 0; i < 3000; i++) same(dead(false), 1);
threw = 0;
try { dead(true); } catch (e) { if (e instanceof ReferenceError) threw++; }
same(threw, 1);
