// Objects that are never made, or only where somebody needs them: arrays and their elements, what meets at merges and goes round loops, rare ways out. Exits rebuild them.
const assert = (condition, what) => { if (!condition) throw new Error(what); };
const same = (a, b, what) => assert(Object.is(a, b), `${what}: ${String(a)} for ${String(b)}`);
const hot = f => { for (let i = 0; i < 3000; i++) f(i); };

// ---- arrays: literals, stores, lengths, destructuring
function pair(a, b) { return [a, b]; }
hot(i => { const [x, y] = pair(i, "s"); assert(x === i && y === "s", "a pair"); });
hot(i => { let a = i, b = i + 1; [a, b] = [b, a]; assert(a === i + 1 && b === i, "a swap"); });
function three(i) { const a = [i, 2, 3]; a[1] = i * 2; a[0] += 1; return a[0] + a[1] * 10 + a[2] * 100 + a.length; }
hot(i => same(three(i), i + 1 + i * 20 + 300 + 3, "stores"));
function doubles(x) { const a = [0, 0]; a[0] = x * 0.5; a[1] = x; return a[0] + a[1]; }
hot(i => same(doubles(i), i * 0.5 + i, "ints that become doubles"));
function mixed(x) { const a = [1, 2]; a[1] = "s" + x; return a[0] + a[1]; }
hot(i => same(mixed(i), "1s" + i, "ints that become anything"));
function holes(i) { const a = new Array(3); a[1] = i; return [a[0], a[1], a.length]; }
hot(i => assert(holes(i).join() === "," + i + ",3", "holes"));
function chosen(a, b, c, i) { const list = [a, b, c]; return list[i]; }
hot(i => same(chosen(i, 1, 2, i % 3), [i, 1, 2][i % 3], "an element"));
same(chosen(7, 8, 9, 3), undefined, "no element");
same(chosen(7, 8, 9, -1), undefined, "no index");
same(chosen(7, 8, 9, "length"), 3, "a name");
hot(i => same(chosen(i + 0.5, 1.5, -0, i % 3), [i + 0.5, 1.5, -0][i % 3], "a double"));
function put(i, value) { const list = [1, 2, 3]; list[i] = value; return list[0] * 100 + list[1] * 10 + list[2]; }
hot(i => same(put(i % 3, 7), [723, 173, 127][i % 3], "a store at some index"));
same(put(3, 7), 123, "a store beyond");
hot(i => same(put(i % 3, 0.5), [73, 108, 120.5][i % 3], "a double at some index"));
function sum(...rest) { let s = 0; for (let i = 0; i < rest.length; i++) s += rest[i]; return s; }
hot(i => same(sum(i, 1, 2), i + 3, "rest"));
function sumArguments() { let s = ""; for (let i = arguments.length - 1; i >= 0; i--) s += arguments[i]; return s; }
hot(i => same(sumArguments(i, "a"), "a" + i, "arguments"));
function each(a, b) { let s = 0; for (const x of [a, b, 3]) s += x; return s; }
hot(i => same(each(i, 2), i + 5, "for-of"));
same(each("x", 2), "0x23", "for-of over something else");

// Exits inside see the array as it is: what is stored, its kind, its holes, its length.
let seen;
function leaves(i, what) {
    const a = [i, 1.5, 2], n = new Array(2);
    a[2] = 9;
    n[1] = i;
    const x = what + 1;
    seen = [a, n, a === a, a.length];
    return x;
}
hot(i => leaves(i, i));
for (const what of ["s", 2 ** 31, null, 1n]) {
    try { leaves(5, what); } catch { seen = [[5, 1.5, 9], [, 5], true, 3]; }
    assert(JSON.stringify(seen) === "[[5,1.5,9],[null,5],true,3]" && !(0 in seen[1]), "rebuilt");
}
function kinds(flag, value) {
    const ints = [1, 2], doubles = [1.5, 2.5], any = ["a", 1];
    const result = value * 2;
    return flag ? [ints, doubles, any, result] : result;
}
hot(i => same(kinds(false, i), i * 2, "nothing made"));
for (const value of [0.5, "3", { valueOf() { return 4; } }]) {
    const [ints, doubles, any] = kinds(true, value);
    ints.push(0.5); ints[0] = "x"; doubles[0] = 1; doubles.push({}); any[1] = 0.25;
    assert(JSON.stringify([ints, doubles, any]) === '[["x",2,0.5],[1,2.5,{}],["a",0.25]]', "kinds");
}

