//! 10.4.2 Array exotic objects. `length` is slot 0, inline, of every array.
use crate::cells::Kind;
use crate::elements::kind;
use crate::key::PropertyKey;
use crate::object::{Object, flags as object_flags};
use crate::property::PropertyDescriptor;
use crate::shape::{Shape, attrs};
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// Arrays up to this length get their elements at once; longer ones as they are filled.
const MAX_PREALLOCATED: u32 = 1 << 25;

impl Vm {
    /// The `length` of an array.
    #[inline(always)]
    pub fn array_length(&self, array: Gc<Object>) -> u32 {
        debug_assert!(array.kind() == Kind::Array);
        let value = array.slot(array.shape(), 0);
        match value.as_int() {
            Some(i) => i as u32,
            None => f64::from_bits(value.bits()) as u32,
        }
    }
    #[inline(always)]
    pub(crate) fn set_array_length_slot(&mut self, array: Gc<Object>, length: u32) {
        let shape = array.shape();
        // The promise of arrays' length slot is whatever it is: lengths are Numbers, and are stored as such.
        self.set_slot_raw(array, shape, 0, Value::from(length));
    }
    /// 10.4.2.2 ArrayCreate with %Array.prototype% of the current realm.
    pub fn new_array(&mut self, length: u32) -> JsResult<Gc<Object>> {
        let shape = self.realm().array_shape.get();
        self.new_holes(shape, length)
    }
    /// An empty array of a shape that begins with `length`, given that length.
    pub(crate) fn new_holes(&mut self, shape: Gc<Shape>, length: u32) -> JsResult<Gc<Object>> {
        let array = self.new_object_with_shape(shape);
        self.set_slot_raw(array, shape, 0, Value::int(0));
        self.set_new_length(array, length)?;
        Ok(array)
    }
    /// The length of a fresh empty array. Its elements are holes, so that filling it needs no more than stores in bounds.
    pub fn set_new_length(&mut self, array: Gc<Object>, length: u32) -> JsResult<()> {
        if length > 0 {
            array.set_elements_byte(kind::HOLEY);
            if length <= MAX_PREALLOCATED {
                self.reserve_elements(array, length)?;
                array.elements().len.set(length);
            }
            self.set_array_length_slot(array, length);
        }
        Ok(())
    }
    /// 10.4.2.2 ArrayCreate with any prototype.
    pub fn new_array_with_prototype(&mut self, length: u32, prototype: Value) -> JsResult<Gc<Object>> {
        let root = self.root_shape(Kind::Array, prototype);
        let length_key = self.names.length;
        let shape = self.shape_with(root, length_key, attrs::WRITABLE);
        self.new_holes(shape, length)
    }
    /// 7.3.18 CreateArrayFromList. `values` must be where the collector sees them; holes stay holes.
    pub fn new_array_from(&mut self, values: &[Value]) -> Gc<Object> {
        let shape = self.realm().array_shape.get();
        self.new_array_of_shape(shape, values)
    }
    /// An array of a shape that begins with `length`.
    pub(crate) fn new_array_of_shape(&mut self, shape: Gc<Shape>, values: &[Value]) -> Gc<Object> {
        let array = self.new_object_with_shape(shape);
        self.set_slot_raw(array, shape, 0, Value::from(values.len()));
        if values.is_empty() {
            return array;
        }
        let mut byte = 0;
        for value in values {
            byte |= match value {
                v if v.is_int() => 1,
                v if v.is_number() => 2,
                v if v.is_hole() => 4,
                _ => 8,
            };
        }
        let holey = if byte & 4 != 0 { kind::HOLEY } else { 0 };
        let stored = match byte & !4 {
            0 | 1 => kind::INT,
            2 => kind::DOUBLE,
            b if b & 8 != 0 => kind::ANY,
            _ => kind::DOUBLE,
        };
        let Some(elements) = self.new_elements(values.len() as u32, values) else {
            self.interrupt.request_heap_limit();
            return array;
        };
        if stored == kind::DOUBLE && byte & 1 != 0 {
            for i in 0..values.len() as u32 {
                // SAFETY: in bounds; a fresh cell.
                unsafe {
                    let at = elements.value_ptr(i);
                    if let Some(int) = (*at).as_int() {
                        *at = Value::double(int as f64);
                    }
                }
            }
        }
        array.elements.set(elements);
        self.heap.barrier(array);
        array.set_elements_byte(stored | holey);
        array
    }
    /// Appends to an array whose length is not fixed and that is extensible, as `CreateDataProperty` of its length would.
    #[inline]
    pub fn array_push(&mut self, array: Gc<Object>, value: Value) -> JsResult<()> {
        let length = self.array_length(array);
        let elements = array.elements();
        // An element of a prototype is a matter for `store_element`, which ends a bet.
        let is_prototype = array.shape().has(crate::shape::flags::PROTOTYPE);
        if array.elements_kind() < kind::FROZEN && elements.len() == length && !is_prototype {
            let value = self.admit_element(array, value);
            if length >= elements.capacity() {
                self.reserve_elements(array, length + 1)?;
            }
            let elements = array.elements();
            // SAFETY: below the capacity.
            let slot = elements.value_ptr(length);
            unsafe { *slot = value };
            elements.len.set(length + 1);
            if value.is_hole() {
                array.set_elements_byte(array.elements_byte() | kind::HOLEY);
            }
            self.heap.barrier_at(elements, slot);
            self.set_array_length_slot(array, length + 1);
            return Ok(());
        }
        if length == u32::MAX {
            return Err(self.range_error("Invalid array length"));
        }
        if !value.is_hole() {
            self.store_element(array, length, value, attrs::ALL)?;
        }
        self.set_array_length_slot(array, length + 1);
        Ok(())
    }

