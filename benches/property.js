// Named properties: own, inherited, added, of one shape and of several.
function Point(x, y) {
  this.x = x;
  this.y = y;
}
Point.prototype.scale = 2;
function Tagged(x) {
  this.tag = 1;
  this.x = x;
}
function Named(x) {
  this.name = "n";
  this.more = 0;
  this.x = x;
}
function sum(list) {
  let total = 0;
  for (let i = 0; i < list.length; i++) total = (total + list[i].x) | 0;
  return total;
}
function build(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const p = new Point(i, 1);
    p.z = p.x + p.y;
    p.x = p.z * p.scale;
    total = (total + p.x + p.z) | 0;
  }
  return total;
}
const same = [], mixed = [];
for (let i = 0; i < 1000; i++) {
  same.push(new Point(i, i));
  mixed.push(i % 3 === 0 ? new Point(i, 0) : i % 3 === 1 ? new Tagged(i) : new Named(i));
}
let result = 0;
for (let k = 0; k < 2000; k++) result = (result + sum(same) + sum(mixed)) | 0;
result = (result + build(1000000)) | 0;
if (result !== -1239053600) throw new Error("wrong result: " + result);
