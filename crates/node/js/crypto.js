// node:crypto: hashes, HMAC and random values.
const { make, invalidType } = require('internal/errors');
const bytesOf = (data, encoding) => typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength);
const buffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
function digest(algorithm, data) {
  const made = natives.hash(algorithm, data);
  if (!made) throw Object.assign(new Error('Digest method not supported'), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
  return buffer(made);
}
class Hash extends require('stream').Transform {
  #parts = []; #algorithm; #done = false;
  constructor(algorithm) { super(); this.#algorithm = algorithm; digest(algorithm, Buffer.alloc(0)); }
  update(data, encoding) {
    if (this.#done) throw make(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    if (typeof data !== 'string' && !ArrayBuffer.isView(data)) throw invalidType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
    this.#parts.push(Buffer.from(bytesOf(data, encoding)));
    return this;
  }
  digest(encoding) {
    if (this.#done) throw make(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#done = true;
    const made = this._digest(Buffer.concat(this.#parts));
    return encoding && encoding !== 'buffer' ? made.toString(encoding) : made;
  }
  _digest(data) { return digest(this.#algorithm, data); }
  copy() { const made = new Hash(this.#algorithm); made.#parts = [...this.#parts]; return made; }
  _transform(chunk, encoding, callback) { this.update(chunk, encoding); callback(); }
  _flush(callback) { this.push(this.digest()); callback(); }
}
class Hmac extends Hash {
  #algorithm; #key;
  constructor(algorithm, key) {
    super(algorithm);
    const block = /sha-?(384|512)/i.test(algorithm) ? 128 : 64;
    let bytes = bytesOf(key);
    if (bytes.length > block) bytes = digest(algorithm, bytes);
    this.#algorithm = algorithm;
    this.#key = Buffer.concat([bytes, Buffer.alloc(block - bytes.length)]);
  }
  _digest(data) {
    const pad = (n) => this.#key.map((b) => b ^ n);
    return digest(this.#algorithm, Buffer.concat([pad(0x5c), digest(this.#algorithm, Buffer.concat([pad(0x36), data]))]));
  }
}
function randomBytes(size, callback) {
  const made = buffer(natives.randomBytes(size));
  if (!callback) return made;
  natives.enqueueTask(() => callback(null, made));
}
function randomFillSync(target, offset = 0, size = target.byteLength - offset) {
  new Uint8Array(target.buffer ?? target, (target.byteOffset ?? 0) + offset, size).set(natives.randomBytes(size));
  return target;
}
function randomUUID() {
  const b = natives.randomBytes(16);
  b[6] = b[6] & 15 | 64;
  b[8] = b[8] & 63 | 128;
  return Buffer.from(b).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
function randomInt(min, max, callback) {
  if (max === undefined || typeof max === 'function') [callback, max, min] = [max, min, 0];
  const made = min + Math.floor(buffer(natives.randomBytes(6)).readUIntBE(0, 6) / 2 ** 48 * (max - min));
  if (!callback) return made;
  natives.enqueueTask(() => callback(null, made));
}
const webcrypto = {
  getRandomValues: (view) => randomFillSync(view), randomUUID,
  subtle: { digest: async (algorithm, data) => new Uint8Array(digest((algorithm.name ?? algorithm), bytesOf(data))).buffer },
};
module.exports = {
  createHash: (algorithm) => new Hash(algorithm), createHmac: (algorithm, key) => new Hmac(algorithm, key), Hash, Hmac,
  hash: (algorithm, data, encoding = 'hex') => { const made = digest(algorithm, bytesOf(data)); return encoding === 'buffer' ? made : made.toString(encoding); },
  getHashes: () => ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'], getCiphers: () => [], getCurves: () => [],
  randomBytes, pseudoRandomBytes: randomBytes, randomFillSync, randomFill: (t, f) => { randomFillSync(t); natives.enqueueTask(() => f(null, t)); }, randomUUID, randomInt,
  timingSafeEqual(a, b) {
    if (a.byteLength !== b.byteLength) throw make(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
    return natives.compareBytes(a, b) === 0;
  },
  webcrypto, subtle: webcrypto.subtle, getRandomValues: webcrypto.getRandomValues, constants: {},
};
