// Regular expressions through the library.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
same("2024-11-20".replace(/(?<y>\d+)-(?<m>\d+)-(?<d>\d+)/, "$<d>.$<m>.$<y>"), "20.11.2024");
same("aBc".replace(/b/i, m => `[${m}]`), "a[B]c");
same([..."a1b22c333".matchAll(/[a-z](\d+)/g)].map(m => m[1]).join(), "1,22,333");
same("a,b;c".split(/[,;]/).join("|"), "a|b|c");
same("abc".split(/(b)/).join("|"), "a|b|c");
same(/(?<=\$)\d+/.exec("cost $42")[0], "42");
same(/\p{Lu}/u.test("É"), true);
same(/^[\w--\d]+$/v.test("abc"), true);
same(/(a*)*b/.test("a".repeat(25) + "c"), false);
same(/a.c/s.test("a\nc"), true);
const sticky = /foo/y;
sticky.lastIndex = 3;
same(sticky.test("barfoo"), true);
same(sticky.lastIndex, 6);
same("xXx".search(/X/), 1);
same(/(\d+)(?:px|em)/d.exec("12px").indices[1].join(), "0,2");
same(String(/[/]\//g), "/[/]\\//g");
same("aaa".lastIndexOf("a"), 2);
same("abcabc".replaceAll("b", "$&$&"), "abbcabbc");
same(/\u{1F600}/u.test("\u{1F600}"), true);
print("ok");
