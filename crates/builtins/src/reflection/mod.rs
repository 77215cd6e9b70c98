//! 28 reflection: Reflect, Proxy.
mod abstract_module_source;
mod proxy;
mod reflect;

use ogive_vm::{Gc, Intrinsic as I, Realm, Vm};

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(vm: &mut Vm, realm: Gc<Realm>, which: I) -> bool {
    match which {
        I::Reflect => reflect::make(vm, realm),
        I::Proxy => proxy::make(vm, realm),
        I::AbstractModuleSource | I::AbstractModuleSourcePrototype => abstract_module_source::make(vm, realm),
        _ => return false,
    }
    true
}
