// Code for a loop begins in the middle of its nest: what stands before it in the outer loops is reached by going round. A function that is too long to be
// compiled as a whole gets code for its loops all the same.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function nest(n) {
  let a = 0, b = 1, c = 0, never = 5, label = 0;
  outer: for (let i = 0; i < n; i++) {
    if (i % 7 === 3) { a++; continue; }
    let start = i & 1 ? 2 : 0;
    if (label === 2) { label = 0; b += never; }
    for (let j = start; j < 40; j++) {
      c = (c + j + never) | 0;
      if (j === 38 && i % 11 === 5) { label = 2; continue outer; }
      for (let k = 0; k < 3; k++) { if ((k + j) % 5 === 4) break; a = (a + k) | 0; }
      if (j === 39 && i % 13 === 6) break;
      b = (b * 3 + a) | 0;
    }
    if (i === n - 2) break outer;
  }
  return [a, b, c, label].join();
}
const slow = eval("(" + nest.toString().replaceAll("| 0", "| 0 | eval('0')") + ")");
same(nest(300), slow(300));
same(nest(301), slow(301));

const filler = Array.from({ length: 3000 }, (_, i) => `if (n === ${-i - 1}) { x = x + ${i} | 0; y = x ^ y; }`).join("\n");
const long = new Function("n", `
  var x = 0, y = 1, z;
  ${filler}
  for (var i = 0; i < n; i++) {
    for (var j = 0; j < 100; j++) { x = (x + j * i) | 0; if (j === 90 && i % 3 === 0) break; }
    y = (y + z) | 0;
    if (i === n - 1) z = 4;
  }
  return x + y + z;
`);
function short(n) {
  let x = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < 100; j++) { x = (x + j * i) | 0; if (j === 90 && i % 3 === 0) break; }
  return x + 0 + 4;
}
for (let n = 1; n < 400; n += 37) same(long(n), short(n));
same(long(-5), NaN);
