// The check of a sum that is only wanted modulo 2^32 was dropped, and the range that only the check had given it was believed.
let biggest = 2147483647;
function wrapped() { return (1 + (biggest >>> 0) | 0) >>> 0; }
function product(a) { return ((a & 65535) * (a & 65535) | 0) < 0; }
for (let i = 0; i < 500; i++) {
  $sum(wrapped());
  $sum(product(i < 100 ? i : 65535));
}
