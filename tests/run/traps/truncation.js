// Arrays whose length is cut and restored: what was behind stays gone, in every kind of elements and for every way to look.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
const makers = {
  ints: () => [1, 2, 3, 4, 5], doubles: () => [1.5, 2.5, 3.5, 4.5, 5.5], objects: () => [{}, {}, {}, {}, {}], strings: () => ["a", "b", "c", "d", "e"],
  holes: () => [1, , 3, , 5], sparse: () => { const a = [1, 2, 3, 4, 5]; a[100000000] = 6; a.length = 5; return a; },
  accessor: () => { const a = [1, 2, 3, 4]; Object.defineProperty(a, 4, { get: () => 5, configurable: true, enumerable: true }); return a; },
};
for (const name of Object.keys(makers)) {
  const a = makers[name]();
  a.length = 2;
  const left = Object.keys(a).length;
  same(left <= 2, true);
  a.length = 5;
  same(Object.keys(a).length, left);
  same(a[4], undefined);
  same(4 in a, false);
  same(JSON.stringify(a.slice(2)), "[null,null,null]");
  same(a.indexOf(5), -1);
  same(a.includes(undefined), true);
  same(a.lastIndexOf(undefined), -1);
  let visited = 0;
  a.forEach((_, i) => { if (i > 1) visited++; });
  for (const i in a) if (i > 1) visited++;
  same(visited, 0);
  same(Object.entries(a).length, left);
  same([...a].length, 5);
  a[4] = "back";
  same(a[4], "back");
  same(3 in a, false);
}
// An element that cannot be deleted stops the cut.
const fixed = [1, 2, 3];
Object.defineProperty(fixed, 1, { configurable: false });
(function () { fixed.length = 0; })();
same(fixed.length, 2);
let error;
(function () { "use strict"; try { fixed.length = 0; } catch (e) { error = e; } })();
same(error instanceof TypeError, true);
// A length that cannot be written stops additions.
const closed = Object.defineProperty([1, 2], "length", { writable: false });
for (const change of [() => closed.push(3), () => closed.pop(), () => { "use strict"; closed[2] = 3; }, () => closed.unshift(0)]) {
  error = undefined;
  try { change(); } catch (e) { error = e; }
  same(error instanceof TypeError, true);
}
same(closed.length, 2);
print("ok");
