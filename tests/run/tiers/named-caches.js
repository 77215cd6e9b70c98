// `in`, `super`, for-in and names in brackets through the global cache: every answer again after shapes, prototypes and getters have changed.
var out = [];
class A { m() { return 'A'; } get g() { return this.v; } }
A.prototype.data = 1;
class B extends A {
  m() { return super.m() + super.data + super.g + super.none; }
  set(k) { return super[k]; }
}
function has(k, o) { return k in o; }
function get(o, k) { return o[k]; }
function names(o) { var s = ''; for (var k in o) s += k + '=' + o[k] + ';'; return s; }
var b = new B(); b.v = 5;
var sym = Symbol(), proxy = new Proxy({}, { has(t, k) { return k === 'trap'; }, get(t, k) { return 'p' + String(k); } });
var getterless = { set x(v) {} };
var objects = [{ x: 1 }, { y: 1, x: 2 }, Object.create({ x: 3 }), [7, , 8], 'x'.split(''), proxy, getterless, new Uint8Array(2), function f() {}, new String('ab'), { 1: 'one', x: 4 }, { [sym]: 1 }];
var keys = ['x', 'y', 'length', 0, 1, '1', 2.5, -0, 'trap', sym, 'toString', '0'];
function round() {
  var line = [];
  for (var i = 0; i < objects.length; i++) for (var j = 0; j < keys.length; j++) line.push(+has(keys[j], objects[i]), String(get(objects[i], keys[j])).length);
  return line.join('') + b.m() + b.set('data') + String(b.set('g')) + names({ a: 1, b: 2 }) + names([1, 2]) + names(Object.create({ c: 3 }));
}
var first = round();
for (var n = 0; n < 300; n++) if (round() !== first) throw new Error('changed at ' + n);
out.push(first);
// A loop that deletes and adds while it runs.
function changing() { var o = { a: 1, b: 2, c: 3 }, s = ''; for (var k in o) { s += k; if (k === 'a') { delete o.b; o.d = 4; } } return s; }
for (n = 0; n < 300; n++) changing();
out.push(changing());
// What the cache knew is not so any more.
A.prototype.data = 2; out.push(b.m());
delete A.prototype.data; out.push(b.m(), has('x', objects[2]));
Object.setPrototypeOf(B.prototype, { m() { return 'other'; }, get g() { return this.v + 1; }, data: 9 }); out.push(b.m());
Object.setPrototypeOf(objects[2], { y: 1 }); out.push(has('x', objects[2]), get(objects[2], 'x'), has('y', objects[2]));
delete objects[0].x; out.push(has('x', objects[0]), get(objects[0], 'x'));
Object.defineProperty(objects[1], 'x', { get() { return 'got'; } }); out.push(has('x', objects[1]), get(objects[1], 'x'));
Object.prototype.inherited = 1; out.push(names({ a: 1 })); delete Object.prototype.inherited; out.push(names({ a: 1 }));
Object.setPrototypeOf(B.prototype, null);
try { b.m(); } catch (e) { out.push(e.name); }
try { has('x', 1); } catch (e) { out.push(e.message); }
for (n = 0; n < 200; n++) { try { has('x', n % 2 ? null : 'str'); } catch (e) { if (n > 197) out.push(e.message); } }
print(out.join('\n'));
