//! Plain arrays as the library's fast paths see them: elements read, moved and replaced in the store, promises kept exact.
//!
//! Every method says what must hold of the array; `fast_array_length` and `is_fast_writable` are the tests for it.
use crate::cells::Kind;
use crate::elements::{MAX_FAST_ELEMENTS, kind};
use crate::object::{Object, flags as object_flags};
use crate::shape::flags as shape_flags;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// What stored values are: the narrowest element kind, and whether there are holes.
fn promise_of(values: &[Value]) -> (u8, bool, bool) {
    let mut seen = 0;
    for value in values {
        seen |= match value {
            v if v.is_int() => 1,
            v if v.is_number() => 2,
            v if v.is_hole() => 4,
            _ => 8,
        };
    }
    let stored = match seen & !4 {
        0 | 1 => kind::INT,
        2 | 3 => kind::DOUBLE,
        _ => kind::ANY,
    };
    (stored, seen & 4 != 0, seen & 3 == 3)
}

impl Vm {
    /// The length of an array whose elements may be read straight from the store (`Object::elements`): a hole there, or an
    /// index beyond, is an absent property, up the whole prototype chain.
    #[inline]
    pub fn fast_array_length(&self, object: Gc<Object>) -> Option<u32> {
        if object.kind() != Kind::Array || object.elements_kind() > kind::FROZEN {
            return None;
        }
        let length = self.array_length(object);
        let packed = object.elements_byte() & kind::HOLEY == 0 && object.elements().len() == length;
        (packed || self.protectors.no_indexed_prototypes).then_some(length)
    }
    /// May elements of the array be stored, added and removed in the store with no further question?
    #[inline]
    pub fn is_fast_writable(&self, object: Gc<Object>) -> bool {
        object.kind() == Kind::Array
            && object.elements_kind() < kind::FROZEN
            && !object.has_flag(object_flags::NON_EXTENSIBLE | object_flags::LENGTH_FIXED)
            && !object.shape().has(shape_flags::PROTOTYPE)
            && self.protectors.no_indexed_prototypes
    }
    /// A plain array of the current realm: no own property but elements and length, and the species is %Array%.
    #[inline]
    pub fn has_plain_species(&self, object: Gc<Object>) -> bool {
        self.protectors.array_species && object.shape() == self.realm().array_shape.get()
    }
    /// The stored element of an ordinary object or array; the hole says nothing.
    #[inline(always)]
    pub fn peek_element(&self, object: Gc<Object>, i: u64) -> Value {
        if matches!(object.kind(), Kind::Array | Kind::Object) && i < u32::MAX as u64 {
            object.elements().get(i as u32)
        } else {
            Value::HOLE
        }
    }

    /// Overwrites an element that is there (not a hole) of a fast writable array, or of a fresh one.
    #[inline]
    pub fn overwrite_element(&mut self, array: Gc<Object>, i: u32, value: Value) -> bool {
        let elements = array.elements();
        if i >= elements.len() || array.elements_kind() >= kind::FROZEN || elements.get(i).is_hole() {
            return false;
        }
        let value = self.admit_element(array, value);
        // SAFETY: in bounds.
        unsafe { *elements.value_ptr(i) = value };
        self.heap.barrier(elements);
        true
    }

    /// Removes the last element of a fast writable array; the hole when it is absent or there is none.
    pub fn fast_pop(&mut self, array: Gc<Object>) -> Value {
        debug_assert!(self.is_fast_writable(array));
        let length = self.array_length(array);
        if length == 0 {
            return Value::HOLE;
        }
        let value = array.elements().get(length - 1);
        self.truncate_elements(array, length - 1);
        self.set_array_length_slot(array, length - 1);
        value
    }

