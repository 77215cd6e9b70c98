// After ways had met in an inlined constructor (here behind a parameter's default), exits knew its `this` no more.
let g1 = 0;
let g5 = "-1.5".slice(0);
function f19(p20 = g5) {
  return g1;
}
for (let i26 = 0; i26 < 967; i26++) {
  const o = new f19(g5);
  if (typeof o !== "object") $log(i26);
  $sum(o);
}
$log($state);