// ---- merges
function either(flag, i) { let p; if (flag) p = { x: i, y: 1 }; else p = { x: 2, y: i }; p.x += 1; return p.x * 10 + p.y; }
hot(i => same(either(i & 1, i), i & 1 ? (i + 1) * 10 + 1 : 30 + i, "either"));
function replaced(flag, i) { let p = { x: i, y: 1 }; const q = p; if (flag) p = { x: 2, y: i }; p.x++; return p.x + (p === q ? 100 : 0) + q.x; }
hot(i => same(replaced(i & 1, i), i & 1 ? 3 + i : 2 * i + 102, "one of two names"));
function shapes(flag, i) { const p = flag ? { x: i, y: 1 } : { y: i, x: 2 }; return p.x - p.y; }
hot(i => same(shapes(i & 1, i), i & 1 ? i - 1 : 2 - i, "two shapes"));
function grown(flag, i) { const p = { x: i }; if (flag) p.y = 1; return p.y === undefined ? p.x : p.x + p.y; }
hot(i => same(grown(i & 1, i), i + (i & 1), "a shape of one way only"));
function arrays(flag, i) { const p = flag ? [i, 1] : [2, i]; return p[0] - p[1]; }
hot(i => same(arrays(i & 1, i), i & 1 ? i - 1 : 2 - i, "arrays"));
function callbacks(flag, i) { const f = flag ? x => x + i : x => x - i; return f(1) + f(2); }
hot(i => same(callbacks(i & 1, i), i & 1 ? 3 + 2 * i : 3 - 2 * i, "closures"));

// ---- loops
function accumulates(n) { let p = { x: 1, y: 2.5 }; for (let i = 0; i < n; i++) p = { x: p.x + 1, y: p.y * 0.5 }; return p; }
hot(() => { const p = accumulates(5); assert(p.x === 6 && p.y === 2.5 / 32 && Object.keys(p).join() === "x,y", "an accumulator"); });
hot(() => assert(accumulates(0).y === 2.5, "no round"));
function swaps(n) { let p = { v: 1 }, q = { v: 2 }; for (let i = 0; i < n; i++) { const t = p; p = q; q = t; p.v += 3; } return p.v * 1000 + q.v; }
hot(() => same(swaps(5), 11007, "two that change places"));
function chain(n) { let list = null; for (let i = 0; i < n; i++) list = { i, next: list }; let s = 0; for (; list; list = list.next) s = s * 10 + list.i; return s; }
hot(() => same(chain(4), 3210, "a list"));
function keeps(n) { let p = { x: 0 }, first = p; for (let i = 0; i < n; i++) { p = { x: p.x + 1 }; first.x += 10; } return p.x + first.x; }
hot(() => same(keeps(3), 3 + 30, "the first is another"));
function turns(n) { let p = { x: 0 }; for (let i = 0; i < n; i++) { if (i === 3) p = { x: 100 }; p.x++; } return p.x; }
hot(() => same(turns(8), 105, "replaced in a loop"));
function vectors(n) {
    class Vector { constructor(x, y) { this.x = x; this.y = y; } add(o) { return new Vector(this.x + o.x, this.y + o.y); } }
    let p = new Vector(0, 0.5);
    const d = new Vector(1, 0.25);
    for (let i = 0; i < n; i++) p = p.add(d);
    return p;
}
hot(() => { const p = vectors(4); assert(p.x === 4 && p.y === 1.5 && p.constructor.name === "Vector", "vectors"); });
function fibonacci(n) { let [a, b] = [0, 1]; for (let i = 0; i < n; i++) [a, b] = [b, a + b]; return a; }
hot(() => same(fibonacci(30), 832040, "a pair round a loop"));
function loopLeft(n, bad) { let p = { x: 0, a: [1, 2] }; for (let i = 0; i < n; i++) { p = { x: p.x + (i === bad ? 0.5 : 1), a: [p.a[1], i] }; } return p.x + p.a[0] * 100 + p.a[1] * 1000; }
hot(() => same(loopLeft(5, -1), 5 + 300 + 4000, "in a loop"));
same(loopLeft(5, 2), 4.5 + 300 + 4000, "left in a loop");

// ---- made where they are needed
function rare(i) { const p = { x: i, y: [i] }; p.x++; if (i % 64 === 0) { seen = p; p.x += 5; return p; } return p.x; }
hot(i => {
    const r = rare(i);
    if (i % 64 === 0) assert(r === seen && r.x === i + 6 && r.y[0] === i, "made"); else same(r, i + 1, "not made");
});
function throwing(i) { const e = { code: i, list: [i, i + 1] }; if (i % 50 === 7) throw e; return e.code + e.list[1]; }
hot(i => {
    try { same(throwing(i), 2 * i + 1, "not thrown"); } catch (e) { assert(i % 50 === 7 && e.code === i && e.list.length === 2, "thrown"); }
});
function later(i) { const p = { x: i }; if (i % 3 === 0) seen = p; p.x++; return p.x + (i % 3 === 0 ? seen.x : 0); }
hot(i => same(later(i), i % 3 === 0 ? 2 * i + 2 : i + 1, "seen, and used further"));
function twice(i) { const p = { x: i }; if (i % 4 === 0) { seen = p; return 0; } if (i % 4 === 1) { seen = p; return 1; } p.x = 7; return p.x; }
hot(i => { seen = null; const r = twice(i); assert(i % 4 > 1 ? r === 7 && seen === null : seen.x === i && r === i % 4, "two places"); });
function found(list, i) { for (const x of list) { const hit = { x, i }; if (x === i) return hit; } return null; }
hot(i => { const hit = found([1, 2, 3, 4], i % 6); assert(i % 6 === 0 || i % 6 === 5 ? hit === null : hit.x === i % 6 && hit.i === hit.x, "found"); });
function closureLater(i) { let n = i; const f = () => ++n; if (i % 32 === 0) { seen = f; return f() + seen(); } return f() + f(); }
hot(i => same(closureLater(i), 2 * i + 3, "a closure and its environment"));
closureLater(64);
same(seen(), 67, "its environment lives");
function reads(i, o) { const a = [i, o]; a[0]++; if (i % 16 === 0) { seen = a; return a.length + a[0]; } return a[0]; }
hot(i => { const r = reads(i, "o"); if (i % 16 === 0) assert(seen[0] === i + 1 && seen[1] === "o" && r === i + 3, "an array made"); else same(r, i + 1, "an array not made"); });

