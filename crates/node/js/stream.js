// node:stream: readable, writable, duplex, transform, pipeline. Smaller than Node's, same events and backpressure.
const EventEmitter = require('events');
const { make, invalidType } = require('internal/errors');
const nextTick = natives.nextTick;

function Stream(options) { EventEmitter.call(this, options); }
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);
Stream.prototype.pipe = function (dest, options) {
  const source = this;
  source.on('data', (chunk) => { if (dest.writable && dest.write(chunk) === false) source.pause?.(); });
  dest.on('drain', () => source.resume?.());
  if (!dest._isStdio && options?.end !== false) source.on('end', () => dest.end());
  dest.emit('pipe', source);
  return dest;
};
const chunkLength = (state, chunk) => state.objectMode ? 1 : chunk.length;
function toChunk(chunk, encoding, objectMode) {
  if (objectMode) return chunk;
  if (typeof chunk === 'string') return Buffer.from(chunk, encoding);
  if (chunk instanceof Uint8Array) return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (ArrayBuffer.isView(chunk)) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw invalidType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
}
function destroy(error, callback) {
  const r = this._readableState;
  const w = this._writableState;
  if ((r ?? w).destroyed) {
    callback?.();
    return this;
  }
  for (const s of [r, w]) if (s) { s.destroyed = true; s.errored ??= error ?? null; }
  const done = (e) => {
    e ??= error;
    for (const s of [r, w]) if (s) s.closed = true;
    callback?.(e);
    nextTick(() => {
      if (e && !(r ?? w).errorEmitted) {
        for (const s of [r, w]) if (s) s.errorEmitted = true;
        this.emit('error', e);
      }
      if ((r ?? w).emitClose !== false) this.emit('close');
    });
  };
  const run = () => { try { this._destroy(error ?? null, done); } catch (e) { done(e); } };
  if ((r ?? w).constructing) this.once('internal:constructed', run);
  else run();
  return this;
}
function construct(stream) {
  if (typeof stream._construct !== 'function') return;
  const states = [stream._readableState, stream._writableState].filter(Boolean);
  for (const s of states) s.constructing = true;
  nextTick(() => {
    stream._construct((error) => {
      for (const s of states) s.constructing = false;
      stream.emit('internal:constructed');
      if (error) stream.destroy(error);
      else {
        if (stream._writableState) advance(stream);
        if (stream._readableState) maybeRead(stream);
      }
    });
  });
}
const mark = (options, side) => options?.highWaterMark ?? options?.[`${side}HighWaterMark`] ?? (options?.objectMode || options?.[`${side}ObjectMode`] ? 16 : 65536);

