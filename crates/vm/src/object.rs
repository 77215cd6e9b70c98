//! Objects: layout, slots, allocation.
//!
//! ```text
//!  word 0   header: shape id u32 | kind u8 | elements byte u8 | object flags u8 | collector
//!       1   elements  → Elements (`elements.rs`)
//!       2   overflow slots → Slots
//!       3 … internal fields, as many as the kind has (`Kind::internal_fields`), Values or raw words below 2^48
//!       …   inline slots, as many as the shape says
//! ```
//! Invariants:
//! - O1: the shape id names a live shape of the same heap whose `kind` is the header's kind.
//! - O2: internal fields and inline slots are initialised from allocation on.
//! - O3: every store of a cell into an object is followed by the write barrier of the cell that was written.

use crate::cells::{Kind, OBJECT_FIXED_WORDS, Traced};
use crate::elements::{Elements, Slots, kind as elements_kind};
use crate::key::PropertyKey;
use crate::shape::{Entry, Shape, attrs, shape_id};
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer};
use std::cell::Cell;

/// The heap reserves its addresses aligned to this, so that a shape id and an object's address give the shape's address.
pub const HEAP_ALIGNMENT: usize = ogive_gc::BASE_ALIGNMENT;

/// Object flag bits (`header.flags`).
pub mod flags {
    /// Has [[Call]].
    pub const CALLABLE: u8 = 1;
    /// Has [[Construct]].
    pub const CONSTRUCTOR: u8 = 2;
    /// A class constructor: [[Call]] throws.
    pub const CLASS: u8 = 4;
    /// [[Extensible]] is false (mirrors the shape, for element stores).
    pub const NON_EXTENSIBLE: u8 = 8;
    /// An array whose `length` is not writable.
    pub const LENGTH_FIXED: u8 = 16;
    /// Free for the kind's own use. A native function: not shown in stack traces.
    pub const KIND_1: u8 = 32;
    /// Free for the kind's own use.
    pub const KIND_2: u8 = 64;
}

/// An object; see the module head.
#[repr(C)]
pub struct Object {
    pub(crate) header: Header,
    pub(crate) elements: Cell<Gc<Elements>>,
    pub(crate) slots: Cell<Gc<Slots>>,
}

/// Getter and setter of an accessor property: functions or undefined.
#[repr(C)]
pub struct Accessor {
    pub(crate) header: Header,
    /// [[Get]]
    pub get: Cell<Value>,
    /// [[Set]]
    pub set: Cell<Value>,
}
// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for Accessor {
    const KIND: u8 = Kind::Accessor as u8;
}
impl Traced for Accessor {
    fn trace(&self, tracer: &mut Tracer) {
        tracer.mark_word(self.get.get().bits());
        tracer.mark_word(self.set.get().bits());
    }
}

impl Object {
    /// The shape.
    #[inline(always)]
    pub fn shape(&self) -> Gc<Shape> {
        let base = self as *const Object as usize & !(HEAP_ALIGNMENT - 1);
        // SAFETY: O1.
        unsafe { Gc::from_addr(base | self.header.shape() as usize) }
    }
    /// The shape's id.
    #[inline(always)]
    pub fn shape_id(&self) -> u32 {
        self.header.shape()
    }
    /// The kind.
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        Kind::of(&self.header)
    }
    /// Tests an object flag.
    #[inline(always)]
    pub fn has_flag(&self, flag: u8) -> bool {
        self.header.flags.get() & flag != 0
    }
    /// Sets an object flag.
    #[inline(always)]
    pub fn set_flag(&self, flag: u8) {
        self.header.flags.set(self.header.flags.get() | flag);
    }
    /// Clears an object flag.
    #[inline(always)]
    pub fn clear_flag(&self, flag: u8) {
        self.header.flags.set(self.header.flags.get() & !flag);
    }
    /// 7.2.3 IsCallable.
    #[inline(always)]
    pub fn is_callable(&self) -> bool {
        self.has_flag(flags::CALLABLE)
    }
    /// 7.2.4 IsConstructor.
    #[inline(always)]
    pub fn is_constructor(&self) -> bool {
        self.has_flag(flags::CONSTRUCTOR)
    }
    /// The prototype by the shape: an object or null (not for proxies).
    #[inline(always)]
    pub fn prototype(&self) -> Value {
        self.shape().prototype()
    }
    /// What the elements are: see [`elements_kind`].
    #[inline(always)]
    pub fn elements_byte(&self) -> u8 {
        self.header.elements.get()
    }
    #[inline(always)]
    pub(crate) fn set_elements_byte(&self, byte: u8) {
        self.header.elements.set(byte);
    }
    /// The kind of elements without the holey bit.
    #[inline(always)]
    pub fn elements_kind(&self) -> u8 {
        self.header.elements.get() & elements_kind::MASK
    }
    /// Fast elements (the empty ones for sparse and exotic objects).
    #[inline(always)]
    pub fn elements(&self) -> Gc<Elements> {
        self.elements.get()
    }
    /// Has, or may have, properties with array index keys?
    pub fn has_any_elements(&self) -> bool {
        !self.elements.get().is_empty() || self.elements_kind() >= elements_kind::SPARSE
    }
    /// As a prototype, may it have own properties with indices?
    pub(crate) fn may_have_indices(&self) -> bool {
        match self.kind() {
            // Without a character, as %String.prototype% is, it has those that are stored.
            Kind::StringObject if self.field(0).as_string().is_some_and(|s| s.len() == 0) => {
                !self.elements.get().is_empty() || self.elements_kind() == elements_kind::SPARSE
            }
            _ => self.has_any_elements() || self.shape().has(crate::shape::flags::EXOTIC),
        }
    }
    #[inline(always)]
    fn word(&self, i: usize) -> *mut Value {
        // SAFETY: callers stay within the object's words.
        unsafe { (self as *const Object as *mut Value).add(i) }
    }
    /// Internal field `i` of the kind.
    #[inline(always)]
    pub fn field(&self, i: usize) -> Value {
        debug_assert!(i < self.kind().internal_fields() as usize);
        // SAFETY: O2.
        unsafe { *self.word(OBJECT_FIXED_WORDS + i) }
    }
    /// A raw word kept in an internal field.
    #[inline(always)]
    pub fn raw_field(&self, i: usize) -> u64 {
        self.field(i).bits()
    }
    #[inline(always)]
    pub(crate) fn set_field_no_barrier(&self, i: usize, value: Value) {
        debug_assert!(i < self.kind().internal_fields() as usize);
        // SAFETY: O2.
        unsafe { *self.word(OBJECT_FIXED_WORDS + i) = value }
    }
    /// The value in slot `i` of an object whose shape is `shape`.
    #[inline(always)]
    pub fn slot(&self, shape: Gc<Shape>, i: u32) -> Value {
        debug_assert!(shape == self.shape());
        // SAFETY: H1.
        unsafe {
            if shape.is_inline(i) {
                *self.word(shape.base as usize + i as usize)
            } else {
                *self.slots.get().value_ptr(i - shape.inline_capacity() as u32)
            }
        }
    }
}

