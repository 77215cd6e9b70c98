// node:worker_threads: one thread; making another says so.
const { make } = require('internal/errors');
exports.isMainThread = true;
exports.parentPort = null;
exports.workerData = null;
exports.threadId = 0;
exports.resourceLimits = {};
exports.SHARE_ENV = Symbol.for('nodejs.worker_threads.SHARE_ENV');
exports.Worker = class Worker extends require('events') {
  constructor() { super(); throw make(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'worker_threads.Worker is not supported by ogive'); }
};
for (const name of ['MessageChannel', 'MessagePort']) Object.defineProperty(exports, name, { enumerable: true, get: () => globalThis[name] });
const data = new Map();
Object.assign(exports, { setEnvironmentData: (k, v) => data.set(k, v), getEnvironmentData: (k) => data.get(k), markAsUntransferable() {}, isMarkedAsUntransferable: () => false, moveMessagePortToContext: (p) => p, receiveMessageOnPort: () => undefined, BroadcastChannel: class BroadcastChannel extends EventTarget { postMessage() {} close() {} } });
