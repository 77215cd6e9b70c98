//! gc-stress: 50021
// Every function of the library, with operands that throw at the first, second, third… thing that is asked of them: what comes out is
// the error that was thrown, or one of the library's own; nothing else happens.
class Injected { }
let left = 0;
function fault(value) {
  if (left-- <= 0) throw new Injected();
  return value;
}
const handler = {
  get(target, key, receiver) { return fault(Reflect.get(target, key, receiver)); },
  set(target, key, value) { return fault(Reflect.set(target, key, value)); },
  has(target, key) { return fault(Reflect.has(target, key)); },
  deleteProperty(target, key) { return fault(Reflect.deleteProperty(target, key)); },
  ownKeys(target) { return fault(Reflect.ownKeys(target)); },
  getOwnPropertyDescriptor(target, key) { return fault(Reflect.getOwnPropertyDescriptor(target, key)); },
  defineProperty(target, key, descriptor) { return fault(Reflect.defineProperty(target, key, descriptor)); },
  getPrototypeOf(target) { return fault(Reflect.getPrototypeOf(target)); },
  setPrototypeOf(target, prototype) { return fault(Reflect.setPrototypeOf(target, prototype)); },
  isExtensible(target) { return fault(Reflect.isExtensible(target)); },
  preventExtensions(target) { return fault(Reflect.preventExtensions(target)); },
  apply() { return fault(1); },
  construct() { return fault({}); },
};
// Operands of many kinds; each asks for a fault now and then.
const operands = {
  object: () => new Proxy({ length: 3, 0: 2, 1: 1, 2: 0, valueOf() { return fault(2); }, toString() { return fault("x"); } }, handler),
  array: () => new Proxy([3, 1, 2], handler),
  callable: () => new Proxy(function (a, b) { return 1; }, handler),
  primitive: () => ({ [Symbol.toPrimitive]() { return fault(1); } }),
  iterable: () => ({
    [Symbol.iterator]() {
      let n = 0;
      return { next() { return fault({ value: [n, n], done: ++n > 3 }); }, return() { return fault({}); } };
    },
  }),
  comparator: () => function () { return fault(-1); },
  map: () => new Map([[1, 2]]),
  set: () => new Set([1, 2]),
  setLike: () => ({ get size() { return fault(2); }, get has() { return fault(() => fault(true)); }, get keys() { return fault(() => [1].values()); } }),
  regexp: () => { const r = /a(b)?/g; r.exec = () => fault({ index: 0, 0: "a", length: 1 }); return r; },
  typed: () => new Int8Array([3, 1, 2]),
  buffer: () => new ArrayBuffer(8),
  view: () => new DataView(new ArrayBuffer(8)),
  date: () => new Date(0),
  text: () => "abcab",
  promise: () => Promise.resolve(1),
};
const kinds = Object.keys(operands);

const functions = new Map();
function collect(object, path, depth) {
  if ((typeof object !== "object" && typeof object !== "function") || object === null || depth > 3) return;
  for (const key of Reflect.ownKeys(object)) {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    const name = path + "." + String(key);
    for (const f of [descriptor.value, descriptor.get, descriptor.set]) {
      if (typeof f === "function" && !functions.has(f)) {
        functions.set(f, name);
        collect(f, name, depth + 1);
      }
    }
    if (key === "prototype") collect(descriptor.value, name, depth + 1);
  }
}
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (/^[A-Z]/.test(name) && name !== "Injected") {
    const value = globalThis[name];
    if (typeof value === "function") functions.set(value, name);
    collect(value, name, 0);
  }
}
for (const value of [[].values(), new Map().keys(), new Set().keys(), "".matchAll(/a/g), ""[Symbol.iterator](), (function* () { })()]) {
  collect(Object.getPrototypeOf(value), "prototype", 1);
}
// Waits for other threads.
functions.delete(Atomics.wait);
functions.delete(Atomics.waitAsync);
if (functions.size < 500) throw new Error("only " + functions.size + " functions");

let calls = 0;
let foreign = "";
function attempt(name, call) {
  for (let k = 0; k < 12; k++) {
    left = k;
    calls++;
    try {
      const result = call();
      // An iterator works when it is asked.
      if (result !== null && typeof result === "object" && typeof result.next === "function") for (let i = 0; i < 4; i++) result.next();
    } catch (e) {
      if (!(e instanceof Injected) && !(e instanceof Error)) foreign = foreign || name + ": " + String(e);
      if (e instanceof Injected) continue;
    }
    return;
  }
}
let turn = 0;
for (const [f, name] of functions) {
  for (const kind of kinds) {
    const [a, b] = [kinds[turn % kinds.length], kinds[(turn * 7 + 3) % kinds.length]];
    turn++;
    attempt(name, () => Reflect.apply(f, operands[kind](), [operands[a](), operands[b]()]));
    attempt(name, () => Reflect.construct(f, [operands[a](), operands[b]()], operands.callable()));
  }
}
if (foreign) throw new Error("thrown by nobody: " + foreign);
if (calls < 10000) throw new Error("only " + calls + " calls");
print("ok");
