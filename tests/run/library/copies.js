// Copies of objects by shape: spread, Object.assign, rest.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
const show = (o) => Reflect.ownKeys(o).map((k) => `${String(k)}=${String(o[k])}`).join();
const copy = (o) => ({ ...o });
const assign = (o) => Object.assign({}, o);
for (const f of [copy, assign]) {
  const sources = [
    [{ a: 1, b: 2 }, "a=1,b=2"],
    [{}, ""],
    [{ a: 1.5, b: "x", c: null, d: undefined, e: {} }, "a=1.5,b=x,c=null,d=undefined,e=[object Object]"],
    [{ [Symbol.for("s")]: 1, a: 2 }, "a=2,Symbol(s)=1"],
    [{ a: 2, [Symbol.for("s")]: 1 }, "a=2,Symbol(s)=1"],
    [{ a: 1, get b() { return 2; } }, "a=1,b=2"],
    [Object.defineProperty({ a: 1 }, "b", { value: 2 }), "a=1"],
    [Object.defineProperty({ a: 1 }, "b", { value: 2, enumerable: true }), "a=1,b=2"],
    [Object.freeze({ a: 1, b: 2 }), "a=1,b=2"],
    [{ 1: 1, 0: 0, a: 2 }, "0=0,1=1,a=2"],
    [new (class { #p = 1; q = 2; })(), "q=2"],
    [Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } }), "own=2"],
    ["ab", "0=a,1=b"],
    [[1, , 2], "0=1,2=2"],
    [null, ""],
  ];
  for (let round = 0; round < 5; round++) {
    for (const [source, expected] of sources) {
      const made = f(source);
      same(show(made), expected);
      for (const key of Reflect.ownKeys(made)) {
        const own = Object.getOwnPropertyDescriptor(made, key);
        same(own.writable && own.enumerable && own.configurable, true);
      }
      made.more = 1;
      same(Object.hasOwn(made, "more"), true);
    }
  }
}
// The values of a shape's objects change their sort.
const values = [1, 2.5, "x", {}, undefined, -0, NaN, 3];
for (const a of values) for (const b of values) {
  const made = { ...{ a, b }, c: a };
  same(made.a, a); same(made.b, b); same(made.c, a);
}
// Order, overwriting, several sources.
for (let i = 0; i < 5; i++) {
  same(show({ x: 0, ...{ a: 1, x: 2 } }), "x=2,a=1");
  same(show({ ...{ a: 1, b: 2 }, ...{ b: 3, c: 4 } }), "a=1,b=3,c=4");
  same(show(Object.assign({}, { a: 1, b: 2 }, { b: 3, c: 4 })), "a=1,b=3,c=4");
  const { a, ...rest } = { a: 1, b: i, c: 3 };
  same(show(rest), `b=${i},c=3`);
  const { ...all } = { a: 1, b: i };
  same(show(all), `a=1,b=${i}`);
}
// Many properties.
const many = {};
for (let i = 0; i < 40; i++) many["k" + i] = i;
for (let i = 0; i < 4; i++) same(show({ ...many }), show(many));
for (let i = 40; i < 3000; i++) many["k" + i] = i;
same(Object.keys({ ...many }).length, 3000);
// A setter on the prototype is called by assign and not by spread.
const seen = [];
for (let i = 0; i < 3; i++) {
  if (i === 2) Object.defineProperty(Object.prototype, "caught", { set(v) { seen.push(v); }, configurable: true });
  same(Object.hasOwn(Object.assign({}, { caught: i }), "caught"), i < 2);
  same(Object.hasOwn({ ...{ caught: i } }, "caught"), true);
}
delete Object.prototype.caught;
same(seen.join(), "2");
same(Object.hasOwn(Object.assign({}, { caught: 1 }), "caught"), true);
// The copy is not the source.
const source = { a: 1, b: { c: 2 } };
const twin = { ...source };
twin.a = 5;
source.b2 = 1;
same(source.a, 1);
same("b2" in twin, false);
same(twin.b, source.b);
