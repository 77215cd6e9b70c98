// Code that starts in an inner loop comes back to the heads of the loops around by two ways.
let out = 0, o12 = {}, o13 = {};
function f14(p15) {
  for (let i16 = 0; i16 < 4; i16++) {
      let c19 = 0;
      for (const u18 of [i16, 1, 1]) {
        if (++c19 > 12) break;
        for (let i20 = 0; i20 < 2; i20++) {
          o12.c = i20 * 5;
          Object.setPrototypeOf(o13, { c: i20 });
        }
      }
  }
  return 1;
}
for (let i21 = 0; i21 < 26; i21++) out += f14(3);
print(out);
