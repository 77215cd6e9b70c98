//! The `ogive` command.
#![forbid(unsafe_code)]
fn main() {}
