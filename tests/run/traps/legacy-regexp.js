// RegExp.$1 and its kind (B.2.4 of the legacy proposal): what sets them, and what does not.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
const all = () => [RegExp.$1, RegExp.$2, RegExp.$9, RegExp["$&"], RegExp["$+"], RegExp["$`"], RegExp["$'"], RegExp.$_].join("|");
/(a)(b)?(c)/.exec("xacy");
same(all(), "a|||ac|c|x|y|xacy");
same(/nothing/.test("zzz"), false);
same(all(), "a|||ac|c|x|y|xacy");
"2024-05".replace(/(\d+)-(\d+)/, (m, y, mo) => { same(RegExp.$1, "2024"); return m; });
same(RegExp.$2, "05");
"k=v".match(/(\w)=(\w)/);
same(RegExp.$1 + RegExp.$2, "kv");
"a1b2".split(/(\d)/);
same(RegExp.$1, "2");
"q7".search(/(\d)/);
same(RegExp.lastParen, "7");
"x1y2".replaceAll(/([a-z])(\d)/g, "$2$1");
same(RegExp.leftContext + "|" + RegExp.rightContext, "x1|");
[..."m1n2".matchAll(/([a-z])/g)];
same(RegExp.$1, "n");
// Nine groups and more.
/(1)(2)(3)(4)(5)(6)(7)(8)(9)(a)/.exec("123456789a");
same(RegExp.$9 + RegExp.lastParen, "9a");
// Reading is not writing; input can be set.
RegExp.$1 = "no";
same(RegExp.$1, "1");
RegExp.input = 42;
same(RegExp.$_, "42");
same(RegExp.lastMatch, "123456789a");
// Other receivers are refused.
class Sub extends RegExp { }
let error;
try { Reflect.get(RegExp, "$1", Sub); } catch (e) { error = e; }
same(error instanceof TypeError, true);
// Unicode: the match is cut from the right string.
/(\u{1F600})/u.exec("a\u{1F600}b");
same(RegExp.$1, "\u{1F600}");
same(RegExp["$'"], "b");
print("ok");
