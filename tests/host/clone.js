// structuredClone: what is copied, what is transferred, what is refused, and that nothing is detached when it fails.
const L = console.log;
const o = { d: new Date(1), r: /x/gi, m: new Map([[1, { a: 1 }]]), s: new Set([1]), n: new Number(1), st: new String('q'), big: Object(2n), u: undefined, arr: [1, , 3], nz: -0 };
o.self = o; o.arr.extra = 1; o.r.lastIndex = 3;
const c = structuredClone(o);
L(c, c.self === c, c.m !== o.m, c.r.lastIndex, 1 in c.arr);
const attempt = (f) => { try { L(f()); } catch (e) { L(e.name, e.message, e.code, e instanceof DOMException); } };
for (const x of [Symbol(), () => 1, new WeakMap, Promise.resolve(), { f() {} }, (function* () {})()]) attempt(() => structuredClone(x));
class K { x = 1; get y() { return 2; } #z = 3; }
L(structuredClone(new K), structuredClone(new K) instanceof K, structuredClone({ get a() { return 5; } }));

const ab = new ArrayBuffer(8); const ta = new Uint8Array(ab); ta[0] = 7;
const r = structuredClone({ ta, ab }, { transfer: [ab] });
L(r, ab.byteLength, ab.detached, ta.length, r.ta.buffer === r.ab);
for (const transfer of [[new ArrayBuffer(1), 1], [{}], 'x', 1, [new Uint8Array(1)], [new SharedArrayBuffer(1)]]) attempt(() => structuredClone(1, { transfer }));
const twice = new ArrayBuffer(1);
attempt(() => structuredClone(twice, { transfer: [twice, twice] }));
attempt(() => structuredClone(ab));
const kept = new ArrayBuffer(4);
attempt(() => structuredClone([kept, () => 1], { transfer: [kept] }));
L(kept.detached);
// A getter sees the buffer as it was.
const late = new ArrayBuffer(4);
L(structuredClone({ get length() { return late.byteLength; } }, { transfer: [late] }), late.detached);

const resizable = new ArrayBuffer(2, { maxByteLength: 4 });
const tracking = structuredClone(new Uint8Array(resizable));
tracking.buffer.resize(4);
L(tracking.length, structuredClone(resizable).maxByteLength, structuredClone(resizable, { transfer: [resizable] }).resizable, resizable.detached);
L(structuredClone(new DataView(new ArrayBuffer(4), 1, 2)).byteLength, structuredClone(new Float16Array([1.5])), structuredClone(Buffer.from('ab')));

const e = new RangeError('a', { cause: new TypeError('y') }); e.foo = 1;
const ec = structuredClone(e);
L(ec.name, ec.message, ec.foo, ec.stack === e.stack, ec instanceof RangeError, ec.cause.message, Object.keys(ec));
class Own extends TypeError {}
L(structuredClone(new Own('x')).constructor.name, structuredClone(new AggregateError([1], 'q')).constructor.name);
const d = structuredClone(new DOMException('m', 'AbortError'));
L(d instanceof DOMException, d.name, d.message, d.code);
const shared = {}, [a, b] = structuredClone([shared, shared]);
L(a === b);
const m = new Map([[1, 2]]);
L(structuredClone([m, { get x() { m.set(3, 4); return 1; } }]));
attempt(() => structuredClone({ get a() { throw new TypeError('g'); } }));
