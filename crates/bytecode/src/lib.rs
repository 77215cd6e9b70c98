//! The contract between the tiers: op table, frame layout, code, builder, verifier, disassembler, cache format.
//! Knows what instructions look like, not what they do.
#![forbid(unsafe_code)]

pub mod builder;
pub mod cache;
pub mod code;
pub mod disasm;
pub mod feedback;
pub mod frame;
pub mod instr;
pub mod liveness;
pub mod ops;
pub mod verify;

pub use builder::{Builder, Label, Region, TooLarge};
pub use code::*;
pub use disasm::disassemble;
pub use instr::Instruction;
pub use liveness::Liveness;
pub use ops::{Format, OPS, Op, ROWS, Role, Row, Special};
pub use verify::{verify, verify_tree};
