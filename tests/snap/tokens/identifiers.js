//! stage: tokens
let \u0061b, ünïcode, 𠮷, $_1, async, of, get;
class A { #private = 1; }
//--
//   2:1   ^ Identifier     let
//   2:5     Identifier     \\u0061b
//   2:12    Comma          ,
//   2:14    Identifier     ünïcode
//   2:21    Comma          ,
//   2:23    Identifier     𠮷
//   2:25    Comma          ,
//   2:27    Identifier     $_1
//   2:30    Comma          ,
//   2:32    Identifier     async
//   2:37    Comma          ,
//   2:39    Identifier     of
//   2:41    Comma          ,
//   2:43    Identifier     get
//   2:46    Semicolon      ;
//   3:1   ^ Class          class
//   3:7     Identifier     A
//   3:9     LeftBrace      {
//   3:11    PrivateName    #private
//   3:20    Assign         =
//   3:22    Number         1
//   3:23    Semicolon      ;
//   3:25    RightBrace     }
