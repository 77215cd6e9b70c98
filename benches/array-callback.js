// Array methods with callbacks, and sort with a comparator.
const data = [];
for (let i = 0; i < 2000; i++) data.push((i * 7919) % 2003);
let result = 0;
for (let round = 0; round < 200; round++) {
  const even = data.filter(x => (x & 1) === 0);
  const sum = even.map(x => x * 3 + round).reduce((a, b) => (a + b) | 0, 0);
  let largest = 0;
  data.forEach((x, i) => { if (x > largest) largest = x + (i & 1); });
  const found = data.findIndex(x => x === 1999);
  const all = data.every(x => x >= 0) && data.some(x => x === 5);
  result = (result + sum + largest + found + (all ? 1 : 0)) | 0;
}
for (let round = 0; round < 15; round++) {
  const sorted = data.slice().sort((a, b) => a - b);
  result = (result + sorted[round] + sorted[sorted.length - 1]) | 0;
}
if (result !== 622264235) throw new Error("wrong result: " + result);
