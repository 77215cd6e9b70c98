// Methods of typed arrays, Maps and Sets that call a function for each element: what the function may do meanwhile, and what nobody may notice.
function attempt(f) {
  try { return f(); } catch (e) { return e.name + ': ' + e.message; }
}
const callbacks = ['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'forEach', 'map', 'reduce', 'reduceRight', 'some'];
const arrays = [new Int8Array([3, -1, 2]), new Uint8ClampedArray([300, 2, 1]), new Float64Array([0.5, NaN, -0]), new BigInt64Array([5n, -6n]), new Float32Array(0)];
for (let round = 0; round < 60; round++) {
  const lines = [];
  for (const name of callbacks) {
    for (const array of arrays) {
      const seen = [];
      const big = array instanceof BigInt64Array;
      const result = attempt(() => array[name](function (...args) {
        seen.push(args.slice(0, name.startsWith('reduce') ? 3 : 2).map(a => Object.is(a, -0) ? '-0' : String(a)).join('/') + typeof this + args.length);
        const value = args[name.startsWith('reduce') ? 1 : 0];
        return name === 'map' ? (big ? value * 2n : value * 1.5) : name.startsWith('reduce') ? args[0] + value : value > 0;
      }, 'this'));
      lines.push(`${name} ${String(result)} ${seen.join(' ')}`);
    }
  }
  if (round % 59 === 0) console.log(lines.join('\n'));
}
console.log(attempt(() => new Int8Array(1).map(1)), attempt(() => Int8Array.prototype.map.call([1], x => x)), attempt(() => new Int8Array(0).reduce((a, b) => a)));
console.log(attempt(() => new Int8Array(2).reduce((a, b) => { throw new RangeError('out ' + b); })), new Int8Array([7]).reduce(() => { throw 1; }));
console.log(callbacks.map(name => Int8Array.prototype[name].length + Int8Array.prototype[name].name).join(), Int8Array.prototype.map === Float64Array.prototype.map);
console.log(attempt(() => new (Int8Array.prototype.map)()), 'prototype' in Int8Array.prototype.some);

// Buffers that shrink, grow or go.
for (let i = 0; i < 40; i++) {
  const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
  const tracking = new Uint8Array(buffer);
  const seen = [];
  tracking.set([1, 2, 3, 4, 5, 6, 7, 8]);
  tracking.forEach((value, k) => { seen.push(value); if (k === 2) buffer.resize(4); if (k === 5) buffer.resize(16); });
  const kept = tracking.filter((value, k) => { if (k === 1) buffer.resize(2); return true; });
  const gone = new Uint8Array(4).fill(9);
  const found = gone.findLast((value, k) => { if (k === 2) gone.buffer.transfer(); return value === undefined; });
  if (i === 39) console.log(seen.join(), kept.join(), found, attempt(() => gone.some(x => x)));
}
class Mine extends Uint16Array { static made = 0; constructor(...args) { super(...args); Mine.made++; } }
const mine = new Mine([1, 2, 3]).map(x => x + 65535).filter(x => x > 1);
console.log(mine instanceof Mine, mine.join(), Mine.made);
class Small extends Uint8Array { static get [Symbol.species]() { return function (n) { return new Uint8Array(n - 1); }; } }
console.log(attempt(() => new Small(3).map(x => x)));

// Maps and Sets that change under the callback.
for (let i = 0; i < 60; i++) {
  const map = new Map([[1, 'a'], [2, 'b'], [3, 'c']]), set = new Set([1, 2, 3]);
  const seen = [];
  map.forEach(function (value, key, whole) {
    seen.push(key + value + (whole === map) + this.x);
    if (key === 1) { map.delete(2); map.set(4, 'd'); }
    if (key === 4 && map.size < 6) { map.delete(1); map.set(1, 'again'); map.set(NaN, 'n'); }
    if (key !== key) map.clear();
  }, { x: i });
  set.forEach((value, again, whole) => {
    seen.push(value + again + (whole === set));
    if (value < 20) { set.delete(value); set.add(value + 7); }
  });
  if (i === 59) console.log(seen.join(' '), map.size, [...set].join());
}
console.log(attempt(() => Map.prototype.forEach.call(new Set, () => {})), attempt(() => new Set([1]).forEach(1)).slice(0, 10), attempt(() => new Map().forEach()));
console.log(attempt(() => new Map([[1, 2]]).forEach((v, k) => { throw new TypeError(k + v); })));
// for-of over typed arrays, which may change under it too.
function collect(iterable, each) {
  const out = [];
  for (const value of iterable) {
    out.push(String(value));
    if (each) each(out.length);
  }
  return out.join();
}
for (let i = 0; i < 300; i++) {
  const buffer = new ArrayBuffer(4, { maxByteLength: 8 }), bytes = new Uint8Array(buffer);
  const lines = [
    collect(new Float32Array([1.5, -0, NaN])), collect(new BigUint64Array([7n, 8n])), collect(new Int8Array([4, 5]).entries()), collect(new Int8Array(3).keys()),
    collect(bytes, n => { if (n === 2) buffer.resize(8); if (n === 6) buffer.resize(6); }),
    attempt(() => collect(bytes, n => { if (n === 3) buffer.transfer(); })).slice(0, 30),
    collect(i % 50 === 49 ? [1, , 3] : new Int16Array([1, 2])),
  ];
  if (i % 299 === 0) console.log(lines.join(' '));
}
// The protocol of iteration has no part in it.
const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(new Map().entries()));
let touched = 0;
IteratorPrototype.return = () => { touched++; return {}; };
const { next } = Object.getPrototypeOf(new Map().entries());
Object.getPrototypeOf(new Map().entries()).next = function () { touched++; return next.call(this); };
Object.getPrototypeOf(new Set().entries())[Symbol.iterator] = function () { touched++; return this; };
Array.prototype[Symbol.iterator] = function* () { touched++; };
for (let i = 0; i < 60; i++) {
  attempt(() => new Map([].concat()).set(1, 2).forEach(() => { throw new Error; }));
  attempt(() => new Set().add(1).forEach(() => { throw new Error; }));
}
console.log(touched);
