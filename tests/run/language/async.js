//! stdout: a1 m1 b1 m2 a2 b2 t
// Order of async functions, promises and microtasks; async generators; for await.
const log = [];
async function a() { log.push("a1"); await null; log.push("a2"); }
async function b() { log.push("b1"); await undefined; log.push("b2"); }
a();
log.push("m1");
b();
log.push("m2");
(async () => {
  async function* g() { try { yield 1; yield Promise.resolve(2); } finally { await 0; } }
  let sum = 0;
  for await (const v of g()) sum += v;
  for await (const v of [Promise.resolve(10), 20]) sum += v;
  if (sum !== 33) throw new Error("sum " + sum);
  const results = await Promise.allSettled([1, Promise.reject(new Error("x")), Promise.any([Promise.reject(1), Promise.resolve(2)])]);
  if (results.map(r => r.status[0]).join("") !== "frf") throw new Error("settled");
  try { await Promise.reject(new TypeError("t")); } catch (e) { log.push(e.message); }
  print(log.join(" "));
})().catch(e => { print("FAILED " + e.stack); });
