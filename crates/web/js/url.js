// URL and URLSearchParams over the native parser.
const PARTS = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];
const inspect = natives.inspect.custom;

function invalid(message, code, extra) {
  const error = new TypeError(message);
  Object.assign(error, { code, ...extra });
  const stack = error.stack;
  if (typeof stack === 'string') Object.defineProperty(error, 'stack', { value: stack.replace('TypeError', `TypeError [${code}]`).replace(/\n    at invalid [^\n]*/, ''), configurable: true, writable: true });
  return error;
}
const hex = Array.from({ length: 256 }, (_, i) => '%' + (i < 16 ? '0' : '') + i.toString(16).toUpperCase());
function encodePart(text) {
  if (/^[A-Za-z0-9*\-._]*$/.test(text)) return text;
  let out = '';
  for (const byte of natives.encodeUtf8(text)) {
    if (byte === 32) out += '+';
    else if (byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122 || byte === 42 || byte === 45 || byte === 46 || byte === 95) out += String.fromCharCode(byte);
    else out += hex[byte];
  }
  return out;
}
function decodePart(text) {
  text = text.replaceAll('+', ' ');
  if (!text.includes('%')) return text;
  const bytes = [];
  const source = natives.encodeUtf8(text);
  for (let i = 0; i < source.length; i++) {
    const code = source[i] === 37 && i + 2 < source.length + 0 ? parseInt(String.fromCharCode(source[i + 1], source[i + 2]), 16) : NaN;
    if (source[i] === 37 && /^[0-9a-fA-F]{2}$/.test(String.fromCharCode(source[i + 1] ?? 0, source[i + 2] ?? 0))) {
      bytes.push(code);
      i += 2;
    } else bytes.push(source[i]);
  }
  return natives.decode(Uint8Array.from(bytes), 'utf-8', 2);
}
function parseQuery(text) {
  const pairs = [];
  for (const part of text.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    pairs.push(at < 0 ? [decodePart(part), ''] : [decodePart(part.slice(0, at)), decodePart(part.slice(at + 1))]);
  }
  return pairs;
}

