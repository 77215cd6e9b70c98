//! What browsers and servers share. The console and timers are Rust and there from the start; the rest (events, URL, text encoding,
//! structuredClone…) is made when a script first asks for the global, most of it in JavaScript (`js/`) over the functions of `natives.rs`.
#![forbid(unsafe_code)]

pub mod base64;
pub mod console;
pub mod globals;
pub mod inspect;
pub mod natives;
pub mod timers;
pub mod url;
pub mod util;

use ogive::raw::vm::Vm;

/// Defines the globals of this crate in the current realm.
pub fn install(vm: &mut Vm) {
    console::install(vm);
    timers::install(vm);
    globals::install(vm);
}
