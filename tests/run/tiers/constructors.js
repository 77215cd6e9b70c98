// Derived constructors and super calls, hot: direct, inlined, by default constructors, and everything that can be unusual about them.
const assert = (condition, what) => { if (!condition) throw new Error(what); };
const hot = f => { for (let i = 0; i < 3000; i++) f(i); };
const thrown = f => { try { f(); } catch (e) { return e; } return null; };

// ---- a hierarchy, with fields at each level, and new.target seen from below
const seen = [];
class A {
    a = 1;
    constructor(x) { this.x = x; this.target = new.target; }
    sum() { return this.x + this.a; }
}
class B extends A {
    b = this.x + this.a;
    constructor(x, y) { super(x + 1); this.y = y; }
    sum() { return super.sum() + this.y + this.b; }
}
class C extends B {
    constructor(x) { super(x, x * 2); this.c = this.b; }
}
hot(i => {
    const c = new C(i);
    assert(c.target === C && c.a === 1 && c.x === i + 1 && c.b === i + 2 && c.c === i + 2 && c.y === 2 * i, "C");
    assert(Object.getPrototypeOf(c) === C.prototype && c.sum() === i + 2 + 2 * i + i + 2, "sum");
    assert(Object.keys(c).join() === "a,x,target,b,y,c", "order");
    const b = new B(i, 0);
    assert(b.target === B && Object.getPrototypeOf(b) === B.prototype, "B");
});

// ---- default constructors pass on any number of arguments
class Takes { constructor(...all) { this.all = all; this.n = arguments.length; } }
class D1 extends Takes {}
class D2 extends D1 { d = this.n; }
hot(i => {
    assert(new D2().d === 0, "none");
    const d = new D2(i, i + 1, i + 2);
    assert(d.d === 3 && d.all[2] === i + 2 && d instanceof D1, "three");
    assert(new D1(...new Array(i & 31)).n === (i & 31), "many");
});
const arrayIterator = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = function () { throw new Error("default constructors do not iterate"); };
assert(new D2(1, 2).d === 2, "no iteration");
Array.prototype[Symbol.iterator] = arrayIterator;

// ---- results of constructors
const other = { other: true };
class Gives { constructor(what) { return what; } }
class Takes2 extends Gives { mark = 5; constructor(what, own) { super(what); if (own !== undefined) return own; } }
hot(i => {
    assert(new Takes2(other, undefined) === other && other.mark === 5, "the base's object");
    assert(new Takes2(1).mark === 5 && new Takes2(1) instanceof Takes2, "a primitive is ignored by a base");
    assert(new Takes2(1, other) === other, "own object");
});
hot(() => assert(thrown(() => new Takes2(1, 7)) instanceof TypeError, "a primitive of a derived constructor"));
class NoSuper extends A { constructor() { } }
hot(() => assert(thrown(() => new NoSuper()) instanceof ReferenceError, "no super call"));
class Twice extends A { constructor(n) { super(1); if (n) super(2); } }
hot(() => assert(new Twice(false).x === 1, "once"));
hot(() => assert(thrown(() => new Twice(true)) instanceof ReferenceError, "twice"));
class Early extends A { constructor(n) { if (n) this.x; super(n); } }
hot(() => assert(new Early(0).x === 0, "late"));
hot(() => assert(thrown(() => new Early(1)) instanceof ReferenceError, "early"));
hot(() => assert(thrown(() => C(1)) instanceof TypeError && thrown(() => D1()) instanceof TypeError, "no call without new"));
class Quiet { constructor() { return 1; } }
hot(() => new Quiet());
hot(() => assert(thrown(() => Quiet()) instanceof TypeError, "nor when the constructor is optimized"));
class ByArrow extends A { constructor(x) { const call = () => super(x); call(); this.y = (() => this.x)(); } }
hot(i => assert(new ByArrow(i).y === i, "super in an arrow"));

// ---- exceptions from below, caught in between
class Throws { constructor(x) { if (x % 7 === 0) throw new RangeError("seven"); this.x = x; } }
class Catches extends Throws {
    constructor(x) {
        try { super(x); } catch (e) { super(x + 1); this.caught = e.message; }
    }
}
hot(i => {
    const made = new Catches(i);
    assert(i % 7 === 0 ? made.caught === "seven" && made.x === i + 1 : made.x === i && !("caught" in made), "caught");
});
class ThrowingField extends A { f = (() => { if (this.x % 5 === 0) throw new RangeError("five"); return this.x; })(); }
hot(i => {
    const error = thrown(() => assert(new ThrowingField(i).f === i, "field"));
    assert(i % 5 === 0 ? error instanceof RangeError : error === null, "throwing fields");
});
class Traces extends A { constructor() { super(1); this.stack = new Error("here").stack; } }
class TracesBelow extends Traces { t = 1; }
hot(i => { if (i % 100 === 0) assert(/new Traces[^]*new TracesBelow/.test(new TracesBelow().stack), "frames of constructors"); else new TracesBelow(); });

