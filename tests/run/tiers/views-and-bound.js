//! stdout: views 1085056276978688 66051 50462976 RangeError RangeError TypeError
//! stdout: le 1.5 -1 4294967295 -32768 NaN
//! stdout: bound 4507501 6 1,2,3 true false TypeError
//! stdout: strings 12500 3 1
// DataView accesses without a call, bound functions called as what they bind, comparisons of strings; and what these bets are not made for.
function sum(d, n) {
  let s = 0;
  for (let k = 0; k < n; k++)
    for (let i = 0; i < d.byteLength; i += 8) {
      d.setFloat64(i, i + k);
      s += d.getInt32(i);
    }
  return s;
}
const names = [];
const caught = f => {
  try {
    f();
  } catch (e) {
    names.push(e.name);
  }
};
{
  const d = new DataView(new ArrayBuffer(8000));
  const total = sum(d, 1000);
  const read = (view, at, little) => view.getInt32(at, little);
  const big = (view, at) => view.getInt32(at);
  const small = new DataView(new Uint8Array([0, 1, 2, 3]).buffer);
  for (let i = 0; i < 3000; i++) big(small, 0), read(small, 0, true);
  caught(() => big(small, 1));
  caught(() => big(small, -1));
  caught(() => big({}, 0));
  console.log("views", total, big(small, 0), read(small, 0, true), names.join(" "));
}
{
  const d = new DataView(new ArrayBuffer(64), 3);
  const write = v => {
    d.setFloat32(1, v, true);
    d.setInt8(9, v);
    d.setUint32(11, v, true);
    d.setInt16(17, v, false);
    d.setFloat64(21, v / 0, true);
  };
  for (let i = 0; i < 3000; i++) write(i);
  write(1.5);
  const float = d.getFloat32(1, true);
  write(-1);
  const [byte, word] = [d.getInt8(9), d.getUint32(11, true)];
  write(0x8000);
  const short = d.getInt16(17);
  write(0);
  console.log("le", float, byte, word, short, d.getFloat64(21, true));
}
{
  const f = function (a, b) {
    return this.x + a + b;
  }.bind({ x: 1 }, 2);
  const call = g => g(1);
  let s = 0;
  for (let i = 0; i < 3000; i++) s += f(i);
  for (let i = 0; i < 3000; i++) call(f);
  const join = Function.prototype.call.bind(Array.prototype.join), has = Function.prototype.call.bind(Object.prototype.hasOwnProperty);
  let joined, own, none;
  for (let i = 0; i < 3000; i++) {
    joined = join([1, 2, 3], ",");
    own = has({ p: 1 }, "p");
    none = has({ p: 1 }, "q");
  }
  names.length = 0;
  class C {}
  const bad = C.bind(null);
  const twice = f.bind(null, 5).bind(9);
  for (let i = 0; i < 300; i++) twice();
  caught(() => call(bad));
  console.log("bound", s + 1, call(x => x + 5), joined, own, none, names.join(" "));
}
{
  const pick = k => {
    switch (k) {
      case "aa": return 1;
      case "bb": return 2;
      case "cc": return 3;
      default: return 4;
    }
  };
  const keys = ["aa", "bb", "cc", "dd"];
  let s = 0;
  for (let i = 0; i < 5000; i++) s += pick(keys[i & 3]);
  const made = ["c", "c"].join("");
  console.log("strings", s, pick(made), pick(7) - 3);
}
