//! The frame: a window of 8-byte words on the VM register stack. Drawn here once; the compiler numbers registers by it,
//! and every tier, the collector and stack traces read it.
//!
//! ```text
//!            word
//!  fp ──►      0   callee          Value: the function object
//!              1   code            raw pointer to the callee's code block; 0 in a native frame
//!              2   caller          raw frame pointer of the caller; 0 in an entry frame's bottom
//!              3   pc              this frame's own saved pc, valid while it is calling out
//!              4   argc | flags    u32 number of arguments passed, u32 frame flags
//!              5   new.target      Value: undefined unless constructing
//!              6   env             Value: the callee's environment at entry
//!              7   this
//!              8   parameter 0 …   at least as many words as formal parameters
//!                  locals, temporaries …
//!                  ◄── a call window starts at any temporary: its word 0 is the new callee's word 0
//! ```
//! The caller writes words 0, 7 and the arguments; the call writes the rest. Arguments are never copied. When fewer
//! arguments are passed than parameters declared, the call fills in undefined; surplus arguments lie in the callee's
//! locals until its prologue takes them.

/// Word of the function object.
pub const CALLEE: u16 = 0;
/// Word of the code block pointer.
pub const CODE: u16 = 1;
/// Word of the caller's frame pointer.
pub const CALLER: u16 = 2;
/// Word of the saved pc.
pub const PC: u16 = 3;
/// Word of argument count (low half) and flags (high half).
pub const ARGC: u16 = 4;
/// Word of new.target.
pub const NEW_TARGET: u16 = 5;
/// Word of the environment.
pub const ENV: u16 = 6;
/// Word of `this`.
pub const THIS: u16 = 7;
/// Word of the first parameter; the size of the header.
pub const ARGS: u16 = 8;
