//! The optimizing tier. In the order in which a function meets them: `snapshot` (what is known, copied on the main thread), `mir` (the
//! intermediate representation: start at `mir/ops.rs`), `build` (from bytecode to MIR), `passes`, `lower` (machine code).
//!
//! Absent here: `unsafe`, and access to the live heap anywhere but in the snapshot.
#![forbid(unsafe_code)]

pub mod build;
pub mod lower;
pub mod mir;
pub mod passes;
pub mod snapshot;
