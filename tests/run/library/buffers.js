// ArrayBuffers, DataViews, shared memory and Atomics.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function throws(type, f) {
  try { f(); } catch (error) { if (error instanceof type) return; throw error; }
  throw new Error(`no ${type.name} from ${f}`);
}
// Resizing: views that track the length, views that go out of bounds and come back.
const resizable = new ArrayBuffer(8, { maxByteLength: 16 });
const tracking = new DataView(resizable, 4), fixed = new DataView(resizable, 4, 4);
resizable.resize(16);
same(tracking.byteLength, 12);
resizable.resize(6);
same(tracking.byteLength, 2);
throws(TypeError, () => fixed.byteLength);
throws(TypeError, () => fixed.getInt8(0));
resizable.resize(8);
same(fixed.byteLength, 4);

// Memory goes over to another buffer.
const words = new Uint32Array([1, 2, 3]);
const moved = words.buffer.transfer(8);
same(words.length, 0);
same(words[0], undefined);
same(words.buffer.detached, true);
same(new Uint32Array(moved).join(), "1,2");
const constant = moved.transferToImmutable();
throws(TypeError, () => new DataView(constant).setInt8(0, 1));
same(constant.slice(4).byteLength, 4);

// DataView: every type in both orders.
const view = new DataView(new ArrayBuffer(8));
for (const [type, value] of [["Int8", -5], ["Uint8", 250], ["Int16", -500], ["Uint16", 65000], ["Int32", -70000], ["Uint32", 4e9],
  ["Float16", 1.5], ["Float32", -0.25], ["Float64", Math.PI], ["BigInt64", -(2n ** 40n)], ["BigUint64", 2n ** 63n]]) {
  for (const little of [true, false]) {
    view["set" + type](0, value, little);
    same(view["get" + type](0, little), value);
  }
}
view.setUint16(0, 0x1234);
same(view.getUint8(0), 0x12);
throws(RangeError, () => view.getFloat64(1));

// Atomics on every integer type, wrapping.
for (const Type of [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array]) {
  const a = new Type(new SharedArrayBuffer(64), 8, 2);
  same(Atomics.sub(a, 1, 1), 0);
  same(Atomics.load(a, 1), new Type([-1])[0]);
  same(Atomics.compareExchange(a, 1, -1, 7), new Type([-1])[0]);
  same(Atomics.exchange(a, 1, 9), 7);
  same(a[0], 0);
}
throws(TypeError, () => Atomics.add(new Float64Array(1), 0, 0));
throws(RangeError, () => Atomics.load(new Int8Array(1), 1));

const shared = new Int32Array(new SharedArrayBuffer(8));
same(Atomics.waitAsync(shared, 0, 1).value, "not-equal");
same(Atomics.waitAsync(shared, 0, 0, 0).value, "timed-out");
const ends = [];
const first = Atomics.waitAsync(shared, 0, 0), second = Atomics.waitAsync(shared, 0, 0), third = Atomics.waitAsync(shared, 0, 0, 5);
same(first.async, true);
first.value.then(v => ends.push("first " + v));
second.value.then(v => ends.push("second " + v));
same(Atomics.notify(shared, 0, 2), 2);
third.value.then(v => {
  ends.push("third " + v);
  same(ends.join(), "first ok,second ok,third timed-out");
  print("ok");
});
