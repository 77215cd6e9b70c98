// The compilation cache of eval and Function: what is compiled again and again is what a fresh compilation gives.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function throws(f, kind) {
  try { f(); } catch (error) { same(error instanceof kind, true); return error; }
  throw new Error(`no ${kind.name}`);
}
const often = (f) => { let last; for (let i = 0; i < 8; i++) last = f(i); return last; };

// Variables are those of the call, not of the compilation.
often((i) => { const local = i * 2; same(eval("local + i"), i * 3); });
// One place with scopes that differ: a with object, a var that an eval has added, neither.
var word = "global";
function look(text, object) {
  if (object) { with (object) { return inner(); } }
  return inner();
  function inner() { return eval(text); }
}
often(() => { same(look("word"), "global"); same(look("word", { word: "with" }), "global"); });
function added(first, second) { eval(first); return (() => eval(second))(); }
often((i) => {
  same(added("0", "word"), "global");
  same(added("var word = 'local'", "word"), "local");
  same(added(`var word = ${i}`, "word"), i);
});
function nested(object, text) { with (object) { return eval(text); } }
often((i) => { same(nested({ word: i }, "word"), i); same(nested({}, "word"), "global"); same(nested({ word: 1, get [Symbol.unscopables]() { return { word: true }; } }, "word"), "global"); });
// Declarations take place each time.
function declares(text) { eval(text); return typeof fresh; }
often((i) => { same(declares("var fresh = 1"), "number"); same(declares("0"), "undefined"); same(declares("function fresh() {}"), "function"); });
often(() => { (0, eval)("var indirectly = 1"); same(delete globalThis.indirectly, true); });
often(() => { (0, eval)("let once = 1; once"); same(typeof once, "undefined"); });
often((i) => { if (i === 4) globalThis.clash = 1; (0, eval)("var clash; clash"); });
throws(() => often(() => { let conflict; eval("var conflict"); }), SyntaxError);
// Strictness of the place.
const sloppy = (text) => eval(text);
const strict = (text) => { "use strict"; return eval(text); };
often(() => { same(sloppy("010"), 8); throws(() => strict("010"), SyntaxError); same(sloppy("var leaks = 1; leaks"), 1); same(strict("var stays = 1; typeof stays"), "number"); });
// Where new.target, super and private names may stand depends on the place.
class Base { get who() { return "base"; } }
class Derived extends Base {
  #secret = 7;
  method(text) { return eval(text); }
  static read(o, text) { return eval(text); }
}
function plain(text) { return eval(text); }
often(() => {
  same(new Derived().method("super.who"), "base");
  throws(() => plain("super.who"), SyntaxError);
  same(new Derived().method("this.#secret"), 7);
  throws(() => plain("this.#secret"), SyntaxError);
  same(plain("new.target"), undefined);
  same(new plain("this.t = new.target; 0").t, plain);
  throws(() => (0, eval)("new.target"), SyntaxError);
});
// Two classes of one text have private names of their own.
const make = () => class { #x = 1; static test(o, text) { return eval(text); } };
const [A, B] = [make(), make()];
often(() => { same(A.test(new A(), "#x in o"), true); same(A.test(new B(), "#x in o"), false); same(B.test(new B(), "o.#x"), 1); throws(() => B.test(new A(), "o.#x"), TypeError); });
// Early errors come each time.
often(() => throws(() => eval("let a, a"), SyntaxError));
often(() => throws(() => new Function("a, a", "'use strict'"), SyntaxError));
// this and arguments.
function receiver(text) { return eval(text); }
often((i) => { const o = { i }; same(receiver.call(o, "this.i"), i); same(receiver("arguments.length"), 1); same(receiver("arguments.length", 2), 2); });
// Functions are new ones, with prototypes of their own; the text that made them is theirs.
const functions = [];
for (let i = 0; i < 6; i++) functions.push(new Function("a", "b", "return this ? a + b : a"));
same(new Set(functions).size, 6);
same(new Set(functions.map((f) => f.prototype)).size, 6);
same(functions[5](1, 2), 3);
same(functions[5].toString(), functions[0].toString());
functions[0].mark = 1;
same(functions[1].mark, undefined);
same(new Function("a,b", "return 1").length, 2);
often(() => { same(Function("a", "return a").length, 1); same(Function("return a").length, 0); same(Function("a", "b", "").length, 2); same(Function("a,b", "").length, 2); });
// One place, several constructors.
const Generator = Object.getPrototypeOf(function* () {}).constructor;
const Async = Object.getPrototypeOf(async function () {}).constructor;
const kinds = [Function, Generator, Async];
often(() => { for (const K of kinds) same(Object.getPrototypeOf(new K("return 1")), K.prototype); });
class Sub extends Function {}
often(() => { for (const K of [Function, Sub]) same(Object.getPrototypeOf(new K("return 1")), K.prototype); });
// The strings are asked for each time, in order.
let order = "";
const spy = (name, text) => ({ toString() { order += name; return text; } });
often(() => { order = ""; same(new Function(spy("p", "x"), spy("b", "return x * 2"))(4), 8); same(order, "pb"); });
// Template objects belong to one evaluation.
const tag = (strings) => strings;
const templates = new Set();
for (let i = 0; i < 6; i++) templates.add(eval("tag`x`"));
same(templates.size, 6);
templates.clear();
for (let i = 0; i < 6; i++) templates.add(new Function("tag", "return tag`x`")(tag));
same(templates.size, 6);
const literals = new Set();
for (let i = 0; i < 6; i++) literals.add(eval("/x/")).add(eval("({})")).add(eval("[]"));
same(literals.size, 18);
// Stack traces name the place, and the function that runs there.
const traces = [];
function tracing(text) { return eval(text); }
for (let i = 0; i < 5; i++) traces.push(tracing("new Error('x').stack"));
same(new Set(traces.map((t) => t.split("\n").slice(0, 3).join())).size, 1);
same(/eval at tracing/.test(traces[4]), true);
const renamed = [1, 2].map(() => (text) => eval(text));
Object.defineProperty(renamed[0], "name", { value: "first" });
Object.defineProperty(renamed[1], "name", { value: "second" });
often((i) => {
  same(/eval at first/.test(renamed[0]("new Error('x').stack")), true);
  same(/eval at second/.test(renamed[1]("new Error('x').stack")), true);
});
const elsewhere = [];
for (let i = 0; i < 4; i++) elsewhere.push(eval("new Error('x').stack"), eval("new Error('x').stack"));
same(elsewhere[6] === elsewhere[7], false);
// %eval% of another name, and not a string at all.
const other = eval;
often((i) => { same(other("typeof i"), "undefined"); same(eval(i), i); });
// A long run, which machine code takes over, and texts that differ.
let sum = 0;
for (let i = 0; i < 3000; i++) sum += eval("i + 1");
same(sum, 4501500);
sum = 0;
for (let k = 0; k < 3; k++) for (let i = 0; i < 500; i++) sum += new Function("a", `return a + ${i}`)(1);
same(sum, 3 * (500 + 500 * 499 / 2));
// Flat, rope and slice of one text are one text.
const long = "'" + "x".repeat(40) + "'";
often((i) => { const rope = long.slice(0, 21) + long.slice(21); same(eval(i % 2 ? rope : (" " + long).slice(1)), "x".repeat(40)); });
// Generators and closures out of eval live on.
const counters = [];
for (let i = 0; i < 5; i++) counters.push(eval("let n = i; () => n++"));
same(counters.map((c) => (c(), c())).join(), "1,2,3,4,5");