// ---- identity, prototypes, getters
function identity(i) { const a = { i }, b = { i }; return a === b ? 1 : a == a && a !== b ? 2 : 3; }
hot(i => same(identity(i), 2, "identity"));
function compared(i, other) { const a = { i }; return a === other ? "same" : other === a ? "also" : "not"; }
hot(i => same(compared(i, i & 1 ? seen : null), "not", "another object"));
Object.defineProperty(Object.prototype, "added", { get() { return this.x * 2; }, configurable: true });
function getter(i) { const p = { x: i }; return p.added; }
hot(i => same(getter(i), i * 2, "a getter sees the object"));
delete Object.prototype.added;
same(getter(3), undefined, "the getter is gone");
Array.prototype[5] = "five";
same(chosen(1, 2, 3, 5), "five", "a prototype's element");
delete Array.prototype[5];
function collected(n) { let p = { x: 0, big: [0] }; for (let i = 0; i < n; i++) { p = { x: p.x + 1, big: [p.big[0] + 1] }; if (i % 100 === 99) seen = new Array(1000).fill(p.x); } return p.x + p.big[0]; }
for (let i = 0; i < 40; i++) same(collected(500), 1000, "collections between");

// ---- bindings of each round of a loop
function rounds(n) {
    const kept = [];
    let s = 0;
    for (let i = 0, step = () => i; i < n; i++) {
        const f = () => i * 10 + step();
        s += f();
        if (i === 2) { kept.push(f); i++; kept.push(() => i); }
    }
    return s * 1000 + kept[0]() * 10 + kept[1]();
}
hot(() => same(rounds(5), (0 + 10 + 20 + 40) * 1000 + 303, "each round has its own"));
function nested(n) {
    let s = 0;
    for (let i = 0; i < n; i++) { for (let j = i; j < n; j++) { [1, 2].forEach(x => { s += x * i + j; }); i += 0; } }
    return s;
}
hot(() => same(nested(3), 28, "loops in loops"));
function labelled(n) { let s = 0; outer: for (let i = 0; i < n; i++) { for (let j = 0; j < 3; j++) { const f = () => i + j; if (j === 1) continue outer; s += f(); } } return s; }
hot(() => same(labelled(4), 6, "continued outside"));
function dead(n) { const list = []; for (let i = 0; i < n; i++) { try { list.push(() => later); if (i === 1) list[1](); } catch (e) { return e.name; } let later = i; } return list[0](); }
hot(i => same(dead(1 + (i & 1)), i & 1 ? "ReferenceError" : 0, "a hole in an environment"));

// ---- typeof of what is made here
function calls(f) { if (typeof f !== "function") return typeof f; return f(1); }
hot(i => { same(calls(x => x + i), i + 1, "a closure"); same(calls({ i }), "object", "an object"); same(calls([i]), "object", "an array"); });
hot(i => { same(calls(i), "number", "a number"); same(calls("" + i), "string", "a string"); same(calls(i > 5), "boolean", "a boolean"); same(calls(null), "object", "null"); same(calls(), "undefined", "undefined"); });
hot(i => same([1, 2, 3].reduce((a, x) => a + x * i, 0), 6 * i, "a callback"));

// ---- arguments
function total() { let s = 0; for (let i = 0; i < arguments.length; i++) s += arguments[i]; return s; }
hot(i => same(total(i, 1, 2) + total() + total(i), 2 * i + 3, "arguments in a loop"));
same(total("a", 1), "0a1", "other arguments in a loop");
function strictTotal() { "use strict"; let s = 0; for (let i = 0; i < arguments.length; i++) s += arguments[i]; return s; }
hot(i => same(strictTotal(i, 1), i + 1, "strict arguments"));
function shortened(i) { if (i % 8 === 0) arguments.length = 1; let s = 0; for (let k = 0; k < arguments.length; k++) s += arguments[k]; return s; }
hot(i => same(shortened(i, 1), i % 8 === 0 ? i : i + 1, "a length that is set"));
function mapped(a) { arguments[0] = a + 1; a += 10; return arguments[0] + arguments.length; }
hot(i => same(mapped(i), i + 12, "mapped"));
