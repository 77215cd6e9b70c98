//! stage: ast
//! args: --decorators
@a @b.c() class A { @d accessor e = 1; @f static g() {} }
//--
// {"type": "Program",
//  "sourceType": "script",
//  "body": [
//   {"type": "ClassDeclaration",
//    "id": {"type": "Identifier",
//     "name": "A"},
//    "superClass": null,
//    "decorators": [
//     {"type": "Identifier",
//      "name": "a"},
//     {"type": "CallExpression",
//      "callee": {"type": "MemberExpression",
//       "object": {"type": "Identifier",
//        "name": "b"},
//       "property": {"type": "Identifier",
//        "name": "c"},
//       "computed": false,
//       "optional": false},
//      "arguments": [],
//      "optional": false}],
//    "body": {"type": "ClassBody",
//     "body": [
//      {"type": "AccessorProperty",
//       "static": false,
//       "computed": false,
//       "key": {"type": "Identifier",
//        "name": "e"},
//       "decorators": [
//        {"type": "Identifier",
//         "name": "d"}],
//       "value": {"type": "Literal",
//        "value": 1.0}},
//      {"type": "MethodDefinition",
//       "static": true,
//       "computed": false,
//       "key": {"type": "Identifier",
//        "name": "g"},
//       "decorators": [
//        {"type": "Identifier",
//         "name": "f"}],
//       "kind": "method",
//       "value": {"type": "FunctionExpression",
//        "id": null,
//        "expression": false,
//        "generator": false,
//        "async": false,
//        "params": [],
//        "body": {"type": "BlockStatement",
//         "body": []}}}]}}]}
