//! gc-stress: 20011
// Unbounded recursion of every kind ends in a catchable error.
function expect(name, kind, f) {
  try { f(); } catch (e) {
    if (!(e instanceof kind)) throw new Error(name + ": " + e);
    return;
  }
  throw new Error(name + ": no error");
}
function ok(name, f) { try { f(); } catch (e) { if (!(e instanceof RangeError) && !(e instanceof SyntaxError)) throw new Error(name + ": " + e); } }
function f() { return f() + 1; }
expect("call", RangeError, f);
expect("native callback", RangeError, function g() { [1].forEach(g); });
expect("getter", RangeError, () => { const o = { get x() { return this.x; } }; o.x; });
expect("toString", RangeError, () => { const o = { toString() { return "" + o; } }; "" + o; });
expect("construct", RangeError, function C() { new C(); });
expect("apply", RangeError, function h() { h.apply(this, arguments); });
expect("bind", RangeError, () => { let b = () => b(); b = b.bind(null); b(); });
expect("proxy", RangeError, () => { const p = new Proxy({}, { get(t, k, r) { return r[k]; } }); p.x; });
expect("generator", RangeError, () => { function* g() { yield* g(); } g().next(); });
expect("replace", RangeError, function r() { "a".replace(/a/, r); });
expect("sort", RangeError, function s() { [2, 1].sort(s); });
expect("JSON reviver", RangeError, function j() { JSON.parse("[1]", j); });
ok("nested arrays", () => eval("[".repeat(100000) + "]".repeat(100000)));
ok("nested parens", () => eval("(".repeat(100000) + "1" + ")".repeat(100000)));
ok("nested blocks", () => eval("{".repeat(100000) + "}".repeat(100000)));
ok("nested functions", () => eval("(function(){".repeat(100000) + "})()".repeat(100000)));
ok("unary", () => eval("!".repeat(100000) + "1"));
expect("deeper JSON.parse", RangeError, () => JSON.parse("[".repeat(1e6)));
expect("deeper JSON.stringify", RangeError, () => { let a = []; for (let i = 0; i < 1e6; i++) a = [a]; JSON.stringify(a); });
ok("JSON.parse", () => JSON.parse("[".repeat(100000) + "]".repeat(100000)));
ok("JSON.stringify", () => { let a = []; for (let i = 0; i < 100000; i++) a = [a]; JSON.stringify(a); });
ok("array toString", () => { let a = []; for (let i = 0; i < 100000; i++) a = [a]; String(a); });
ok("flat", () => { let a = []; for (let i = 0; i < 100000; i++) a = [a]; a.flat(Infinity); });
ok("regexp groups", () => new RegExp("(".repeat(100000) + ")".repeat(100000)));
ok("regexp classes", () => new RegExp("[" + "[".repeat(100000) + "]".repeat(100001), "v"));
// A long chain of additions is no nesting.
if (eval("1" + "+1".repeat(100000)) !== 100001) throw new Error("long sum");
// Rope flattening is not recursive.
let rope = "";
for (let i = 0; i < 1000000; i++) rope = rope + "ab";
if (rope.charCodeAt(1999999) !== 98) throw new Error("rope");
let right = "";
for (let i = 0; i < 200000; i++) right = "ab" + right;
if (right.charCodeAt(0) !== 97) throw new Error("right rope");
print("ok");
