// node:timers/promises
const aborted = (signal) => Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' });
function wait(start, stop, value, options) {
  const signal = options?.signal;
  if (signal?.aborted) return Promise.reject(aborted(signal));
  return new Promise((resolve, reject) => {
    const timer = start(() => resolve(value));
    if (options?.ref === false) timer.unref();
    signal?.addEventListener('abort', () => { stop(timer); reject(aborted(signal)); }, { once: true });
  });
}
const later = (delay, value, options) => wait((f) => globalThis.setTimeout(f, delay), clearTimeout, value, options);
module.exports = {
  setTimeout: later,
  setImmediate: (value, options) => wait((f) => globalThis.setImmediate(f), clearImmediate, value, options),
  async *setInterval(delay, value, options) { for (;;) yield await later(delay, value, options); },
  scheduler: { wait: (delay, options) => later(delay, undefined, options), yield: () => module.exports.setImmediate() },
};
