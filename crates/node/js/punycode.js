// node:punycode: RFC 3492.
const BASE = 36;
function adapt(delta, count, first) {
  delta = first ? Math.floor(delta / 700) : delta >> 1;
  delta += Math.floor(delta / count);
  let k = 0;
  for (; delta > 455; k += BASE) delta = Math.floor(delta / 35);
  return Math.floor(k + 36 * delta / (delta + 38));
}
const ucs2 = { decode: (text) => Array.from(text, (c) => c.codePointAt(0)), encode: (points) => String.fromCodePoint(...points) };
function decode(input) {
  const out = [];
  const basic = Math.max(input.lastIndexOf('-'), 0);
  for (let i = 0; i < basic; i++) out.push(input.charCodeAt(i));
  let [n, i, bias] = [128, 0, 72];
  for (let at = basic > 0 ? basic + 1 : 0; at < input.length;) {
    const old = i;
    for (let w = 1, k = BASE; ; k += BASE) {
      const c = input.charCodeAt(at++);
      const digit = c - 48 < 10 && c >= 48 ? c - 22 : c >= 65 && c <= 90 ? c - 65 : c >= 97 && c <= 122 ? c - 97 : BASE;
      if (digit >= BASE) throw new RangeError('Invalid input');
      i += digit * w;
      const t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
      if (digit < t) break;
      w *= BASE - t;
    }
    bias = adapt(i - old, out.length + 1, old === 0);
    n += Math.floor(i / (out.length + 1));
    i %= out.length + 1;
    out.splice(i++, 0, n);
  }
  return String.fromCodePoint(...out);
}
function encode(text) {
  const points = ucs2.decode(text);
  let out = points.filter((c) => c < 128).map((c) => String.fromCharCode(c)).join('');
  const basic = out.length;
  let handled = basic;
  if (basic) out += '-';
  let [n, delta, bias] = [128, 0, 72];
  const digit = (d) => String.fromCharCode(d + 22 + 75 * (d < 26));
  while (handled < points.length) {
    const m = Math.min(...points.filter((c) => c >= n));
    delta += (m - n) * (handled + 1);
    n = m;
    for (const c of points) {
      if (c < n) delta++;
      if (c !== n) continue;
      let q = delta;
      for (let k = BASE; ; k += BASE) {
        const t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
        if (q < t) break;
        out += digit(t + (q - t) % (BASE - t));
        q = Math.floor((q - t) / (BASE - t));
      }
      out += digit(q);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return out;
}
const map = (domain, f) => domain.split('.').map(f).join('.');
module.exports = {
  version: '2.1.0', ucs2, decode, encode,
  toASCII: (domain) => map(domain, (l) => /[^\0-\x7F]/.test(l) ? `xn--${encode(l)}` : l),
  toUnicode: (domain) => map(domain, (l) => l.startsWith('xn--') ? decode(l.slice(4).toLowerCase()) : l),
};
