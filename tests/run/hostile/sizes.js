//! gc-stress: 20011
// Absurd sizes give errors, not crashes.
function expect(name, kind, f) {
  try { f(); } catch (e) {
    if (!(e instanceof kind)) throw new Error(name + ": " + e);
    return;
  }
  throw new Error(name + ": no error");
}
expect("array length", RangeError, () => new Array(-1));
expect("array length", RangeError, () => new Array(2 ** 32));
expect("set length", RangeError, () => { [].length = 1.5; });
const huge = new Array(2 ** 32 - 1);
if (huge.length !== 4294967295) throw new Error("length");
expect("push past the end", RangeError, () => huge.push(1));
if (huge.indexOf(1, 4294967290) !== -1) throw new Error("indexOf");
huge.length = 0;
const sparse = [];
sparse[4294967294] = 1;
if (sparse.length !== 4294967295) throw new Error("sparse length");
sparse[4294967295] = 2;
if (sparse.length !== 4294967295) throw new Error("not an index");
expect("repeat", RangeError, () => "x".repeat(2 ** 30));
expect("repeat", RangeError, () => "x".repeat(Infinity));
expect("concat", RangeError, () => { let s = "x".repeat(2 ** 28); s += s; s += s; });
expect("padStart", RangeError, () => "x".padStart(2 ** 31));
expect("join", RangeError, () => new Array(2 ** 28).join("xxxxxxxx"));
expect("typed array", RangeError, () => new Float64Array(2 ** 50));
expect("buffer", RangeError, () => new ArrayBuffer(2 ** 53));
expect("BigInt", RangeError, () => 2n ** (2n ** 40n));
expect("shift", RangeError, () => 1n << (2n ** 62n));
expect("toString", RangeError, () => (1).toString(1));
expect("toFixed", RangeError, () => (1).toFixed(101));
expect("Array.from", RangeError, () => Array.from({ length: 2 ** 32 }));
print("ok");
