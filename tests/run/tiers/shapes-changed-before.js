// Two objects with guards for different shapes are one if the first has changed its shape between the guards; a third guard has not seen that.
function count(x, y, n) { x.q = 1; let s = 0; for (let i = 0; i < n; i++) { x.p = i; s += y.p; } return s; }
function countInner(x, y, n) {
  let s = 0;
  for (let k = 0; k < 2; k++) {
    if (k === 1) x.q = 1;
    for (let i = 0; i < n; i++) { x.p = i; s += y.p; }
  }
  return s;
}
function assert(good) { if (!good) throw new Error("a load has missed a store"); }
for (let round = 0; round < 3000; round++) {
  const one = { p: 0 }, other = { p: 1 };
  other.q = 2;
  const same = round % 100 > 95;
  assert(count(one, same ? one : other, 10) === (same ? 45 : 10));
  const two = { p: 0 };
  assert(countInner(two, same ? two : other, 10) === (same ? 90 : 20));
}
// Many calls of two methods, before a third is seen.
const kinds = [{ get() { return 1; } }, { a: 0, get() { return 2; } }, { b: 0, get() { return 3; } }];
function sum(list) { let s = 0; for (const o of list) s += o.get(); return s; }
const two = Array.from({ length: 40 }, (_, i) => kinds[i % 2]), three = Array.from({ length: 42 }, (_, i) => kinds[i % 3]);
for (let round = 0; round < 3000; round++) assert(sum(round < 200 ? two : three) === (round < 200 ? 60 : 84));