// ---- readable
function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  initReadable(this, options);
  Stream.call(this, options);
  for (const name of ['read', 'destroy', 'construct']) if (typeof options?.[name] === 'function') this[`_${name}`] = options[name];
  options?.signal?.addEventListener('abort', () => this.destroy(options.signal.reason), { once: true });
  construct(this);
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);
function initReadable(stream, options) {
  stream._readableState = {
    objectMode: !!(options?.objectMode || options?.readableObjectMode), highWaterMark: mark(options, 'readable'), buffer: [], length: 0, flowing: null,
    ended: false, endEmitted: false, reading: false, destroyed: false, closed: false, errored: null, errorEmitted: false, needReadable: false, scheduled: false,
    encoding: options?.encoding ?? null, decoder: null, emitClose: options?.emitClose !== false, autoDestroy: options?.autoDestroy !== false, pipes: [], constructing: false,
  };
  if (options?.encoding) stream._readableState.decoder = new (require('string_decoder').StringDecoder)(options.encoding);
}
const R = {
  _read() { throw make(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _read() method is not implemented'); },
  _destroy(error, callback) { callback(error); },
  destroy,
  push(chunk, encoding) { return addChunk(this, chunk, encoding, false); },
  unshift(chunk, encoding) { return addChunk(this, chunk, encoding, true); },
  isPaused() { return this._readableState.flowing === false; },
  setEncoding(encoding) {
    const s = this._readableState;
    s.decoder = new (require('string_decoder').StringDecoder)(encoding);
    s.encoding = s.decoder.encoding;
    s.buffer = s.buffer.map((c) => typeof c === 'string' ? c : s.decoder.write(c));
    s.length = s.buffer.reduce((n, c) => n + c.length, 0);
    return this;
  },
  read(size) {
    const s = this._readableState;
    if (size === undefined || Number.isNaN(size)) size = undefined;
    if (size === 0) { maybeRead(this); return null; }
    if (s.length === 0) {
      if (s.ended) endReadable(this);
      else { s.needReadable = true; callRead(this); }
      if (s.length === 0) return null;
    }
    let chunk;
    if (s.objectMode) chunk = s.buffer.shift();
    else if (size === undefined || size >= s.length) {
      if (size !== undefined && size > s.length && !s.ended) { s.needReadable = true; callRead(this); return null; }
      chunk = s.buffer.length === 1 ? s.buffer[0] : typeof s.buffer[0] === 'string' ? s.buffer.join('') : Buffer.concat(s.buffer);
      s.buffer = [];
    } else {
      const all = s.buffer.length === 1 ? s.buffer[0] : typeof s.buffer[0] === 'string' ? s.buffer.join('') : Buffer.concat(s.buffer);
      chunk = all.slice(0, size);
      s.buffer = [all.slice(size)];
    }
    s.length -= chunkLength(s, chunk);
    if (s.length < s.highWaterMark && !s.ended) callRead(this);
    if (s.length === 0 && s.ended) endReadable(this);
    if (s.flowing === null || s.flowing === false || true) this.emit('data', chunk);
    return chunk;
  },
  on(type, listener) {
    EventEmitter.prototype.on.call(this, type, listener);
    const s = this._readableState;
    if (type === 'data') {
      s.readableListening = this.listenerCount('readable') > 0;
      if (s.flowing !== false) this.resume();
    } else if (type === 'readable' && !s.endEmitted) {
      s.needReadable = true;
      s.readableListening = true;
      s.flowing = false;
      if (s.length || s.ended) emitReadable(this);
      else if (!s.reading) nextTick(() => maybeRead(this));
    }
    return this;
  },
  resume() {
    const s = this._readableState;
    if (!s.flowing) {
      s.flowing = !s.readableListening;
      nextTick(() => {
        if (!s.reading && s.length === 0) callRead(this);
        this.emit('resume');
        flow(this);
      });
    }
    return this;
  },
  pause() {
    const s = this._readableState;
    if (s.flowing !== false) {
      s.flowing = false;
      this.emit('pause');
    }
    return this;
  },
  pipe(dest, options) {
    const source = this;
    const s = this._readableState;
    s.pipes.push(dest);
    const ondata = (chunk) => { if (dest.write(chunk) === false) { source.pause(); } };
    const ondrain = () => { if (s.pipes.includes(dest)) { s.flowing = true; flow(source); } };
    const onend = () => dest.end();
    const onerror = (error) => { cleanup(); source.unpipe(dest); if (dest.listenerCount('error') === 0) dest.destroy?.(error); };
    const cleanup = () => {
      source.removeListener('data', ondata);
      source.removeListener('end', onend);
      dest.removeListener('drain', ondrain);
      dest.removeListener('error', onerror);
    };
    dest.__unpipe ??= new Map();
    dest.__unpipe.set(source, cleanup);
    Object.defineProperty(dest, '__unpipe', { enumerable: false });
    dest.on('drain', ondrain);
    dest.prependListener('error', onerror);
    if (options?.end !== false && dest !== process.stdout && dest !== process.stderr) s.endEmitted ? nextTick(onend) : source.once('end', onend);
    dest.emit('pipe', source);
    source.on('data', ondata);
    return dest;
  },
  unpipe(dest) {
    const s = this._readableState;
    for (const d of dest ? [dest] : [...s.pipes]) {
      const at = s.pipes.indexOf(d);
      if (at < 0) continue;
      s.pipes.splice(at, 1);
      d.__unpipe?.get(this)?.();
      d.emit('unpipe', this, { hasUnpiped: false });
    }
    if (s.pipes.length === 0) this.pause();
    return this;
  },
  wrap(old) {
    old.on('data', (chunk) => { if (!this.push(chunk)) old.pause?.(); });
    old.on('end', () => this.push(null));
    old.on('error', (e) => this.destroy(e));
    this._read = () => old.resume?.();
    return this;
  },
  [Symbol.asyncIterator]() { return iterate(this); },
  iterator() { return iterate(this); },
  [Symbol.asyncDispose]() { this.destroy(); return Promise.resolve(); },
  async toArray() { const out = []; for await (const c of this) out.push(c); return out; },
  async forEach(f) { for await (const c of this) await f(c); },
  map(f) { const source = this; return Readable.from((async function* () { for await (const c of source) yield await f(c); })()); },
  filter(f) { const source = this; return Readable.from((async function* () { for await (const c of source) if (await f(c)) yield c; })()); },
  take(n) { const source = this; return Readable.from((async function* () { if (n <= 0) return; for await (const c of source) { yield c; if (--n <= 0) return; } })()); },
  async reduce(f, ...init) { let first = init.length === 0; let acc = init[0]; for await (const c of this) { acc = first ? c : await f(acc, c); first = false; } return acc; },
};
async function* iterate(stream) {
  const waiting = [];
  const wake = () => { while (waiting.length) waiting.shift()(); };
  let error;
  let finished = false;
  const onError = (e) => { error = e; wake(); };
  const onEnd = () => { finished = true; wake(); };
  stream.on('readable', wake);
  stream.on('error', onError);
  stream.on('end', onEnd);
  stream.on('close', onEnd);
  try {
    for (;;) {
      const chunk = stream._readableState.destroyed ? null : stream.read();
      if (chunk !== null) { yield chunk; continue; }
      if (error) throw error;
      if (finished || stream._readableState.endEmitted) return;
      await new Promise((resolve) => waiting.push(resolve));
    }
  } finally {
    if (!stream._readableState.destroyed) stream.destroy();
  }
}
function addChunk(stream, chunk, encoding, front) {
  const s = stream._readableState;
  s.reading = false;
  if (chunk === null) {
    if (s.ended) return false;
    s.ended = true;
    const rest = s.decoder?.end();
    if (rest) { s.buffer.push(rest); s.length += rest.length; }
    if (s.flowing && s.length === 0) nextTick(() => endReadable(stream));
    else emitReadable(stream);
    return false;
  }
  if (!s.objectMode) {
    if (typeof chunk === 'string') {
      if (!s.decoder || encoding && encoding !== s.encoding) chunk = Buffer.from(chunk, encoding ?? 'utf8');
    } else if (chunk !== undefined) chunk = toChunk(chunk, encoding, false);
    if (s.decoder && typeof chunk !== 'string' && chunk) chunk = s.decoder.write(chunk);
    if (!chunk || chunk.length === 0) { maybeRead(stream); return !s.ended && s.length < s.highWaterMark; }
  }
  if (s.ended && !front) {
    stream.destroy(make(Error, 'ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
    return false;
  }
  if (s.flowing && s.length === 0 && !s.sync && stream.listenerCount('data') > 0) {
    stream.emit('data', chunk);
  } else {
    s.length += chunkLength(s, chunk);
    if (front) s.buffer.unshift(chunk);
    else s.buffer.push(chunk);
    if (s.needReadable || s.flowing) emitReadable(stream);
  }
  maybeRead(stream);
  return !s.ended && (s.length < s.highWaterMark || s.length === 0);
}
function emitReadable(stream) {
  const s = stream._readableState;
  s.needReadable = false;
  if (s.scheduled) return;
  s.scheduled = true;
  nextTick(() => {
    s.scheduled = false;
    if (!s.destroyed && !s.errored && (s.length || s.ended)) stream.emit('readable');
    s.needReadable = !s.flowing && !s.ended && s.length <= s.highWaterMark;
    flow(stream);
    if (s.ended && s.length === 0) endReadable(stream);
  });
}
function maybeRead(stream) {
  const s = stream._readableState;
  if (s.readingMore || s.constructing) return;
  s.readingMore = true;
  nextTick(() => {
    s.readingMore = false;
    if (!s.reading && !s.ended && !s.destroyed && (s.length < s.highWaterMark) && (s.flowing || s.readableListening || s.length === 0 && s.needReadable)) callRead(stream);
  });
}
function callRead(stream) {
  const s = stream._readableState;
  if (s.reading || s.ended || s.destroyed || s.errored || s.constructing) return;
  s.reading = true;
  s.sync = true;
  try { stream._read(s.highWaterMark); } catch (error) { stream.destroy(error); }
  s.sync = false;
}
function flow(stream) {
  const s = stream._readableState;
  while (s.flowing && !s.destroyed && stream.read() !== null);
}
function endReadable(stream) {
  const s = stream._readableState;
  if (s.endEmitted || s.length > 0 || s.ending) return;
  s.ending = true;
  nextTick(() => {
    if (s.endEmitted || s.errored) return;
    s.endEmitted = true;
    stream.emit('end');
    const w = stream._writableState;
    if (w && stream.allowHalfOpen === false && !w.ending) stream.end();
    else if (s.autoDestroy && (!w || w.finished || !stream.writable)) stream.destroy();
  });
}
for (const key of Reflect.ownKeys(R)) Object.defineProperty(Readable.prototype, key, { value: R[key], writable: true, configurable: true, enumerable: true });
Readable.prototype.addListener = Readable.prototype.on;
const getters = (proto, table) => { for (const [k, get] of Object.entries(table)) Object.defineProperty(proto, k, { configurable: true, enumerable: false, get, set(v) { Object.defineProperty(this, k, { value: v, writable: true, configurable: true, enumerable: true }); } }); };
getters(Readable.prototype, {
  readable() { const s = this._readableState; return !!s && !s.destroyed && !s.endEmitted && !s.errored; },
  readableEnded() { return this._readableState.endEmitted; },
  readableFlowing() { return this._readableState.flowing; },
  readableHighWaterMark() { return this._readableState.highWaterMark; },
  readableLength() { return this._readableState.length; },
  readableObjectMode() { return this._readableState.objectMode; },
  readableEncoding() { return this._readableState.encoding; },
  readableAborted() { const s = this._readableState; return (s.destroyed || !!s.errored) && !s.endEmitted; },
  readableDidRead() { return this._readableState.endEmitted; },
  destroyed() { return this._readableState?.destroyed ?? this._writableState?.destroyed ?? false; },
  closed() { return this._readableState?.closed ?? false; },
  errored() { return this._readableState?.errored ?? null; },
});
Readable.from = function (source, options) {
  if (typeof source === 'string' || source instanceof Uint8Array) {
    return new Readable({ objectMode: true, ...options, read() { this.push(source); this.push(null); } });
  }
  const iterator = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]();
  let busy = false;
  return new Readable({
    objectMode: true, highWaterMark: 1, ...options,
    async read() {
      if (busy) return;
      busy = true;
      try {
        for (;;) {
          const { value, done } = await iterator.next();
          if (done) { this.push(null); break; }
          const chunk = await value;
          busy = this.push(chunk);
          if (!busy) break;
        }
      } catch (error) { this.destroy(error); }
      busy = false;
    },
    destroy(error, callback) { Promise.resolve(iterator.return?.()).then(() => callback(error), callback); },
  });
};

// ---- writable
function Writable(options) {
  if (!(this instanceof Writable) && !(this instanceof Duplex)) return new Writable(options);
  initWritable(this, options);
  Stream.call(this, options);
  for (const name of ['write', 'writev', 'destroy', 'final', 'construct']) if (typeof options?.[name] === 'function') this[`_${name}`] = options[name];
  options?.signal?.addEventListener('abort', () => this.destroy(options.signal.reason), { once: true });
  construct(this);
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
function initWritable(stream, options) {
  stream._writableState = {
    objectMode: !!(options?.objectMode || options?.writableObjectMode), highWaterMark: mark(options, 'writable'), buffer: [], length: 0, writing: false, corked: 0,
    ending: false, ended: false, finished: false, prefinished: false, destroyed: false, closed: false, errored: null, errorEmitted: false, needDrain: false,
    decodeStrings: options?.decodeStrings !== false, defaultEncoding: options?.defaultEncoding ?? 'utf8', emitClose: options?.emitClose !== false,
    autoDestroy: options?.autoDestroy !== false, constructing: false, callbacks: [],
  };
}
const W = {
  _write(chunk, encoding, callback) {
    if (this._writev) return this._writev([{ chunk, encoding }], callback);
    throw make(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _write() method is not implemented');
  },
  _destroy(error, callback) { callback(error); },
  destroy(error, callback) {
    const w = this._writableState;
    if (!w.destroyed) for (const item of w.buffer.splice(0)) nextTick(item.callback, make(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'));
    return destroy.call(this, error, callback);
  },
  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') [callback, encoding] = [encoding, undefined];
    callback ??= () => {};
    const w = this._writableState;
    if (chunk === null) throw make(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    if (!w.objectMode) {
      if (typeof chunk === 'string') {
        encoding ??= w.defaultEncoding;
        if (w.decodeStrings) { chunk = Buffer.from(chunk, encoding); encoding = 'buffer'; }
      } else { chunk = toChunk(chunk, encoding, false); encoding = 'buffer'; }
    }
    let error;
    if (w.ending) error = make(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
    else if (w.destroyed) error = make(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
    if (error) {
      nextTick(callback, error);
      if (w.ending) this.destroy(error);
      return false;
    }
    w.length += chunkLength(w, chunk);
    const room = w.length < w.highWaterMark;
    if (!room) w.needDrain = true;
    w.buffer.push({ chunk, encoding: encoding ?? w.defaultEncoding, callback });
    advance(this);
    return room && !w.errored && !w.destroyed;
  },
  cork() { this._writableState.corked++; },
  uncork() {
    const w = this._writableState;
    if (w.corked && --w.corked === 0) advance(this);
  },
  setDefaultEncoding(encoding) { this._writableState.defaultEncoding = encoding; return this; },
  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') [callback, chunk, encoding] = [chunk, undefined, undefined];
    else if (typeof encoding === 'function') [callback, encoding] = [encoding, undefined];
    const w = this._writableState;
    if (chunk != null) this.write(chunk, encoding);
    if (w.corked) { w.corked = 1; this.uncork(); }
    if (typeof callback === 'function') {
      if (w.finished) nextTick(callback);
      else w.callbacks.push(callback);
    }
    if (!w.ending) {
      w.ending = true;
      finishMaybe(this);
      w.ended = true;
    }
    return this;
  },
  [Symbol.asyncDispose]() { this.destroy(); return Promise.resolve(); },
};
function advance(stream) {
  const w = stream._writableState;
  while (!w.writing && !w.corked && !w.constructing && !w.destroyed && w.buffer.length) {
    const many = typeof stream._writev === 'function' && w.buffer.length > 1;
    const items = many ? w.buffer.splice(0) : [w.buffer.shift()];
    w.writing = true;
    let sync = true;
    const done = (error) => {
      w.writing = false;
      if (error) {
        for (const item of items) nextTick(item.callback, error);
        stream.destroy(error);
        return;
      }
      for (const item of items) w.length -= chunkLength(w, item.chunk);
      const after = () => {
        for (const item of items) item.callback(null);
        if (w.needDrain && w.length === 0 && !w.ending && !w.destroyed) { w.needDrain = false; stream.emit('drain'); }
        finishMaybe(stream);
      };
      if (sync) nextTick(after);
      else { after(); advance(stream); }
    };
    try {
      if (many) stream._writev(items, done);
      else stream._write(items[0].chunk, items[0].encoding, done);
    } catch (error) { w.writing = false; stream.destroy(error); throw error; }
    sync = false;
  }
}
function finishMaybe(stream) {
  const w = stream._writableState;
  if (!w.ending || w.writing || w.buffer.length || w.length || w.finished || w.prefinished || w.destroyed || w.constructing) {
    if (w.ending && w.constructing) stream.once('internal:constructed', () => finishMaybe(stream));
    return;
  }
  w.prefinished = true;
  const finish = (error) => {
    if (error) return stream.destroy(error);
    stream.emit('prefinish');
    nextTick(() => {
      if (w.finished || w.errored) return;
      w.finished = true;
      for (const callback of w.callbacks.splice(0)) callback();
      stream.emit('finish');
      const r = stream._readableState;
      if (w.autoDestroy && (!r || r.endEmitted || !stream.readable)) stream.destroy();
    });
  };
  if (typeof stream._final === 'function') {
    nextTick(() => { try { stream._final(finish); } catch (error) { finish(error); } });
  } else finish();
}
for (const key of Reflect.ownKeys(W)) Object.defineProperty(Writable.prototype, key, { value: W[key], writable: true, configurable: true, enumerable: true });
const writableGetters = {
  writable() { const w = this._writableState; return !!w && !w.destroyed && !w.ending && !w.errored; },
  writableEnded() { return this._writableState.ending; },
  writableFinished() { return this._writableState.finished; },
  writableHighWaterMark() { return this._writableState.highWaterMark; },
  writableLength() { return this._writableState.length; },
  writableObjectMode() { return this._writableState.objectMode; },
  writableNeedDrain() { const w = this._writableState; return !w.destroyed && !w.ending && w.needDrain; },
  writableCorked() { return this._writableState.corked; },
  writableBuffer() { return this._writableState.buffer; },
  writableAborted() { const w = this._writableState; return (w.destroyed || !!w.errored) && !w.finished; },
};
getters(Writable.prototype, { ...writableGetters, destroyed() { return this._writableState?.destroyed ?? false; }, closed() { return this._writableState?.closed ?? false; }, errored() { return this._writableState?.errored ?? null; } });
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) { return Function.prototype[Symbol.hasInstance].call(this, object) || this === Writable && !!object?._writableState; },
});

// ---- duplex, transform
function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  initReadable(this, options);
  initWritable(this, options);
  Stream.call(this, options);
  this.allowHalfOpen = options?.allowHalfOpen !== false;
  for (const name of ['read', 'write', 'writev', 'destroy', 'final', 'construct']) if (typeof options?.[name] === 'function') this[`_${name}`] = options[name];
  if (options?.readable === false) { this._readableState.ended = this._readableState.endEmitted = true; }
  if (options?.writable === false) { this._writableState.ending = this._writableState.finished = true; }
  construct(this);
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
for (const key of Reflect.ownKeys(W)) if (!(key in Duplex.prototype) || key === 'write' || key === 'destroy') Object.defineProperty(Duplex.prototype, key, { value: W[key], writable: true, configurable: true, enumerable: true });
getters(Duplex.prototype, writableGetters);
Duplex.from = (source) => source instanceof Duplex ? source : Readable.from(source);

function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  Duplex.call(this, options);
  this._transformState = { callback: null };
  for (const name of ['transform', 'flush']) if (typeof options?.[name] === 'function') this[`_${name}`] = options[name];
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);
Object.assign(Transform.prototype, {
  _transform() { throw make(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _transform() method is not implemented'); },
  _write(chunk, encoding, callback) {
    const r = this._readableState;
    this._transform(chunk, encoding, (error, value) => {
      if (error) return callback(error);
      if (value != null) this.push(value);
      if (r.length < r.highWaterMark || r.ended) callback();
      else this._transformState.callback = callback;
    });
  },
  _read() {
    this._readableState.reading = false;
    const callback = this._transformState.callback;
    if (callback) {
      this._transformState.callback = null;
      callback();
    }
  },
  _final(callback) {
    const finish = (error, value) => {
      if (error) return callback(error);
      if (value != null) this.push(value);
      this.push(null);
      callback();
    };
    if (typeof this._flush === 'function') this._flush(finish);
    else finish();
  },
});
function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = function (chunk, encoding, callback) { callback(null, chunk); };

// ---- finished, pipeline
function finished(stream, options, callback) {
  if (typeof options === 'function') [callback, options] = [options, {}];
  let done = false;
  const finish = (error) => {
    if (done) return;
    done = true;
    cleanup();
    callback.call(stream, error);
  };
  const wantRead = options?.readable ?? !!stream._readableState;
  const wantWrite = options?.writable ?? !!stream._writableState;
  const isRead = () => !wantRead || !stream._readableState || stream._readableState.endEmitted;
  const isWritten = () => !wantWrite || !stream._writableState || stream._writableState.finished;
  const check = () => { if (isRead() && isWritten()) finish(); };
  const onClose = () => {
    const error = stream._readableState?.errored ?? stream._writableState?.errored;
    if (error) finish(error);
    else if (!isRead() || !isWritten()) finish(make(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close'));
    else finish();
  };
  const cleanup = () => {
    stream.removeListener('end', check);
    stream.removeListener('finish', check);
    stream.removeListener('error', finish);
    stream.removeListener('close', onClose);
  };
  stream.on('end', check);
  stream.on('finish', check);
  if (options?.error !== false) stream.on('error', finish);
  stream.on('close', onClose);
  if (stream.closed) nextTick(onClose);
  return cleanup;
}
function pipeline(...streams) {
  const callback = typeof streams.at(-1) === 'function' && streams.length > 1 && !(streams.at(-1).pipe) ? streams.pop() : () => {};
  if (Array.isArray(streams[0])) streams = streams[0];
  let failed;
  let left = 0;
  let value;
  const stages = [];
  const done = (error) => {
    if (error && !failed) {
      failed = error;
      for (const stage of stages) stage.destroy?.(error.code === 'ERR_STREAM_PREMATURE_CLOSE' ? undefined : error);
    }
    if (--left === 0) nextTick(callback, failed, value);
  };
  let last;
  streams.forEach((stage, i) => {
    let stream = stage;
    if (typeof stage === 'function') {
      const made = i === 0 ? stage() : stage(last);
      if (made?.[Symbol.asyncIterator] || made?.[Symbol.iterator]) stream = Readable.from(made);
      else {
        left++;
        Promise.resolve(made).then((v) => { value = v; done(); }, done);
        last = made;
        return;
      }
    } else if (!stage.pipe && !stage.write && (stage[Symbol.asyncIterator] || stage[Symbol.iterator])) stream = Readable.from(stage);
    stages.push(stream);
    left++;
    finished(stream, { readable: i < streams.length - 1 || undefined && false, writable: i > 0 }, done);
    if (i > 0 && typeof stage !== 'function') last.pipe(stream);
    last = stream;
  });
  return last;
}
const promises = {
  finished: (stream, options) => new Promise((resolve, reject) => finished(stream, options ?? {}, (error) => error ? reject(error) : resolve())),
  pipeline(...streams) {
    const options = streams.length > 1 && streams.at(-1) && typeof streams.at(-1) === 'object' && !streams.at(-1).pipe && !streams.at(-1).write && !streams.at(-1)[Symbol.iterator] && !streams.at(-1)[Symbol.asyncIterator] ? streams.pop() : undefined;
    void options;
    return new Promise((resolve, reject) => pipeline(...streams, (error, value) => error ? reject(error) : resolve(value)));
  },
};
module.exports = Stream;
Object.assign(Stream, {
  Stream, Readable, Writable, Duplex, Transform, PassThrough, finished, pipeline, promises,
  addAbortSignal(signal, stream) { signal.addEventListener('abort', () => stream.destroy(signal.reason), { once: true }); return stream; },
  isReadable: (s) => !!s?.readable, isWritable: (s) => !!s?.writable, isErrored: (s) => !!s?.errored, isDisturbed: (s) => !!s?._readableState?.endEmitted, isDestroyed: (s) => !!s?.destroyed,
  getDefaultHighWaterMark: (objects) => objects ? 16 : 65536, setDefaultHighWaterMark() {}, compose: (...s) => pipeline(...s),
  _uint8ArrayToBuffer: (b) => Buffer.from(b.buffer, b.byteOffset, b.byteLength), _isUint8Array: (v) => v instanceof Uint8Array,
});