    /// Replaces `deleted` elements from `start` on by `inserted` (no holes, and where the collector sees them) in a fast
    /// writable array, and sets its length. Both ends must lie within the length, and the new length must be one.
    pub fn fast_splice(&mut self, array: Gc<Object>, start: u32, deleted: u32, inserted: &[Value]) -> JsResult<()> {
        debug_assert!(self.is_fast_writable(array));
        let length = self.array_length(array);
        let new_length = length as u64 - deleted as u64 + inserted.len() as u64;
        debug_assert!(new_length <= u32::MAX as u64);
        let new_length = new_length as u32;
        self.admit_all(array, inserted);
        let stored = array.elements().len();
        if stored < start {
            // Nothing stored from here on: the values follow a gap of holes.
            if !inserted.is_empty() {
                self.reserve_elements(array, start + inserted.len() as u32)?;
                array.set_elements_byte(array.elements_byte() | kind::HOLEY);
                array.elements().len.set(start + inserted.len() as u32);
            }
        } else {
            let tail_from = stored.min(start + deleted);
            let tail = stored - tail_from;
            // A gap between what is stored and what was deleted stays a gap.
            let to = start + inserted.len() as u32 + if tail_from < start + deleted { 0 } else { tail };
            self.reserve_elements(array, to)?;
            let elements = array.elements();
            let old = elements.len();
            if tail > 0 {
                // SAFETY: both ranges lie within the capacity just reserved.
                unsafe {
                    let base = elements.value_ptr(0);
                    std::ptr::copy(base.add(tail_from as usize), base.add(start as usize + inserted.len()), tail as usize);
                }
            }
            for i in to..old {
                // SAFETY: below the capacity; keeps E1.
                unsafe { *elements.value_ptr(i) = Value::HOLE };
            }
            elements.len.set(to);
        }
        let elements = array.elements();
        let double = array.elements_kind() == kind::DOUBLE;
        for (i, &value) in inserted.iter().enumerate() {
            let value = match value.as_int() {
                Some(int) if double => Value::double(int as f64),
                _ => value,
            };
            // SAFETY: within the length set above.
            unsafe { *elements.value_ptr(start + i as u32) = value };
        }
        if !elements.is_empty() {
            self.heap.barrier(elements);
        }
        self.set_array_length_slot(array, new_length);
        Ok(())
    }
    /// Widens the promise of an array's elements to admit all values; holes too.
    fn admit_all(&mut self, array: Gc<Object>, values: &[Value]) {
        for &value in values {
            self.admit_element(array, value);
            if array.elements_kind() == kind::ANY {
                break;
            }
        }
    }

    /// A new plain array of elements `start..end` of an array that is fast to read; what is not stored is a hole.
    pub fn fast_slice(&mut self, array: Gc<Object>, start: u32, end: u32) -> JsResult<Gc<Object>> {
        let stored = array.elements().len();
        let result = self.new_array(0)?;
        let (from, to) = (start.min(stored), end.min(stored));
        if to > from {
            let old = array.elements();
            let Some(elements) = self.new_elements(to - from, &old.values()[from as usize..to as usize]) else {
                return Err(self.out_of_memory());
            };
            result.elements.set(elements);
            self.heap.barrier(result);
            let byte = array.elements_byte();
            let stored_kind = if byte & kind::MASK == kind::FROZEN { kind::ANY } else { byte & kind::MASK };
            result.set_elements_byte(stored_kind | byte & kind::HOLEY);
        }
        if to - from < end - start {
            result.set_elements_byte(result.elements_byte() | kind::HOLEY);
        }
        self.set_array_length_slot(result, end - start);
        Ok(result)
    }

