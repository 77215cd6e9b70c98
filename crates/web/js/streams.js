// Web streams: the common part (no byte streams, no transfer).
const deferred = () => {
  const d = {};
  d.promise = new Promise((resolve, reject) => { d.resolve = resolve; d.reject = reject; });
  d.promise.catch(() => {});
  return d;
};
class ReadableStreamDefaultController {
  #stream; #strategy;
  constructor(stream, strategy) { this.#stream = stream; this.#strategy = strategy; }
  get desiredSize() {
    const s = this.#stream[kState];
    return s.error ? null : s.closing ? 0 : (this.#strategy?.highWaterMark ?? 1) - s.queue.length;
  }
  enqueue(chunk) {
    const s = this.#stream[kState];
    if (s.closing || s.failed) throw new TypeError('Invalid state: Controller is already closed');
    if (s.waiting.length) s.waiting.shift().resolve({ value: chunk, done: false });
    else s.queue.push(chunk);
  }
  close() {
    const s = this.#stream[kState];
    if (s.closing) throw new TypeError('Invalid state: Controller is already closed');
    s.closing = true;
    if (s.queue.length === 0) finish(s);
  }
  error(reason) { fail(this.#stream[kState], reason); }
}
const kState = Symbol('state');
function finish(s) {
  if (s.closed) return;
  s.closed = true;
  for (const w of s.waiting.splice(0)) w.resolve({ value: undefined, done: true });
  s.end.resolve();
}
function fail(s, reason) {
  if (s.closed || s.failed) return;
  s.failed = true;
  s.error = reason;
  s.queue.length = 0;
  for (const w of s.waiting.splice(0)) w.reject(reason);
  s.end.reject(reason);
}
function pull(s) {
  if (s.pulling || s.closing || s.failed || !s.started || !s.source.pull) return;
  if (s.queue.length >= s.limit && s.waiting.length === 0) return;
  s.pulling = true;
  Promise.resolve().then(() => s.source.pull(s.controller)).then(() => { s.pulling = false; if (s.waiting.length || s.queue.length < s.limit) pull(s); }, (e) => fail(s, e));
}
class ReadableStream {
  constructor(source = {}, strategy = undefined) {
    const s = { source: source ?? {}, queue: [], waiting: [], closing: false, closed: false, failed: false, error: undefined, pulling: false, started: false, reader: null, end: deferred(), limit: strategy?.highWaterMark ?? 1 };
    Object.defineProperty(this, kState, { value: s });
    s.controller = new ReadableStreamDefaultController(this, strategy);
    const begun = s.source.start?.(s.controller);
    Promise.resolve(begun).then(() => { s.started = true; pull(s); }, (e) => fail(s, e));
  }
  get locked() { return this[kState].reader !== null; }
  getReader() { return new ReadableStreamDefaultReader(this); }
  async cancel(reason) {
    const s = this[kState];
    s.queue.length = 0;
    s.closing = true;
    finish(s);
    await s.source.cancel?.(reason);
  }
  async pipeTo(dest, options = undefined) {
    const writer = dest.getWriter();
    try { for await (const chunk of this) await writer.write(chunk); } catch (e) { if (!options?.preventAbort) await writer.abort(e); throw e; }
    if (!options?.preventClose) await writer.close();
    writer.releaseLock();
  }
  pipeThrough(pair, options) { this.pipeTo(pair.writable, options).catch(() => {}); return pair.readable; }
  tee() {
    const reader = this.getReader();
    const controllers = [];
    let reading = false;
    const more = async () => {
      if (reading) return;
      reading = true;
      const { value, done } = await reader.read();
      reading = false;
      for (const c of controllers) done ? c.close() : c.enqueue(value);
    };
    const branch = () => new ReadableStream({ start(c) { controllers.push(c); }, pull: more });
    return [branch(), branch()];
  }
  async *values() {
    const reader = this.getReader();
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        yield value;
      }
    } finally { reader.releaseLock(); }
  }
  [Symbol.asyncIterator]() { return this.values(); }
  static from(iterable) {
    const iterator = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]();
    return new ReadableStream({
      async pull(c) { const { value, done } = await iterator.next(); done ? c.close() : c.enqueue(await value); },
      async cancel(reason) { await iterator.return?.(reason); },
    });
  }
}
class ReadableStreamDefaultReader {
  #stream;
  constructor(stream) {
    if (stream[kState].reader) throw new TypeError('Invalid state: ReadableStream is locked');
    this.#stream = stream;
    stream[kState].reader = this;
  }
  get closed() { return this.#stream[kState].end.promise; }
  read() {
    const s = this.#stream?.[kState];
    if (!s) return Promise.reject(new TypeError('Invalid state: The reader is not attached to a stream'));
    if (s.queue.length) {
      const value = s.queue.shift();
      if (s.closing && s.queue.length === 0) finish(s);
      pull(s);
      return Promise.resolve({ value, done: false });
    }
    if (s.failed) return Promise.reject(s.error);
    if (s.closed) return Promise.resolve({ value: undefined, done: true });
    const w = deferred();
    s.waiting.push(w);
    pull(s);
    return w.promise;
  }
  cancel(reason) { return this.#stream.cancel(reason); }
  releaseLock() {
    if (this.#stream) this.#stream[kState].reader = null;
    this.#stream = null;
  }
}
class WritableStream {
  constructor(sink = {}, strategy = undefined) {
    const s = { sink: sink ?? {}, chain: Promise.resolve(), writer: null, end: deferred(), error: undefined, failed: false };
    Object.defineProperty(this, kState, { value: s });
    const controller = { error: (e) => { s.failed = true; s.error = e; s.end.reject(e); }, signal: new AbortController().signal };
    s.controller = controller;
    s.chain = Promise.resolve(s.sink.start?.(controller));
    void strategy;
  }
  get locked() { return this[kState].writer !== null; }
  getWriter() {
    const s = this[kState];
    if (s.writer) throw new TypeError('Invalid state: WritableStream is locked');
    return s.writer = new WritableStreamDefaultWriter(this);
  }
  abort(reason) { const s = this[kState]; s.failed = true; s.error = reason; s.end.reject(reason); return Promise.resolve(s.sink.abort?.(reason)); }
  close() { const w = this.getWriter(); return w.close().finally(() => w.releaseLock()); }
}
class WritableStreamDefaultWriter {
  #stream;
  constructor(stream) { this.#stream = stream; }
  get ready() { return this.#stream[kState].chain.then(() => undefined); }
  get closed() { return this.#stream[kState].end.promise; }
  get desiredSize() { return 1; }
  write(chunk) {
    const s = this.#stream[kState];
    const done = s.chain.then(() => { if (s.failed) throw s.error; return s.sink.write?.(chunk, s.controller); });
    s.chain = done.catch((e) => { s.failed = true; s.error = e; });
    return done;
  }
  close() {
    const s = this.#stream[kState];
    return s.chain.then(() => { if (s.failed) throw s.error; return s.sink.close?.(s.controller); }).then(() => s.end.resolve());
  }
  abort(reason) { return this.#stream.abort(reason); }
  releaseLock() { if (this.#stream) this.#stream[kState].writer = null; }
}
class TransformStream {
  constructor(transformer = {}) {
    let out;
    this.readable = new ReadableStream({ start(c) { out = c; } }, { highWaterMark: Infinity });
    const controller = { enqueue: (c) => out.enqueue(c), error: (e) => out.error(e), terminate: () => out.close(), get desiredSize() { return out.desiredSize; } };
    this.writable = new WritableStream({
      start: () => transformer.start?.(controller),
      write: (chunk) => transformer.transform ? transformer.transform(chunk, controller) : out.enqueue(chunk),
      async close() { await transformer.flush?.(controller); out.close(); },
      abort: (e) => out.error(e),
    });
  }
}
class TextEncoderStream extends TransformStream {
  constructor() { const e = new TextEncoder(); super({ transform: (text, c) => c.enqueue(e.encode(text)) }); }
}
class TextDecoderStream extends TransformStream {
  constructor(label, options) {
    const d = new TextDecoder(label, options);
    super({ transform(bytes, c) { const t = d.decode(bytes, { stream: true }); if (t) c.enqueue(t); }, flush(c) { const t = d.decode(); if (t) c.enqueue(t); } });
  }
}
class CountQueuingStrategy { constructor({ highWaterMark }) { this.highWaterMark = highWaterMark; } size() { return 1; } }
class ByteLengthQueuingStrategy { constructor({ highWaterMark }) { this.highWaterMark = highWaterMark; } size(c) { return c.byteLength; } }
Object.assign(exports, { ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController, WritableStream, WritableStreamDefaultWriter, TransformStream, TextEncoderStream, TextDecoderStream, CountQueuingStrategy, ByteLengthQueuingStrategy });
for (const c of Object.values(exports)) Object.defineProperty(c.prototype, Symbol.toStringTag, { value: c.name, configurable: true });
