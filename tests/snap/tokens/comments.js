//! stage: tokens
a // line
b /* block */ + c /* two
lines */ d
<!-- html
--> html
e
//--
//   2:1   ^ Identifier     a
//   3:1   ^ Identifier     b
//   3:15    Plus           +
//   3:17    Identifier     c
//   4:10  ^ Identifier     d
//   7:1   ^ Identifier     e
