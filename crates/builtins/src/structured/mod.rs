//! 25 structured data: ArrayBuffer, SharedArrayBuffer, DataView, Atomics, JSON.
mod array_buffer;
mod atomics;
mod data_view;
mod json;
mod shared_array_buffer;

use ogive_vm::{Gc, Intrinsic as I, Realm, Vm};

/// Makes an intrinsic of this chapter; false if it is another's.
pub(crate) fn make(vm: &mut Vm, realm: Gc<Realm>, which: I) -> bool {
    match which {
        I::ArrayBuffer | I::ArrayBufferPrototype => array_buffer::make(vm, realm),
        I::SharedArrayBuffer | I::SharedArrayBufferPrototype => shared_array_buffer::make(vm, realm),
        I::DataView | I::DataViewPrototype => data_view::make(vm, realm),
        I::Atomics => atomics::make(vm, realm),
        I::Json => json::make(vm, realm),
        _ => return false,
    }
    true
}
