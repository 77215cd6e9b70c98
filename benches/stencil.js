// A five-point stencil over arrays of doubles, back and forth, with a boundary: the inner loop of a fluid solver.
function relax(from, to, width, height, a, c) {
  const stride = width + 2;
  for (let y = 1; y <= height; y++) {
    let last = to[y * stride];
    for (let x = 1; x <= width; x++) {
      const i = y * stride + x;
      last = to[i] = (from[i] + a * (last + to[i + 1] + to[i - stride] + to[i + stride])) / c;
    }
  }
}
function boundary(field, width, height) {
  const stride = width + 2;
  for (let x = 0; x < stride; x++) {
    field[x] = field[stride + x];
    field[(height + 1) * stride + x] = field[height * stride + x];
  }
  for (let y = 0; y < height + 2; y++) {
    field[y * stride] = -field[y * stride + 1];
    field[y * stride + width + 1] = -field[y * stride + width];
  }
}
const width = 128, height = 128;
const source = new Array((width + 2) * (height + 2)).fill(0.5);
const field = new Array(source.length).fill(0.5);
for (let i = 0; i < source.length; i += 17) source[i] = i / source.length;
for (let k = 0; k < 100; k++) {
  relax(source, field, width, height, 0.2, 1.9);
  boundary(field, width, height);
}
let sum = 0;
for (const v of field) sum += v;
if (Math.abs(sum - 7441.048400524768) > 1e-6) throw new Error("wrong result: " + sum);
