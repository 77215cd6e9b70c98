// A branch that is nothing but dead code, as the else of an empty one: the jump over it led past the next instruction.
function called(value) { return value; }
function test(condition) {
  let last = 0;
  for (let round = 0; round < 6; round++) {
    if (condition === "no") {
    } else {
      if (!0.5 && condition) {
        for (let i = 0; i !== 2; ++i) { const closure = function () {}; }
      }
    }
    last = called(last + round);
  }
  return last;
}
function nested(condition) {
  if (condition) {
  } else {
    if (condition === 0) {
    } else {
      if (false) { for (let i = 0; i < 2; i++) called(i); }
    }
  }
  return called(condition);
}
for (const condition of ["no", "yes"]) if (test(condition) !== 15) throw new Error(`15 is wanted of ${condition}`);
for (const condition of [0, 1, NaN]) if (!Object.is(nested(condition), condition)) throw new Error(`${condition} is wanted`);
