//! stdout: async done
// Generators and async functions that get hot: resumed in the middle of loops, left early, with try blocks around yields.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function* count(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const sent = yield i;
    sum += sent === undefined ? 1 : sent;
  }
  return sum;
}
let total = 0;
for (const v of count(5000)) total += v;
same(total, 4999 * 5000 / 2);
{
  const it = count(3000);
  let step = it.next();
  while (!step.done) step = it.next(0.5);
  same(step.value, 1500);
}
// Loops inside a generator that are hot between two yields.
function* bursts() {
  let x = 0;
  for (let round = 0; round < 5; round++) {
    for (let i = 0; i < 3000; i++) x = (x + i) | 0;
    try {
      yield x;
    } catch (e) {
      x = e;
    } finally {
      x++;
    }
  }
}
{
  const it = bursts();
  same(it.next().value, 4498500);
  same(it.next().value, 8997001);
  same(it.throw(10).value, 4498511);
  same(it.throw(0.5).value, 4498501.5 | 0);
  same(it.return(7).value, 7);
  same(it.next().done, true);
}
// Many generators, each left early by break: their finally blocks run.
let closed = 0;
function* closing(i) { try { yield i; yield i + 1; yield i + 2; } finally { closed++; } }
function consume(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) for (const v of closing(i)) { sum += v; if (v > i) break; }
  return sum;
}
same(consume(3000), 2 * (2999 * 3000 / 2) + 3000);
same(closed, 3000);
// yield* through several levels.
function* tree(depth) { if (depth > 0) { yield* tree(depth - 1); yield depth; yield* tree(depth - 1); } }
let nodes = 0;
for (let i = 0; i < 4; i++) for (const v of tree(8)) nodes += v;
same(nodes, 4 * 502);
// What a generator holds changes its kind late.
function* late(values) { let acc = 0; for (const v of values) { acc = acc + v; yield acc; } }
same([...late(Array.from({ length: 2000 }, (v, i) => i === 1500 ? 0.5 : i === 1900 ? "s" : 1))].at(-1), "1899.5s" + "1".repeat(99));
// Async functions.
async function add(a, b) { await null; return a + b; }
async function loop(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    try {
      sum = await add(sum, i === n - 1 ? "!" : i);
      if (i % 500 === 499) throw 1000;
    } catch (e) {
      sum += e;
    }
  }
  return sum;
}
async function* asyncCount(n) { for (let i = 0; i < n; i++) { await i; yield i * 2; } }
(async () => {
  same(await loop(2001), String(1999 * 2000 / 2 + 4000) + "!");
  let sum = 0;
  for await (const v of asyncCount(1000)) { sum += v; if (v === 1998) break; }
  same(sum, 999 * 1000);
  print("async done");
})().catch(e => print("FAILED " + e.stack));
