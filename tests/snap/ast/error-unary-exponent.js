//! stage: ast
a + b * c ** d ** e;
a ?? (b || c);
-a ** 1;
//--
// 4:1: SyntaxError: Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence [ExponentUnary]
// -a ** 1;
// ^^
