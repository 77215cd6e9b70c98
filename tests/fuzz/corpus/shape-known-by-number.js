//! gc-stress: 401
// A collection between the choice of a shape and its first object: only the number of the shape was known, and the shape died.
let g1 = 0;
let g2 = [..."ab", $cap(0)].slice(0).length;
let g3 = 1.5;
var g4 = "日本".replace("$&$&");
var g5 = 4;
let a6 = Array.from({ length: 2 });
let a7 = a6;
const t8 = new Int8Array([g3, 14, g3, 1, 2, 3, 4, 5]);
const t9 = new Int16Array([g3, g1, 0, 1, 2, 3, 4, 5]);
const m10 = new Map([[g5, g3], [-0, 1], [NaN, 2]]);
let o11 = ({ a: 0, b: 0 });
let o12 = ({ __proto__: o11, c: g2 });
let o13 = o12;
function f16(p17, p18, p19) {
  a7[-1] = 0 | 0;
  p18[0.5] = 0 | 0;
  o12.a++;
}
function f20(p21 = g4) {
}
function f23(p24) {
}
for (let i30 = 0; i30 < 300; i30++) {
  try {
    $sum(f16(a7, [g3, , g3], 0));
  } catch (e) {
  }
}
$log($state);
