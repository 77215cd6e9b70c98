//! 26 managing memory: WeakRef, FinalizationRegistry.
mod finalization_registry;
mod weak_ref;

use ogive_vm::{Gc, Intrinsic as I, Realm, Value, Vm};

pub use finalization_registry::cleanup_finalization_registries;

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(vm: &mut Vm, realm: Gc<Realm>, which: I) -> bool {
    match which {
        I::WeakRef | I::WeakRefPrototype => weak_ref::make(vm, realm),
        I::FinalizationRegistry | I::FinalizationRegistryPrototype => finalization_registry::make(vm, realm),
        _ => return false,
    }
    true
}

/// 9.14 [CanBeHeldWeakly](https://tc39.es/ecma262/#sec-canbeheldweakly)
fn can_be_held_weakly(value: Value) -> bool {
    value.is_object() || value.as_symbol().is_some_and(|s| !s.is_registered())
}
