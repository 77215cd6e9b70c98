//! 19 the global object: its constructor properties, value properties and functions.
use ogive_vm::{Gc, Intrinsic, Realm, Vm};

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(_vm: &mut Vm, _realm: Gc<Realm>, _which: Intrinsic) -> bool {
    false
}

/// Fills a new realm's global object, lazily where possible.
pub(crate) fn init_realm(_vm: &mut Vm, _realm: Gc<Realm>) {}
