//! 25 structured data: ArrayBuffer, SharedArrayBuffer, DataView, Atomics, JSON.
mod json;

use ogive_vm::{Gc, Intrinsic, Realm, Vm};

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) -> bool {
    match which {
        Intrinsic::Json => json::make(vm, realm),
        _ => return false,
    }
    true
}
