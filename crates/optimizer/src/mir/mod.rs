//! MIR: SSA with block parameters. `ops.rs` is the table of operations, `graph.rs` what they are put together in, `frame_state.rs` how the
//! interpreter's frames are described at places where they may have to be rebuilt; `print.rs` and `verify.rs` work on any graph.

pub mod frame_state;
pub mod graph;
pub mod immediates;
pub mod ops;
pub mod order;
pub mod print;
pub mod types;
pub mod verify;

pub use frame_state::{Assumption, CodeId, Exit, ExitId, ExitReason, FrameState, Mode, Protector, StateId, StateValue, Sunk, SunkId, SunkKind};
pub use graph::{Block, BlockId, Edge, Entry, Graph, Likely, Node, NodeId, Terminator};
pub use immediates::*;
pub use ops::{Op, Repr, effect};
pub use print::print;
pub use types::Type;
pub use verify::verify;

#[cfg(test)]
mod tests;
