//! stage: tokens
a / b / c;
x = /[/]\/x/g.test(y) / 2;
if (a) /re/u;
(a) / 1;
//--
//   2:1   ^ Identifier     a
//   2:3     Slash          /
//   2:5     Identifier     b
//   2:7     Slash          /
//   2:9     Identifier     c
//   2:10    Semicolon      ;
//   3:1   ^ Identifier     x
//   3:3     Assign         =
//   3:5     Regexp         /[/]\\/x/g
//   3:14    Dot            .
//   3:15    Identifier     test
//   3:19    LeftParen      (
//   3:20    Identifier     y
//   3:21    RightParen     )
//   3:23    Slash          /
//   3:25    Number         2
//   3:26    Semicolon      ;
//   4:1   ^ If             if
//   4:4     LeftParen      (
//   4:5     Identifier     a
//   4:6     RightParen     )
//   4:8     Regexp         /re/u
//   4:13    Semicolon      ;
//   5:1   ^ LeftParen      (
//   5:2     Identifier     a
//   5:3     RightParen     )
//   5:5     Slash          /
//   5:7     Number         1
//   5:8     Semicolon      ;
