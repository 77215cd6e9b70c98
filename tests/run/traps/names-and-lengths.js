// Traps that peers fell into.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
// A function expression may be named `using`.
const f = function using() { return typeof using; };
same(f(), "function");
same(f.name, "using");
// Object.keys after truncating length.
const a = [1, 2, 3, 4];
a.length = 2;
same(Object.keys(a).join(), "0,1");
a.length = 4;
same(Object.keys(a).join(), "0,1");
same(2 in a, false);
same(a[3], undefined);
// new Function with odd parameters.
same(new Function("a", "b", "return a + b")(1, 2), 3);
same(new Function("a, b", "c", "return a + b + c")(1, 2, 3), 6);
same(new Function("a /* , */", "return a")(7), 7);
same(new Function("...rest", "return rest.length")(1, 2, 3), 3);
same(new Function("{ x = 5 } = {}", "return x")(), 5);
same(String(new Function("a", "b", "return a")), "function anonymous(a,b\n) {\nreturn a\n}");
let threw = "";
try { new Function("a) { return 1 } //", "return 2"); } catch (e) { threw = e.name; }
same(threw, "SyntaxError");
try { new Function("/*", "*/){"); threw = "no"; } catch (e) { threw = e.name; }
same(threw, "SyntaxError");
// Legacy RegExp statics.
/(b)(c)?/.exec("abcd");
same(RegExp.$1, "b");
same(RegExp.$2, "c");
same(RegExp.lastMatch, "bc");
same(RegExp["$`"], "a");
same(RegExp["$'"], "d");
print("ok");
