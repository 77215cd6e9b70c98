//! stage: tokens
0; 1_000; 0x1F; 0b101; 0o17; 017; 089; .5; 5.; 1e21; 1.5e-3; 123n; 0xFFn;
//--
//   2:1   ^ Number         0
//   2:2     Semicolon      ;
//   2:4     Number         1_000
//   2:9     Semicolon      ;
//   2:11    Number         0x1F
//   2:15    Semicolon      ;
//   2:17    Number         0b101
//   2:22    Semicolon      ;
//   2:24    Number         0o17
//   2:28    Semicolon      ;
//   2:30    Number         017
//   2:33    Semicolon      ;
//   2:35    Number         089
//   2:38    Semicolon      ;
//   2:40    Number         .5
//   2:42    Semicolon      ;
//   2:44    Number         5.
//   2:46    Semicolon      ;
//   2:48    Number         1e21
//   2:52    Semicolon      ;
//   2:54    Number         1.5e-3
//   2:60    Semicolon      ;
//   2:62    BigInt         123n
//   2:66    Semicolon      ;
//   2:68    BigInt         0xFFn
//   2:73    Semicolon      ;
