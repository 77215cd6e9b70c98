//! stage: tokens
`plain`;
`a${b}c${`inner ${d}`}e`;
tag`\u{zz}${{ x: 1 }}`;
//--
//   2:1   ^ Template       `plain`
//   2:8     Semicolon      ;
//   3:1   ^ Template       `a${
//   3:5     Identifier     b
//   3:6     RightBrace     }c${
//   3:10    Template       `inner ${
//   3:19    Identifier     d
//   3:20    RightBrace     }`
//   3:22    RightBrace     }e`
//   3:25    Semicolon      ;
//   4:1   ^ Identifier     tag
//   4:4     Template       `\\u{zz}${
//   4:13    LeftBrace      {
//   4:15    Identifier     x
//   4:16    Colon          :
//   4:18    Number         1
//   4:20    RightBrace     }
//   4:21    RightBrace     }`
//   4:23    Semicolon      ;
