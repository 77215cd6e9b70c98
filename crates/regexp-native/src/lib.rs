//! Machine code for regular expressions: a program of `ogive-regexp` becomes one x86-64 function for one width of input.
//!
//! ```text
//! Program ─analysis─► what must be undone ─compiler─► machine code ─context─► the call
//! ```
//!
//! The function finds what the matcher finds (`ogive_regexp`'s tests run on both). It never calls itself: choices are entries of a
//! stack in memory that grows up to the caller's limit, and every backtrack step is counted for the interrupt check.
//!
//! # Conventions of the code
//! - Positions are byte offsets from the end of input, so they are ≤ 0 and the end is zero; in registers of the program too, where
//!   [`UNSET`](context::UNSET) (positive) is no position.
//! - `rdi` position, `rsi` end of input, `r14` top of the backtrack stack, `r13` its limit, `r15` the program's registers (i32), `rbx`
//!   steps left, `r12` the tables behind the code, `rbp` the [`Context`](context::Context); all others are scratch.
//! - An entry of the backtrack stack is an address to continue at and a word that is in `rdi` there: the position, for runs also
//!   how far they may go (high half), for undone registers the register and its old value. The lowest entry leads to
//!   where a failed attempt is followed by the next one.
//!
//! # Invariants
//! - N1: code reads input only at offsets it has compared with the end and, going back, with the start of input.
//! - N2: nothing is written but program registers below `register_count`, the backtrack stack below its limit plus one entry,
//!   and the context.
//! - N3: code and what it points to live as long as the [`Program`] that owns it.
mod analysis;
mod assertions;
mod code_points;
mod compiler;
mod context;
mod runs;
mod sets;
mod start;
mod tables;

pub use compiler::Unsupported;

use ogive_regexp::{NativeCode, Program};

/// Compiles a program for Latin-1 or UTF-16 (`wide`) input.
///
/// # Errors
/// Why it was not done.
pub fn compile(program: &Program, wide: bool) -> Result<Box<dyn NativeCode>, Unsupported> {
    compiler::compile(program, wide).map(|code| Box::new(code) as Box<dyn NativeCode>)
}

/// [`compile`] as `ogive_regexp` wants it.
pub fn compiler(program: &Program, wide: bool) -> Option<Box<dyn NativeCode>> {
    compile(program, wide).ok()
}
/// [`compiler`] that says on standard error what has become of each program.
pub fn tracing_compiler(program: &Program, wide: bool) -> Option<Box<dyn NativeCode>> {
    let result = compile(program, wide);
    let (count, width) = (program.ops().len(), if wide { "UTF-16" } else { "Latin-1" });
    match &result {
        Ok(code) => eprintln!("[regexp of {count} instructions, {width}: {code:?}]"),
        Err(reason) => eprintln!("[regexp of {count} instructions, {width}: not compiled, {reason:?}]"),
    }
    result.ok()
}
