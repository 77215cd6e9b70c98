// node:url: the WHATWG classes, and the older parser.
const { make, invalidType, checkString } = require('internal/errors');
const { URL, URLSearchParams } = natives.load('url');

function fileURLToPath(url, options = undefined) {
  if (typeof url === 'string') url = new URL(url);
  else if (!(url !== null && typeof url === 'object' && url.href && url.protocol)) throw invalidType('path', 'of type string or an instance of URL', url);
  if (url.protocol !== 'file:') throw make(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (url.hostname !== '' && !options?.windows) throw make(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
  if (/%2f/i.test(url.pathname)) throw make(TypeError, 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
  return decodeURIComponent(url.pathname);
}
function pathToFileURL(path) {
  checkString(path, 'path');
  let full = require('path').resolve(path);
  if (path.endsWith('/') && !full.endsWith('/')) full += '/';
  return new URL('file://' + full.replace(/[%\\\n\r\t?#]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`));
}
function urlToHttpOptions(url) {
  const { hostname, pathname, port, username, password, search } = url;
  const options = { __proto__: null, ...url, protocol: url.protocol, hostname: hostname.replace(/^\[|\]$/g, ''), hash: url.hash, search, pathname, path: `${pathname || ''}${search || ''}`, href: url.href };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

function Url() {
  for (const name of ['protocol', 'slashes', 'auth', 'host', 'port', 'hostname', 'hash', 'search', 'query', 'pathname', 'path', 'href']) this[name] = null;
}
const slashed = /^(https?|ftp|gopher|file|wss?):$/;
const escapes = /[\t\n\r "'<>\\^`{|}]/g;
Url.prototype.parse = function (input, parseQuery, slashesDenoteHost) {
  checkString(input, 'url');
  let rest = input.trim();
  const split = rest.split('#', 1)[0];
  if (split.includes('\\') && !split.includes('?')) rest = split.replaceAll('\\', '/') + rest.slice(split.length);
  const scheme = /^([a-z0-9.+-]+:)/i.exec(rest);
  let lower = '';
  if (scheme) {
    lower = scheme[0].toLowerCase();
    this.protocol = lower;
    rest = rest.slice(lower.length);
  }
  if (slashesDenoteHost || lower || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
    if (rest.startsWith('//') && lower !== 'javascript:') {
      this.slashes = true;
      rest = rest.slice(2);
    }
  }
  if (lower !== 'javascript:' && (this.slashes || lower && !slashed.test(lower))) {
    let end = rest.search(/[/?#]/);
    if (end < 0) end = rest.length;
    let host = rest.slice(0, end);
    rest = rest.slice(end);
    const at = host.lastIndexOf('@');
    if (at >= 0) {
      this.auth = decodeURIComponent(host.slice(0, at));
      host = host.slice(at + 1);
    }
    const port = /:([0-9]*)$/.exec(host);
    if (port) {
      if (port[1] !== '') this.port = port[1];
      host = host.slice(0, port.index);
    }
    const bad = host.search(/[^\w.\-~:[\]%\u0080-\uffff*+]/);
    if (bad >= 0 && !host.startsWith('[')) {
      rest = `/${host.slice(bad)}${rest}`;
      host = host.slice(0, bad);
    }
    this.hostname = host.toLowerCase();
    if (/[^\0-\x7F]/.test(this.hostname)) this.hostname = natives.domainToAscii(this.hostname);
    this.host = this.hostname + (this.port ? `:${this.port}` : '');
    if (this.hostname.startsWith('[') && this.hostname.endsWith(']')) {
      this.hostname = this.hostname.slice(1, -1);
      if (rest[0] !== '/') rest = `/${rest}`;
    }
  }
  if (lower !== 'javascript:') rest = rest.replace(escapes, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  const hash = rest.indexOf('#');
  if (hash >= 0) {
    this.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  const query = rest.indexOf('?');
  if (query >= 0) {
    this.search = rest.slice(query);
    this.query = rest.slice(query + 1);
    if (parseQuery) this.query = require('querystring').parse(this.query);
    rest = rest.slice(0, query);
  } else if (parseQuery) {
    this.search = null;
    this.query = { __proto__: null };
  }
  if (rest) this.pathname = rest;
  if (slashed.test(lower) && this.hostname && !this.pathname) this.pathname = '/';
  if (this.pathname || this.search) this.path = (this.pathname || '') + (this.search || '');
  this.href = this.format();
  return this;
};
Url.prototype.format = function () {
  let auth = this.auth ? `${encodeURIComponent(this.auth).replace(/%3A/i, ':')}@` : '';
  let protocol = this.protocol || '';
  let pathname = this.pathname || '';
  let hash = this.hash || '';
  let host = '';
  if (this.host) host = auth + this.host;
  else if (this.hostname) {
    host = auth + (this.hostname.includes(':') && !this.hostname.startsWith('[') ? `[${this.hostname}]` : this.hostname);
    if (this.port) host += `:${this.port}`;
  }
  let query = this.query !== null && typeof this.query === 'object' ? require('querystring').stringify(this.query) : '';
  let search = this.search || (query && `?${query}`) || '';
  if (protocol && !protocol.endsWith(':')) protocol += ':';
  pathname = pathname.replace(/[?#]/g, (c) => encodeURIComponent(c));
  if (this.slashes || slashed.test(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (protocol === 'file:') host = '//';
  }
  if (hash && hash[0] !== '#') hash = `#${hash}`;
  if (search && search[0] !== '?') search = `?${search}`;
  return protocol + host + pathname + search.replaceAll('#', '%23') + hash;
};
function parse(url, parseQuery, slashesDenoteHost) { return url instanceof Url ? url : new Url().parse(url, parseQuery, slashesDenoteHost); }
function format(url, options) {
  if (typeof url === 'string') return parse(url).format();
  if (url === null || typeof url !== 'object') throw invalidType('urlObject', 'one of type object or string', url);
  if (url instanceof URL) {
    const copy = new URL(url.href);
    if (options?.fragment === false) copy.hash = '';
    if (options?.search === false) copy.search = '';
    if (options?.auth === false) copy.username = copy.password = '';
    return copy.href;
  }
  return Url.prototype.format.call(url);
}
function resolve(from, to) {
  const base = parse(from, false, true);
  const relative = parse(to, false, true);
  if (relative.protocol && relative.protocol !== base.protocol || !base.protocol && !base.host && relative.host) return relative.href;
  if (base.protocol && slashed.test(base.protocol) && base.host) {
    try { return new URL(to, from).href; } catch { return to; }
  }
  const made = new URL(to, new URL(from, 'resolve://x'));
  const text = made.href;
  if (!text.startsWith('resolve://x')) return text;
  const path = text.slice('resolve://x'.length);
  return from.startsWith('/') || to.startsWith('/') ? path : path.slice(1);
}
Url.prototype.resolve = function (relative) { return resolve(this.href, relative); };
module.exports = {
  Url, parse, resolve, resolveObject: (from, to) => parse(resolve(from, to)), format, URL, URLSearchParams, fileURLToPath, pathToFileURL, urlToHttpOptions,
  fileURLToPathBuffer: (url) => Buffer.from(fileURLToPath(url)),
  domainToASCII: natives.domainToAscii, domainToUnicode: (domain) => domain,
};
