// structuredClone: StructuredSerializeWithTransfer and StructuredDeserialize of HTML (2.7), for the objects of the language and DOMException.
//
// Two phases, as there: first everything is read (getters run, errors are thrown, nothing is detached), then buffers are transferred, then the
// copies are made. What is read of an object is a Record: how to make the copy, and how to fill it once it can be referred to.
const { DOMException } = load('event_target');
const uncurry = (f) => Function.prototype.call.bind(f);
const getter = (prototype, name) => uncurry(Object.getOwnPropertyDescriptor(prototype, name).get);
const errors = { __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const views = {
  __proto__: null, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array, Float16Array,
  Float32Array, Float64Array, DataView,
};
const TypedArray = Object.getPrototypeOf(Uint8Array);
const valueOf = {
  __proto__: null, BooleanObject: uncurry(Boolean.prototype.valueOf), NumberObject: uncurry(Number.prototype.valueOf), StringObject: uncurry(String.prototype.valueOf),
  BigIntObject: uncurry(BigInt.prototype.valueOf),
};
const timeOf = uncurry(Date.prototype.getTime);
const [sourceOf, flagsOf] = [getter(RegExp.prototype, 'source'), getter(RegExp.prototype, 'flags')];
const [mapForEach, setForEach] = [uncurry(Map.prototype.forEach), uncurry(Set.prototype.forEach)];
const [isDetached, isResizable, maxLength] = ['detached', 'resizable', 'maxByteLength'].map((name) => getter(ArrayBuffer.prototype, name));
const transferred = uncurry(ArrayBuffer.prototype.transfer);
const partsOf = (prototype, length) => ['buffer', 'byteOffset', length].map((name) => getter(prototype, name));
const [typedParts, viewParts] = [partsOf(TypedArray.prototype, 'length'), partsOf(DataView.prototype, 'byteLength')];

class Record {
  constructor(make, fill) {
    this.make = make;
    this.fill = fill;
    this.made = undefined;
  }
}
function failure(message) {
  return new DOMException(message, 'DataCloneError');
}
// As V8 names a value in messages.
function fail(value) {
  if (typeof value === 'symbol' || typeof value === 'function') throw failure(`${String(value)} could not be cloned.`);
  const constructor = value.constructor;
  const shown = typeof constructor === 'function' && constructor.name ? `#<${constructor.name}>` : Object.prototype.toString.call(value);
  throw failure(`${shown} could not be cloned.`);
}

// ---- reading ----
function read(value, seen) {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'symbol' || typeof value === 'function') fail(value);
    return value;
  }
  const known = seen.get(value);
  if (known !== undefined) return known;
  const keep = (make, fill) => {
    const record = new Record(make, fill);
    seen.set(value, record);
    return record;
  };
  const kind = natives.kind(value);
  if (kind in valueOf) {
    const primitive = valueOf[kind](value);
    return keep(() => Object(primitive));
  }
  if (kind in views) return keep(readView(value, kind, seen));
  switch (kind) {
    case 'Date': {
      const time = timeOf(value);
      return keep(() => new Date(time));
    }
    case 'RegExp': {
      const [source, flags] = [sourceOf(value), flagsOf(value)];
      return keep(() => new RegExp(source, flags));
    }
    case 'ArrayBuffer': return keep(readBuffer(value));
    case 'SharedArrayBuffer': return keep(() => value);
    case 'Map': {
      const list = [];
      const record = keep(() => new Map(), (copy) => {
        for (let i = 0; i < list.length; i += 2) copy.set(write(list[i]), write(list[i + 1]));
      });
      mapForEach(value, (item, key) => { list.push(key, item); });
      for (let i = 0; i < list.length; i++) list[i] = read(list[i], seen);
      return record;
    }
    case 'Set': {
      const list = [];
      const record = keep(() => new Set(), (copy) => {
        for (let i = 0; i < list.length; i++) copy.add(write(list[i]));
      });
      setForEach(value, (item) => { list.push(item); });
      for (let i = 0; i < list.length; i++) list[i] = read(list[i], seen);
      return record;
    }
    case 'Error':
      if (value instanceof DOMException) break;
      return readError(value, keep, seen);
    case 'Array': {
      const length = value.length;
      return readProperties(value, keep(() => new Array(length)), seen);
    }
    case 'Object':
    case 'Arguments':
      if (value instanceof DOMException) break;
      return readProperties(value, keep(() => ({})), seen);
    default: return fail(value);
  }
  const { message, name, stack } = value;
  return keep(() => Object.defineProperty(new DOMException(message, name), 'stack', { value: stack, writable: true, configurable: true }));
}
// Own enumerable properties that are still there when it is their turn.
function readProperties(value, record, seen) {
  const list = [];
  record.fill = (copy) => {
    for (let i = 0; i < list.length; i += 2) {
      Object.defineProperty(copy, list[i], { value: write(list[i + 1]), writable: true, enumerable: true, configurable: true });
    }
  };
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(value, key)) list.push(key, read(value[key], seen));
  }
  return record;
}
function readError(value, keep, seen) {
  const name = value.name;
  const type = typeof name === 'string' && name in errors ? errors[name] : Error;
  const list = [];
  const record = keep(() => new type(), (copy) => {
    delete copy.stack;
    for (let i = 0; i < list.length; i += 2) Object.defineProperty(copy, list[i], { value: write(list[i + 1]), writable: true, configurable: true });
  });
  const message = Object.getOwnPropertyDescriptor(value, 'message');
  list.push('stack', `${value.stack}`);
  if (message && 'value' in message) list.push('message', `${message.value}`);
  const cause = Object.getOwnPropertyDescriptor(value, 'cause');
  if (cause && 'value' in cause) list.push('cause', read(cause.value, seen));
  return record;
}
function readBuffer(buffer) {
  if (isDetached(buffer)) throw failure('An ArrayBuffer is detached and could not be cloned.');
  const bytes = new Uint8Array(new Uint8Array(buffer));
  if (!isResizable(buffer)) return () => bytes.buffer;
  const maxByteLength = maxLength(buffer);
  return () => {
    const copy = new ArrayBuffer(bytes.length, { maxByteLength });
    new Uint8Array(copy).set(bytes);
    return copy;
  };
}
function readView(view, kind, seen) {
  const [bufferOf, offsetOf, lengthOf] = kind === 'DataView' ? viewParts : typedParts;
  const buffer = bufferOf(view);
  const record = read(buffer, seen);
  const state = natives.viewState(view);
  if (state === 2) throw failure(`${kind} is out of bounds and could not be cloned.`);
  const [offset, length] = [offsetOf(view), state === 1 ? undefined : lengthOf(view)];
  return () => new views[kind](write(record), offset, length);
}

