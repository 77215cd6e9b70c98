// Dense matrices in typed arrays: index arithmetic, loads and a multiply-add.
function multiply(a, b, c, n) {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j];
      c[i * n + j] = sum;
    }
  }
}
const n = 120;
const a = new Float64Array(n * n), b = new Float64Array(n * n), c = new Float64Array(n * n);
for (let i = 0; i < n * n; i++) {
  a[i] = (i % 13) - 6;
  b[i] = (i % 7) - 3;
}
for (let k = 0; k < 5; k++) multiply(a, b, c, n);
let trace = 0;
for (let i = 0; i < n; i++) trace += c[i * n + i] * (i + 1);
if (trace !== 4707) throw new Error("wrong result: " + trace);
