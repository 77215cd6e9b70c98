//! The optimizing tier.
#![forbid(unsafe_code)]
pub mod lower;
