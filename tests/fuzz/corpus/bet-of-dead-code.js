// A bet broke whose code was retired, and whose script was dead: the optimizer looked at the dead block. Only an engine among many in a process crashed by
// this text; tests/run/tiers/bets-of-the-dead.js is the program that shows it.
var g1 = 0;
let a5 = [0, $cap(0), 0];
async function* y14(p15 = g1) {
  try {
    for (let i = 0; i < 6; i++) {
      $sum(yield 0);
    }
  } finally {
    p15 <<= (++g1);
  }
}
for (let i17 = 0; i17 < 220; i17++) {
  try {
    if (i17 > 129) {
      $each(y14(0));
    } else {
      $each(y14(0));
    }
  } catch (e) {
  }
}
for (let i18 = 0; i18 < 220; i18++) {
  try {
    $each(y14(0));
  } catch (e) {
  }
}
for (let i19 = 0; i19 < 300; i19++) {
  try {
    if (i19 > 4) {
      $each(y14(a5[g1 & 7]));
    } else {
      $each(y14(Math.max(g1)));
    }
  } catch (e) {
  }
}
$log($state);
