// Quotients and remainders that have been integers: what becomes of them is not truncated before its time.
function same(name, actual, expected) { if (!Object.is(actual, expected)) throw new Error(`${name}: expected ${expected}, got ${actual}`); }
const cases = {
  round: (a, b) => Math.round(a / b) | 0, floor: (a, b) => Math.floor(a / b) | 0, ceil: (a, b) => Math.ceil(a / b) | 0, trunc: (a, b) => Math.trunc(a / b) | 0,
  plain: (a, b) => (a / b) | 0, sum: (a, b) => (a / b + 1) | 0, difference: (a, b) => (3 - a / b) | 0, twice: (a, b) => (a / b + b / a) | 0, nested: (a, b) => (a + (b + a / b)) & 255,
  mod: (a, b) => (a % b + 1) | 0, product: (a, b) => ((a / b) * 2) | 0, shifted: (a, b) => (Math.floor(a / b) << 1) >>> 0, stored: (a, b) => { const t = new Int8Array(1); t[0] = Math.round(a / b); return t[0]; },
  integer: (a, b) => Number.isInteger(a / b), finite: (a, b) => [Number.isFinite(a / b), isFinite(a % b)].join(), nan: (a, b) => [isNaN(a / b), Number.isNaN(a % b)].join(),
  chosen: (a, b) => { let x = a; if (b > 0) x = a / b; return Math.round(x) | 0; }, minimum: (a, b) => Math.round(1 / Math.min(a)) | 0, absolute: (a, b) => Math.abs(a / b) | 0, negated: (a, b) => -(a / b) | 0,
};
const whole = [[4, 2], [6, 3], [-8, 4], [9, -3], [1, 1]], others = [[1, 2], [-1, 2], [3, 2], [-7, 2], [5, -3], [0, 5], [0, -5], [5, 0], [-5, 0], [0, 0], [2 ** 31 - 1, 2], [-(2 ** 31), -1], [-(2 ** 31), 3]];
const lines = [];
for (const [name, f] of Object.entries(cases)) {
  // Another copy of the function that is never hot.
  const cold = (0, eval)(`(${f})`);
  for (let i = 0; i < 300; i++) for (const [a, b] of whole) f(a, b);
  for (const [a, b] of [...whole, ...others]) same(`${name}(${a}, ${b})`, f(a, b), cold(a, b));
  lines.push(name + " " + others.map(([a, b]) => f(a, b)).join(" "));
}
console.log(lines.join("\n"));
