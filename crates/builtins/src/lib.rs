//! The ECMAScript standard library: rows in tables beside functions that follow the specification, a folder per chapter
//! and a file per object. Realms are built lazily: a global's property names an intrinsic that is made when first read.
#![forbid(unsafe_code)]

mod control;
mod fundamental;
mod global;
mod indexed;
mod keyed;
mod library;
mod memory;
mod numbers;
mod reflection;
mod structured;
mod support;
mod text;

use ogive_vm::options::Library;
use ogive_vm::{Gc, Intrinsic, Realm, Vm};

pub use memory::cleanup_finalization_registries;
pub use numbers::reset_time_zone;

/// The library, for `Options::library`.
pub const LIBRARY: Library = Library { init_realm: global::init_realm, make_intrinsic, cleanup_finalization: cleanup_finalization_registries };

/// Makes an intrinsic of a realm and sets it (and others that come with it). Each chapter makes its own.
fn make_intrinsic(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) {
    let _ = fundamental::make(vm, realm, which)
        || numbers::make(vm, realm, which)
        || text::make(vm, realm, which)
        || indexed::make(vm, realm, which)
        || keyed::make(vm, realm, which)
        || structured::make(vm, realm, which)
        || memory::make(vm, realm, which)
        || control::make(vm, realm, which)
        || reflection::make(vm, realm, which)
        || global::make(vm, realm, which);
}
