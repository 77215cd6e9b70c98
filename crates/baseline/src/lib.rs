//! The baseline compiler: bytecode to machine code in one pass, a template for each op, no intermediate form. It removes
//! dispatch and operand decoding and runs the inline caches in place; it keeps learning, because its slow paths are the interpreter's.
//!
//! Start at `compiler.rs` (registers, native frame, what a template may do), then `ops.rs` (which template an op has).
//!
//! Never here: optimization across instructions.

/// Emits instructions through an [`ogive_jit::Assembler`].
macro_rules! asm {
    ($asm:expr; $($code:tt)*) => { dynasmrt::dynasm!($asm.ops; .arch x64; $($code)*) };
}

mod arith;
mod builtins;
mod call;
mod compare;
mod compiler;
mod construct;
mod create;
mod element;
mod equality;
mod instr;
mod jumps;
mod leaf;
mod listing;
mod moves;
mod offsets;
mod ops;
mod property;
mod scope;
mod thunks;
mod tier;

pub use listing::listing;
pub use tier::{compile, tiers};