impl Vm {
    /// An object of that shape: slots undefined, internal fields undefined, no elements.
    #[inline]
    pub fn new_object_with_shape(&mut self, shape: Gc<Shape>) -> Gc<Object> {
        let words = shape.base as usize + shape.inline_capacity() as usize;
        let overflow = shape.slot_count.get().saturating_sub(shape.inline_capacity() as u32);
        let slots = if overflow == 0 { self.empty_slots } else { self.new_slots(overflow, &[]) };
        let cell = self.heap.allocate(words * 8, shape.kind as u8, shape_id(shape));
        // SAFETY: a fresh cell of that size.
        unsafe {
            let object = cell as *mut Object;
            (*object).elements.as_ptr().write(self.empty_elements);
            (*object).slots.as_ptr().write(slots);
            let start = cell as *mut Value;
            for i in OBJECT_FIXED_WORDS..words {
                start.add(i).write(Value::UNDEFINED);
            }
            Gc::from_ptr(object)
        }
    }

    /// An object of that shape, which has no slots beyond the inline ones: its internal fields and then its slots are `content`, what follows is
    /// undefined. The slots admit these values.
    #[inline]
    pub(crate) fn new_object_of(&mut self, shape: Gc<Shape>, elements: Gc<Elements>, content: &[Value]) -> Gc<Object> {
        let words = shape.base as usize + shape.inline_capacity() as usize;
        debug_assert!(shape.slot_count.get() <= shape.inline_capacity() as u32);
        assert!(OBJECT_FIXED_WORDS + content.len() <= words);
        let cell = self.heap.allocate(words * 8, shape.kind as u8, shape_id(shape));
        // SAFETY: a fresh cell of that size.
        unsafe {
            let object = cell as *mut Object;
            (*object).elements.as_ptr().write(elements);
            (*object).slots.as_ptr().write(self.empty_slots);
            let start = (cell as *mut Value).add(OBJECT_FIXED_WORDS);
            for (i, &value) in content.iter().enumerate() {
                start.add(i).write(value);
            }
            for i in content.len()..words - OBJECT_FIXED_WORDS {
                start.add(i).write(Value::UNDEFINED);
            }
            Gc::from_ptr(object)
        }
    }

    /// Stores into an internal field.
    #[inline]
    pub fn set_field(&mut self, object: Gc<Object>, i: usize, value: Value) {
        object.set_field_no_barrier(i, value);
        self.heap.barrier(object);
    }
    /// Stores a raw word (below 2^48, or a number's bits) into an internal field.
    #[inline]
    pub fn set_raw_field(&mut self, object: Gc<Object>, i: usize, word: u64) {
        debug_assert!(!Value(word).is_cell());
        object.set_field_no_barrier(i, Value(word));
    }

    /// Changes an object's shape. The slots must already fit.
    #[inline(always)]
    pub(crate) fn set_shape(&mut self, object: Gc<Object>, shape: Gc<Shape>) {
        object.header.set_shape(shape_id(shape));
        self.heap.barrier(object);
    }

