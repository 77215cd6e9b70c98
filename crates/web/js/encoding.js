// TextEncoder and TextDecoder.
class TextEncoder {
  get encoding() { return 'utf-8'; }
  encode(input = '') { return natives.encodeUtf8(`${input}`); }
  encodeInto(source, target) {
    if (natives.kind(target) !== 'Uint8Array') throw natives.invalidType('dest', 'an instance of Uint8Array', target);
    const [read, written] = natives.encodeUtf8Into(`${source}`, target);
    return { read, written };
  }
}
const LABELS = {
  __proto__: null, 'utf-8': 'utf-8', utf8: 'utf-8', 'unicode-1-1-utf-8': 'utf-8', 'utf-16le': 'utf-16le', 'utf-16': 'utf-16le', utf16le: 'utf-16le',
  'ucs-2': 'utf-16le', unicode: 'utf-16le', 'utf-16be': 'utf-16be', latin1: 'windows-1252', 'iso-8859-1': 'windows-1252', ascii: 'windows-1252',
  'us-ascii': 'windows-1252', 'windows-1252': 'windows-1252', cp1252: 'windows-1252', l1: 'windows-1252',
};
const HIGH = '\u20AC\x81\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\x8D\u017D\x8F\x90\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\x9D\u017E\u0178';
class TextDecoder {
  #encoding; #fatal; #ignoreBOM; #rest = null; #seen = false;
  constructor(label = 'utf-8', options = undefined) {
    const encoding = LABELS[`${label}`.trim().toLowerCase()];
    if (!encoding) {
      const error = new RangeError(`The "${label}" encoding is not supported`);
      error.code = 'ERR_ENCODING_NOT_SUPPORTED';
      throw error;
    }
    this.#encoding = encoding;
    this.#fatal = !!options?.fatal;
    this.#ignoreBOM = !!options?.ignoreBOM;
  }
  get encoding() { return this.#encoding; }
  get fatal() { return this.#fatal; }
  get ignoreBOM() { return this.#ignoreBOM; }
  decode(input = new Uint8Array(0), options = undefined) {
    const stream = !!options?.stream;
    let view = ArrayBuffer.isView(input) ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength) : natives.kind(input).endsWith('ArrayBuffer') ? new Uint8Array(input) : null;
    // Says what is wrong.
    if (view === null) return natives.decode(input, this.#encoding, 0);
    if (this.#encoding === 'windows-1252') {
      return natives.decode(view, 'latin1', 0).replace(/[\x80-\x9F]/g, (c) => HIGH[c.charCodeAt(0) - 128]);
    }
    if (this.#rest) {
      const whole = new Uint8Array(this.#rest.length + view.length);
      whole.set(this.#rest);
      whole.set(view, this.#rest.length);
      view = whole;
      this.#rest = null;
    }
    if (stream) {
      const cut = this.#encoding === 'utf-8' ? incomplete(view) : incomplete16(view, this.#encoding === 'utf-16be');
      if (cut) {
        this.#rest = view.slice(view.length - cut);
        view = view.subarray(0, view.length - cut);
      }
    }
    const keep = this.#ignoreBOM || this.#seen;
    if (view.length) this.#seen = stream;
    if (!stream) this.#seen = false;
    return natives.decode(view, this.#encoding, (this.#fatal ? 1 : 0) | (keep ? 2 : 0));
  }
}
// Bytes at the end that begin a character without ending it.
function incomplete(bytes) {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xC0) {
      const need = byte > 0xF4 || byte < 0xC2 ? 0 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
      // Some second bytes end what the first has begun: it is over already.
      const second = back > 1 ? bytes[bytes.length - back + 1] : undefined;
      if (second < (byte === 0xE0 ? 0xA0 : byte === 0xF0 ? 0x90 : 0) || second > (byte === 0xED ? 0x9F : byte === 0xF4 ? 0x8F : 0xFF)) return 0;
      return need > back ? back : 0;
    }
  }
  return 0;
}
// Likewise in UTF-16: half a code unit, and a high surrogate whose other half may come.
function incomplete16(bytes, bigEndian) {
  const odd = bytes.length % 2;
  const last = bytes.length - odd - 2;
  return last >= 0 && (bytes[bigEndian ? last : last + 1] & 0xFC) === 0xD8 ? odd + 2 : odd;
}
for (const [c, name] of [[TextEncoder, 'TextEncoder'], [TextDecoder, 'TextDecoder']]) {
  Object.defineProperty(c.prototype, Symbol.toStringTag, { value: name, configurable: true });
  for (const key of Object.getOwnPropertyNames(c.prototype)) {
    if (key !== 'constructor') Object.defineProperty(c.prototype, key, { enumerable: true });
  }
  Object.defineProperty(c.prototype, Symbol.for('nodejs.util.inspect.custom'), {
    value(depth, options, inspect) {
      const { encoding, fatal, ignoreBOM } = this;
      return c === TextDecoder ? `TextDecoder ${inspect({ encoding, fatal, ignoreBOM }, options)}` : inspect({ encoding }, options);
    },
    configurable: true,
  });
}
Object.assign(exports, { TextEncoder, TextDecoder });
