//! stage: ast
//! args: --lazy
function f(a, b) { return () => a; }
(function g() { h(); })();
var k = function (x) { return x; };
//--
// {"type": "Program",
//  "sourceType": "script",
//  "body": [
//   {"type": "FunctionDeclaration",
//    "id": {"type": "Identifier",
//     "name": "f"},
//    "expression": false,
//    "generator": false,
//    "async": false,
//    "body": {"type": "Lazy"}},
//   {"type": "ExpressionStatement",
//    "expression": {"type": "CallExpression",
//     "callee": {"type": "FunctionExpression",
//      "id": {"type": "Identifier",
//       "name": "g"},
//      "expression": false,
//      "generator": false,
//      "async": false,
//      "params": [],
//      "body": {"type": "BlockStatement",
//       "body": [
//        {"type": "ExpressionStatement",
//         "expression": {"type": "CallExpression",
//          "callee": {"type": "Identifier",
//           "name": "h"},
//          "arguments": [],
//          "optional": false}}]}},
//     "arguments": [],
//     "optional": false}},
//   {"type": "VariableDeclaration",
//    "kind": "var",
//    "declarations": [
//     {"type": "VariableDeclarator",
//      "id": {"type": "Identifier",
//       "name": "k"},
//      "init": {"type": "FunctionExpression",
//       "id": null,
//       "expression": false,
//       "generator": false,
//       "async": false,
//       "body": {"type": "Lazy"}}}]}]}
