// node:buffer
const { make, invalidType, invalidValue, outOfRange, received } = require('internal/errors');
const kMaxLength = 2 ** 53 - 1;
const ENCODINGS = {
  __proto__: null, utf8: 'utf8', 'utf-8': 'utf8', hex: 'hex', base64: 'base64', base64url: 'base64url', latin1: 'latin1', binary: 'latin1',
  ascii: 'ascii', ucs2: 'utf16le', 'ucs-2': 'utf16le', utf16le: 'utf16le', 'utf-16le': 'utf16le',
};
function encodingOf(name) {
  if (name === undefined || name === null || name === 'utf8') return 'utf8';
  const found = ENCODINGS[name] ?? ENCODINGS[`${name}`.toLowerCase()];
  if (found === undefined) throw make(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${name}`);
  return found;
}
const encoder = (e) => e === 'ascii' ? 'latin1' : e;

class FastBuffer extends Uint8Array {}
function Buffer(value, encodingOrOffset, length) {
  if (typeof value === 'number') {
    if (typeof encodingOrOffset === 'string') throw invalidType('string', 'of type string', value);
    return Buffer.alloc(value);
  }
  return Buffer.from(value, encodingOrOffset, length);
}
Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(Buffer, 'prototype', { writable: false, enumerable: false });
Object.defineProperty(Buffer.prototype, 'constructor', { value: Buffer, writable: true, configurable: true, enumerable: false });
Object.defineProperty(Buffer, Symbol.species, { get() { return FastBuffer; }, configurable: true });
Object.defineProperty(FastBuffer, Symbol.species, { get() { return FastBuffer; }, configurable: true });

const wrap = (bytes) => new FastBuffer(bytes.buffer, bytes.byteOffset, bytes.byteLength);
function checkSize(size) {
  if (typeof size !== 'number') throw invalidType('size', 'of type number', size);
  if (!(size >= 0 && size <= kMaxLength)) throw outOfRange('size', `>= 0 && <= ${kMaxLength}`, size);
}
const notBytes = (name, value) => invalidType(name, 'an instance of Buffer or Uint8Array', value);
const isBytes = (v) => v instanceof Uint8Array;

Object.assign(Buffer, {
  poolSize: 8192,
  from(value, encodingOrOffset = undefined, length = undefined) {
    if (typeof value === 'string') return wrap(natives.encode(value, encoder(encodingOf(encodingOrOffset))));
    if (typeof value === 'object' && value !== null) {
      const kind = natives.kind(value);
      if (kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer') {
        let offset = +encodingOrOffset || 0;
        if (offset > value.byteLength) throw make(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
        if (length !== undefined) {
          length = +length > 0 ? +length : 0;
          if (length > value.byteLength - offset) throw make(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
        }
        return length === undefined ? new FastBuffer(value, offset) : new FastBuffer(value, offset, length);
      }
      const primitive = value.valueOf && value.valueOf();
      if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object')) return Buffer.from(primitive, encodingOrOffset, length);
      if (value.length !== undefined || ArrayBuffer.isView(value)) {
        if (typeof value.length !== 'number') return new FastBuffer(0);
        return new FastBuffer(value);
      }
      if (value.type === 'Buffer' && Array.isArray(value.data)) return new FastBuffer(value.data);
      if (typeof value[Symbol.toPrimitive] === 'function') {
        const made = value[Symbol.toPrimitive]('string');
        if (typeof made === 'string') return Buffer.from(made, encodingOrOffset);
      }
    }
    throw make(TypeError, 'ERR_INVALID_ARG_TYPE', `The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object.${received(value)}`);
  },
  of(...items) { return Buffer.from(items); },
  alloc(size, fill = undefined, encoding = undefined) {
    checkSize(size);
    const made = new FastBuffer(size);
    return fill !== undefined && fill !== 0 && size > 0 ? made.fill(fill, encoding) : made;
  },
  allocUnsafe(size) { checkSize(size); return new FastBuffer(size); },
  allocUnsafeSlow(size) { checkSize(size); return new FastBuffer(size); },
  isBuffer: (value) => value instanceof Buffer,
  isEncoding: (name) => typeof name === 'string' && name.length !== 0 && ENCODINGS[name.toLowerCase()] !== undefined,
  byteLength(value, encoding = undefined) {
    if (typeof value !== 'string') {
      if (ArrayBuffer.isView(value) || natives.kind(value).endsWith('ArrayBuffer')) return value.byteLength;
      throw make(TypeError, 'ERR_INVALID_ARG_TYPE', `The "string" argument must be of type string or an instance of Buffer or ArrayBuffer.${received(value)}`);
    }
    switch (ENCODINGS[`${encoding ?? 'utf8'}`.toLowerCase()] ?? 'utf8') {
      case 'utf16le': return value.length * 2;
      case 'hex': return value.length >>> 1;
      case 'latin1': case 'ascii': return value.length;
      case 'base64': case 'base64url': {
        let length = value.length;
        if (value[length - 1] === '=') length--;
        if (length > 1 && value[length - 1] === '=') length--;
        return length * 3 >>> 2;
      }
      default: return natives.byteLength(value);
    }
  },
  compare(a, b) {
    if (!isBytes(a)) throw notBytes('buf1', a);
    if (!isBytes(b)) throw notBytes('buf2', b);
    return natives.compareBytes(a, b);
  },
  concat(list, length = undefined) {
    if (!Array.isArray(list)) throw invalidType('list', 'an instance of Array', list);
    if (length === undefined) length = list.reduce((sum, item) => sum + (item.length || 0), 0);
    const out = Buffer.alloc(length);
    let at = 0;
    for (let i = 0; i < list.length; i++) {
      if (!isBytes(list[i])) throw notBytes(`list[${i}]`, list[i]);
      at += natives.copyBytes(list[i], out, at, 0, list[i].length);
    }
    return out;
  },
  copyBytesFrom(view, offset = 0, length = view.length - offset) {
    const part = view.subarray(offset, offset + length);
    return Buffer.from(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  },
});

function clamp(value, fallback, limit) {
  if (value === undefined) return fallback;
  value = Math.trunc(+value) || 0;
  return value < 0 ? 0 : value > limit ? limit : value;
}
function index(value, fallback, limit) {
  if (value === undefined) return fallback;
  value = Math.trunc(+value) || 0;
  return value < 0 ? Math.max(limit + value, 0) : Math.min(value, limit);
}
const methods = {
  toString(encoding = undefined, start = undefined, end = undefined) {
    if (arguments.length === 0) return natives.decodeBytes(this, 'utf8', 0, this.length);
    const from = clamp(start, 0, this.length);
    const to = clamp(end, this.length, this.length);
    return to <= from ? '' : natives.decodeBytes(this, encodingOf(encoding), from, to);
  },
  toJSON() { return { type: 'Buffer', data: Array.from(this) }; },
  equals(other) {
    if (!isBytes(other)) throw notBytes('otherBuffer', other);
    return this === other || this.length === other.length && natives.compareBytes(this, other) === 0;
  },
  compare(target, targetStart = 0, targetEnd = target.length, start = 0, end = this.length) {
    if (!isBytes(target)) throw notBytes('target', target);
    return natives.compareBytes(this.subarray(start, end), target.subarray(targetStart, targetEnd));
  },
  copy(target, at = 0, start = 0, end = this.length) {
    if (!isBytes(target)) throw notBytes('target', target);
    return natives.copyBytes(this, target, at, start, end);
  },
  slice(start, end) { return this.subarray(start, end); },
  subarray(start, end) {
    const from = index(start, 0, this.length);
    const to = index(end, this.length, this.length);
    return new FastBuffer(this.buffer, this.byteOffset + from, to > from ? to - from : 0);
  },
  write(text, offset = undefined, length = undefined, encoding = undefined) {
    if (typeof offset === 'string') [encoding, offset, length] = [offset, 0, undefined];
    else if (typeof length === 'string') [encoding, length] = [length, undefined];
    if (typeof text !== 'string') throw invalidType('argument', 'of type string', text);
    offset ??= 0;
    if (offset < 0 || offset > this.length) throw outOfRange('offset', `>= 0 && <= ${this.length}`, offset);
    const name = encodingOf(encoding);
    let bytes = natives.encode(text, encoder(name));
    const room = Math.min(length ?? Infinity, this.length - offset);
    if (bytes.length > room) {
      let cut = room;
      if (name === 'utf8') while (cut > 0 && (bytes[cut] & 0xC0) === 0x80) cut--;
      if (name === 'utf16le') cut -= cut % 2;
      bytes = bytes.subarray(0, cut);
    }
    return natives.copyBytes(bytes, this, offset, 0, bytes.length);
  },
  fill(value, offset = undefined, end = undefined, encoding = undefined) {
    if (typeof offset === 'string') [encoding, offset, end] = [offset, undefined, undefined];
    else if (typeof end === 'string') [encoding, end] = [end, undefined];
    offset ??= 0;
    end ??= this.length;
    if (offset < 0 || offset > this.length) throw outOfRange('offset', `>= 0 && <= ${this.length}`, offset);
    if (end < 0 || end > this.length) throw outOfRange('end', `>= 0 && <= ${this.length}`, end);
    if (typeof value === 'string' || isBytes(value)) {
      const bytes = typeof value === 'string' ? Buffer.from(value, encoding) : value;
      if (bytes.length === 0) {
        if (value.length) throw invalidValue('value', value);
        value = 0;
      } else {
        for (let i = offset, k = 0; i < end; i++, k = (k + 1) % bytes.length) this[i] = bytes[k];
        return this;
      }
    }
    Uint8Array.prototype.fill.call(this, typeof value === 'boolean' ? +value : value & 255, offset, end);
    return this;
  },
  indexOf(value, from = undefined, encoding = undefined) { return search(this, value, from, encoding, false); },
  lastIndexOf(value, from = undefined, encoding = undefined) { return search(this, value, from, encoding, true); },
  includes(value, from = undefined, encoding = undefined) { return search(this, value, from, encoding, false) !== -1; },
  swap16() { return swap(this, 2); },
  swap32() { return swap(this, 4); },
  swap64() { return swap(this, 8); },
  toLocaleString(encoding) { return this.toString(encoding); },
  asciiSlice(s, e) { return this.toString('ascii', s, e); },
  latin1Slice(s, e) { return this.toString('latin1', s, e); },
  utf8Slice(s, e) { return this.toString('utf8', s, e); },
  hexSlice(s, e) { return this.toString('hex', s, e); },
  base64Slice(s, e) { return this.toString('base64', s, e); },
  ucs2Slice(s, e) { return this.toString('ucs2', s, e); },
  utf8Write(t, o, l) { return this.write(t, o, l, 'utf8'); },
  latin1Write(t, o, l) { return this.write(t, o, l, 'latin1'); },
  hexWrite(t, o, l) { return this.write(t, o, l, 'hex'); },
  base64Write(t, o, l) { return this.write(t, o, l, 'base64'); },
};
function search(buffer, value, from, encoding, backwards) {
  if (typeof from === 'string') [encoding, from] = [from, undefined];
  from = +from;
  if (Number.isNaN(from)) from = backwards ? buffer.length : 0;
  if (from < 0) from += buffer.length;
  if (from < 0) { if (backwards) return -1; from = 0; }
  let needle = value;
  if (typeof value === 'number') needle = Uint8Array.of(value & 255);
  else if (typeof value === 'string') needle = natives.encode(value, encoder(encodingOf(encoding)));
  else if (!isBytes(value)) throw make(TypeError, 'ERR_INVALID_ARG_TYPE', `The "value" argument must be one of type number or string or an instance of Buffer or Uint8Array.${received(value)}`);
  return natives.indexOfBytes(buffer, needle, from, backwards);
}
function swap(buffer, size) {
  if (buffer.length % size) throw make(RangeError, 'ERR_INVALID_BUFFER_SIZE', `Buffer size must be a multiple of ${size * 8}-bits`);
  for (let i = 0; i < buffer.length; i += size) Uint8Array.prototype.subarray.call(buffer, i, i + size).reverse();
  return buffer;
}
function checkPlace(buffer, offset, size) {
  if (typeof offset !== 'number') throw invalidType('offset', 'of type number', offset);
  if (!Number.isInteger(offset)) throw outOfRange('offset', 'an integer', offset);
  if (buffer.length < size) throw make(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds');
  if (offset < 0 || offset + size > buffer.length) throw outOfRange('offset', `>= 0 and <= ${buffer.length - size}`, offset);
}
const view = (b) => new DataView(b.buffer, b.byteOffset, b.byteLength);
const ranges = {
  Uint8: [0, 255, 'Uint8'], Int8: [-128, 127, 'Int8'], Uint16: [0, 65535, 'Uint16'], Int16: [-32768, 32767, 'Int16'],
  Uint32: [0, 2 ** 32 - 1, 'Uint32'], Int32: [-(2 ** 31), 2 ** 31 - 1, 'Int32'], Float: [-Infinity, Infinity, 'Float32'], Double: [-Infinity, Infinity, 'Float64'],
  BigInt64: [-(2n ** 63n), 2n ** 63n - 1n, 'BigInt64'], BigUint64: [0n, 2n ** 64n - 1n, 'BigUint64'],
};
for (const [name, [low, high, type]] of Object.entries(ranges)) {
  const size = /64|Double/.test(name) ? 8 : /32|Float/.test(name) ? 4 : /16/.test(name) ? 2 : 1;
  for (const order of size === 1 ? [''] : ['LE', 'BE']) {
    const little = order === 'LE';
    const read = function (offset = 0) {
      checkPlace(this, offset, size);
      return view(this)[`get${type}`](offset, little);
    };
    const write = function (value, offset = 0) {
      if (!/Float|Double/.test(name)) {
        if (typeof low !== 'bigint') value = +value;
        if (value < low || value > high) throw outOfRange('value', `>= ${low} and <= ${high}`, value);
      }
      checkPlace(this, offset, size);
      view(this)[`set${type}`](offset, value, little);
      return offset + size;
    };
    methods[`read${name}${order}`] = read;
    methods[`write${name}${order}`] = write;
    if (name.includes('Uint')) {
      methods[`read${name.replace('Uint', 'UInt')}${order}`] = read;
      methods[`write${name.replace('Uint', 'UInt')}${order}`] = write;
    }
  }
}
for (const signed of [false, true]) {
  for (const order of ['LE', 'BE']) {
    const name = `${signed ? 'Int' : 'Uint'}${order}`;
    methods[`read${name}`] = function (offset, length) {
      checkPlace(this, offset, length);
      let value = 0;
      for (let i = 0; i < length; i++) value = value * 256 + this[order === 'BE' ? offset + i : offset + length - 1 - i];
      return signed && value >= 2 ** (8 * length - 1) ? value - 2 ** (8 * length) : value;
    };
    methods[`write${name}`] = function (value, offset, length) {
      checkPlace(this, offset, length);
      value = +value;
      if (value < 0) value += 2 ** (8 * length);
      for (let i = 0; i < length; i++) {
        this[order === 'LE' ? offset + i : offset + length - 1 - i] = value % 256;
        value = Math.floor(value / 256);
      }
      return offset + length;
    };
    if (!signed) {
      methods[`readUInt${order}`] = methods[`read${name}`];
      methods[`writeUInt${order}`] = methods[`write${name}`];
    }
  }
}
for (const key of Object.keys(methods)) {
  Object.defineProperty(Buffer.prototype, key, { value: methods[key], writable: true, enumerable: true, configurable: true });
}
Object.defineProperty(Buffer.prototype, 'parent', { enumerable: true, configurable: true, get() { return this instanceof Buffer ? this.buffer : undefined; } });
Object.defineProperty(Buffer.prototype, 'offset', { enumerable: true, configurable: true, get() { return this instanceof Buffer ? this.byteOffset : undefined; } });
Buffer.prototype[natives.inspect.custom] = function (depth, options) {
  const max = module.exports.INSPECT_MAX_BYTES;
  let text = this.toString('hex', 0, max).replace(/(.{2})/g, '$1 ').trim();
  const rest = this.length - max;
  if (rest > 0) text += ` ... ${rest} more byte${rest > 1 ? 's' : ''}`;
  const extras = Object.keys(this).filter((k) => !/^\d+$/.test(k));
  if (extras.length) text += `${this.length ? ', ' : ''}${natives.inspect(Object.fromEntries(extras.map((k) => [k, this[k]])), { ...options, breakLength: Infinity, compact: true }).slice(2, -2)}`;
  let name = 'Buffer';
  try { name = this.constructor.name || name; } catch { /* as it is */ }
  return `<${name} ${text}>`;
};
for (const key of Reflect.ownKeys(Buffer)) {
  if (!['prototype', 'length', 'name', 'poolSize', Symbol.species].includes(key)) Object.defineProperty(Buffer, key, { enumerable: true });
}

class Blob {
  #bytes; #type;
  constructor(parts = [], options = {}) {
    this.#bytes = Buffer.concat([...parts].map((p) => p instanceof Blob ? p.#bytes : ArrayBuffer.isView(p) ? Buffer.from(p.buffer, p.byteOffset, p.byteLength) : Buffer.from(typeof p === 'object' ? p : `${p}`)));
    this.#type = `${options.type ?? ''}`.toLowerCase();
  }
  get size() { return this.#bytes.length; }
  get type() { return this.#type; }
  async text() { return this.#bytes.toString(); }
  async bytes() { return new Uint8Array(this.#bytes); }
  async arrayBuffer() { return new Uint8Array(this.#bytes).buffer; }
  slice(start, end, type = '') { return new Blob([this.#bytes.subarray(start, end)], { type }); }
}
class File extends Blob {
  #name; #modified;
  constructor(parts, name, options = {}) {
    super(parts, options);
    this.#name = `${name}`;
    this.#modified = options.lastModified ?? Date.now();
  }
  get name() { return this.#name; }
  get lastModified() { return this.#modified; }
}
module.exports = {
  Buffer, Blob, File, SlowBuffer: Buffer, INSPECT_MAX_BYTES: 50, kMaxLength, kStringMaxLength: 2 ** 29 - 24,
  constants: { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: 2 ** 29 - 24 },
  atob: globalThis.atob, btoa: globalThis.btoa, isUtf8(bytes) { try { natives.decode(bytes, 'utf-8', 1); return true; } catch { return false; } },
  isAscii: (bytes) => new Uint8Array(bytes.buffer ?? bytes).every((b) => b < 128),
  transcode: (source, from, to) => Buffer.from(source.toString(from), to),
};
