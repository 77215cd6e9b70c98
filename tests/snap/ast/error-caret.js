//! stage: ast
var ok = 1;
let é = "ü", x = ;
//--
// 3:18: SyntaxError: Unexpected token ';' [UnexpectedToken]
// let é = "ü", x = ;
//                  ^
