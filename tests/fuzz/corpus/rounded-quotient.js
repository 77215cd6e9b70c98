// Math.round of a quotient that has been an integer was left out, and the quotient then truncated.
let g1 = (Math.abs(1.5) | 0);
var g2 = 2;
let g3 = Math.max(1.5, g1);
let g4 = "NaN";
let g5 = `${g1}-${"length"}`;
let g6 = g2;
let a7 = [..."ab", $cap(Object.create(null, { y: { value: 12, writable: true } }).b)].slice(-40);
const buffer9 = new ArrayBuffer(32, { maxByteLength: 64 });
const t8 = new Uint32Array(buffer9);
const m10 = new Map([[g6, g3], [-0, 1], [NaN, 2]]);
let o11 = ({ ...null, c: $cap(buffer9) });
let o12 = ({ a: (g1 % 12 | 0), b: (g2 >>> 1) });
let o13 = o11;
const o14 = {
  a: 14,
  get b() {
    if (!$burn()) return 1;
    $sum((String(g3).concat()));
    return g4.charAt(g2);
  },
};
function f15(p16, p17) {
  try {
    for (let i18 = 0; i18 !== 5; ++i18) {
      o12.b = undefined;
    }
    o14.c = ((("é"[p16 & 3] ?? "-").charCodeAt(14 & 3) | 0) | ((~(256)) % 18 | 0));
    g1 = (Math.round(((-(1000000)) / Math.min(p16, p16))) | 0);
    if (([] instanceof Array)) throw $cap(o14 || p16);
  } catch (e) {
    $err(e);
    switch (p17) {
      case p16: {
        $sum([t8["length"], $cap((typeof p17)), (g3 % g3)][g1 & 7]);
        o12.c = o13;
      }
      case 1: {
        $sum(String(g3));
      } break;
      default: {
        const k19 = (i20 = 1, u21) => {
          $sum(m10.delete(m10.get(o13.z)));
          const k22 = function (i23, u24) {
            $sum((5e-324));
            g3 *= i23;
            $sum(m10.get(arguments[i23 & 7]));
            return t8[7];
          };
          $sum(k22((g1 & 7), a7[i20 & 15]));
          return o14.c;
        };
        $sum(k19(((p16 - g1) | 0), $show(a7.find((v25, k26) => (o14)), 1).length));
      }
    }
  } finally {
  }
  return ((new Array(9).length + ((typeof p16).charCodeAt(p16 & 3) | 0)) | 0);
}
for (let i27 = 0; i27 < 30; i27++) {
  try {
    $sum(f15((g1 % 11 | 0), o13.a));
  } catch (e) {
    $err(e);
  }
}
$sum(g2);
$sum(g3);
$sum(g5);
$sum(g6);
$sum(m10);
$sum(o12);
$log($state);
for (let i28 = 0; i28 < 30; i28++) {
  try {
    $sum(f15(f15(i28, 13), a7));
  } catch (e) {
    $err(e);
  }
}
$sum(g2);
$sum(g3);
$sum(o11);
$log($state);
$end();
