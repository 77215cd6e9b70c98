// Calls: recursion, methods, missing and surplus arguments, apply, rest, default parameters.
function fibonacci(n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}
class Counter {
  constructor() { this.n = 0; }
  add(k) { this.n = (this.n + k) | 0; return this; }
}
class Doubler extends Counter {
  add(k) { return super.add(k * 2); }
}
function optional(a, b = 1, ...rest) {
  return a + b + rest.length;
}
function forward() {
  return optional.apply(this, arguments);
}
let result = fibonacci(30);
const counters = [new Counter(), new Doubler()];
for (let i = 0; i < 600000; i++) {
  counters[i & 1].add(i).add(1);
  result = (result + optional(i) + forward(i, 2, 3, 4)) | 0;
}
result = (result + counters[0].n + counters[1].n) | 0;
if (result !== -1356360472) throw new Error("wrong result: " + result);
