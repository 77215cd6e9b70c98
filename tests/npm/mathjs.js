const { create, all } = require("mathjs");
const math = create(all);
console.log(math.evaluate("sqrt(3^2 + 4^2)"), math.evaluate("12.7 cm to inch").toString(), math.derivative("x^3 + 2x", "x").toString());
console.log(math.format(math.bignumber(2).pow(200), { notation: "fixed" }), math.fraction(1, 3).add(math.fraction(1, 6)).toString());
console.log(math.inv([[1, 2], [3, 4]]), math.eigs([[2, 0], [0, 3]]).values, math.simplify("2x + 3x").toString());
console.log(math.evaluate("f(x, y) = x^y; f(2, 10)").toString(), math.complex("2+3i").mul(math.complex(0, 1)).toString(), math.std([1, 2, 3, 4]));
