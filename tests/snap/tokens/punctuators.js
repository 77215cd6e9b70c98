//! stage: tokens
a?.b ?? c?.5:1; a >>>= b >>> c >> d; a **= b ** c; a ||= b && c; (...d) => {};
//--
//   2:1   ^ Identifier     a
//   2:2     OptionalDot    ?.
//   2:4     Identifier     b
//   2:6     Coalesce       ??
//   2:9     Identifier     c
//   2:10    Question       ?
//   2:11    Number         .5
//   2:13    Colon          :
//   2:14    Number         1
//   2:15    Semicolon      ;
//   2:17    Identifier     a
//   2:19    UShrAssign     >>>=
//   2:24    Identifier     b
//   2:26    UShr           >>>
//   2:30    Identifier     c
//   2:32    Shr            >>
//   2:35    Identifier     d
//   2:36    Semicolon      ;
//   2:38    Identifier     a
//   2:40    ExpAssign      **=
//   2:44    Identifier     b
//   2:46    Exp            **
//   2:49    Identifier     c
//   2:50    Semicolon      ;
//   2:52    Identifier     a
//   2:54    OrAssign       ||=
//   2:58    Identifier     b
//   2:60    And            &&
//   2:63    Identifier     c
//   2:64    Semicolon      ;
//   2:66    LeftParen      (
//   2:67    Ellipsis       ...
//   2:70    Identifier     d
//   2:71    RightParen     )
//   2:73    Arrow          =>
//   2:76    LeftBrace      {
//   2:77    RightBrace     }
//   2:78    Semicolon      ;
