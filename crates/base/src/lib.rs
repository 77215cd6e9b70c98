//! What `std` lacks and every room may use: typed indices, bit sets. Nothing here knows JavaScript.

pub mod bit_set;
pub mod index;

pub use bit_set::BitSet;
pub use index::{Idx, IndexVec};
