// `length` at sites that meet arrays beside other objects, of which the site's cache alone knows.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function sum(list) {
  let s = 0;
  const count = list.length;
  for (let i = 0; i < count; i++) s += list[i];
  return s;
}
function length(list) { return list.length; }
const things = [[1, 2, 3], new Uint8Array(4), [], new Uint8Array(2), [5]];
for (let i = 0; i < 20000; i++) {
  const thing = things[i % things.length];
  same(length(thing), thing === things[0] ? 3 : thing === things[1] ? 4 : thing === things[2] ? 0 : thing === things[3] ? 2 : 1);
  same(sum(thing), thing === things[0] ? 6 : thing === things[4] ? 5 : 0);
}
same(length("four"), 4);
same(length({ length: "x" }), "x");
same(length(Object.assign([1, 2], { p: 1 })), 2);
same(length({ __proto__: { get length() { return 7; } } }), 7);
try { length(undefined); throw new Error("no TypeError"); } catch (e) { if (!(e instanceof TypeError)) throw e; }
for (let i = 0; i < 5000; i++) same(length(i & 1 ? "ab" : things[i % 5]), i & 1 ? 2 : things[i % 5].length);

// Typed arrays that are constants; one of them loses its memory.
const bytes = new Uint8Array(8), words = new Int32Array(bytes.buffer);
function store(i, v) { bytes[i] = v; return words[i >> 2]; }
for (let i = 0; i < 20000; i++) store(i & 7, i & 127);
same(store(0, 1) & 255, 1);
bytes.buffer.transfer();
same(store(0, 1), undefined);
