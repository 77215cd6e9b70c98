"use strict";
// Tail calls of inlined functions: of natives, bound functions, proxies and what cannot be called, through `call` and directly.
let fuel = 30;
function burn() { return --fuel > 0; }
function cap(x) { return x; }
const bound = cap.bind(null, "bound"), proxy = new Proxy(cap, {});
function viaCall(n) {
  if (!(n > 0) || !burn()) return String(0);
  return cap(viaCall.call(null, n - 2) + viaCall(1));
}
function last(n) {
  if (n === 0) return String(n);
  if (n === 1) return bound(n);
  if (n === 2) return proxy(n);
  if (n === 3) return undefined(n);
  if (n === 4) return String(...[n, 5]);
  return last(n - 5);
}
function outer(n) { const r = last.call(null, n); return r + "!"; }
function spreads(list) { return last(...list); }
let out = [];
for (let i = 0; i < 300; i++) {
  fuel = 12;
  out[0] = viaCall(13);
  for (let n = 0; n < 12; n++) {
    try { out[n + 1] = outer(n) + spreads([n]); } catch (e) { out[n + 1] = e.name; }
  }
}
print(out.join());
