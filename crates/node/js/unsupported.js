// Modules that programs name without using: everything in them says that it is not there.
const { make } = require('internal/errors');
function missing(path) {
  const f = function () { throw make(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', `${path} is not supported by ogive`); };
  return f;
}
const known = {
  zlib: ['createGzip', 'createGunzip', 'createDeflate', 'createInflate', 'gzip', 'gunzip', 'gzipSync', 'gunzipSync', 'deflate', 'inflate', 'deflateSync', 'inflateSync', 'brotliCompress', 'brotliCompressSync', 'brotliDecompress', 'brotliDecompressSync', 'createBrotliCompress', 'createBrotliDecompress', 'crc32'],
  http: ['createServer', 'request', 'get', 'Agent', 'Server', 'IncomingMessage', 'ServerResponse', 'ClientRequest'],
  https: ['createServer', 'request', 'get', 'Agent', 'Server'],
  net: ['createServer', 'connect', 'createConnection', 'Socket', 'Server', 'isIP', 'isIPv4', 'isIPv6'],
  tls: ['createServer', 'connect', 'TLSSocket'], dns: ['lookup', 'resolve'], dgram: ['createSocket'], inspector: ['Session', 'open', 'close', 'url'],
  repl: ['start', 'REPLServer'], cluster: ['fork'], http2: ['connect', 'createServer'], domain: ['create', 'Domain'],
};
for (const key of known[name] ?? []) exports[key] = missing(`${name}.${key}`);
if (name === 'zlib' || name === 'http2') exports.constants = {};
if (name === 'cluster') Object.assign(exports, { isMaster: true, isPrimary: true, isWorker: false });
if (name === 'http') Object.assign(exports, { METHODS: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'], STATUS_CODES: { 200: 'OK', 404: 'Not Found', 500: 'Internal Server Error' }, globalAgent: {} });
if (name === 'inspector') exports.url = () => undefined;
if (name === 'dns') exports.promises = {};
