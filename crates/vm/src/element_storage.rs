//! How indexed properties are stored: fast elements with a promise (int, double, any), sparse elements when they are far
//! apart or have attributes of their own. Policy and mechanism; exotic objects' own rules are elsewhere.
use crate::cells::Kind;
use crate::elements::{Elements, FIRST_ELEMENTS, MAX_FAST_ELEMENTS, SMALL_ELEMENTS, SparseElements, kind};
use crate::object::{Object, flags as object_flags};
use crate::property::OwnProperty;
use crate::shape::attrs;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// An index so far beyond the capacity makes an object's elements sparse.
const MAX_GAP: u32 = 8192;

impl Object {
    /// The sparse elements, if that is how they are stored.
    pub(crate) fn sparse(&self) -> Option<Gc<SparseElements>> {
        if self.elements_kind() != kind::SPARSE {
            return None;
        }
        // SAFETY: E2: value 0 of a sparse object's elements is the cell.
        unsafe { *self.elements.get().value_ptr(0) }.as_internal::<SparseElements>()
    }
    /// The stored element `i` (not asking exotic objects).
    pub(crate) fn stored_element(&self, i: u32) -> Option<OwnProperty> {
        match self.elements_kind() {
            kind::SPARSE => {
                let &(value, attributes) = self.sparse()?.map().get(&i)?;
                if attributes & attrs::ACCESSOR != 0 {
                    let accessor = value.as_internal::<crate::object::Accessor>()?;
                    return Some(OwnProperty { value: accessor.get.get(), set: accessor.set.get(), attrs: attributes });
                }
                Some(OwnProperty::data(value, attributes))
            }
            kind => {
                let value = self.elements.get().get(i);
                let attributes = if kind == kind::FROZEN { attrs::ENUMERABLE } else { attrs::ALL };
                (!value.is_hole()).then(|| OwnProperty::data(value, attributes))
            }
        }
    }
}

/// Would the elements be at least a quarter full with index `i`? (1, 2, 4, 8… must not double the storage each time.)
fn is_dense(elements: &Elements, i: u32) -> bool {
    i - elements.capacity() < elements.capacity() && elements.values().iter().filter(|v| !v.is_hole()).count() as u64 * 4 >= i as u64
}

impl Vm {
    /// Adapts the elements' promise to `value` and gives the value in the form to store.
    #[inline]
    pub(crate) fn admit_element(&mut self, object: Gc<Object>, value: Value) -> Value {
        let byte = object.elements_byte();
        match byte & kind::MASK {
            kind::ANY => value,
            kind::INT if value.is_int() => value,
            kind::DOUBLE if value.is_int() => Value::double(value.int_unchecked() as f64),
            kind::DOUBLE if value.is_number() => value,
            kind::INT | kind::DOUBLE if value.is_hole() => value,
            kind::INT if value.is_number() => {
                let elements = object.elements();
                for i in 0..elements.len() {
                    // SAFETY: in bounds; numbers need no barrier.
                    unsafe {
                        let at = elements.value_ptr(i);
                        if let Some(int) = (*at).as_int() {
                            *at = Value::double(int as f64);
                        }
                    }
                }
                object.set_elements_byte(byte & !kind::MASK | kind::DOUBLE);
                value
            }
            kind::INT | kind::DOUBLE => {
                object.set_elements_byte(byte & !kind::MASK | kind::ANY);
                value
            }
            _ => value,
        }
    }

    /// Makes room for `capacity` fast elements. RangeError past the heap limit.
    pub(crate) fn reserve_elements(&mut self, object: Gc<Object>, capacity: u32) -> JsResult<()> {
        let old = object.elements();
        if capacity <= old.capacity() {
            return Ok(());
        }
        let grown = if capacity > MAX_FAST_ELEMENTS {
            return Err(self.range_error("Invalid array length"));
        } else {
            capacity.max((old.capacity() + old.capacity() / 2 + FIRST_ELEMENTS).min(MAX_FAST_ELEMENTS))
        };
        let Some(elements) = self.new_elements(grown, old.values()) else { return Err(self.out_of_memory()) };
        object.elements.set(elements);
        self.heap.barrier(object);
        Ok(())
    }

    /// Turns fast elements into sparse ones.
    pub(crate) fn make_sparse(&mut self, object: Gc<Object>) -> Gc<SparseElements> {
        if let Some(sparse) = object.sparse() {
            return sparse;
        }
        let sparse = self.new_sparse();
        let attributes = if object.elements_kind() == kind::FROZEN { attrs::ENUMERABLE } else { attrs::ALL };
        for (i, &value) in object.elements().values().iter().enumerate().filter(|(_, v)| !v.is_hole()) {
            sparse.map_mut().insert(i as u32, (value, attributes));
        }
        self.heap.barrier(sparse);
        let cell = self.new_elements(1, &[Value::internal(sparse)]).expect("a small cell is always had");
        cell.len.set(0);
        object.elements.set(cell);
        object.set_elements_byte(kind::SPARSE | kind::HOLEY);
        self.heap.barrier(object);
        sparse
    }

