//! 23 indexed collections: Array, typed arrays.
pub(crate) mod array;
pub(crate) mod support;
pub(crate) mod typed_array;
use ogive_vm::{Gc, Intrinsic, Realm, Vm};

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) -> bool {
    array::make(vm, realm, which) || typed_array::make(vm, realm, which)
}
