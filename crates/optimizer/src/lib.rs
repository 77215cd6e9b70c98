//! The optimizing tier. In the order in which a function meets them: `policy` (when to compile, when to give code up), `snapshot` (what is known,
//! copied on the main thread), `queue` and `compile` (the compiler thread and its work), `mir` (the intermediate representation: start at
//! `mir/ops.rs`), `build` (from bytecode to MIR), `passes`, `lower` (machine code), `install` (back on the main thread).
//!
//! Absent here: `unsafe`, and access to the live heap anywhere but in the snapshot and at installation.
#![forbid(unsafe_code)]

pub mod agent;
pub mod build;
pub mod code;
pub mod compile;
pub mod events;
pub mod install;
pub mod lower;
pub mod mir;
pub mod passes;
pub mod policy;
pub mod queue;
pub mod snapshot;
