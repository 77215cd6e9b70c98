// for-of over iterators that are scripts' own: called by bytecode, inlined by the optimizer, closed where the program leaves.

const log = [];
class Range {
  constructor(from, to) { this.from = from; this.to = to; }
  [Symbol.iterator]() {
    let i = this.from, to = this.to;
    return { next() { return i < to ? { value: i++, done: false } : { value: undefined, done: true }; } };
  }
}
class Countdown {
  constructor(n) { this.n = n; }
  [Symbol.iterator]() { return this; }
  next() { return this.n > 0 ? { done: false, value: this.n-- } : { done: true, value: 'end' }; }
  return(...args) { log.push('return', args.length); return {}; }
}
function sum(iterable) {
  let s = 0;
  for (const x of iterable) s += x;
  return s;
}
for (let i = 0; i < 3000; i++) sum(new Range(0, 5));
console.log(sum(new Range(0, 1000)));
// The same loop meets arrays, generators, Maps, typed arrays, strings, and iterators of scripts again.
function* yields() { yield 1; yield 2; return 7; }
const others = [[1, 2, 3], yields, new Set([4, 5]), new Uint8Array([6, 7]), new Map([[1, 2]]).values(), new Countdown(4), new Range(1, 3), [1, , 2], 'ab'];
for (let round = 0; round < 400; round++) {
  const line = others.map(other => String(sum(typeof other === 'function' ? other() : other === others[5] ? new Countdown(4) : other))).join();
  if (round % 133 === 0) console.log(line);
}

// Leaving closes; a failure of the iterator itself does not.
function first(iterable) { for (const x of iterable) return x; }
function broken(iterable) { for (const x of iterable) { if (x === 2) break; if (x > 100) continue; } }
function thrown(iterable) { for (const x of iterable) { if (x === 2) throw 'body ' + x; } }
function attempt(f, ...args) {
  try { return f(...args); } catch (e) { return e instanceof Error ? e.name : String(e); }
}
for (let i = 0; i < 1000; i++) {
  log.length = 0;
  attempt(first, new Countdown(3));
  attempt(broken, new Countdown(3));
  attempt(thrown, new Countdown(3));
  attempt(sum, new Countdown(3));
  if (i % 333 === 0) console.log(log.join());
}
const faulty = part => ({
  [Symbol.iterator]() {
    if (part === 'method') throw 'of the method';
    if (part === 'primitive') return 1;
    return {
      get next() {
        if (part === 'get next') throw 'of get next';
        if (part === 'no next') return undefined;
        if (part === 'native next') return Math.max;
        return function () {
          if (part === 'next') throw 'of next';
          if (part === 'no object') return 3;
          return {
            get done() { if (part === 'done') throw 'of done'; log.push('done'); return part === 'finished' ? 'yes' : 0; },
            get value() { if (part === 'value') throw 'of value'; log.push('value'); return 2; },
          };
        };
      },
      return() { log.push('return'); if (part === 'return') throw 'of return'; return part === 'return 1' ? 1 : {}; },
    };
  },
});
const parts = ['method', 'primitive', 'get next', 'no next', 'native next', 'next', 'no object', 'done', 'finished', 'value', 'return', 'return 1', 'fine'];
for (let i = 0; i < 300; i++) {
  const lines = parts.map(part => { log.length = 0; return `${part}: ${attempt(broken, faulty(part))} ${attempt(thrown, faulty(part))} ${log.join()}`; });
  if (i % 149 === 0) console.log(lines.join('\n'));
}

// The method is read once, `next` once, `done` before `value`, and `value` not at the end.
let reads = [];
const watched = (n) => ({
  get [Symbol.iterator]() {
    reads.push('iterator');
    return function () {
      reads.push(this === undefined ? 'no this' : typeof this);
      return { get next() { reads.push('next'); return () => ({ get done() { reads.push('done'); return n-- <= 0; }, get value() { reads.push('value'); return n; } }); } };
    };
  },
});
for (let i = 0; i < 500; i++) {
  reads = [];
  sum(watched(2));
  if (i % 499 === 0) console.log(reads.join());
}
// `next` is the one that was there first.
function replaced() {
  const iterator = new Countdown(3);
  const seen = [];
  for (const x of iterator) {
    iterator.next = () => ({ done: true });
    seen.push(x);
  }
  return seen.join();
}
for (let i = 0; i < 500; i++) if (i % 499 === 0) console.log(replaced()); else replaced();
// Primitives have methods of scripts too.
Object.defineProperty(Number.prototype, Symbol.iterator, { configurable: true, value: function () { 'use strict'; return new Range(0, this)[Symbol.iterator](); } });
for (let i = 0; i < 500; i++) sum(5);
console.log(sum(5), first(3));
delete Number.prototype[Symbol.iterator];
console.log(attempt(sum, 5), attempt(sum, {}), attempt(sum, undefined));

// Closures over the variable, patterns, assignments to properties, nested loops, yields and awaits in between.
function closures(iterable) {
  const made = [];
  for (let x of iterable) made.push(() => x++);
  return made.map(f => f() + f()).join();
}
function patterns() {
  const target = {};
  const out = [];
  for (const [a, { b }] of { *[Symbol.iterator]() { yield [1, { b: 2 }]; yield [3, { b: 4 }]; } }) out.push(a + b);
  for (target.x of new Range(0, 3)) out.push(target.x);
  outer: for (const x of new Range(0, 3)) for (const y of new Countdown(3)) { if (y === 2) continue outer; out.push(x * y); }
  return out.join();
}
function* delegating(n) { for (const x of new Range(0, n)) { const got = yield x; if (got) log.push(got); } }
async function awaiting(n) { let s = 0; for (const x of new Range(0, n)) s += await x; return s; }
for (let i = 0; i < 400; i++) {
  log.length = 0;
  const texts = [closures(new Range(0, 3)), patterns(), [...delegating(4)].join(), (g => [g.next().value, g.next('a').value, g.return('b').value].join())(delegating(4)), log.join()];
  if (i % 399 === 0) console.log(texts.join(' | '));
}
(async () => { for (let i = 0; i < 200; i++) await awaiting(4); console.log(await awaiting(10)); })();
