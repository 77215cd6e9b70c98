//! From MIR to machine code.
pub mod backend;
