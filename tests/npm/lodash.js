const _ = require("lodash");
console.log(_.chunk([1, 2, 3, 4, 5], 2), _.groupBy([1.2, 1.8, 2.1], Math.floor), _.merge({ a: { b: 1 } }, { a: { c: 2 } }));
console.log(_.sortBy([{ n: "b", a: 2 }, { n: "a", a: 2 }, { n: "c", a: 1 }], ["a", "n"]).map(o => o.n).join());
console.log(_.template("hello <%= user %>! <% _.forEach(xs, x => { %><%- x %>,<% }) %>")({ user: "w", xs: ["<a>", "b"] }));
console.log(_.camelCase("Foo Bar-baz"), _.kebabCase("fooBarÉ"), _.words("fred, barney & pebbles"), _.deburr("déjà vu"));
console.log(_.isEqual({ a: [1, new Map([[1, new Set([2])]])] }, { a: [1, new Map([[1, new Set([2])]])] }), _.cloneDeep({ d: new Date(0), r: /x/g }));
console.log(_.range(0, 20, 5), _.zipObject(["a", "b"], [1, 2]), _.flow([x => x + 1, x => x * 2])(3), _.curry((a, b, c) => [a, b, c])(1)(2, 3));
console.log(_(_.range(1000)).filter(n => n % 3 == 0).map(n => n * n).take(5).value(), _.VERSION, Object.keys(_).length);
