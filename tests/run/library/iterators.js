// Steps of built-in iterators that need no call and no result object, and what must end that.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
const walk = (iterable) => { const out = []; for (const x of iterable) out.push(x); return out.join("|"); };
for (let i = 0; i < 5; i++) {
  same(walk("a\u{1F600}b\uD800"), "a|\u{1F600}|b|\uD800");
  same(walk(""), "");
  same(walk("x".repeat(30) + "y").length, 61);
  same([..."ab"].length, 2);
  same(Array.from("a\u{1F600}").length, 2);
  same(walk([1, , 3].values()), "1||3");
  same(walk([1, , 3].keys()), "0|1|2");
  same(walk(["a", "b"].entries()), "0,a|1,b");
  same(walk(new Uint8Array([1, 2]).values()), "1|2");
  same(walk(Array.prototype.values.call({ length: 2, 0: "p", 1: "q" })), "p|q");
  same([1, 2, 3, 4].values().map((x) => x * 2).filter((x) => x > 2).take(2).toArray().join(), "4,6");
  same(new Map([[1, 2]].values()).get(1), 2);
  same(new Set("aab").size, 2);
}
// The array changes under way; once done, done.
const growing = [1, 2];
let steps = 0;
for (const x of growing.values()) { if (steps++ < 3) growing.push(x + 10); }
same(growing.join(), "1,2,11,12,21");
const iterator = growing.values();
for (const _ of iterator) { growing.length = 1; }
growing.push(9, 9);
same(iterator.next().done, true);
same(walk(iterator), "");
// Stopped and gone on.
const shared = "abcdef"[Symbol.iterator]();
for (const c of shared) if (c === "b") break;
same(shared.next().value, "c");
same(walk(shared), "d|e|f");
same(shared.next().done, true);
// A next method of its own, on the iterator and on the prototype.
const own = "abc"[Symbol.iterator]();
own.next = () => ({ done: true });
same(walk(own), "");
for (const text of ["string", "array"]) {
  const source = () => text === "string" ? "ab"[Symbol.iterator]() : ["a", "b"].values();
  const prototype = Object.getPrototypeOf(source());
  const original = prototype.next;
  let calls = 0;
  same(walk(source()), "a|b");
  prototype.next = function () { calls++; return Reflect.apply(original, this, []); };
  same(walk(source()), "a|b");
  same(calls, 3);
  prototype.next = original;
  same(walk(source()), "a|b");
  same(calls, 3);
}
// The wrong receiver.
let error;
try { Object.getPrototypeOf(""[Symbol.iterator]()).next.call([].values()); } catch (e) { error = e; }
same(error instanceof TypeError, true);
// Getters and proxies behind an array iterator.
const log = [];
const proxy = new Proxy(["u", "v"], { get(t, k) { log.push(String(k)); return t[k]; } });
same(walk(Array.prototype.values.call(proxy)), "u|v");
same(log.join(), "length,0,length,1,length");
let thrown;
const bad = Array.prototype.values.call({ length: 2, get 0() { throw new RangeError("0"); }, 1: "then" });
try { walk(bad); } catch (e) { thrown = e; }
same(thrown instanceof RangeError, true);
same(bad.next().value, "then");
// JSON: objects with and without toJSON in turn.
class Spoken { constructor(v) { this.v = v; } toJSON() { return "spoken " + this.v; } }
const mixed = [{ a: 1 }, [2, { b: [3] }], new Spoken(4), { a: new Spoken(5) }, Object.create({ toJSON() { return 6; } })];
for (let i = 0; i < 3; i++) same(JSON.stringify(mixed), '[{"a":1},[2,{"b":[3]}],"spoken 4",{"a":"spoken 5"},6]');
const sly = [{ a: 1 }, { get a() { Object.prototype.toJSON = () => "late"; return 1; } }, { a: 1 }, [1]];
same(JSON.stringify(sly), '[{"a":1},{"a":1},"late","late"]');
delete Object.prototype.toJSON;
// Text to escape, at every place of its eight units.
for (let n = 0; n < 20; n++) for (const c of ['"', "\\", "\n", "\u001f", "\u0000", " ", "!", "\u007f", "\u00ff", "]", "\u2028"]) {
  const text = "x".repeat(n) + c + "y".repeat(9);
  same(JSON.parse(JSON.stringify(text)), text);
  same(JSON.stringify(text).length, n + 11 + ({ '"': 2, "\\": 2, "\n": 2, "\u001f": 6, "\u0000": 6 }[c] ?? 1));
}
