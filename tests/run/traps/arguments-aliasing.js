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

// All parameters are mapped, however many.
{
  const count = 100;
  const parameters = Array.from({ length: count }, (_, i) => 'p' + i);
  const f = new Function(...parameters, `
    arguments[60] = 'sixty'; p70 = 'seventy'; delete arguments[80]; arguments[80] = 'eighty';
    Object.defineProperty(arguments, 90, { writable: false }); p90 = 'ninety';
    return [p60, arguments[70], p80, arguments[80], arguments[90], p90, Object.keys(arguments).length].join();`);
  const values = parameters.map((_, i) => i);
  if (f(...values) !== 'sixty,seventy,80,eighty,90,ninety,100') throw new Error(f(...values));
  if (f(...values.slice(0, 65)) !== 'sixty,,,eighty,,ninety,66') throw new Error(f(...values.slice(0, 65)));
}

// `var arguments` in a body of its own scope starts as the arguments object; a function of a block never replaces it.
{
  const outcomes = [
    (function (a = 1) { var arguments; return typeof arguments; })(),
    (function (a = 1) { var arguments; return arguments[0]; })(7),
    (function (a = 1) { var arguments; return (() => arguments[0])(); })(8),
    (function (a = () => arguments) { var arguments = 3; return typeof a() + arguments; })(),
    (function (a = 1) { { function arguments() {} } return typeof arguments; })(),
    ((a = 1) => { var arguments; return typeof arguments; })(),
  ].join();
  if (outcomes !== 'object,7,8,object3,object,undefined') throw new Error(outcomes);
}
