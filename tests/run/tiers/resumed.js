//! stdout: 90000000 1633489584
//! stdout: 3996 200890000 40010000
//! stdout: ag 399980000
//! stdout: 2857 171422857
//! stdout: [{"value":0,"done":false},{"value":2,"done":false},{"value":9,"done":true},{"done":true}]
//! stdout: queued 0,1,2,3 true
//! stdout: deep 12497500 sloppy 3,9,1
// Optimized code that begins where a suspended frame is resumed: in the middle of loops that can be entered in several places, in try blocks, at once after
// the suspension (an async generator with queued requests), with exceptions that reject promises.
function* range(n) {
  for (let i = 0; i < n; i++) {
    if (i % 3 == 0) continue;
    yield i;
  }
  return n;
}
function* fib() {
  let [a, b] = [0, 1];
  while (true) {
    const r = yield a;
    if (r) {
      a = 0;
      b = 1;
    } else [a, b] = [b, (a + b) | 0];
  }
}
let total = 0;
for (let k = 0; k < 30; k++) for (const x of range(3000)) total += x;
const f = fib();
let sum = 0;
for (let i = 0; i < 100000; i++) sum = (sum + f.next(i % 40 == 0).value) | 0;
console.log(total, sum);

// Yields on some ways only: the rest of the loop is a cycle with two entries.
function* some(o, n) {
  for (let i = 0; i < n; i++) {
    if (i % 5 == 0) {
      yield o.x;
      if (i % 10 == 0) continue;
    }
    o.x = o.x + 1;
  }
  return o.x;
}
let last = 0;
for (const x of some({ x: 0 }, 5000 - 555)) last = Math.max(last, x);

async function sums(n) {
  let s = 0;
  for (let i = 0; i < n; i++) {
    s += await i;
    for (let j = 0; j < 10; j++) s += j;
  }
  return s;
}
async function throws(n) {
  let c = 0;
  for (let i = 0; i < n; i++) {
    try {
      await (i % 5 == 0 ? Promise.reject(i) : i);
    } catch (e) {
      c += e;
    } finally {
      c++;
    }
  }
  return c;
}
async function* doubles(n) {
  for (let i = 0; i < n; i++) yield i * 2;
}
async function uncaught(i) {
  const x = await i;
  if (x % 7 == 3) null.foo;
  return x;
}
// Objects that no one sees before the suspension, and arguments, must be in the saved frame.
function* deep(n) {
  for (let i = 0; i < n; i++) {
    const p = { i, q: [i, i + 0.5] };
    const g = () => p.i + p.q.length - 2;
    yield 0;
    total += g();
  }
}
function* sloppy(a) {
  a = 3;
  yield arguments[0];
  arguments[0] = 9;
  yield a;
  yield arguments.length;
}
(async () => {
  console.log(last, await sums(20000), await throws(20000));
  let s = 0;
  for await (const x of doubles(20000)) s += x;
  console.log("ag", s);
  let bad = 0, good = 0;
  for (let i = 0; i < 20000; i++) {
    try {
      good += await uncaught(i);
    } catch (e) {
      bad++;
    }
  }
  console.log(bad, good);
  const g = doubles(5);
  console.log(JSON.stringify(await Promise.all([g.next(), g.next(), g.return(9), g.next()])));
  const h = doubles(4000);
  let ok = true;
  for (let i = 0; i + 3 < 4000; i += 4) {
    const got = await Promise.all([h.next(), h.next(), h.next(), h.next()]);
    ok &&= got.every((r, j) => r.value === (i + j) * 2);
    if (i == 0) s = got.map(r => r.value / 2).join();
  }
  console.log("queued", s, ok);
  total = 0;
  for (const _ of deep(5000)) ;
  let three;
  for (let i = 0; i < 2000; i++) three = [...sloppy(1)].join();
  console.log("deep", total, "sloppy", three);
})();
