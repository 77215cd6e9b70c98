//! 28 reflection: Reflect, Proxy.
use ogive_vm::{Gc, Intrinsic, Realm, Vm};

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(_vm: &mut Vm, _realm: Gc<Realm>, _which: Intrinsic) -> bool {
    false
}
