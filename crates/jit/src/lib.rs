//! What both compilers share: the process's code memory, thunks between Rust and machine code, records that say what a
//! piece of code is, listings, and what profilers are told.
//!
//! Never here: when to compile what (the Vm and the compilers decide), and anything about one compiler's code.
mod assembler;
pub mod clean;
mod code_memory;
mod disasm;
pub mod exits;
mod free_list;
mod perf;
mod preserve;
mod record;
mod region;
mod thunks;

pub use assembler::Assembler;
pub use code_memory::{Assembled, CodeAllocation, CodeMemory, CodeStatistics, Fixup};
pub use disasm::{Names, listing};
pub use preserve::{FirstArgument, ResultIn, preserving};
pub use record::{CodeKind, CodeRecord};
pub use thunks::Thunks;