    /// 10.4.2.1 [[DefineOwnProperty]]
    pub(crate) fn array_define_own_property(&mut self, array: Gc<Object>, key: PropertyKey, descriptor: &PropertyDescriptor) -> JsResult<bool> {
        if key == self.names.length {
            return self.array_set_length(array, descriptor);
        }
        let Some(i) = key.as_index() else { return self.ordinary_define_own_property(array, key, descriptor) };
        let length = self.array_length(array);
        if i >= length && self.array_length_is_fixed(array) {
            return Ok(false);
        }
        if !self.ordinary_define_own_property(array, key, descriptor)? {
            return Ok(false);
        }
        if i >= length {
            self.set_array_length_slot(array, i + 1);
        }
        Ok(true)
    }

    /// Is `length` not writable?
    #[inline(always)]
    pub(crate) fn array_length_is_fixed(&self, array: Gc<Object>) -> bool {
        array.has_flag(object_flags::LENGTH_FIXED)
    }

    /// 10.4.2.4 ArraySetLength
    pub(crate) fn array_set_length(&mut self, array: Gc<Object>, descriptor: &PropertyDescriptor) -> JsResult<bool> {
        let Some(value) = descriptor.value else {
            let done = self.ordinary_define_own_property(array, self.names.length, descriptor)?;
            if done && descriptor.writable == Some(false) {
                array.set_flag(object_flags::LENGTH_FIXED);
            }
            return Ok(done);
        };
        let new_length = self.to_uint32(value)?;
        let number = self.to_number(value)?;
        if new_length as f64 != number {
            return Err(self.range_error("Invalid array length"));
        }
        let key = self.names.length;
        if descriptor.configurable == Some(true) || descriptor.enumerable == Some(true) || descriptor.is_accessor() {
            return Ok(false);
        }
        let old_length = self.array_length(array);
        let fixed = self.array_length_is_fixed(array);
        if fixed && (new_length != old_length || descriptor.writable == Some(true)) {
            return Ok(false);
        }
        let reached = if new_length < old_length { self.array_truncate(array, new_length) } else { new_length };
        if reached != old_length {
            self.set_array_length_slot(array, reached);
        }
        if descriptor.writable == Some(false) && !fixed {
            self.reconfigure_property(array, key, 0);
            array.set_flag(object_flags::LENGTH_FIXED);
        }
        Ok(reached == new_length)
    }

    /// Sets the length of an array that is being built: extensible, all elements configurable.
    pub fn set_array_length(&mut self, array: Gc<Object>, length: u32) {
        if length < self.array_length(array) {
            self.array_truncate(array, length);
        }
        self.set_array_length_slot(array, length);
    }

    /// Deletes elements from the end down to `length`; stops above one that is not configurable. The length reached.
    fn array_truncate(&mut self, array: Gc<Object>, length: u32) -> u32 {
        match array.elements_kind() {
            kind::SPARSE => {
                let Some(sparse) = array.sparse() else { return length };
                let stop = sparse
                    .map()
                    .iter()
                    .filter(|(i, (_, a))| **i >= length && a & attrs::CONFIGURABLE == 0)
                    .map(|(&i, _)| i + 1)
                    .max()
                    .unwrap_or(length);
                sparse.map_mut().retain(|&i, _| i < stop);
                stop
            }
            kind::FROZEN => {
                let elements = array.elements();
                (length..elements.len()).rev().find(|&i| !elements.get(i).is_hole()).map_or(length, |i| i + 1)
            }
            _ => {
                self.truncate_elements(array, length);
                length
            }
        }
    }
}
