// Cells made in machine code: arrays of a length, literals, closures, environments, constructions; and the first stores into what is absent.
const assert = (condition, what) => { if (!condition) throw new Error(what); };
const hot = f => { for (let i = 0; i < 3000; i++) f(i); };

// ---- new Array(n): holes, then elements
function filled(n, value) {
    const array = new Array(n);
    for (let i = 0; i < n; i++) array[i] = value;
    return array;
}
hot(i => {
    const a = filled(i & 15, i);
    assert(a.length === (i & 15), "length");
    assert(a.every(x => x === i), "ints");
});
hot(i => assert(filled(5, i + 0.5)[4] === i + 0.5, "doubles"));
hot(i => assert(filled(3, "s" + i)[2] === "s" + i, "strings"));
function four() { return new Array(4); }
hot(() => {
    const a = four();
    assert(a.length === 4 && !(0 in a) && a[3] === undefined && Object.keys(a).length === 0, "holes");
});
function none() { return [new Array(), Array(), new Array(0), Array(0)].map(a => a.length).join(); }
hot(() => assert(none() === "0,0,0,0", "empty"));
function bad(n) { try { return new Array(n).length; } catch (e) { return e.constructor.name; } }
hot(i => assert(bad(i & 7) === (i & 7), "good"));
assert(bad(-1) === "RangeError" && bad(1.5) === "RangeError" && bad("3") === 1 && bad(2 ** 32) === "RangeError", "bad lengths");
hot(i => assert(bad(-1 - i) === "RangeError", "still bad"));
assert(bad(4294967295) === 4294967295, "the longest");
function several(a, b) { return new Array(a, b); }
hot(i => assert(several(i, "x").join() === i + ",x", "several"));

// ---- absent elements read as undefined while no prototype has any
function at(array, i) { return array[i]; }
const sparse = new Array(8);
sparse[2] = "two";
hot(i => assert(at(sparse, i % 12) === (i % 12 === 2 ? "two" : undefined), "absent"));
hot(i => assert(at(sparse, -1 - (i & 3)) === undefined, "negative"));
sparse[-1] = "minus";
assert(at(sparse, -1) === "minus", "a name");
const far = [1, 2];
far[1e7] = 3;
assert(at(far, 1e7) === 3 && at(far, 5e6) === undefined, "far apart");

// ---- stores over holes and beyond the end
function put(array, i, value) { array[i] = value; return array.length; }
hot(i => {
    const a = new Array(3);
    assert(put(a, 1, i) === 3 && put(a, 0, "x") === 3 && put(a, 3, 0.5) === 4 && put(a, 9, null) === 10, "lengths");
    assert(a[1] === i && a[0] === "x" && !(2 in a) && a[3] === 0.5 && a[9] === null && !(5 in a), "values");
});
function append(n) { const a = []; for (let i = 0; i < n; i++) a[a.length] = i; return a; }
hot(i => assert(append(i % 40).length === i % 40, "append"));
for (const fix of [Object.preventExtensions, Object.seal, Object.freeze]) {
    const a = fix(new Array(3));
    assert(put(a, 1, 1) === 3 && !(1 in a), "not extensible");
    assert(put(a, 3, 1) === 3 && !(3 in a), "not longer");
}
const short = Object.defineProperty([1, 2], "length", { writable: false });
assert(put(short, 2, 1) === 2 && !(2 in short), "the length is fixed");
assert(put(short, 0, 7) === 2 && short[0] === 7, "its elements are not");
class Checked extends Array { set 1(v) { this.seen = v; } }
const checked = new Checked(3);
put(checked, 1, "setter");
assert(checked.seen === "setter" && !Object.hasOwn(checked, 1), "a setter of a prototype");

// ---- literals, closures, environments, constructions
function literal(a, b) { return [{ a, b }, [a, b], [a], () => a, function () { return b; }]; }
hot(i => {
    const [o, two, one, f, g] = literal(i, i + 0.5);
    assert(o.a === i && o.b === i + 0.5 && two.join() === `${i},${i + 0.5}` && one[0] === i, "literals");
    assert(f() === i && g() === i + 0.5 && typeof new g() === "object", "closures");
    let error;
    try { new f(); } catch (e) { error = e; }
    assert(error instanceof TypeError && f.prototype === undefined && g.prototype.constructor === g, "kinds of functions");
});
assert(literal("s", {})[0].a === "s" && literal(undefined, 1)[1][0] === undefined, "other values");
hot(i => {
    const made = literal(i & 1 ? "odd" : i, null);
    assert(made[1][0] === (i & 1 ? "odd" : i) && made[0].b === null, "mixed");
});
function Point(x, y) { this.x = x; this.y = y; }
const makePoint = (x, y) => new Point(x, y);
hot(i => { const p = makePoint(i, -i); assert(p.x === i && p.y === -i && p instanceof Point, "points"); });
Point.prototype = { get sum() { return this.x + this.y; } };
hot(i => assert(makePoint(i, 1).sum === i + 1, "another prototype"));
function Other() { return i => i; }
const make = C => new C(1, 2);
hot(() => assert(make(Point).x === 1, "a point"));
assert(make(Other)(5) === 5, "a constructor that returns a function");
let thrown;
try { make(function () { throw "thrown"; }); } catch (e) { thrown = e; }
assert(thrown === "thrown", "a constructor that throws");
function counters(n) {
    const list = [];
    for (let i = 0; i < n; i++) { let count = i; list.push(() => ++count); }
    return list.map(f => f() + f());
}
hot(() => assert(counters(5).join() === "3,5,7,9,11", "environments"));

// ---- the bet ends: a prototype has elements
Array.prototype[5] = "inherited";
assert(at(sparse, 5) === "inherited" && at(sparse, 4) === undefined, "inherited");
Object.defineProperty(Array.prototype, 6, { set(v) { this.six = v; }, configurable: true });
put(sparse, 6, "set");
assert(sparse.six === "set", "set");
delete Array.prototype[5];
delete Array.prototype[6];
