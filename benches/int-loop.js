// Integer arithmetic in a loop: additions, shifts, xors and a remainder, all in 32 bits.
function mix(rounds) {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < rounds; i++) {
    h = (h ^ i) | 0;
    h = (h + (h << 5)) | 0;
    h = h ^ (h >>> 13);
    if (i % 7 === 3) h = (h - i) | 0;
  }
  return h;
}
let result = 0;
for (let k = 0; k < 20; k++) result = mix(500000);
if (result !== 353809914) throw new Error("wrong result: " + result);
