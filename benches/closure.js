// Closures: made in loops, over changing variables, and called through variables.
function counter(step) {
  let n = 0;
  return { next: () => (n = (n + step) | 0), peek: () => n };
}
const compose = (f, g) => x => g(f(x));
let result = 0;
for (let round = 0; round < 300; round++) {
  const counters = [];
  for (let i = 0; i < 100; i++) counters.push(counter(i));
  for (let k = 0; k < 10; k++) for (const c of counters) c.next();
  for (const c of counters) result = (result + c.peek()) | 0;
}
let chain = x => x;
for (let i = 0; i < 20; i++) chain = compose(chain, x => (x + i) | 0);
for (let i = 0; i < 40000; i++) result = (result + chain(i)) | 0;
if (result !== 822430000) throw new Error("wrong result: " + result);
