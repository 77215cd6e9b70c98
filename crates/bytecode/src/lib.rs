//! The contract between the tiers: op table, frame layout, code, builder, verifier, disassembler, cache format.
//! Knows what instructions look like, not what they do.
#![forbid(unsafe_code)]

pub mod code;
pub mod feedback;
pub mod frame;
pub mod ops;

pub use code::*;
pub use ops::{Format, OPS, Op, ROWS, Role, Row, Special};
