//! Unit tests of the abstract operations, on a Vm whose library makes bare prototypes.
mod bigint;
mod convert;
mod numbers;
mod objects;
mod promises;
mod strings;

use crate::host::NoHost;
use crate::options::{Library, Options};
use crate::realm::{Intrinsic, Realm};
use crate::vm::Vm;
use ogive_gc::Gc;

/// An agent with a realm; every intrinsic is a bare object.
pub(crate) fn test_vm() -> Box<Vm> {
    fn make(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic) {
        let prototype = realm.intrinsic_value(Intrinsic::ObjectPrototype);
        let object = vm.new_object_with_prototype(prototype);
        vm.set_intrinsic(realm, which, object.into());
    }
    let library = Library { init_realm: |_, _| {}, make_intrinsic: make, cleanup_finalization: |_| Ok(()) };
    // OGIVE_GC_STRESS=n: collect at every n-th allocation.
    let gc_stress = std::env::var("OGIVE_GC_STRESS").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let options = Options { library, gc_stress, max_heap_bytes: 1 << 30, ..Options::default() };
    let mut vm = Vm::new(options, Box::new(NoHost)).expect("a heap");
    vm.new_realm();
    vm
}

/// A small generator of test inputs (xorshift).
pub(crate) struct Random(pub u64);
impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
    /// Any finite double.
    pub(crate) fn double(&mut self) -> f64 {
        loop {
            let d = f64::from_bits(self.next());
            if d.is_finite() {
                return d;
            }
        }
    }
}
