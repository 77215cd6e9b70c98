// Events, AbortController, DOMException, MessageChannel: the parts of the DOM that programs outside browsers use.
const kListeners = Symbol('listeners');
const kStop = Symbol('stop');

function brand(object, name) {
  Object.defineProperty(object.prototype, Symbol.toStringTag, { configurable: true, value: name });
}
function listOf(target, type) {
  let map = target[kListeners];
  if (!map) {
    map = new Map();
    Object.defineProperty(target, kListeners, { value: map });
  }
  let list = map.get(type);
  if (!list) map.set(type, list = []);
  return list;
}

class Event {
  #type; #bubbles; #cancelable; #composed; #prevented = false; #time = natives.now();
  constructor(type, options = undefined) {
    if (arguments.length === 0) {
      const error = new TypeError('The "type" argument must be specified');
      error.code = 'ERR_MISSING_ARGS';
      throw error;
    }
    this.#type = `${type}`;
    this.#bubbles = !!options?.bubbles;
    this.#cancelable = !!options?.cancelable;
    this.#composed = !!options?.composed;
    Object.defineProperty(this, kStop, { value: { now: false, propagation: false, target: null, current: null, phase: 0 } });
    Object.defineProperty(this, 'isTrusted', { value: false, enumerable: true });
  }
  get type() { return this.#type; }
  get bubbles() { return this.#bubbles; }
  get cancelable() { return this.#cancelable; }
  get composed() { return this.#composed; }
  get timeStamp() { return this.#time; }
  get defaultPrevented() { return this.#prevented; }
  get returnValue() { return !this.#prevented; }
  get target() { return this[kStop].target; }
  get srcElement() { return this[kStop].target; }
  get currentTarget() { return this[kStop].current; }
  get eventPhase() { return this[kStop].phase; }
  get cancelBubble() { return this[kStop].propagation; }
  set cancelBubble(value) { if (value) this.stopPropagation(); }
  composedPath() { return this[kStop].current ? [this[kStop].current] : []; }
  preventDefault() { if (this.#cancelable) this.#prevented = true; }
  stopPropagation() { this[kStop].propagation = true; }
  stopImmediatePropagation() { this[kStop].propagation = true; this[kStop].now = true; }
  static NONE = 0;
  static CAPTURING_PHASE = 1;
  static AT_TARGET = 2;
  static BUBBLING_PHASE = 3;
}
brand(Event, 'Event');

class CustomEvent extends Event {
  #detail;
  constructor(type, options = undefined) {
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() { return this.#detail; }
}
brand(CustomEvent, 'CustomEvent');

class EventTarget {
  addEventListener(type, listener, options = undefined) {
    if (listener == null) return;
    const once = !!(options && typeof options === 'object' && options.once);
    const capture = typeof options === 'boolean' ? options : !!options?.capture;
    const signal = options && typeof options === 'object' ? options.signal : undefined;
    if (signal?.aborted) return;
    const list = listOf(this, `${type}`);
    if (list.some((l) => l.listener === listener && l.capture === capture)) return;
    list.push({ listener, once, capture, passive: !!options?.passive, removed: false });
    if (signal) signal.addEventListener('abort', () => this.removeEventListener(type, listener, { capture }), { once: true });
  }
  removeEventListener(type, listener, options = undefined) {
    const capture = typeof options === 'boolean' ? options : !!options?.capture;
    const list = this[kListeners]?.get(`${type}`);
    const at = list ? list.findIndex((l) => l.listener === listener && l.capture === capture) : -1;
    if (at >= 0) {
      list[at].removed = true;
      list.splice(at, 1);
    }
  }
  dispatchEvent(event) {
    if (!(event instanceof Event)) {
      const error = new TypeError('The "event" argument must be an instance of Event.');
      error.code = 'ERR_INVALID_ARG_TYPE';
      throw error;
    }
    const state = event[kStop];
    state.target = this;
    state.current = this;
    state.phase = 2;
    const call = (handler, self) => {
      try {
        const result = handler.call(self, event);
        if (result && typeof result.then === 'function') result.then(undefined, (error) => natives.reportUncaught(error));
      } catch (error) {
        queueMicrotask(() => { throw error; });
      }
    };
    const property = this[`on${event.type}`];
    for (const entry of [...(this[kListeners]?.get(event.type) ?? [])]) {
      if (entry.removed) continue;
      if (entry.once) this.removeEventListener(event.type, entry.listener, { capture: entry.capture });
      if (typeof entry.listener === 'function') call(entry.listener, this);
      else if (typeof entry.listener.handleEvent === 'function') call(entry.listener.handleEvent, entry.listener);
      if (state.now) break;
    }
    if (!state.now && typeof property === 'function') call(property, this);
    state.current = null;
    state.phase = 0;
    return !event.defaultPrevented;
  }
}
brand(EventTarget, 'EventTarget');

const codes = {
  IndexSizeError: 1, HierarchyRequestError: 3, WrongDocumentError: 4, InvalidCharacterError: 5, NoModificationAllowedError: 7,
  NotFoundError: 8, NotSupportedError: 9, InUseAttributeError: 10, InvalidStateError: 11, SyntaxError: 12,
  InvalidModificationError: 13, NamespaceError: 14, InvalidAccessError: 15, TypeMismatchError: 17, SecurityError: 18,
  NetworkError: 19, AbortError: 20, URLMismatchError: 21, QuotaExceededError: 22, TimeoutError: 23, InvalidNodeTypeError: 24,
  DataCloneError: 25,
};
class DOMException {
  constructor(message = '', options = 'Error') {
    const error = new Error(`${message}`);
    Object.setPrototypeOf(error, new.target.prototype);
    const name = options && typeof options === 'object' ? (options.name ?? 'Error') : `${options}`;
    Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
    Object.defineProperty(error, 'code', { value: codes[name] ?? 0, configurable: true, writable: true });
    if (options && typeof options === 'object' && 'cause' in options) {
      Object.defineProperty(error, 'cause', { value: options.cause, configurable: true, writable: true });
    }
    const stack = error.stack;
    if (typeof stack === 'string') {
      const frames = stack.indexOf('\n    at ');
      const rest = frames < 0 ? '' : stack.slice(frames).replace(/^\n    at new DOMException[^\n]*/, '');
      const value = `${name}${message === '' ? '' : `: ${message}`}${rest}`;
      Object.defineProperty(error, 'stack', { value, configurable: true, writable: true });
    }
    return error;
  }
}
Object.setPrototypeOf(DOMException.prototype, Error.prototype);
brand(DOMException, 'DOMException');
for (const [name, code] of Object.entries(codes)) {
  const constant = name.replace(/Error$/, '').replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase() + '_ERR';
  for (const target of [DOMException, DOMException.prototype]) Object.defineProperty(target, constant, { value: code, enumerable: true });
}

const kAbort = Symbol('abort');
class AbortSignal extends EventTarget {
  #aborted = false; #reason = undefined; #dependants = new Set();
  constructor(key) {
    if (key !== kAbort) {
      const error = new TypeError('Illegal constructor');
      error.code = 'ERR_ILLEGAL_CONSTRUCTOR';
      throw error;
    }
    super();
    this.onabort = null;
    Object.defineProperty(this, 'onabort', { enumerable: false });
  }
  get aborted() { return this.#aborted; }
  get reason() { return this.#reason; }
  throwIfAborted() { if (this.#aborted) throw this.#reason; }
  [kAbort](reason) {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    for (const dependant of this.#dependants) dependant[kAbort](reason);
    this.dispatchEvent(new Event('abort'));
  }
  [natives.inspect.custom](depth, options) {
    return depth < 0 ? '[AbortSignal]' : `AbortSignal ${natives.inspect({ aborted: this.#aborted }, { ...options, depth })}`;
  }
  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    const signal = new AbortSignal(kAbort);
    signal[kAbort](reason);
    return signal;
  }
  static timeout(delay) {
    const signal = new AbortSignal(kAbort);
    setTimeout(() => signal[kAbort](new DOMException('The operation was aborted due to timeout', 'TimeoutError')), delay).unref();
    return signal;
  }
  static any(signals) {
    const result = new AbortSignal(kAbort);
    for (const signal of signals) {
      if (signal.aborted) {
        result[kAbort](signal.reason);
        break;
      }
      signal.#dependants.add(result);
    }
    return result;
  }
}
brand(AbortSignal, 'AbortSignal');

class AbortController {
  #signal = new AbortSignal(kAbort);
  get signal() { return this.#signal; }
  abort(reason = new DOMException('This operation was aborted', 'AbortError')) { this.#signal[kAbort](reason); }
  [natives.inspect.custom](depth, options) {
    return depth < 0 ? '[AbortController]' : `AbortController ${natives.inspect({ signal: this.#signal }, { ...options, depth })}`;
  }
}
brand(AbortController, 'AbortController');

class MessageEvent extends Event {
  #data;
  constructor(type, options = undefined) { super(type, options); this.#data = options?.data ?? null; }
  get data() { return this.#data; }
}
brand(MessageEvent, 'MessageEvent');

// Ports of one thread: messages are cloned and delivered in a later turn.
class MessagePort extends EventTarget {
  #other = null; #started = false; #queue = []; #onmessage = null;
  static link(a, b) { a.#other = b; b.#other = a; }
  get onmessage() { return this.#onmessage; }
  set onmessage(handler) { this.#onmessage = handler; this.start(); }
  postMessage(message) {
    const port = this.#other;
    if (!port) return;
    port.#queue.push(structuredClone(message));
    if (port.#started) natives.enqueueTask(() => port.#deliver());
  }
  #deliver() {
    if (this.#queue.length) this.dispatchEvent(new MessageEvent('message', { data: this.#queue.shift() }));
  }
  on(type, listener) {
    this.addEventListener(type, (event) => listener(event.data));
    if (type === 'message') this.start();
    return this;
  }
  start() {
    if (this.#started) return;
    this.#started = true;
    for (let i = this.#queue.length; i > 0; i--) natives.enqueueTask(() => this.#deliver());
  }
  close() { if (this.#other) this.#other.#other = null; this.#other = null; }
  ref() {}
  unref() {}
}
brand(MessagePort, 'MessagePort');
class MessageChannel {
  constructor() {
    this.port1 = new MessagePort();
    this.port2 = new MessagePort();
    MessagePort.link(this.port1, this.port2);
  }
}

Object.assign(exports, { Event, CustomEvent, EventTarget, DOMException, AbortSignal, AbortController, MessageEvent, MessagePort, MessageChannel });
