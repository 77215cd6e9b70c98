// Replacement texts, parts that are left, joined lists: what the fast paths must not change.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
// Templates: groups by number (one digit or two), by name, what stands around, what is no template.
same("abcd".replace(/(b)(c)/, "[$2$1$0$3$00$01$10$$$&$]"), "a[cb$0$3$00bb0$bc$]d");
same("abcdefghijkl".replace(/(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)/, "$11$10$1$12"), "kjaa2l");
same("xay".replace(/a/g, "<$`|$'>"), "x<x|y>y");
same("2026-11-28".replace(/(?<y>\d+)-(?<m>\d+)-(?<d>\d+)/, "$<d>.$<m>.$<y>$<none>$<y"), "28.11.2026$<y");
same("ab".replace(/(?<a>x)?b/, "[$<a>$1]"), "a[]");
same("1a b2".replace(/(?<n>\d)a|b(?<n>\d)/g, "<$<n>>"), "<1> <2>");
same("ab".replace(/b/, "$<a>"), "a$<a>");
same("aXbX".replace(/(X)/g, "$1".repeat(100)), "a" + "X".repeat(100) + "b" + "X".repeat(100));
same("aXb".replace(/X(\u0100)?/, "$1$'\u0100$`"), "ab\u0100ab");
same("\u0100X".replace(/X/g, "<$&>"), "\u0100<X>");
same("abc".replace(/(?:)/g, "$`-"), "-aa-bab-cabc-");
// Texts without templates; what is left may be one piece, several or nothing.
same("  ab  ".replace(/^\s+|\s+$/g, ""), "ab");
same("a-b-c".replace(/-/g, ""), "abc");
same("aaa".replace(/a/g, ""), "");
same("aab".replace(/a/g, ""), "b");
same("baa".replace(/a/g, ""), "b");
same("aba".replace(/a/, ""), "ba");
same("abc".replace(/b/, ""), "ac");
same("abc".replace(/x*/g, ""), "abc");
same("abc".replace(/b/, "\u0100"), "a\u0100c");
same("x".repeat(50).replace(/x/g, "yz"), "yz".repeat(50));
// The last match is that of the loop's last success.
"k1 k2 k3".replace(/k(\d)/g, "");
same(RegExp.$1 + RegExp.lastMatch + RegExp.leftContext, "3k3k1 k2 ");
/(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)/.test("abcdefghijk");
same(RegExp.$9 + RegExp.lastParen, "ik");
// A RegExp that has been touched goes the long way.
const odd = /a/g;
odd.exec = function (s) { return this.done ? null : (this.done = true, { index: 0, 0: s[0], length: 1 }); };
same("bcd".replace(odd, "<$&>"), "<b>cd");
const frozen = Object.freeze(/a/g);
try { frozen.test("a"); throw new Error("frozen"); } catch (e) { if (!(e instanceof TypeError)) throw e; }
class Sub extends RegExp { get flags() { return "g"; } }
same("aa".replace(new Sub("a", "g"), "b"), "bb");
same(Object.assign(/b/, { extra: 1 }).test("abc"), true);
const moved = /b/y;
moved.lastIndex = 1.9;
same(moved.test("abc"), true);
same(moved.lastIndex, 2);
moved.lastIndex = { valueOf() { return 1; } };
same(moved.exec("abc").index, 1);
// Lists of strings, with what is none, holes, themselves.
same(["a", "b\u0100", "c"].join("-"), "a-b\u0100-c");
same(["a", "b"].join("\u0100"), "a\u0100b");
same(["a", , "c"].join(), "a,,c");
same(["a", null, "c", undefined].join("+"), "a++c+");
same([].join("x") + ["one"].join("x"), "one");
same(["x".repeat(20) + "y".repeat(20), "z"].join(""), "x".repeat(20) + "y".repeat(20) + "z");
const shortened = ["a", "b", "c"];
shortened.length = 5;
same(shortened.join(), "a,b,c,,");
const cycle = ["a"];
cycle.push(cycle, "b");
same(cycle.join(), "a,,b");
const inner = ["x", "y"];
same(["a", { toString() { return inner.join("/"); } }].join("-"), "a-x/y");
try { new Array(3).fill("x".repeat(2 ** 28)).join(); throw new Error("too long"); } catch (e) { if (!(e instanceof RangeError)) throw e; }
