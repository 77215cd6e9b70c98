// push and pop in optimized code: every kind of elements, and every array at which they must not take the short way.
function same(actual, expected, what) {
  if (!Object.is(actual, expected)) throw new Error(`${what}: expected ${String(expected)}, got ${String(actual)}`);
}
function thrown(f, kind, what) {
  try { f() } catch (e) { if (e instanceof kind) return e; throw e }
  throw new Error(`${what}: nothing thrown`);
}
const N = 3000;

// A function of its own for each case, so that no case spoils another one's bets.
const make = () => [new Function("a", "v", "return a.push(v)"), new Function("a", "return a.pop()")];
function warm(push, pop, values = [1, 2]) {
  const a = [];
  for (let i = 0; i < N; i++) {
    same(push(a, values[i % values.length]), 1, "new length");
    same(push(a, values[(i + 1) % values.length]), 2, "new length");
    same(pop(a), values[(i + 1) % values.length], "popped");
    same(pop(a), values[i % values.length], "popped");
  }
}

// kinds: ints, doubles, anything, and values that widen
for (const values of [[1, 2], [1.5, 2.5], ["a", { b: 1 }], [1, 2.5], [1, "x"], [-0, NaN], [undefined, null]]) {
  const [push, pop] = make();
  warm(push, pop, values);
  const a = [];
  for (let i = 0; i < 200; i++) push(a, values[i & 1]);
  same(a.length, 200, "grown");
  for (let i = 199; i >= 0; i--) same(pop(a), values[i & 1], "shrunk");
  same(pop(a), undefined, "empty");
  same(a.length, 0, "empty length");
  push(a, 7); push(a, "s"); push(a, 0.5);
  same(a.join(), "7,s,0.5", "all kinds after another");
}

// ints that are pushed on doubles are doubles there, and read as the same number
{
  const [push, pop] = make();
  warm(push, pop);
  const d = [0.5, 1.5];
  same(push(d, 3), 3, "an int on doubles");
  same(d[2] + d[0], 3.5, "sum");
  same(pop(d), 3, "popped again");
}

// arrays that do not let themselves be changed
{
  const [push, pop] = make();
  warm(push, pop);
  const fixed = Object.defineProperty([1, 2], "length", { writable: false });
  thrown(() => push(fixed, 3), TypeError, "push on a fixed length");
  same(fixed.join(), "1,2", "fixed after push");
  thrown(() => pop(fixed), TypeError, "pop of a fixed length");
  const frozen = Object.freeze([1, 2]);
  thrown(() => push(frozen, 3), TypeError, "push on a frozen array");
  thrown(() => pop(frozen), TypeError, "pop of a frozen array");
  same(frozen.join(), "1,2", "frozen");
  const closed = Object.preventExtensions([1, 2]);
  thrown(() => push(closed, 3), TypeError, "push on an array that is not extensible");
  same(pop(closed), 2, "pop of an array that is not extensible");
}

// holes, lengths beyond the elements, lengths that are no int32
{
  const [push, pop] = make();
  warm(push, pop);
  const holey = [1, , 3];
  same(pop(holey), 3, "above the hole");
  same(pop(holey), undefined, "the hole");
  same(holey.length, 1, "length below the hole");
  const long = new Array(5);
  same(push(long, 9), 6, "behind what is stored");
  same(5 in long && !(4 in long), true, "where it went");
  same(pop(long), 9, "and back");
  const far = [];
  far.length = 4294967295;
  thrown(() => push(far, 1), RangeError, "beyond the last index");
  same(far[4294967295], 1, "stored as a property");
}

// other receivers: array-likes, strings, proxies, subclasses, prototypes
{
  const [push, pop] = make();
  warm(push, pop);
  const like = { length: 1, 0: "z", push: Array.prototype.push, pop: Array.prototype.pop };
  same(push(like, "y"), 2, "array-like");
  same(like[1], "y", "its element");
  same(pop(like), "y", "popped of it");
  class Mine extends Array {}
  const mine = new Mine();
  same(push(mine, 4), 1, "subclass");
  same(pop(mine), 4, "subclass popped");
  const log = [];
  const proxy = new Proxy([], { set(t, k, v) { log.push(k); t[k] = v; return true } });
  push(proxy, 1);
  same(log.join(), "0,length", "proxy traps");
  thrown(() => push(null, 1), TypeError, "null");
}

// an element of a prototype ends the bet: holes and pushes look there from then on
{
  const [push, pop] = make();
  warm(push, pop);
  let seen;
  Object.defineProperty(Array.prototype, "2", { set(v) { seen = v }, get() { return "proto" }, configurable: true });
  const a = [1, 2];
  same(push(a, 3), 3, "through the setter");
  same(seen, 3, "the setter has it");
  same(pop(a), "proto", "through the getter");
  delete Array.prototype[2];
  same(push(a, 5), 3, "after the setter has gone");
  same(a[2], 5, "stored");
}

// values that only the array keeps, across collections
{
  const [push, pop] = make();
  warm(push, pop, [{}, {}]);
  const a = [];
  for (let i = 0; i < 5000; i++) push(a, { i });
  let sum = 0;
  for (let i = 0; i < 5000; i++) sum += pop(a).i;
  same(sum, 12497500, "kept");
}

// %String.prototype% is a string without characters: as a prototype it has no indices until some are stored
{
  "abc".charAt(1);
  const get = (a, i) => a[i];
  const a = [1, , 3];
  Object.setPrototypeOf(a, String.prototype);
  for (let i = 0; i < N; i++) same(get(a, 1), undefined, "a hole above %String.prototype%");
  String.prototype[1] = "stored";
  same(get(a, 1), "stored", "an element of %String.prototype%");
  delete String.prototype[1];
  same(get(a, 1), undefined, "and none again");
  Object.setPrototypeOf(a, new String("xyz"));
  same(get(a, 1), "y", "a character of the prototype");
}

// ---- first elements, of any kind; into arrays old and new
{
    const check = (condition, what) => { if (!condition) throw new Error(what); };
    function pushed(n, first, second) {
        const array = [];
        for (let i = 0; i < n; i++) array.push(i & 1 ? second : first);
        return array;
    }
    const object = { o: 1 };
    const values = [1, 1.5, object, "s", undefined, null, true, NaN, -0, 1n, Symbol.iterator];
    for (let k = 0; k < 6000; k++) {
        const [first, second] = [values[k % 11], values[(k * 7 + 3) % 11]];
        const array = pushed(k % 23, first, second);
        check(array.length === k % 23, "length");
        check(array.every((x, i) => Object.is(x, i & 1 ? second : first)), "values");
        check(!(array.length in array), "the end");
    }
    function adds(array, value) { return array.push(value); }
    const old = [];
    for (let k = 0; k < 4000; k++) old.push([], new Array(), [1], [0.5], [, 1]);
    if (typeof gc === "function") gc();
    for (const array of old) check(adds(array, { k: array }) === array.length && array[array.length - 1].k === array, "old arrays");
    for (const array of old) check(array.pop().k === array, "still there");
    const frozen = Object.freeze([]), prototype = Object.create([]);
    for (let k = 0; k < 50; k++) {
        let error = null;
        try { adds(frozen, object); } catch (e) { error = e; }
        check(error instanceof TypeError && frozen.length === 0, "frozen");
        check(Array.prototype.push.call(prototype, object) === k + 1, "no array");
    }
}
