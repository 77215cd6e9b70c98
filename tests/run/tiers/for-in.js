//! stdout: 300000 abc abcd x,y 0,1,2
//! stdout: deleted a,c added a,b changed 3 null 0 inherited p,q
// for-in over objects of one shape and of several, whose properties come and go while they are walked.
function sum(o) {
  let s = 0;
  for (const k in o) s += o[k];
  return s;
}
let total = 0;
for (let i = 0; i < 50000; i++) total += sum({ a: 1, b: 2, c: 3 });
const names = o => {
  let s = "";
  for (const k in o) s += k;
  return s;
};
for (let i = 0; i < 3000; i++) names({ a: 1, b: 2, c: 3 });
const list = o => {
  const all = [];
  for (const k in o) all.push(k);
  return all.join();
};
for (let i = 0; i < 3000; i++) list({ x: 1, y: i });
console.log(total, names({ a: 1, b: 2, c: 3 }), names({ a: 1, b: 2, c: 3, d: 4 }), list({ x: 1, y: 2 }), list([7, 8, 9]));

function walk(o, change) {
  const seen = [];
  for (const k in o) {
    seen.push(k);
    change(o, k);
  }
  return seen.join();
}
for (let i = 0; i < 3000; i++) walk({ a: 1, b: 2, c: 3 }, () => 0);
const deleted = walk({ a: 1, b: 2, c: 3 }, (o, k) => { if (k === "a") delete o.b; });
const added = walk({ a: 1, b: 2 }, (o, k) => { o["z" + k] = 1; });
let changed = 0;
for (const k in { a: 1, b: 2, c: 3 }) changed++;
let none = 0;
for (const k in null) none++;
const inherited = walk(Object.create({ q: 1 }, { p: { value: 1, enumerable: true } }), () => 0);
console.log("deleted", deleted, "added", added, "changed", changed, String(null), none, "inherited", inherited);
