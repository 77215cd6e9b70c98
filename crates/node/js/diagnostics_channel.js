// node:diagnostics_channel
class Channel {
  #subscribers = [];
  constructor(name) { this.name = name; }
  get hasSubscribers() { return this.#subscribers.length > 0; }
  subscribe(f) { this.#subscribers.push(f); }
  unsubscribe(f) { const at = this.#subscribers.indexOf(f); if (at >= 0) this.#subscribers.splice(at, 1); return at >= 0; }
  publish(data) { for (const f of [...this.#subscribers]) { try { f(data, this.name); } catch (error) { process.nextTick(() => { throw error; }); } } }
  runStores(data, f, self, ...args) { this.publish(data); return Reflect.apply(f, self, args); }
  bindStore() {}
  unbindStore() {}
}
const channels = new Map();
const channel = (name) => channels.get(name) ?? (channels.set(name, new Channel(name)), channels.get(name));
function tracingChannel(name) {
  const made = Object.fromEntries(['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((n) => [n, channel(`tracing:${name}:${n}`)]));
  made.hasSubscribers = false;
  made.traceSync = (f, context, self, ...args) => Reflect.apply(f, self, args);
  made.tracePromise = made.traceCallback = made.traceSync;
  made.subscribe = made.unsubscribe = () => {};
  return made;
}
module.exports = { Channel, channel, hasSubscribers: (name) => channel(name).hasSubscribers, subscribe: (name, f) => channel(name).subscribe(f), unsubscribe: (name, f) => channel(name).unsubscribe(f), tracingChannel };
