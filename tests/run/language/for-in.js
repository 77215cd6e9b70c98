// for-in: names that go while the loop runs are not met; objects of one shape share their lists; what is above counts.
function same(actual, expected) { if (actual !== expected) throw new Error(`expected ${expected}, got ${actual}`); }
function names(object, meanwhile = () => {}) {
  const out = [];
  for (const name in object) { out.push(name); meanwhile(object, name); }
  return out.join();
}

// The same shape again and again, then something above it that has names, then not any more.
class Point { constructor() { this.x = 1; this.y = 2; } }
for (let i = 0; i < 300; i++) same(names(new Point), 'x,y');
Point.prototype.z = 3;
for (let i = 0; i < 3; i++) same(names(new Point), 'x,y,z');
delete Point.prototype.z;
same(names(new Point), 'x,y');
Object.prototype.everywhere = 1;
same(names(new Point), 'x,y,everywhere');
same(names({ everywhere: 2 }), 'everywhere');
delete Object.prototype.everywhere;
same(names(new Point), 'x,y');
Object.prototype[7] = 1;
same(names(new Point), 'x,y,7');
delete Object.prototype[7];
same(names(new Point), 'x,y');

// Indices and hidden names make a difference that the shape alone may not tell.
const indexed = new Point;
indexed[3] = 1;
same(names(indexed), '3,x,y');
const sparse = new Point;
sparse[4000000000] = 1;
same(names(sparse), '4000000000,x,y');
const hidden = new Point;
Object.defineProperty(hidden, 'x', { enumerable: false });
same(names(hidden), 'y');
same(names(new Point), 'x,y');

// Names deleted meanwhile, by objects with a shape of their own too.
same(names({ a: 1, b: 2, c: 3 }, (o) => { delete o.c; }), 'a,b');
const dictionary = { a: 1, b: 2, c: 3, d: 4 };
delete dictionary.a;
same(names(dictionary, (o) => { delete o.d; }), 'b,c');
const large = {};
for (let i = 0; i < 1000; i++) large['k' + i] = i;
same(names(large, (o) => { delete o.k999; }).includes('k999'), false);
same(names(Object.create({ p: 1, q: 2 }), (o) => { delete Object.getPrototypeOf(o).q; }), 'p');
same(names({ a: 1 }, (o, name) => { o['new' + name] = 1; }), 'a');

// A null prototype, a proxy above, primitives.
for (let i = 0; i < 3; i++) same(names(Object.assign(Object.create(null), { n: 1 })), 'n');
const above = new Proxy({ fromProxy: 1 }, {});
for (let i = 0; i < 3; i++) same(names(Object.setPrototypeOf({ own: 1 }, above)), 'own,fromProxy');
same(names('ab'), '0,1');
same(names(null), '');

// Many names that hide many.
const many = {}, more = Object.create(many);
for (let i = 0; i < 20000; i++) { many['x' + i] = 1; more['x' + i] = 2; }
same(names(more).split(',').length, 20000);

// `in` and `super` through the global cache.
const accessor = { get g() { return 1; }, set s(v) {}, u: undefined };
for (let i = 0; i < 50; i++) {
  same('g' in accessor, true);
  same('s' in accessor, true);
  same('u' in accessor, true);
  same('v' in accessor, i >= 25);
  same('toString' in accessor, true);
  if (i === 24) accessor.v = 1;
}
class Base { value() { return 'base ' + this.name; } get got() { return 'got ' + this.name; } }
class Derived extends Base {
  constructor(name) { super(); this.name = name; }
  value() { return 'derived ' + super.value(); }
  get got() { return super.got + '!'; }
  missing() { return super.missing; }
}
for (let i = 0; i < 50; i++) {
  const object = new Derived('n' + i);
  same(object.value(), i < 30 ? `derived base n${i}` : `derived other n${i}`);
  same(object.got, `got n${i}!`);
  same(object.missing(), i < 40 ? undefined : 5);
  if (i === 29) Base.prototype.value = function () { return 'other ' + this.name; };
  if (i === 39) Object.prototype.missing = 5;
}
delete Object.prototype.missing;
