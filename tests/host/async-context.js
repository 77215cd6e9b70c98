// AsyncLocalStorage follows a program through awaits, jobs, ticks and timers.
const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const storage = new AsyncLocalStorage(), other = new AsyncLocalStorage();
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const log = (...parts) => console.log(...parts, storage.getStore(), other.getStore());

async function work(name) {
  log(name, 'begins');
  await null;
  log(name, 'after await');
  await sleep(1);
  log(name, 'after a timer');
  other.enterWith(name + '!');
  await { then(done) { log(name, 'thenable'); done(); } };
  log(name, 'after a thenable');
  for await (const x of (async function* () { yield 1; log(name, 'in a generator'); yield 2; })()) log(name, 'got', x);
  return name;
}

(async () => {
  await Promise.all(['a', 'b'].map((name) => storage.run(name, work, name)));
  log('outside');
  storage.run('run', () => {
    process.nextTick(() => log('tick'));
    process.nextTick((x) => log('tick', x), 1);
    queueMicrotask(() => log('microtask'));
    setTimeout(() => log('timeout'), 100);
    setImmediate((x) => log('immediate', x), 2);
    Promise.resolve().then(() => log('then')).finally(() => log('finally'));
    storage.exit(() => Promise.resolve().then(() => log('exited')));
  });
  await sleep(200);
  log('later');
  const bound = storage.run('bound', () => AsyncLocalStorage.bind(() => storage.getStore()));
  const snapshot = storage.run('snapshot', () => AsyncLocalStorage.snapshot());
  const resource = storage.run('resource', () => new AsyncResource('R'));
  console.log(bound(), snapshot(() => storage.getStore()), resource.runInAsyncScope(() => storage.getStore()));
  try { storage.run('thrown', () => { throw new Error('x'); }); } catch { log('caught'); }
  const withDefault = new AsyncLocalStorage({ defaultValue: 'default', name: 'named' });
  console.log(withDefault.getStore(), withDefault.run(undefined, () => withDefault.getStore()), withDefault.name);
  console.log(String(globalThis), Object.prototype.toString.call(globalThis));
})();
