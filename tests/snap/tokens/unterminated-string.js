//! stage: tokens
var a = "abc
";
//--
//   2:1   ^ Var            var
//   2:5     Identifier     a
//   2:7     Assign         =
// 2:9: SyntaxError: Invalid or unexpected token [InvalidOrUnexpectedToken]
// var a = "abc
//         ^^^^
