// Function constructors: parameters and bodies that are no program text by themselves.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function syntax(...args) {
  try { new Function(...args); } catch (e) { return same(e instanceof SyntaxError, true); }
  throw new Error("accepted: " + JSON.stringify(args));
}
same(new Function()(), undefined);
same(new Function("")(), undefined);
same(new Function("a,b", "c", "return [a, b, c].join()")(1, 2, 3), "1,2,3");
same(new Function("a", "b", "\n// comment only")(1), undefined);
same(new Function("a //", "b", "return a")(4), 4);
same(new Function("a = 1", "{ b } = { b: 2 }", "[c, ...d] = [3, 4, 5]", "...e", "return [a, b, c, d, e].join()")(undefined, undefined, undefined, 6), "1,2,3,4,5,6");
same(new Function("return new.target")(), undefined);
same(new Function("/*", "*/", "return 1")(), 1);
same(new Function("", "-->")(), undefined);
syntax("-->", "");
same(String(new Function("a", " b ", "return a // x")), "function anonymous(a, b \n) {\nreturn a // x\n}");
same(new Function("a").name, "anonymous");
same(new Function("a", "b", "c", "").length, 3);
same(new Function("a", "b = 1", "c", "").length, 1);
const order = [];
const text = name => ({ toString() { order.push(name); return name; } });
new Function(text("x"), text("y"), text(""));
same(order.join(), "x,y,");
syntax("a) { return 1 } //", "return 2");
syntax("/*", "*/){");
syntax("a", "}, function () {");
syntax("", "}) (");
syntax("super.x", "");
syntax("", "super()");
syntax("a", "a", "'use strict'");
syntax("a = 1", "'use strict'");
syntax("yield", "'use strict'");
syntax("a,,b", "");
syntax("...a,", "");
syntax("`", "`");
const Generator = Object.getPrototypeOf(function* () { }).constructor;
same([...new Generator("a", "yield a; yield 2")(1)].join(), "1,2");
try { new Generator("a = yield", ""); throw new Error("accepted"); } catch (e) { same(e instanceof SyntaxError, true); }
const Async = Object.getPrototypeOf(async function () { }).constructor;
try { new Async("a = await 1", ""); throw new Error("accepted"); } catch (e) { same(e instanceof SyntaxError, true); }
// The scope is the global one, whatever is around.
var same_scope = "global";
(function () { var same_scope = "local"; same(new Function("return same_scope")(), "global"); })();
print("ok");
