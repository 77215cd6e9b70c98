// node:string_decoder
const { make } = require('internal/errors');
class StringDecoder {
  constructor(encoding = 'utf8') {
    const name = `${encoding}`.toLowerCase();
    if (!Buffer.isEncoding(name)) throw make(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
    this.encoding = name === 'utf-8' ? 'utf8' : name === 'binary' ? 'latin1' : ['ucs2', 'ucs-2', 'utf-16le'].includes(name) ? 'utf16le' : name;
    Object.defineProperty(this, 'rest', { value: Buffer.alloc(0), writable: true, enumerable: false });
  }
  write(chunk) {
    if (typeof chunk === 'string') return chunk;
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.rest.length) bytes = Buffer.concat([this.rest, bytes]);
    const cut = this.#incomplete(bytes);
    this.rest = Buffer.from(bytes.subarray(bytes.length - cut));
    return bytes.toString(this.encoding, 0, bytes.length - cut);
  }
  end(chunk) {
    let text = chunk === undefined ? '' : this.write(chunk);
    if (this.rest.length) {
      text += this.encoding === 'utf8' ? '\ufffd' : this.rest.toString(this.encoding);
      this.rest = Buffer.alloc(0);
    }
    return text;
  }
  #incomplete(bytes) {
    switch (this.encoding) {
      case 'utf8':
        for (let back = 1; back <= Math.min(3, bytes.length); back++) {
          const byte = bytes[bytes.length - back];
          if (byte < 0x80) return 0;
          if (byte >= 0xC0) return (byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2) > back ? back : 0;
        }
        return 0;
      case 'utf16le': {
        let cut = bytes.length % 2;
        const at = bytes.length - cut - 2;
        if (at >= 0 && (bytes[at + 1] & 0xFC) === 0xD8) cut += 2;
        return cut;
      }
      case 'base64': case 'base64url': return bytes.length % 3;
      default: return 0;
    }
  }
  get lastNeed() { return this.rest.length ? 1 : 0; }
}
module.exports = { StringDecoder };
