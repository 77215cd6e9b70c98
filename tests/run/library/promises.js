// Promises: order of jobs, with and without the fast paths of the combinators.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
const log = [];
const slow = class extends Promise {};
const input = P => [P.resolve(1), P.resolve(2)];
Promise.all(input(Promise)).then(v => log.push(`all ${v}`));
slow.all(input(slow)).then(v => log.push(`slow all ${v}`));
Promise.race(input(Promise)).then(v => log.push(`race ${v}`));
Promise.any([Promise.reject(1), Promise.resolve(2)]).then(v => log.push(`any ${v}`));
Promise.allSettled([Promise.reject(1), 2]).then(v => log.push(`settled ${v.map(r => r.status)}`));
Promise.any([]).catch(e => log.push(e.constructor.name));
Promise.resolve().then(() => log.push("tick 1")).then(() => log.push("tick 2")).then(() => log.push("tick 3"));
(async () => { await null; log.push("await 1"); await null; log.push("await 2"); })();
// A patched then is called.
const patched = Promise.resolve(3);
patched.then = function (f, r) { log.push("patched"); return Promise.prototype.then.call(this, f, r); };
Promise.all([patched]);
setTimeoutFree(10, () => {
  same(
    log.join("; "),
    "patched; AggregateError; tick 1; await 1; all 1,2; slow all 1,2; race 1; any 2; settled rejected,fulfilled; tick 2; await 2; tick 3",
  );
});
function setTimeoutFree(ticks, f) { if (ticks === 0) f(); else Promise.resolve().then(() => setTimeoutFree(ticks - 1, f)); }
