//! Text in, tokens, AST and scopes out, with every early error of the specification. Usable alone.
#![forbid(unsafe_code)]
