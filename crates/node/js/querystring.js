// node:querystring
function unescape(text) {
  try { return decodeURIComponent(text); } catch { return Buffer.from(text.replace(/%([0-9a-f]{2})/gi, (_, h) => String.fromCharCode(parseInt(h, 16))), 'latin1').toString(); }
}
const escape = (text) => encodeURIComponent(typeof text === 'object' ? String(text) : text).replace(/[!'()*]/g, (c) => c === "'" || c === '!' || c === '(' || c === ')' || c === '*' ? c : c);
function primitive(value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value) || typeof value === 'bigint') return `${value}`;
  return typeof value === 'boolean' ? `${value}` : '';
}
function stringify(object, separator = '&', equals = '=', options = undefined) {
  const encode = options?.encodeURIComponent ?? module.exports.escape;
  if (object === null || typeof object !== 'object') return '';
  const parts = [];
  for (const key of Object.keys(object)) {
    for (const value of Array.isArray(object[key]) ? object[key] : [object[key]]) parts.push(encode(primitive(key)) + equals + encode(primitive(value)));
  }
  return parts.join(separator);
}
function parse(text, separator = '&', equals = '=', options = undefined) {
  const out = { __proto__: null };
  if (typeof text !== 'string' || text === '') return out;
  const decode = options?.decodeURIComponent ?? module.exports.unescape;
  let pairs = text.split(separator || '&');
  const max = options?.maxKeys ?? 1000;
  if (max > 0) pairs = pairs.slice(0, max);
  for (const pair of pairs) {
    if (pair === '') continue;
    const at = pair.indexOf(equals || '=');
    const key = decode((at < 0 ? pair : pair.slice(0, at)).replaceAll('+', ' '));
    const value = at < 0 ? '' : decode(pair.slice(at + (equals || '=').length).replaceAll('+', ' '));
    if (!(key in out)) out[key] = value;
    else if (Array.isArray(out[key])) out[key].push(value);
    else out[key] = [out[key], value];
  }
  return out;
}
module.exports = { unescapeBuffer: (text) => Buffer.from(unescape(text)), unescape, escape, stringify, encode: stringify, parse, decode: parse };