// ---- writing ----
function write(record) {
  if (!(record instanceof Record)) return record;
  if (record.made === undefined) {
    record.made = record.make();
    record.fill?.(record.made);
  }
  return record.made;
}

function invalid(message, code = 'ERR_INVALID_ARG_TYPE') {
  return Object.assign(new TypeError(message), { code });
}
function transferList(options) {
  if (options === undefined || options === null) return [];
  if (typeof options !== 'object' && typeof options !== 'function') throw invalid("Failed to execute 'structuredClone': Options cannot be converted to a dictionary.");
  const list = options.transfer;
  if (list === undefined) return [];
  if (list === null || typeof list !== 'object' || typeof list[Symbol.iterator] !== 'function') {
    throw invalid("Failed to execute 'structuredClone': transfer in Options cannot be converted to sequence.");
  }
  const items = [...list];
  items.forEach((item, i) => {
    if (item === null || (typeof item !== 'object' && typeof item !== 'function')) {
      throw invalid(`Failed to execute 'structuredClone': transfer in Options[${i}] is not an object.`);
    }
  });
  return items;
}
exports.structuredClone = function structuredClone(value, options) {
  if (arguments.length === 0) throw invalid('The "value" argument must be specified', 'ERR_MISSING_ARGS');
  const seen = new Map();
  const transfers = [];
  for (const item of transferList(options)) {
    if (natives.kind(item) !== 'ArrayBuffer') throw failure('Found invalid value in transferList.');
    if (seen.has(item)) throw failure('Transfer list contains duplicate ArrayBuffer');
    const record = new Record(undefined);
    seen.set(item, record);
    transfers.push([item, record]);
  }
  const record = read(value, seen);
  for (const [buffer] of transfers) if (isDetached(buffer)) throw failure('An ArrayBuffer is detached and could not be cloned.');
  for (const [buffer, record] of transfers) record.made = transferred(buffer);
  return write(record);
};