    /// Defines or overwrites an own element with attributes, whatever was there; no checks, no array length.
    pub(crate) fn store_element(&mut self, object: Gc<Object>, i: u32, value: Value, attributes: u8) -> JsResult<()> {
        let stored_kind = object.elements_kind();
        if stored_kind < kind::FROZEN && attributes == attrs::ALL {
            let elements = object.elements();
            if i < elements.len() {
                let value = self.admit_element(object, value);
                // SAFETY: in bounds.
                let slot = unsafe {
                    let slot = elements.value_ptr(i);
                    *slot = value;
                    slot
                };
                self.heap.barrier_at(elements, slot);
                return Ok(());
            }
            if i < elements.capacity() || (i < MAX_FAST_ELEMENTS && (i - elements.capacity() < MAX_GAP || is_dense(&elements, i))) {
                let value = self.admit_element(object, value);
                self.reserve_elements(object, i + 1)?;
                let elements = object.elements();
                if i > elements.len() {
                    object.set_elements_byte(object.elements_byte() | kind::HOLEY);
                }
                // SAFETY: below the capacity; what lies between holds holes (E1).
                let slot = elements.value_ptr(i);
                unsafe { *slot = value };
                elements.len.set(i + 1);
                self.heap.barrier_at(elements, slot);
                if object.shape().has(crate::shape::flags::PROTOTYPE) {
                    self.protectors.no_indexed_prototypes = false;
                    self.fire_protectors();
                }
                return Ok(());
            }
        }
        let sparse = self.make_sparse(object);
        sparse.map_mut().insert(i, (value, attributes));
        self.heap.barrier(sparse);
        if object.shape().has(crate::shape::flags::PROTOTYPE) {
            self.protectors.no_indexed_prototypes = false;
            self.fire_protectors();
        }
        Ok(())
    }

    /// Removes a stored element.
    pub(crate) fn remove_element(&mut self, object: Gc<Object>, i: u32) {
        if let Some(sparse) = object.sparse() {
            sparse.map_mut().remove(&i);
            return;
        }
        let elements = object.elements();
        if i < elements.len() {
            // SAFETY: in bounds; the hole needs no barrier.
            unsafe { *elements.value_ptr(i) = Value::HOLE };
            object.set_elements_byte(object.elements_byte() | kind::HOLEY);
            if i + 1 == elements.len() && object.kind() != Kind::Array {
                elements.len.set(i);
            }
        }
    }

    /// Drops fast elements from `len` on.
    pub(crate) fn truncate_elements(&mut self, object: Gc<Object>, len: u32) {
        let elements = object.elements();
        let old = elements.len();
        if len >= old {
            return;
        }
        if len == 0 && elements.capacity() > SMALL_ELEMENTS {
            object.elements.set(self.empty_elements);
            self.heap.barrier(object);
            return;
        }
        for i in len..old {
            // SAFETY: in bounds; keeps E1.
            unsafe { *elements.value_ptr(i) = Value::HOLE };
        }
        elements.len.set(len);
    }

    /// Defines an own element with attributes: an array's length grows. For the engine and library tables: no checks.
    pub fn define_element(&mut self, object: Gc<Object>, i: u32, value: Value, attributes: u8) {
        if self.store_element(object, i, value, attributes).is_err() {
            self.interrupt.request_heap_limit();
            return;
        }
        if object.kind() == Kind::Array && i >= self.array_length(object) {
            self.set_array_length_slot(object, i + 1);
        }
    }

    /// Freezes or seals stored elements.
    pub(crate) fn restrict_elements(&mut self, object: Gc<Object>, frozen: bool) {
        if frozen && object.sparse().is_none() && object.elements_kind() <= kind::FROZEN {
            object.set_elements_byte(object.elements_byte() & !kind::MASK | kind::FROZEN);
            return;
        }
        if object.elements().is_empty() && object.sparse().is_none() {
            return;
        }
        let sparse = self.make_sparse(object);
        for (_, attributes) in sparse.map_mut().values_mut() {
            *attributes &= !attrs::CONFIGURABLE;
            if frozen && *attributes & attrs::ACCESSOR == 0 {
                *attributes &= !attrs::WRITABLE;
            }
        }
    }
    /// Remembers on the object that it is not extensible.
    pub(crate) fn note_non_extensible(&mut self, object: Gc<Object>) {
        object.set_flag(object_flags::NON_EXTENSIBLE);
    }
}
