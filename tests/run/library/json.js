// JSON: what the fast paths must not change, and V8's messages.
function same(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
function message(f) {
  try { f(); } catch (e) { return e.message; }
  throw new Error("nothing was thrown");
}
const fails = text => message(() => JSON.parse(text));
same(fails('{"a":1,'), "Expected double-quoted property name in JSON at position 7 (line 1 column 8)");
same(fails("[1"), "Expected ',' or ']' after array element in JSON at position 2 (line 1 column 3)");
same(fails('{\n"a"'), "Expected ':' after property name in JSON at position 5 (line 2 column 4)");
same(fails('"abc'), "Unterminated string in JSON at position 4 (line 1 column 5)");
same(fails("tru"), "Unexpected end of JSON input");
same(fails("{,}"), "Expected property name or '}' in JSON at position 1 (line 1 column 2)");
same(fails("01"), "Unexpected number in JSON at position 1 (line 1 column 2)");
same(fails("1 2"), "Unexpected non-whitespace character after JSON at position 2 (line 1 column 3)");
same(fails("[1,2,3,4,5,6,7,8,9,10,x,11,12,13,14]"), `Unexpected token 'x', ...",7,8,9,10,x,11,12,13"... is not valid JSON`);
same(fails("abc"), `Unexpected token 'a', "abc" is not valid JSON`);
same(fails("undefined"), `"undefined" is not valid JSON`);

// Objects of one shape, then of another; duplicate keys, __proto__, indices, escapes.
const rows = JSON.parse('[{"a":1,"b":2,"c":3},{"a":4,"b":5,"c":6},{"a":7,"c":8},{"a":1,"a":2}]');
same(JSON.stringify(rows), '[{"a":1,"b":2,"c":3},{"a":4,"b":5,"c":6},{"a":7,"c":8},{"a":2}]');
same(JSON.stringify(JSON.parse('{"b":1,"1":2,"0":3,"__proto__":4}')), '{"0":3,"1":2,"b":1,"__proto__":4}');
same(JSON.parse('{"\\u0061\\n":1}')["a\n"], 1);
same(JSON.parse('"\\ud83d\\ude00é"'), "😀é");
same(Object.is(JSON.parse("-0"), -0), true);
same(JSON.parse("123456789012345678"), 123456789012345680);
same(JSON.parse("1e400"), Infinity);

// What a toJSON or getter changes on the way is seen.
const proto = { toJSON() { return "changed"; } };
const list = [{ a: 1 }, { a: { get b() { Object.setPrototypeOf(list[2], proto); return 1; } } }, { a: 3 }];
same(JSON.stringify(list), '[{"a":1},{"a":{"b":1}},"changed"]');
const shrinking = { a: { toJSON() { delete shrinking.b; shrinking.d = 1; return 0; } }, b: 1, c: 2 };
same(JSON.stringify(shrinking), '{"a":0,"c":2}');
same(JSON.stringify({ a: undefined, b() {}, c: Symbol(), d: [undefined, () => 1] }), '{"d":[null,null]}');
same(JSON.stringify({ a: [], b: {}, c: [1, { d: 2 }] }, null, 1), '{\n "a": [],\n "b": {},\n "c": [\n  1,\n  {\n   "d": 2\n  }\n ]\n}');
same(JSON.stringify("\u2028\ud800\u0007\"\\é"), '"\u2028\\ud800\\u0007\\"\\\\é"');
same(JSON.stringify({ a: 1, b: 2, 3: 4 }, ["b", 3, "b"]), '{"b":2,"3":4}');
const circle = { x: { y: [] } };
circle.x.y.push(circle);
same(
  message(() => JSON.stringify(circle)),
  "Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n" +
    "    |     property 'x' -> object with constructor 'Object'\n    |     property 'y' -> object with constructor 'Array'\n" +
    "    --- index 0 closes the circle",
);

// Source text and raw JSON.
const sources = [];
JSON.parse('{"a":1.0,"b":[2,"x"]}', function (k, v, { source }) { if (source) sources.push(source); return v; });
same(sources.join(), '1.0,2,"x"');
same(JSON.stringify({ n: JSON.rawJSON("12345678901234567890") }), '{"n":12345678901234567890}');
