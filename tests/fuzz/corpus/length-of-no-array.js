// The optimizer read `length` of whatever came to a site without feedback as an array's or a string's: a number crashed, and an
// object's first property passed for a length.
function low(p) { return p.length & 7; }
for (let i = 0; i < 200; i++) $sum(low(0));
for (let i = 0; i < 200; i++) $sum(low({ a: 5 }));
function first(o) { return o.length; }
for (let i = 0; i < 200; i++) $sum(first([1, 2, 3]));
for (const v of [{ a: 5 }, { length: "l" }, 7, true, "text", Symbol.iterator, 3n, new Int8Array(4), function (a, b) {}, Object.create([1])]) $log([first(v)]);
$end();
