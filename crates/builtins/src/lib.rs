//! The ECMAScript standard library: rows in tables beside functions that follow the specification.
#![forbid(unsafe_code)]
