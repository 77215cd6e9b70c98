// node:async_hooks. The engine carries one value, the asynchronous context, through jobs, ticks and timers: here a Map from each storage
// to its store, never changed once it is set, or undefined.
const { asyncContext, setAsyncContext } = natives;

function runIn(context, f, self, args) {
  const outer = asyncContext();
  setAsyncContext(context);
  try { return Reflect.apply(f, self, args); } finally { setAsyncContext(outer); }
}

class AsyncLocalStorage {
  #default;
  constructor(options) { this.#default = options?.defaultValue; this.name = options?.name ?? ''; }
  getStore() {
    const context = asyncContext();
    return context?.has(this) ? context.get(this) : this.#default;
  }
  enterWith(store) { setAsyncContext(new Map(asyncContext()).set(this, store)); }
  run(store, callback, ...args) { return runIn(new Map(asyncContext()).set(this, store), callback, undefined, args); }
  exit(callback, ...args) { return this.run(undefined, callback, ...args); }
  disable() {
    const context = new Map(asyncContext());
    context.delete(this);
    setAsyncContext(context);
  }
  static bind(f) { return AsyncResource.bind(f); }
  static snapshot() { return AsyncLocalStorage.bind((f, ...args) => f(...args)); }
}
class AsyncResource {
  #context = asyncContext();
  constructor(type) { this.type = type; }
  runInAsyncScope(f, self, ...args) { return runIn(this.#context, f, self, args); }
  emitDestroy() { return this; }
  asyncId() { return 1; }
  triggerAsyncId() { return 0; }
  bind(f, self) {
    const resource = this;
    return function (...args) { return resource.runInAsyncScope(f, self ?? this, ...args); };
  }
  static bind(f, type, self) { return new AsyncResource(type || f.name || 'bound-anonymous-fn').bind(f, self); }
}
module.exports = { AsyncLocalStorage, AsyncResource, createHook: () => ({ enable() { return this; }, disable() { return this; } }), executionAsyncId: () => 1, triggerAsyncId: () => 0, executionAsyncResource: () => ({}), asyncWrapProviders: {} };
