//! The optimizing tier. In the order in which a function meets them: `mir` (the intermediate representation: start at `mir/ops.rs`), `lower`
//! (machine code).
//!
//! Absent here: `unsafe`, and access to the live heap anywhere but in the snapshot.
#![forbid(unsafe_code)]

pub mod lower;
pub mod mir;
