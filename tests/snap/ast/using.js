//! stage: ast
{ using a = b, c = d; }
async function f() { await using e = g; for (await using h of i); }
//--
// {"type": "Program",
//  "sourceType": "script",
//  "body": [
//   {"type": "BlockStatement",
//    "body": [
//     {"type": "VariableDeclaration",
//      "kind": "using",
//      "declarations": [
//       {"type": "VariableDeclarator",
//        "id": {"type": "Identifier",
//         "name": "a"},
//        "init": {"type": "Identifier",
//         "name": "b"}},
//       {"type": "VariableDeclarator",
//        "id": {"type": "Identifier",
//         "name": "c"},
//        "init": {"type": "Identifier",
//         "name": "d"}}]}]},
//   {"type": "FunctionDeclaration",
//    "id": {"type": "Identifier",
//     "name": "f"},
//    "expression": false,
//    "generator": false,
//    "async": true,
//    "params": [],
//    "body": {"type": "BlockStatement",
//     "body": [
//      {"type": "VariableDeclaration",
//       "kind": "await using",
//       "declarations": [
//        {"type": "VariableDeclarator",
//         "id": {"type": "Identifier",
//          "name": "e"},
//         "init": {"type": "Identifier",
//          "name": "g"}}]},
//      {"type": "ForOfStatement",
//       "await": false,
//       "left": {"type": "VariableDeclaration",
//        "kind": "await using",
//        "declarations": [
//         {"type": "VariableDeclarator",
//          "id": {"type": "Identifier",
//           "name": "h"},
//          "init": null}]},
//       "right": {"type": "Identifier",
//        "name": "i"},
//       "body": {"type": "EmptyStatement"}}]}}]}
