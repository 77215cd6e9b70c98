//! flags: --allow-natives-syntax
// The story of the engine: a function learns, is optimized, loses a bet, learns more, and is optimized again for good.
// `ogive --trace-opt --trace-deopt --script examples/story.js` tells it with times, lines, columns and values.
function same(actual, expected) { if (actual !== expected) throw new Error(`expected ${expected}, got ${actual}`); }
function hot(f, ...argumentLists) {
  let last;
  for (let i = 0; i < 20000; i++) last = f(...argumentLists[i % argumentLists.length]);
  return last;
}
function optimizedFor(f, ...argumentLists) {
  hot(f, ...argumentLists);
  const tier = %OptimizeNow(f);
  // Where there is no optimizer (other variants) the results alone are checked.
  return tier;
}

function add(a, b) { return a + b; }
if (optimizedFor(add, [1, 2])) same(%TierOf(add), 'optimized');
same(add(3, 4), 7);
const before = %DeoptCount(add);
same(add('a', 'b'), 'ab');
if (%CompileCount(add) > 0 && before === 0) same(%DeoptCount(add) >= before, true);
// Compiling goes on beside the script: after a few rounds at most it has learnt both.
let settled;
for (let round = 0; round < 8; round++) {
  settled = %DeoptCount(add);
  optimizedFor(add, [1, 2], ['a', 'b']);
  if (%DeoptCount(add) === settled) break;
}
for (let i = 0; i < 1000; i++) { same(add(i, 1), i + 1); same(add('x', 'y'), 'xy'); }
same(%DeoptCount(add), settled);
same(%CompileCount(add) < 12, true);

function process(value) { return typeof value === 'number' ? value * 2 : value === true ? 'yes' : value + '!'; }
hot(process, [1]);
hot(process, [1], ['hello']);
hot(process, [1], ['hello'], [true]);
same(process(21), 42); same(process('hello'), 'hello!'); same(process(true), 'yes');
same(%CompileCount(process) < 20, true);

// A shape change.
function norm(p) { return p.x + p.y; }
optimizedFor(norm, [{ x: 1, y: 2 }]);
same(norm({ y: 2, x: 1 }), 3);
optimizedFor(norm, [{ x: 1, y: 2 }], [{ y: 2, x: 1 }]);
same(norm({ y: 5, x: 1 }), 6);

// A holey array.
function sum(a) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i] === undefined ? 100 : a[i]; return s; }
optimizedFor(sum, [[1, 2, 3]]);
same(sum([1, , 3]), 104);
optimizedFor(sum, [[1, 2, 3]], [[1, , 3]]);
same(sum([, 2, 3]), 105);
