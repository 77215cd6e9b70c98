//! stdout: 12000 1 undefined
//! stdout: private 3000 3002 TypeError TypeError
//! stdout: keys 3000 b2 7 undefined 5
//! stdout: setters 4500 thrown 12 4058 1.5
// Bets on names that are keys: symbols, private names of classes made again and again, strings; and setters that are inlined, leave in the middle, and throw.
const S = Symbol("s");
function get(o, k) {
  return o[k];
}
let sum = 0;
const own = { [S]: 3, a: 1 };
for (let i = 0; i < 4000; i++) sum += get(own, S);
console.log(sum, get(own, "a"), get({}, S));

function make(start) {
  return class {
    #count = start;
    static other(o) {
      return o.#count;
    }
    inc() {
      this.#count++;
      return this.#count;
    }
  };
}
{
  const A = make(0), B = make(1);
  const a = new A(), b = new B();
  for (let i = 0; i < 3000; i++) a.inc();
  for (let i = 0; i < 3000; i++) b.inc();
  const kinds = [];
  for (const f of [() => A.other(b), () => A.prototype.inc.call({})]) {
    try {
      f();
    } catch (e) {
      kinds.push(e.name);
    }
  }
  console.log("private", A.other(a), b.inc(), kinds.join(" "));
}
{
  // The same name each time, then others; receivers of several shapes; a getter under the key; inherited values.
  const k = ["b"].join(""), T = Symbol();
  const read = (o, key) => o[key], write = (o, key, v) => { o[key] = v; };
  const o = { a: 1, b: 0 };
  for (let i = 0; i < 3000; i++) write(o, "b", read(o, "b") + 1);
  const before = o.b;
  write(o, "b", "b2");
  for (let i = 0; i < 100; i++) read({ b: i, ["x" + (i % 9)]: i }, "b");
  const inherits = Object.create({ get b() { return 7; } });
  const seven = read(inherits, k);
  write(o, T, 5);
  console.log("keys", before, read(o, k), seven, read(o, "zz"), read(o, T));
}
{
  class P {
    constructor() { this.v = 0; this.log = 0; }
    get x() { return this.v; }
    set x(value) {
      if (value === "throw") throw new Error("thrown");
      this.v = value;
      if (value > 4000) this.log += 1;
    }
  }
  const p = new P();
  const step = (o, by) => {
    o.x = o.x + by;
    return o.log;
  };
  for (let i = 0; i < 4500; i++) step(p, 1);
  const first = p.v;
  let message;
  try {
    for (const value of [1, 2, "throw"]) p.x = value;
  } catch (e) {
    message = e.message;
  }
  let assigned = 0;
  for (let i = 0; i < 2000; i++) assigned += (p.x = 4) * 0 + (i === 7 ? 12 : 0);
  const q = Object.create(p, { log: { value: 4000, writable: true } });
  q.v = 0;
  for (let i = 0; i < 502; i++) step(q, 9);
  p.x = 0.5;
  step(p, 1);
  console.log("setters", first, message, assigned, q.log, p.x);
}
