//! Built-in methods that are written in JavaScript (`js/`), because they call functions of scripts: all tiers, inlining included, work on them together
//! with their callbacks. Here is how such a script's functions get onto their prototype.
use ogive_vm::{Gc, Intrinsic, NativeFn, Object, Realm, Value, Vm, attrs};

/// A script of the library.
pub(crate) struct Library {
    pub name: &'static str,
    pub source: &'static str,
    /// Built-in functions that the script calls, in the order of its parameters.
    pub helpers: &'static [(&'static str, NativeFn)],
    /// The methods: each is an intrinsic, so that a realm runs the script when the first of them is read.
    pub methods: &'static [(&'static str, Intrinsic)],
}

impl Library {
    /// Defines the methods on their prototype, to be made when they are read.
    pub fn define(&self, vm: &mut Vm, prototype: Gc<Object>) {
        for &(name, which) in self.methods {
            let key = vm.key(name);
            vm.add_property(prototype, key, Value::int(which as i32), attrs::HIDDEN | attrs::LAZY);
        }
    }
    /// Is the intrinsic one of the methods?
    pub fn has(&self, which: Intrinsic) -> bool {
        self.methods.iter().any(|method| method.1 == which)
    }
    /// Makes all of them in a realm.
    pub fn make(&self, vm: &mut Vm, realm: Gc<Realm>) {
        let functions = vm.library_script(self.name, self.source, realm, self.helpers);
        for &(name, which) in self.methods {
            let key = vm.key(name);
            let shape = functions.shape();
            let function = shape.lookup(key).map(|entry| functions.slot(shape, entry.slot)).expect("the script defines it");
            vm.set_intrinsic(realm, which, function);
        }
    }
}
