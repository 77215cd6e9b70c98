//! 22 text processing: String, RegExp.
pub(crate) mod regexp;
pub(crate) mod string;
mod substitution;
use ogive_vm::{Gc, Intrinsic, Realm, Vm};

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) -> bool {
    string::make(vm, realm, which) || regexp::make(vm, realm, which)
}
