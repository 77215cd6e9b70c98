//! stage: ast
let a;
{ var b; }
{ var a; }
//--
// 4:7: SyntaxError: Identifier 'a' has already been declared [Redeclared]
// { var a; }
//       ^
