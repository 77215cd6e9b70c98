// Doubles in locals, a loop with a data-dependent end.
function mandelbrot(size, limit) {
  let inside = 0;
  for (let row = 0; row < size; row++) {
    const ci = (2 * row) / size - 1;
    for (let column = 0; column < size; column++) {
      const cr = (3 * column) / size - 2;
      let zr = 0, zi = 0, n = 0;
      while (n < limit && zr * zr + zi * zi <= 4) {
        const next = zr * zr - zi * zi + cr;
        zi = 2 * zr * zi + ci;
        zr = next;
        n++;
      }
      if (n === limit) inside++;
    }
  }
  return inside;
}
const result = mandelbrot(320, 150);
if (result !== 26235) throw new Error("wrong result: " + result);
