//! AST in, bytecode out; one file per statement or expression family. No run-time state.
#![forbid(unsafe_code)]
