//! stage: ast
a: b: while (1) { continue a; }
c: { break c; }
d: function e() {}
//--
// {"type": "Program",
//  "sourceType": "script",
//  "body": [
//   {"type": "LabeledStatement",
//    "label": {"type": "Identifier",
//     "name": "a"},
//    "body": {"type": "LabeledStatement",
//     "label": {"type": "Identifier",
//      "name": "b"},
//     "body": {"type": "WhileStatement",
//      "test": {"type": "Literal",
//       "value": 1.0},
//      "body": {"type": "BlockStatement",
//       "body": [
//        {"type": "ContinueStatement",
//         "label": {"type": "Identifier",
//          "name": "a"}}]}}}},
//   {"type": "LabeledStatement",
//    "label": {"type": "Identifier",
//     "name": "c"},
//    "body": {"type": "BlockStatement",
//     "body": [
//      {"type": "BreakStatement",
//       "label": {"type": "Identifier",
//        "name": "c"}}]}},
//   {"type": "LabeledStatement",
//    "label": {"type": "Identifier",
//     "name": "d"},
//    "body": {"type": "FunctionDeclaration",
//     "id": {"type": "Identifier",
//      "name": "e"},
//     "expression": false,
//     "generator": false,
//     "async": false,
//     "params": [],
//     "body": {"type": "BlockStatement",
//      "body": []}}}]}
