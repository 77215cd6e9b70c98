// `a >>> 0` of an int32: the guard that the result is an int32 was dropped, because the sum took the operand's conversion to a double.
function compute(a, b) { return a * b - (a | 0) % (b | 0) + (a >>> 0); }
const inputs = [[3, 4], [-3, 0], [65536, 65536], [-1, 3], [0.5, 2], [NaN, 1], [2 ** 40, 3], ["7", "2"]];
for (let round = 0; round < 16; round++) {
  const [a, b] = inputs[round % inputs.length];
  for (let i = 0; i < 100; i++) $sum(compute(a, b));
}
