//! What `std` lacks and every room may use: typed indices, bit sets, how much memory there is. Nothing here knows JavaScript.

pub mod bit_set;
pub mod index;
pub mod memory;

pub use bit_set::BitSet;
pub use index::{Idx, IndexVec};
