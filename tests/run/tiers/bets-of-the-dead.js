//! flags: --expose-gc
//! gc-stress: 101
// A loop's code is replaced by wiser code, the script dies, and only then what both have taken for constant changes: who is told must not look for the script.
globalThis.step = 1;
function run(n) {
  (0, eval)(`
    var total = ${n};
    for (let i = 0; i < 4000; i++) {
      if (i > 5) total = total + step; else total = total * step;
      if (i > 3000) total = (total * 0.5) + "";
      if (i > 3000) total = +total;
    }
  `);
}
for (let i = 0; i < 20; i++) run(i);
gc();
// Other things take the memory of what has died.
const kept = [];
for (let n = 1; n < 60; n++) {
  const f = new Function("a", "switch (a) { " + Array.from({ length: n }, (_, i) => "case " + i + ": return " + (i + 0.5) + ";").join("") + " }");
  f(1);
  kept.push(f);
}
step = 2;
if (kept[5](3) !== 3.5) throw new Error("kept");
