//! Which properties the protectors (`vm::Protectors`) stand for: the library names them once its objects are made, and every
//! way to change a property of such an object (its shape is flagged `PROTECTED`) asks here.
//!
//! Absent: machine code and inline caches; they never store into objects with that flag.
use crate::key::PropertyKey;
use crate::object::Object;
use crate::shape::flags;
use crate::vm::{Protectors, Vm};
use ogive_gc::Gc;

/// Ends a bet.
pub type Break = fn(&mut Protectors);

/// Address of an object, key, what falls with it. Addresses of dead objects do no harm: only flagged shapes are looked up.
#[derive(Default)]
pub(crate) struct Protected(Vec<(usize, PropertyKey, Break)>);

impl Vm {
    /// From now on a change of property `key` (present or not) of a builtin object breaks a protector.
    pub fn protect(&mut self, object: Gc<Object>, key: PropertyKey, what: Break) {
        let shape = self.make_unique(object);
        shape.flags.set(shape.flags.get() | flags::PROTECTED);
        self.protected.0.push((object.addr(), key, what));
    }
    /// A property of an object is about to change.
    #[inline]
    pub(crate) fn note_change(&mut self, object: Gc<Object>, key: PropertyKey) {
        if object.shape().has(flags::PROTECTED) {
            self.break_protectors(object, key);
        }
    }
    #[cold]
    fn break_protectors(&mut self, object: Gc<Object>, key: PropertyKey) {
        for &(address, protected, what) in &self.protected.0 {
            if address == object.addr() && protected == key {
                what(&mut self.protectors);
            }
        }
        self.fire_protectors();
    }
    /// Some object gets a property that it did not have (seen once for each shape).
    #[inline]
    pub(crate) fn note_new_key(&mut self, key: PropertyKey) {
        if key == PropertyKey::symbol(self.symbols.is_concat_spreadable) {
            self.protectors.no_concat_spreadable = false;
            self.fire_protectors();
        }
    }

    /// Puts %Array% and %Array.prototype% under their protectors.
    pub fn protect_array(&mut self, constructor: Gc<Object>, prototype: Gc<Object>) {
        let (iterator, species) = (PropertyKey::symbol(self.symbols.iterator), PropertyKey::symbol(self.symbols.species));
        let key = self.names.constructor;
        self.protect(prototype, iterator, |p| p.array_iteration = false);
        self.protect(prototype, key, |p| p.array_species = false);
        self.protect(constructor, species, |p| p.array_species = false);
    }
    /// Puts %ArrayIteratorPrototype% and what it inherits from under the protector of array iteration.
    pub fn protect_array_iterator(&mut self, prototype: Gc<Object>) {
        let (next, return_) = (self.names.next, self.names.return_);
        self.protect(prototype, next, |p| p.array_iteration = false);
        let mut link = Some(prototype);
        while let Some(object) = link {
            self.protect(object, return_, |p| p.array_iteration = false);
            link = object.prototype().as_object();
        }
    }
    /// Puts the properties that the fast paths of regular expressions rely on under their protector.
    pub fn protect_regexp(&mut self, prototype: Gc<Object>, keys: &[PropertyKey]) {
        for &key in keys {
            self.protect(prototype, key, |p| p.regexp_untouched = false);
        }
    }
    /// Puts %Promise% and %Promise.prototype% under their protector.
    pub fn protect_promise(&mut self, constructor: Gc<Object>, prototype: Gc<Object>) {
        let species = PropertyKey::symbol(self.symbols.species);
        let (then, key, resolve) = (self.names.then, self.names.constructor, self.names.resolve);
        self.protect(prototype, then, |p| p.promise_then = false);
        self.protect(prototype, key, |p| p.promise_then = false);
        self.protect(constructor, species, |p| p.promise_then = false);
        self.protect(constructor, resolve, |p| p.promise_then = false);
    }
}
