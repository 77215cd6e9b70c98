//! gc-stress: 50021
// Every function of the library on proxies whose traps answer anything: an error or a result, and the invariants hold.
function check(condition, name) { if (!condition) throw new Error(name); }
const junk = [undefined, null, true, 0, -1, 1.5, NaN, "", "length", "3", Symbol.iterator, 5n, {}, [], [1, 2], () => 1, Object.freeze([1])];
const traps = ["get", "set", "has", "deleteProperty", "ownKeys", "getOwnPropertyDescriptor", "defineProperty", "getPrototypeOf",
  "setPrototypeOf", "isExtensible", "preventExtensions", "apply", "construct"];
const targets = [() => ({ a: 1, length: 2 }), () => [1, 2], () => Object.freeze({ x: 1 }), () => Object.preventExtensions([]), () => function (a) { return a; },
  () => class { }, () => new Map([[1, 1]]), () => new Int8Array(2), () => new Date(0), () => /a/g];
function liar(target, seed) {
  const handler = {};
  for (let i = 0; i < traps.length; i++) {
    if ((seed + i) % 3 !== 0) handler[traps[i]] = () => junk[(seed * 5 + i * 3) % junk.length];
  }
  return new Proxy(target, handler);
}
const functions = new Set();
function collect(object, depth) {
  if ((typeof object !== "object" && typeof object !== "function") || object === null || depth > 3) return;
  for (const key of Reflect.ownKeys(object)) {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    for (const f of [descriptor.value, descriptor.get, descriptor.set]) {
      if (typeof f === "function" && !functions.has(f)) {
        functions.add(f);
        collect(f, depth + 1);
      }
    }
    if (key === "prototype") collect(descriptor.value, depth + 1);
  }
}
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (/^[A-Z]/.test(name)) collect(globalThis[name], 0);
}
functions.delete(Atomics.wait);
functions.delete(Atomics.waitAsync);
check(functions.size > 500, "functions");
let seed = 0;
let results = 0;
for (const f of functions) {
  for (const target of targets) {
    seed++;
    const proxy = liar(target(), seed);
    const argument = liar(targets[seed % targets.length](), seed * 3 + 1);
    for (const call of [() => Reflect.apply(f, proxy, [argument, argument]), () => Reflect.apply(f, argument, [proxy, junk[seed % junk.length]]),
      () => Reflect.construct(f, [proxy], argument)]) {
      try { call(); results++; } catch (e) { check(e instanceof Error, "an error of the library"); }
    }
  }
}
check(results > 1000, "results");
// Operators and statements.
const uses = [p => p.a, p => p.a = 1, p => delete p.a, p => "a" in p, p => { for (const k in p); }, p => { for (const x of p) break; }, p => [...p], p => ({ ...p }),
  p => p(), p => new p(), p => p + 1, p => `${p}`, p => p == 1, p => p instanceof p, p => { const { a, ...rest } = p; }, p => { const [a, b] = p; }, p => class extends p { },
  p => { with (p) { a; } }, p => p[p], p => typeof p, p => p?.a?.b, p => { switch (p) { case p: } }, p => p.a++, p => JSON.stringify(p), p => Object.assign({}, p)];
for (const use of uses) {
  for (let i = 0; i < 120; i++) {
    try { use(liar(targets[i % targets.length](), i)); } catch (e) { check(e instanceof Error, "an error: " + use); }
  }
}
// Invariants of 10.5 that no trap may break.
const fixed = Object.freeze({ x: 1 });
const broken = {
  get: p => p.x, has: p => "x" in p, ownKeys: p => Object.keys(p), getOwnPropertyDescriptor: p => Object.getOwnPropertyDescriptor(p, "x"),
  getPrototypeOf: p => Object.getPrototypeOf(p), isExtensible: p => Object.isExtensible(p), deleteProperty: p => delete p.x,
  defineProperty: p => Object.defineProperty(p, "y", { value: 1 }), set: p => Reflect.set(p, "x", 2), setPrototypeOf: p => Reflect.setPrototypeOf(p, {}),
};
const lies = { get: 2, has: false, ownKeys: [], getOwnPropertyDescriptor: undefined, getPrototypeOf: {}, isExtensible: true, deleteProperty: true, defineProperty: true, set: true, setPrototypeOf: true };
for (const trap of Object.keys(broken)) {
  let caught;
  try { broken[trap](new Proxy(fixed, { [trap]: () => lies[trap] })); } catch (e) { caught = e; }
  check(caught instanceof TypeError, "invariant of " + trap);
}
print("ok");
