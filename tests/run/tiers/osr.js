// Loops that get hot in their first call: entry at inner and outer loop heads, with what is in registers, captured and in try blocks.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function nested(n) {
  let sum = 0, inner = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < 10; k++) sum = (sum + i * j + k) | 0;
      inner++;
    }
    if (i === n - 2) sum += 0.5;
  }
  return sum + ":" + inner;
}
same(nested(60), "31491000:3600");
function captured(n) {
  const functions = [];
  let total = 0;
  for (let i = 0; i < n; i++) {
    if (i % 1000 === 0) functions.push(() => (total += i));
    total++;
  }
  functions.forEach(f => f());
  return total;
}
same(captured(5000), 15000);
function inTry(n) {
  let caught = 0, ran = 0;
  try {
    for (let i = 0; i < n; i++) {
      try {
        ran++;
        if (i % 100 === 99) throw i;
      } catch (e) {
        caught += e;
        continue;
      } finally {
        ran++;
      }
    }
  } finally {
    ran = -ran;
  }
  return caught + ":" + ran;
}
same(inTry(4000), "81960:-8000");
// The kind of a variable changes while the loop is hot.
function changing(n) {
  let x = 1, kinds = "";
  for (let i = 0; i < n; i++) {
    if (i === 1000) x = 0.5;
    if (i === 2000) x = "t";
    if (i === 3000) x = 7n;
    if (i === 3500) x = { valueOf: () => 4 };
    const type = typeof x;
    if (!kinds.endsWith(type)) kinds += " " + type;
    if (type === "number") x = x + 1;
  }
  return kinds;
}
same(changing(4000), " number string bigint object");
// A loop left by a labelled jump from inside.
function labelled(n) {
  let count = 0;
  outer: for (let i = 0; ; i++) {
    for (let j = 0; j < 50; j++) {
      count++;
      if (j === 30) continue outer;
      if (i === n) break outer;
    }
  }
  return count;
}
same(labelled(100), 3101);
// The counter leaves the int32 range while the loop runs.
function leavesInts(from, times) {
  let i = from;
  for (let k = 0; k < times; k++) i++;
  return i;
}
same(leavesInts(2147483647 - 2500, 5000), 2147486147);
same(leavesInts(-0, 3000), 3000);
same(leavesInts(9007199254740990, 3000), 9007199254740992);
// A switch in a hot loop, by int and by text.
function switching(n) {
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    switch (i < n - 10 ? i & 3 : "b") {
      case 0: counts[0]++; break;
      case 1: counts[1]++;
      case 2: counts[2]++; break;
      case "b": counts[3] += 0.5; break;
      default: counts[3]++;
    }
  }
  return counts.join();
}
same(switching(4010), "1000,1000,2000,1005");
