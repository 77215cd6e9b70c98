// node:events
const { checkFunction, make, outOfRange, invalidType } = require('internal/errors');
const kShapeMode = Symbol('shapeMode');
const kCapture = Symbol('kCapture');
const kErrorMonitor = Symbol('events.errorMonitor');
const kRejection = Symbol.for('nodejs.rejection');
let defaultMaxListeners = 10;

function EventEmitter(options) { EventEmitter.init.call(this, options); }
EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;
EventEmitter.init = function (options) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this[kShapeMode] = false;
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  this._maxListeners ||= undefined;
  this[kCapture] = !!options?.captureRejections;
};
function limit(target) { return target._maxListeners === undefined ? defaultMaxListeners : target._maxListeners; }

function unhandledError(target, args) {
  const error = args[0];
  if (error instanceof Error) throw error;
  let shown;
  try { shown = natives.inspect(error); } catch { shown = error; }
  throw make(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${shown})`, { context: error });
}
function emit(type, ...args) {
  const events = this._events;
  if (type === 'error') {
    if (events?.[kErrorMonitor] !== undefined) this.emit(kErrorMonitor, ...args);
    if (events?.error === undefined) unhandledError(this, args);
  } else if (events === undefined) return false;
  const handler = events[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    const result = Reflect.apply(handler, this, args);
    if (result != null && this[kCapture]) capture(this, result, type, args);
    return true;
  }
  for (const listener of handler.slice()) {
    const result = Reflect.apply(listener, this, args);
    if (result != null && this[kCapture]) capture(this, result, type, args);
  }
  return true;
}
function capture(target, promise, type, args) {
  if (typeof promise.then !== 'function') return;
  promise.then(undefined, (error) => process.nextTick(() => {
    if (typeof target[kRejection] === 'function') target[kRejection](error, type, ...args);
    else target.emit('error', error);
  }));
}
function add(target, type, listener, prepend) {
  checkFunction(listener, 'listener');
  let events = target._events;
  if (events === undefined) {
    events = target._events = { __proto__: null };
    target._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    target.emit('newListener', type, listener.listener ?? listener);
    events = target._events;
  }
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    target._eventsCount++;
    return target;
  }
  let list = existing;
  if (typeof existing === 'function') list = events[type] = prepend ? [listener, existing] : [existing, listener];
  else if (prepend) existing.unshift(listener);
  else existing.push(listener);
  const max = limit(target);
  if (max > 0 && list.length > max && !list.warned) {
    list.warned = true;
    const text = `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ${natives.inspect(target, { depth: -1 })}. MaxListeners is ${max}. Use emitter.setMaxListeners() to increase limit`;
    process.emitWarning(Object.assign(new Error(text), { name: 'MaxListenersExceededWarning', emitter: target, type, count: list.length }));
  }
  return target;
}
function onceWrapper(target, type, listener) {
  checkFunction(listener, 'listener');
  let fired = false;
  const wrapper = function (...args) {
    if (fired) return undefined;
    fired = true;
    target.removeListener(type, wrapper);
    return Reflect.apply(listener, target, args);
  };
  wrapper.listener = listener;
  return wrapper;
}
const methods = {
  setMaxListeners(n) {
    if (typeof n !== 'number' || n < 0 || Number.isNaN(n)) throw outOfRange('setMaxListeners', 'a non-negative number', n);
    this._maxListeners = n;
    return this;
  },
  getMaxListeners() { return limit(this); },
  emit,
  addListener(type, listener) { return add(this, type, listener, false); },
  prependListener(type, listener) { return add(this, type, listener, true); },
  once(type, listener) { return this.on(type, onceWrapper(this, type, listener)); },
  prependOnceListener(type, listener) { return this.prependListener(type, onceWrapper(this, type, listener)); },
  removeListener(type, listener) {
    checkFunction(listener, 'listener');
    const events = this._events;
    const list = events?.[type];
    if (list === undefined) return this;
    if (list === listener || list.listener === listener) {
      this._eventsCount--;
      if (this._eventsCount === 0) this._events = { __proto__: null };
      else delete events[type];
      if (events.removeListener) this.emit('removeListener', type, list.listener ?? listener);
    } else if (typeof list !== 'function') {
      const at = list.findLastIndex((l) => l === listener || l.listener === listener);
      if (at < 0) return this;
      const [removed] = list.splice(at, 1);
      if (list.length === 1) events[type] = list[0];
      if (events.removeListener !== undefined) this.emit('removeListener', type, removed.listener ?? listener);
    }
    return this;
  },
  removeAllListeners(type) {
    const events = this._events;
    if (events === undefined) return this;
    if (events.removeListener === undefined) {
      if (arguments.length === 0) {
        this._events = { __proto__: null };
        this._eventsCount = 0;
      } else if (events[type] !== undefined) {
        if (--this._eventsCount === 0) this._events = { __proto__: null };
        else delete events[type];
      }
      return this;
    }
    if (arguments.length === 0) {
      for (const key of Reflect.ownKeys(events)) if (key !== 'removeListener') this.removeAllListeners(key);
      this.removeAllListeners('removeListener');
      this._events = { __proto__: null };
      this._eventsCount = 0;
      return this;
    }
    const list = events[type];
    if (typeof list === 'function') this.removeListener(type, list);
    else if (list !== undefined) for (let i = list.length - 1; i >= 0; i--) this.removeListener(type, list[i]);
    return this;
  },
  listeners(type) { return this.rawListeners(type).map((l) => l.listener ?? l); },
  rawListeners(type) {
    const list = this._events?.[type];
    return list === undefined ? [] : typeof list === 'function' ? [list] : list.slice();
  },
  listenerCount(type, listener) {
    const list = this.rawListeners(type);
    return listener == null ? list.length : list.filter((l) => l === listener || l.listener === listener).length;
  },
  eventNames() { return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : []; },
};
methods.on = methods.addListener;
methods.off = methods.removeListener;
for (const key of Object.keys(methods)) {
  Object.defineProperty(EventEmitter.prototype, key, { value: methods[key], writable: true, enumerable: true, configurable: true });
}
Object.defineProperty(methods.addListener, 'name', { value: 'addListener', configurable: true });

function abortError(signal) { return Object.assign(new Error('The operation was aborted', { cause: signal?.reason }), { name: 'AbortError', code: 'ABORT_ERR' }); }
async function once(emitter, name, options = undefined) {
  const signal = options?.signal;
  if (signal?.aborted) throw abortError(signal);
  return new Promise((resolve, reject) => {
    if (typeof emitter.addEventListener === 'function' && typeof emitter.on !== 'function') {
      emitter.addEventListener(name, (event) => resolve([event]), { once: true });
      return;
    }
    const fail = (error) => { emitter.removeListener(name, done); reject(error); };
    const done = (...args) => { emitter.removeListener('error', fail); resolve(args); };
    emitter.once(name, done);
    if (name !== 'error') emitter.once('error', fail);
    signal?.addEventListener('abort', () => { emitter.removeListener(name, done); emitter.removeListener('error', fail); reject(abortError(signal)); }, { once: true });
  });
}
function on(emitter, name, options = undefined) {
  const queue = [];
  const waiting = [];
  let error = null;
  let finished = false;
  const handler = (...args) => { waiting.length ? waiting.shift().resolve({ value: args, done: false }) : queue.push(args); };
  const fail = (e) => { waiting.length ? waiting.shift().reject(e) : error = e; };
  const iterator = {
    next() {
      if (queue.length) return Promise.resolve({ value: queue.shift(), done: false });
      if (error) { const e = error; error = null; return Promise.reject(e); }
      if (finished) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() {
      emitter.removeListener(name, handler);
      emitter.removeListener('error', fail);
      finished = true;
      for (const w of waiting) w.resolve({ value: undefined, done: true });
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(e) { fail(e); return Promise.resolve({ value: undefined, done: true }); },
    [Symbol.asyncIterator]() { return this; },
  };
  emitter.on(name, handler);
  if (name !== 'error') emitter.on('error', fail);
  options?.signal?.addEventListener('abort', () => { fail(abortError(options.signal)); iterator.return(); }, { once: true });
  for (const close of options?.close ?? []) emitter.on(close, () => iterator.return());
  return iterator;
}
class EventEmitterAsyncResource extends EventEmitter {}
Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  enumerable: true,
  get: () => defaultMaxListeners,
  set(n) {
    if (typeof n !== 'number' || n < 0 || Number.isNaN(n)) throw outOfRange('defaultMaxListeners', 'a non-negative number', n);
    defaultMaxListeners = n;
  },
});
Object.assign(EventEmitter, {
  once, on, EventEmitter, EventEmitterAsyncResource, errorMonitor: kErrorMonitor, captureRejectionSymbol: kRejection, captureRejections: false,
  usingDomains: false,
  listenerCount: (emitter, type) => emitter.listenerCount(type),
  getEventListeners: (target, type) => target.listeners ? target.listeners(type) : [],
  getMaxListeners: (target) => target.getMaxListeners?.() ?? defaultMaxListeners,
  setMaxListeners(n = defaultMaxListeners, ...targets) {
    if (targets.length === 0) defaultMaxListeners = n;
    for (const target of targets) target.setMaxListeners?.(n);
  },
  addAbortListener(signal, listener) {
    if (signal === undefined) throw invalidType('signal', 'an instance of AbortSignal', signal);
    if (signal.aborted) queueMicrotask(() => listener());
    else signal.addEventListener('abort', listener, { once: true });
    return { [Symbol.dispose]() { signal.removeEventListener('abort', listener); } };
  },
});
module.exports = EventEmitter;
