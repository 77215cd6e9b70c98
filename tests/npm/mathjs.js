const math = require('mathjs');
console.log(math.version ?? '', math.evaluate('12 / (2.3 + 0.7)'), math.evaluate('sin(45 deg) ^ 2'), math.evaluate('9 / 3 + 2i').toString(), math.evaluate('det([-1, 2; 3, 1])'));
console.log(math.derivative('2x^2 + 3x + 4', 'x').toString(), math.simplify('2 * 1 * x ^ (2 - 1) + 3x').toString(), math.rationalize('2x/y - y/(x+1)').toString());
console.log(math.multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]]), math.inv([[1, 2], [3, 4]]), math.eigs([[2, 0], [0, 3]]).values);
console.log(math.unit('5 cm').to('inch').toString(), math.bignumber('0.1').plus('0.2').toString(), math.fraction(1, 3).add(math.fraction(1, 6)).toFraction(), math.complex(2, 3).mul(math.complex(1, -1)).toString());
console.log(math.parse('f(x, y) = x ^ y + sqrt(z)').toString(), math.format(math.pi, 14), math.format(1e21 / 3, { notation: 'fixed', precision: 2 }), math.std([1, 2, 3, 4]), math.factorial(20), math.gamma(0.5));
const parser = math.parser();
parser.evaluate('x = 7 / 2');
console.log(parser.evaluate('x + 3'), math.sqrt(-4).toString(), math.isPrime(7919), math.combinations(10, 3), math.lusolve([[2, 1], [1, 3]], [3, 5]));
console.log(math.sparse([[1, 0], [0, 2]]).toString(), math.matrix([[1, 2]]).size(), math.range(0, 5).toArray());
try { math.evaluate('2 +'); } catch (e) { console.log(e.name, e.message); }