    /// Gives a fast writable array exactly these elements (holes allowed) and their number as its length.
    pub fn replace_elements(&mut self, array: Gc<Object>, values: &[Value]) -> JsResult<()> {
        debug_assert!(array.kind() == Kind::Array && array.elements_kind() < kind::FROZEN);
        if values.len() > MAX_FAST_ELEMENTS as usize {
            return Err(self.range_error("Invalid array length"));
        }
        let Some(elements) = self.new_elements(values.len() as u32, values) else { return Err(self.out_of_memory()) };
        let (stored, holey, mixed) = promise_of(values);
        if stored == kind::DOUBLE && mixed {
            for i in 0..values.len() as u32 {
                // SAFETY: in bounds; a fresh cell, and numbers need no barrier.
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
        array.set_elements_byte(stored | if holey { kind::HOLEY } else { 0 });
        self.set_array_length_slot(array, values.len() as u32);
        Ok(())
    }

    /// Reverses the stored elements of a fast writable array that has an element (or hole) stored for every index.
    pub fn fast_reverse(&mut self, array: Gc<Object>) -> bool {
        let elements = array.elements();
        if elements.len() != self.array_length(array) || elements.is_empty() {
            return elements.is_empty() && self.array_length(array) == 0;
        }
        // SAFETY: the values in use, and nothing else looks at them meanwhile.
        unsafe { std::slice::from_raw_parts_mut(elements.value_ptr(0), elements.len() as usize) }.reverse();
        self.heap.barrier(elements);
        true
    }

    /// Moves elements within a fast writable array that is stored in full (memmove).
    pub fn fast_copy_within(&mut self, array: Gc<Object>, to: u32, from: u32, count: u32) -> bool {
        let elements = array.elements();
        if count == 0 || elements.len() != self.array_length(array) || from.max(to) as u64 + count as u64 > elements.len() as u64 {
            return count == 0;
        }
        // SAFETY: both ranges lie within the values in use.
        unsafe { std::ptr::copy(elements.value_ptr(from), elements.value_ptr(to), count as usize) };
        self.heap.barrier(elements);
        true
    }

    /// Fills `start..end` of a fast writable array whose length is at least `end`.
    pub fn fast_fill(&mut self, array: Gc<Object>, value: Value, start: u32, end: u32) -> JsResult<bool> {
        if start >= end {
            return Ok(true);
        }
        if end > MAX_FAST_ELEMENTS || start > array.elements().len() {
            return Ok(false);
        }
        self.reserve_elements(array, end)?;
        let value = self.admit_element(array, value);
        let elements = array.elements();
        for i in start..end {
            // SAFETY: within the capacity.
            unsafe { *elements.value_ptr(i) = value };
        }
        elements.len.set(elements.len().max(end));
        self.heap.barrier(elements);
        if start == 0 && end == self.array_length(array) {
            array.set_elements_byte(array.elements_byte() & !kind::HOLEY);
        }
        Ok(true)
    }

    /// Appends the stored elements of an array that is fast to read to a fresh plain array, which has room for `room` in all.
    pub fn append_array(&mut self, array: Gc<Object>, source: Gc<Object>, room: u32) -> JsResult<()> {
        let (length, stored) = (self.array_length(array), source.elements().len());
        self.reserve_elements(array, room.min(MAX_FAST_ELEMENTS))?;
        let (to, from) = (array.elements_byte() & kind::MASK, source.elements_byte() & kind::MASK);
        let from = if from == kind::FROZEN { kind::ANY } else { from };
        let byte = if array.elements().is_empty() { from } else { to };
        // Doubles among ints, or the other way round, are converted one by one.
        if (byte != from && byte != kind::ANY && from != kind::ANY) || length != array.elements().len() || room < length + stored {
            return self.append_to_fresh(array, source.elements().values());
        }
        let elements = array.elements();
        if stored > 0 {
            let source = source.elements();
            // SAFETY: both cells have room for so many values; they are different cells.
            unsafe { std::ptr::copy_nonoverlapping(source.value_ptr(0), elements.value_ptr(length), stored as usize) };
            elements.len.set(length + stored);
            self.heap.barrier(elements);
        }
        let holey = (array.elements_byte() | source.elements_byte()) & kind::HOLEY;
        array.set_elements_byte(byte.max(from) | holey);
        self.set_array_length_slot(array, length + stored);
        Ok(())
    }

    /// Appends values (where the collector sees them; holes allowed) to a fresh plain array.
    pub fn append_to_fresh(&mut self, array: Gc<Object>, values: &[Value]) -> JsResult<()> {
        let length = self.array_length(array);
        let Some(new_length) = length.checked_add(values.len() as u32).filter(|&l| l <= MAX_FAST_ELEMENTS) else {
            return Err(self.range_error("Invalid array length"));
        };
        if values.is_empty() {
            return Ok(());
        }
        let (_, holey, _) = promise_of(values);
        self.admit_all(array, values);
        if holey || array.elements().len() < length {
            array.set_elements_byte(array.elements_byte() | kind::HOLEY);
        }
        self.reserve_elements(array, new_length)?;
        let elements = array.elements();
        let double = array.elements_kind() == kind::DOUBLE;
        for (i, &value) in values.iter().enumerate() {
            let value = match value.as_int() {
                Some(int) if double => Value::double(int as f64),
                _ => value,
            };
            // SAFETY: within the capacity; what lies between holds holes (E1).
            unsafe { *elements.value_ptr(length + i as u32) = value };
        }
        elements.len.set(new_length);
        self.heap.barrier(elements);
        self.set_array_length_slot(array, new_length);
        Ok(())
    }
}