    /// Stores into a slot, with no regard to promises.
    #[inline(always)]
    pub(crate) fn set_slot_raw(&mut self, object: Gc<Object>, shape: Gc<Shape>, i: u32, value: Value) {
        // SAFETY: H1, O3.
        unsafe {
            if shape.is_inline(i) {
                *object.word(shape.base as usize + i as usize) = value;
                self.heap.barrier(object);
            } else {
                let slots = object.slots.get();
                *slots.value_ptr(i - shape.inline_capacity() as u32) = value;
                self.heap.barrier(slots);
            }
        }
    }
    /// Stores into the slot of an own data property.
    #[inline]
    pub(crate) fn set_slot(&mut self, object: Gc<Object>, entry: &Entry, value: Value) {
        let value = match entry.promise {
            Some(promise) => self.admit(promise, value),
            None => value,
        };
        let shape = object.shape();
        if shape.has(crate::shape::flags::PROTECTED) {
            self.note_change(object, entry.key);
        }
        if shape.is_unique() && !entry.replaced && !object.slot(shape, entry.slot).is_undefined() {
            self.note_replaced(object, entry.key);
        }
        self.set_slot_raw(object, shape, entry.slot, value);
    }

    /// Makes room for slot `i` of an object that is about to get a shape that has it.
    #[inline]
    pub(crate) fn ensure_slot(&mut self, object: Gc<Object>, shape: Gc<Shape>, i: u32) {
        if shape.is_inline(i) {
            return;
        }
        let at = i - shape.inline_capacity() as u32;
        let old = object.slots.get();
        if at < old.capacity {
            return;
        }
        let capacity = (at + 1).max(old.capacity * 2).max(4);
        let slots = self.new_slots(capacity, old.values());
        // No object may have the shape yet: the caller may know it by its number alone, from a cache that is weak (`megamorphic.rs`).
        std::hint::black_box(shape);
        object.slots.set(slots);
        self.heap.barrier(object);
    }

    /// Adds an own named property that is not there, whatever [[Extensible]] says.
    pub fn add_property(&mut self, object: Gc<Object>, key: PropertyKey, value: Value, attributes: u8) {
        debug_assert!(!key.is_index());
        let shape = object.shape();
        if !shape.is_unique() && shape.property_count() as u32 >= crate::shape::MAX_SHARED_PROPERTIES {
            self.make_unique(object);
        }
        if object.shape().is_unique() {
            let slot = self.unique_add(object, key, attributes);
            let shape = object.shape();
            self.ensure_slot(object, shape, slot);
            self.set_slot_raw(object, shape, slot, value);
            return;
        }
        let next = self.shape_with(shape, key, attributes);
        let slot = next.slot_count.get() - 1;
        self.ensure_slot(object, next, slot);
        let value = match next.lookup(key).and_then(|e| e.promise) {
            Some(promise) => self.admit(promise, value),
            None => value,
        };
        self.set_shape(object, next);
        self.set_slot_raw(object, next, slot, value);
    }

    /// Changes the attributes of an own named property.
    pub(crate) fn reconfigure_property(&mut self, object: Gc<Object>, key: PropertyKey, attributes: u8) {
        let shape = object.shape();
        if shape.is_unique() {
            self.unique_reconfigure(object, key, attributes);
        } else {
            let next = self.shape_reconfigured(shape, key, attributes);
            self.set_shape(object, next);
        }
    }

    /// Removes an own named property.
    pub(crate) fn remove_property(&mut self, object: Gc<Object>, key: PropertyKey) {
        if key.is_index() {
            return;
        }
        self.make_unique(object);
        if let Some(slot) = self.unique_remove(object, key) {
            let shape = object.shape();
            self.set_slot_raw(object, shape, slot, Value::UNDEFINED);
        }
    }

    /// A getter/setter pair.
    pub fn new_accessor(&mut self, get: Value, set: Value) -> Gc<Accessor> {
        self.heap.alloc(0, Accessor { header: Header::new(Accessor::KIND, 0), get: Cell::new(get), set: Cell::new(set) })
    }

    /// An object with a prototype (object or null) and no properties; room for four inline.
    pub fn new_object_with_prototype(&mut self, prototype: Value) -> Gc<Object> {
        self.new_kind(Kind::Object, prototype)
    }
    /// An ordinary object: %Object.prototype% of the current realm as prototype.
    pub fn new_object(&mut self) -> Gc<Object> {
        let shape = self.realm().object_shape.get();
        self.new_object_with_shape(shape)
    }
    /// An object of a kind with a prototype: internal fields undefined.
    pub fn new_kind(&mut self, kind: Kind, prototype: Value) -> Gc<Object> {
        let shape = self.root_shape(kind, prototype);
        self.new_object_with_shape(shape)
    }
    /// Adds a property to a fresh object: for builtins that make result objects. The key must be absent.
    pub fn add_fresh(&mut self, object: Gc<Object>, key: PropertyKey, value: Value) {
        match key.as_index() {
            Some(i) => self.define_element(object, i, value, attrs::ALL),
            None => self.add_property(object, key, value, attrs::ALL),
        }
    }
}
