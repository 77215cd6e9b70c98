// The check of a sum that is only wanted modulo 2^32 was dropped, and the range that only the check had given it was believed.
let biggest = 2147483647;
function wrapped() { return (1 + (biggest >>> 0) | 0) >>> 0; }
function product(a) { return ((a & 65535) * (a & 65535) | 0) < 0; }
for (let i = 0; i < 500; i++) {
  $sum(wrapped());
  $sum(product(i < 100 ? i : 65535));
}
// Sums that a double rounds have other low bits than sums that wrap.
function products(a, b, c, d) { return a * (b & 2097151) + c * (d & 2097151) + (a - 4) * (b & 2097143) + (c - 4) * (d & 2097147) | 0; }
function doublings(a) {
  let s = a + 1;
  s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1;
  s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1;
  s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1; s = s + s + 1;
  return s | 0;
}
for (let i = 0; i < 500; i++) {
  const big = i < 400 ? i % 30 : 2147483647 - i;
  $sum(products(big, i < 400 ? 3 : 2097151 - i, big, i < 400 ? 5 : 2097149 - i));
  $sum(doublings(i < 400 ? i % 30 : 2147483000 + i));
}
