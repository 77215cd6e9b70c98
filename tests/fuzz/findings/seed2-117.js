// interpreter: hang
// cargo x fuzz --seed=2 --first=117 --count=1
var g1 = ((5 + 16) | 0);
let g2 = Math.max(1.5, 1.5);
let g3 = ((8 & 15) ** 0);
var g4 = "日本";
let g5 = ((g1 !== g1) ? g1 : "日本");
let a6 = [(256), (g1 % g1 | 0), ((g1 * (1073741824)) | 0)];
const buffer8 = new ArrayBuffer(32, { maxByteLength: 64 });
const t7 = new Uint32Array(buffer8);
const m9 = new Map([[buffer8, g2], [-0, 1], [NaN, 2]]);
let o10 = ({ a: (t7[g1 & 15] | 0), b: (g2 + g2) });
let o11 = o10;
class C12 {
  z = o11.y;
  #p = (buffer8 | 0);
  constructor(i, u) {
    this.y = 2;
    this.z = u;
    if (((-1.5) == g1)) return { a: 1 };
  }
  m0(i, u) {
    a6.length = 9;
    i = (i + (Math.ceil((i - (-Infinity))) | 0)) | 0;
    const a13 = a6;
    return o11?.b;
  }
  m1(i, u) {
    $sum(#p in this);
    let d14 = g2;
    for (let i15 = 0; i15 < 9; i15++) {
      o10.a = $cap(o10.a + 1);
      t7[a6.length & 3] = ((((-Infinity) | 0) - (i15 >>> 0 | 0)) | 0);
      i = (i + (((i - (1073741823)) | 0) >>> 0 | 0)) | 0;
    }
    return m9.has(g3);
  }
}
var f16 = (p17) => {
  let c19 = 0;
  for (const u18 of a6) {
    if (++c19 > 12) break;
    o10.b = $cap(o10.b + o11.y);
    let a20 = a6;
    $sum(o11?.x);
  }
  for (let i21 = 0; i21 < 84; i21++) {
    for (let i22 = 4294967295 - 3 >>> 0; i22 < 4294967295; i22 = i22 + 1 >>> 0) {
      g3 = (19 * i22);
      for (let i23 = 0; i23 < 2; i23++) {
        try {
          o10[(i21 | 0).toString(16)] = (~((i23 + g1) | 0));
          $sum(($round(Math.atan(11 % 8)) - Math.imul(i23, g1)));
          if (Number.isSafeInteger(i21)) throw a6.lastIndexOf((9007199254740992));
        } finally {
        }
      }
    }
  }
  return ("é" + g1);
};
function* y24(p25 = g3, p26) {
  try {
    for (let i = 0; i < 6; i++) {
      $sum(yield Reflect.has(Object.freeze({ a: i, x: undefined }), "b"));
      try {
        $sum((256));
      } catch (e) {
        $err(e);
        const k27 = function (i28, u29) {
          for (var i30 = 0; i30 < 2; i30++) {
            for (const s31 in o10) {
              $sum(s31);
              $sum(o10[s31]);
            }
          }
          return (12 - g3);
        };
      }
      let { x: { y: u32 } = {}, z: [u33] = [1], length: u34 } = o11;
    }
  } finally {
    const k35 = (i36 = 1, u37) => {
      let a38 = a6;
      switch (i36) {
        case p26: {
          o10.y++;
        } break;
        case 1: {
          let { x: { y: u39 } = {}, z: [u40] = [1], length: u41 } = new C12(p26, u37);
        } break;
        case 2: {
          $sum(eval("i36 + 1"));
          a38.sort((l, r) => String(l) < String(r) ? -1 : String(l) > String(r) ? 1 : 0);
        }
        case i36: {
          if (Object.isFrozen(g3)) {
            let a42 = a6;
            $sum(o11[("NaN".split("").reverse().join(",").toUpperCase())]);
            t7[(~p26) & 15] = (t7[(~p26) & 15] + (~(31))) | 0;
          } else {
            let u43 = $cap(BigInt.asIntN(64, BigInt((((g1 + 14) | 0) & i36)) * 56n));
          }
        }
        case 4: {
        } break;
        default: {
        }
      }
      return ((p44 = g1) => p44)(...a6);
    };
    $sum(k35((19 >> p26), g5));
  }
}
function f45(p46, p47, p48) {
  a6[a6.length & 63] = (g4 + a6);
  g2 = (t7[1] - ((p48 - g2) - (g3 * (1e-7))));
  o11.y = Object.freeze({ a: p48, x: buffer8 });
  return ((Math.imul(p48, g1) >>> 2) + (((p48 !== p48) ? (9007199254740992) : p48) - $round(Math.sin(g3 % 8))));
}
for (let i49 = 0; i49 < 300; i49++) {
  try {
    $sum(f45(o11, (~g1)));
  } catch (e) {
    $err(e);
  }
}
$sum(g1);
$sum(g2);
$sum(a6);
$sum(buffer8);
$sum(t7);
$sum(o11);
$log($state);
$end();