// ---- what a site has learnt changes: prototypes, parents, new.target
function make(K, x) { return new K(x); }
hot(i => assert(make(C, i).y === 2 * i, "one class"));
hot(i => assert(make([A, B, C][i % 3], i).target === [A, B, C][i % 3], "three classes"));
class P1 { constructor() { this.p = 1; } }
class P2 { constructor() { this.p = 2; } }
class Moves extends P1 { constructor() { super(); this.q = this.p; } }
hot(() => assert(new Moves().q === 1, "first parent"));
Object.setPrototypeOf(Moves, P2);
hot(() => assert(new Moves().q === 2 && new Moves() instanceof P1 && !(new Moves() instanceof P2), "second parent"));
Object.setPrototypeOf(Moves, null);
hot(() => assert(thrown(() => new Moves()) instanceof TypeError, "no parent"));
Object.setPrototypeOf(Moves, x => x);
hot(() => assert(thrown(() => new Moves()) instanceof TypeError, "no constructor"));
function Old(x) { this.x = x; }
class New extends Old { constructor(x) { super(x); this.two = 2 * x; } }
hot(i => assert(new New(i).two === 2 * i && new New(i) instanceof Old, "a function as a parent"));
hot(i => {
    const made = Reflect.construct(New, [i], Old);
    assert(made.two === 2 * i && Object.getPrototypeOf(made) === Old.prototype, "another new.target");
    const target = function () {}.bind();
    assert(Object.getPrototypeOf(Reflect.construct(New, [i], target)) === Object.prototype, "a new.target without prototype");
});
const proxied = new Proxy(New, {});
class OfProxy extends proxied { constructor(x) { super(x); } }
hot(i => assert(new OfProxy(i).two === 2 * i && new OfProxy(i) instanceof OfProxy && new proxied(i) instanceof New, "proxies"));
const bound = New.bind(null, 21);
class OfBound extends bound {}
OfBound.prototype = 1;
hot(() => assert(new bound().two === 42, "bound"));
const replaced = class extends Old { constructor(x) { super(x); } };
hot(i => assert(new replaced(i).x === i, "before"));
function Plain(x) { this.x = x; }
class OfPlain extends Plain { constructor(x) { super(x); } }
const makePlain = x => Reflect.construct(Plain, [x], OfPlain);
hot(i => assert(new OfPlain(i) instanceof OfPlain && makePlain(i) instanceof OfPlain, "plain"));
const one = {}, two = {};
function Swaps() { return Reflect.construct(A, [1], Swaps.target ?? A); }
class FromSwaps extends Swaps { f = 3; }
hot(i => {
    Swaps.target = i & 1 ? B : C;
    assert(Object.getPrototypeOf(new FromSwaps()) === (i & 1 ? B : C).prototype && new FromSwaps().f === 3, "what a base gives gets the fields");
});
function Switches(x) { this.x = x; }
class OnSwitches extends Switches { constructor(x, t) { super(x); this.t = t; } }
function Other(x) { this.o = x; }
hot(i => assert(new OnSwitches(i, 0).x === i, "before the switch"));
Switches.prototype = one;
hot(i => assert(new Switches(i) instanceof Switches && Object.getPrototypeOf(new Switches(i)) === one, "a new prototype"));
Object.setPrototypeOf(OnSwitches, Other);
hot(i => assert(new OnSwitches(i, 0).o === i && !("x" in new OnSwitches(i, 0)), "after the switch"));

// ---- builtins as parents
class MyArray extends Array { constructor(n) { super(n); this.mine = n; } last() { return this[this.length - 1]; } }
class MyError extends Error { constructor(code) { super("code " + code); this.code = code; } }
class MyMap extends Map { constructor() { super(); this.n = 0; } set(k, v) { this.n++; return super.set(k, v); } }
hot(i => {
    const a = new MyArray(i & 7);
    assert(a.length === (i & 7) && a.mine === (i & 7) && a instanceof MyArray && Array.isArray(a), "Array");
    const e = new MyError(i);
    assert(e.message === "code " + i && e.code === i && e instanceof MyError, "Error");
    assert(new MyMap().set(1, i).get(1) === i, "Map");
});
class OfNull extends null { constructor() { return Object.create(OfNull.prototype); } }
hot(() => assert(new OfNull() instanceof OfNull, "null"));

// ---- classes made again and again: the same code, other functions
const mixin = Base => class extends Base { m = 1; constructor(x) { super(x); this.mixed = true; } };
hot(i => {
    const Mixed = mixin(i & 1 ? A : Old);
    const made = new Mixed(i);
    assert(made.mixed && made.m === 1 && made.x === i && made instanceof Mixed, "mixins");
});
const M1 = mixin(A), M2 = mixin(Old);
hot(i => assert(new M1(i).a === 1 && !("a" in new M2(i)) && new M2(i).x === i, "two mixins"));

// ---- private fields and accessors
class Counter { #n = 0; next() { return ++this.#n; } static of(o) { return #n in o; } }
class Steps extends Counter { #step; constructor(step) { super(); this.#step = step; } next() { return super.next() * this.#step; } }
hot(i => {
    const steps = new Steps(i);
    assert(steps.next() === i && steps.next() === 2 * i && Counter.of(steps), "private fields");
});

// ---- objects that nobody keeps, and exits from the middle of constructors
class V2 { constructor(x, y) { this.x = x; this.y = y; } }
class V3 extends V2 { constructor(x, y, z) { super(x, y); this.z = z; } length2() { return this.x * this.x + this.y * this.y + this.z * this.z; } }
let total = 0;
for (let i = 0; i < 20000; i++) total += new V3(i & 3, 1, 2).length2();
assert(total === 20000 * 5 + 5000 * (0 + 1 + 4 + 9), "sum");
hot(i => assert(new V3(i, 0.5, 0).length2() === i * i + 0.25, "doubles now"));
hot(i => assert(new V3("1", 1, 2).length2() === 6 && new V3(1, 1, 1n === 1 ? 1 : 2).length2() === 6, "strings now"));
