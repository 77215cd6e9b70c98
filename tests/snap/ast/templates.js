//! stage: ast
`a${b}c`;
t`\unicode ${d}\n`;
//--
// {"type": "Program",
//  "sourceType": "script",
//  "body": [
//   {"type": "ExpressionStatement",
//    "expression": {"type": "TemplateLiteral",
//     "quasis": [
//      {"type": "TemplateElement",
//       "value": {
//        "raw": "a",
//        "cooked": "a"},
//       "tail": false},
//      {"type": "TemplateElement",
//       "value": {
//        "raw": "c",
//        "cooked": "c"},
//       "tail": true}],
//     "expressions": [
//      {"type": "Identifier",
//       "name": "b"}]}},
//   {"type": "ExpressionStatement",
//    "expression": {"type": "TaggedTemplateExpression",
//     "tag": {"type": "Identifier",
//      "name": "t"},
//     "quasi": {"type": "TemplateLiteral",
//      "quasis": [
//       {"type": "TemplateElement",
//        "value": {
//         "raw": "\\unicode ",
//         "cooked": null},
//        "tail": false},
//       {"type": "TemplateElement",
//        "value": {
//         "raw": "\\n",
//         "cooked": "\n"},
//        "tail": true}],
//      "expressions": [
//       {"type": "Identifier",
//        "name": "d"}]}}}]}
