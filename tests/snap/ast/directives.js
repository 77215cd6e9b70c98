//! stage: ast
'use strict';
'a';
('b');
function f() { 'use strict'; return 'c'; }
//--
// {"type": "Program",
//  "sourceType": "script",
//  "body": [
//   {"type": "ExpressionStatement",
//    "expression": {"type": "Literal",
//     "value": "use strict"},
//    "directive": "use strict"},
//   {"type": "ExpressionStatement",
//    "expression": {"type": "Literal",
//     "value": "a"},
//    "directive": "a"},
//   {"type": "ExpressionStatement",
//    "expression": {"type": "Literal",
//     "value": "b"}},
//   {"type": "FunctionDeclaration",
//    "id": {"type": "Identifier",
//     "name": "f"},
//    "expression": false,
//    "generator": false,
//    "async": false,
//    "params": [],
//    "body": {"type": "BlockStatement",
//     "body": [
//      {"type": "ExpressionStatement",
//       "expression": {"type": "Literal",
//        "value": "use strict"},
//       "directive": "use strict"},
//      {"type": "ReturnStatement",
//       "argument": {"type": "Literal",
//        "value": "c"}}]}}]}
