// Mapped arguments objects: aliasing, and its end by deletion, definition and strictness.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function alias(a, b) {
  arguments[0] = 10;
  same(a, 10);
  b = 20;
  same(arguments[1], 20);
  delete arguments[0];
  a = 30;
  same(arguments[0], undefined);
  arguments[0] = 40;
  same(a, 30);
  Object.defineProperty(arguments, 1, { writable: false });
  b = 50;
  same(arguments[1], 20);
}
alias(1, 2);
function fewer(a, b) {
  b = 2;
  same(arguments[1], undefined);
  same(arguments.length, 1);
}
fewer(1);
function strict(a) {
  "use strict";
  arguments[0] = 9;
  same(a, 1);
  let threw = false;
  try { arguments.callee; } catch (e) { threw = e instanceof TypeError; }
  same(threw, true);
}
strict(1);
function defaults(a, b = 1) {
  arguments[0] = 5;
  same(a, 1);
}
defaults(1);
function getter(a) {
  Object.defineProperty(arguments, "0", { get() { return "got"; } });
  a = 3;
  same(arguments[0], "got");
}
getter(1);
function keys(a, b, c) { return Object.keys(arguments).join() + arguments.length; }
same(keys(1, 2), "0,12");
function closure(a) { const set = v => { a = v; }; set(7); return arguments[0]; }
same(closure(1), 7);
print("ok");