class URLSearchParams {
  #pairs = []; #url = null;
  constructor(init = undefined) {
    if (init == null) return;
    if (typeof init === 'object' || typeof init === 'function') {
      const iterator = init[Symbol.iterator];
      if (iterator != null) {
        if (typeof iterator !== 'function') throw invalid('Query pairs must be iterable', 'ERR_ARG_NOT_ITERABLE');
        for (const pair of init) {
          if (pair == null || typeof pair[Symbol.iterator] !== 'function') throw invalid('Each query pair must be an iterable [name, value] tuple', 'ERR_INVALID_TUPLE');
          const items = [...pair];
          if (items.length !== 2) throw invalid('Each query pair must be an iterable [name, value] tuple', 'ERR_INVALID_TUPLE');
          this.#pairs.push([toText(items[0]), toText(items[1])]);
        }
      } else {
        for (const key of Reflect.ownKeys(init)) {
          if (typeof key === 'symbol') continue;
          if (Reflect.getOwnPropertyDescriptor(init, key)?.enumerable) this.#pairs.push([toText(key), toText(init[key])]);
        }
      }
      return;
    }
    init = toText(init);
    this.#pairs = parseQuery(init[0] === '?' ? init.slice(1) : init);
  }
  static attach(url, text) {
    const params = new URLSearchParams(text);
    params.#url = url;
    return params;
  }
  static refill(params, text) { params.#pairs = parseQuery(text[0] === '?' ? text.slice(1) : text); }
  #changed() { this.#url?.(this.toString()); }
  get size() { return this.#pairs.length; }
  append(name, value) { this.#pairs.push([toText(name), toText(value)]); this.#changed(); }
  delete(name, value = undefined) {
    name = toText(name);
    this.#pairs = this.#pairs.filter(([n, v]) => n !== name || value !== undefined && v !== toText(value));
    this.#changed();
  }
  get(name) { name = toText(name); return this.#pairs.find(([n]) => n === name)?.[1] ?? null; }
  getAll(name) { name = toText(name); return this.#pairs.filter(([n]) => n === name).map(([, v]) => v); }
  has(name, value = undefined) {
    name = toText(name);
    return this.#pairs.some(([n, v]) => n === name && (value === undefined || v === toText(value)));
  }
  set(name, value) {
    name = toText(name);
    value = toText(value);
    const at = this.#pairs.findIndex(([n]) => n === name);
    if (at < 0) this.#pairs.push([name, value]);
    else this.#pairs = this.#pairs.filter(([n], i) => i <= at || n !== name).map((p, i) => i === at ? [name, value] : p);
    this.#changed();
  }
  sort() {
    this.#pairs.sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
    this.#changed();
  }
  forEach(callback, self = undefined) {
    if (typeof callback !== 'function') throw invalid(`The "callback" argument must be of type function. Received ${callback}`, 'ERR_INVALID_ARG_TYPE');
    for (let i = 0; i < this.#pairs.length; i++) callback.call(self, this.#pairs[i][1], this.#pairs[i][0], this);
  }
  *#walk(part) {
    for (let i = 0; i < this.#pairs.length; i++) yield part === 2 ? [...this.#pairs[i]] : this.#pairs[i][part];
  }
  keys() { return this.#walk(0); }
  values() { return this.#walk(1); }
  entries() { return this.#walk(2); }
  toString() { return this.#pairs.map(([n, v]) => `${encodePart(n)}=${encodePart(v)}`).join('&'); }
  [inspect](depth, options) {
    if (depth < 0) return '[Object]';
    const parts = this.#pairs.map(([n, v]) => `${natives.inspect(n, options)} => ${natives.inspect(v, options)}`);
    if (!parts.length) return 'URLSearchParams {}';
    const line = `URLSearchParams { ${parts.join(', ')} }`;
    return line.length > 72 ? `URLSearchParams {\n  ${parts.join(',\n  ')} }` : line;
  }
}
Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, { value: URLSearchParams.prototype.entries, writable: true, configurable: true });
Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { value: 'URLSearchParams', configurable: true });
const { attach, refill } = URLSearchParams;
delete URLSearchParams.attach;
delete URLSearchParams.refill;
function toText(value) {
  const text = `${value}`;
  return natives.isWellFormed(text) ? text : text.toWellFormed();
}

class URL {
  #parts; #params = null;
  constructor(input, base = undefined) {
    input = toText(input);
    if (base !== undefined) base = toText(base);
    const parts = natives.urlParse(input, base);
    if (!parts) throw invalid('Invalid URL', 'ERR_INVALID_URL', base === undefined ? { input } : { input, base });
    this.#parts = parts;
  }
  static canParse(input, base = undefined) { return natives.urlParse(toText(input), base === undefined ? undefined : toText(base)) !== undefined; }
  static parse(input, base = undefined) {
    try { return new URL(input, base); } catch { return null; }
  }
  static createObjectURL() { throw new Error('URL.createObjectURL is not supported'); }
  static revokeObjectURL() {}
  #set(part, value) {
    const parts = natives.urlSet(this.#parts[0], part, toText(value));
    if (!parts) throw invalid('Invalid URL', 'ERR_INVALID_URL', { input: `${value}` });
    this.#parts = parts;
    if (this.#params && (part === 'search' || part === 'href')) refill(this.#params, parts[9]);
  }
  get href() { return this.#parts[0]; }
  set href(value) { this.#set('href', value); }
  get origin() { return this.#parts[1]; }
  get protocol() { return this.#parts[2]; }
  set protocol(value) { this.#set('protocol', value); }
  get username() { return this.#parts[3]; }
  set username(value) { this.#set('username', value); }
  get password() { return this.#parts[4]; }
  set password(value) { this.#set('password', value); }
  get host() { return this.#parts[5]; }
  set host(value) { this.#set('host', value); }
  get hostname() { return this.#parts[6]; }
  set hostname(value) { this.#set('hostname', value); }
  get port() { return this.#parts[7]; }
  set port(value) { this.#set('port', value); }
  get pathname() { return this.#parts[8]; }
  set pathname(value) { this.#set('pathname', value); }
  get search() { return this.#parts[9]; }
  set search(value) { this.#set('search', value); }
  get hash() { return this.#parts[10]; }
  set hash(value) { this.#set('hash', value); }
  get searchParams() {
    return this.#params ??= attach((text) => { this.#parts = natives.urlSet(this.#parts[0], 'search', text); }, this.#parts[9]);
  }
  toString() { return this.#parts[0]; }
  toJSON() { return this.#parts[0]; }
  [inspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this.href;
    const shown = Object.create({ constructor: URL });
    for (const part of PARTS.slice(0, 10)) shown[part] = this[part];
    shown.searchParams = this.searchParams;
    shown.hash = this.hash;
    return `${this.constructor.name} ${natives.inspect(Object.assign({}, shown), options)}`;
  }
}
for (const name of [...PARTS, 'searchParams', 'toString', 'toJSON']) {
  const descriptor = Object.getOwnPropertyDescriptor(URL.prototype, name);
  Object.defineProperty(URL.prototype, name, { ...descriptor, enumerable: true });
}
Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: 'URL', configurable: true });
Object.assign(exports, { URL, URLSearchParams });
