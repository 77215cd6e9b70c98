// node:async_hooks: contexts follow synchronous calls, and what is bound.
class AsyncLocalStorage {
  #stack = []; #entered;
  constructor(options) { this.#entered = options?.defaultValue; this.name = options?.name ?? ''; }
  getStore() { return this.#stack.length ? this.#stack.at(-1) : this.#entered; }
  enterWith(store) { if (this.#stack.length) this.#stack[this.#stack.length - 1] = store; else this.#entered = store; }
  run(store, callback, ...args) {
    this.#stack.push(store);
    try { return callback(...args); } finally { this.#stack.pop(); }
  }
  exit(callback, ...args) { return this.run(undefined, callback, ...args); }
  disable() { this.#stack = []; this.#entered = undefined; }
  static bind(f) { return f; }
  static snapshot() { return (f, ...args) => f(...args); }
}
class AsyncResource {
  constructor(type) { this.type = type; }
  runInAsyncScope(f, self, ...args) { return Reflect.apply(f, self, args); }
  emitDestroy() { return this; }
  asyncId() { return 1; }
  triggerAsyncId() { return 0; }
  bind(f) { return f.bind(null); }
  static bind(f) { return f; }
}
module.exports = { AsyncLocalStorage, AsyncResource, createHook: () => ({ enable() { return this; }, disable() { return this; } }), executionAsyncId: () => 1, triggerAsyncId: () => 0, executionAsyncResource: () => ({}), asyncWrapProviders: {} };
