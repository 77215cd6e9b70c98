// A branch that is nothing but dead code, as the else of an empty one: the jump over it led past the next instruction.
let g1=15; var g2=15; let g3=1; var g4="undefined"; let a7=1, o9={y:1};
async function p18(p19, p20) {
  for (let v = 0; v < 6; v++) {
    if ((typeof g1 === "function")) {
    } else {
      if (((!0.5) && Object.is(g1, g3))) {
        for (let i21 = 0; i21 !== 2; ++i21) {
          const k22 = function (i23, u24) {
          };
        }
      }
    }
    $sum(await g4.padStart(g2 & 7, "ab"));
  }
}
function $sum() {}
p18(o9, a7).catch(e => { print(String(e)); throw e; });
