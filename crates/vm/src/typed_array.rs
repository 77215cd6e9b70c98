//! 10.4.5 TypedArray exotic objects: element access.
use crate::buffer::{ElementType, read_number, view_field, write_number};
use crate::key::PropertyKey;
use crate::object::Object;
use crate::property::{OwnProperty, PropertyDescriptor};
use crate::shape::attrs;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// A canonical numeric index string: a valid integer index, or `None` for one that no element can have.
pub type NumericIndex = Option<usize>;

impl Object {
    /// The element type of a TypedArray.
    #[inline(always)]
    pub fn element_type(&self) -> ElementType {
        ElementType::ALL[self.raw_field(view_field::TYPE) as usize]
    }
}

impl Vm {
    /// 7.1.21 CanonicalNumericIndexString as typed arrays use it: `None` when the key is no such string.
    pub(crate) fn typed_array_index(&mut self, key: PropertyKey) -> Option<NumericIndex> {
        if let Some(i) = key.as_index() {
            return Some(Some(i as usize));
        }
        let atom = key.as_atom()?;
        let units = self.units(atom);
        match units.len() {
            0 => return None,
            _ => match units.get(0) {
                0x30..=0x39 | 0x2D | 0x49 | 0x4E => {}
                _ => return None,
            },
        }
        if units.same(&crate::string::Units::Latin1(b"-0")) {
            return Some(None);
        }
        let number = self.string_to_number(atom);
        let text = self.number_to_string(number);
        if !self.strings_equal(text, atom) {
            return None;
        }
        if number >= 0.0 && number.fract() == 0.0 && number < 9007199254740992.0 {
            return Some(Some(number as usize));
        }
        Some(None)
    }
    /// Length in elements; `None` when out of bounds or detached.
    pub fn typed_array_length(&mut self, array: Gc<Object>) -> Option<usize> {
        self.view_length(array)
    }
    /// 10.4.5.15 IsTypedArrayFixedLength
    pub fn typed_array_is_fixed_length(&self, array: Gc<Object>) -> bool {
        if array.field(view_field::LENGTH).is_hole() {
            return false;
        }
        array.field(view_field::BUFFER).as_object().is_none_or(|b| !self.is_resizable_buffer(b) || self.is_shared_buffer(b))
    }
    /// 10.4.5.17 TypedArrayGetElement: `None` outside.
    #[inline]
    pub fn typed_array_get(&mut self, array: Gc<Object>, index: usize) -> Option<Value> {
        if index >= array.raw_field(view_field::CURRENT) as usize && index >= self.view_length(array)? {
            return None;
        }
        let ty = array.element_type();
        let pointer = array.raw_field(view_field::POINTER) as *const u8;
        // SAFETY: D1, in bounds.
        unsafe {
            match ty {
                ElementType::BigInt64 => {
                    let value = (pointer as *const i64).add(index).read_unaligned();
                    Some(self.new_bigint_i64(value).into())
                }
                ElementType::BigUint64 => {
                    let value = (pointer as *const u64).add(index).read_unaligned();
                    Some(self.new_bigint_u64(value).into())
                }
                _ => Some(read_number(ty, pointer.add(index * ty.size()))),
            }
        }
    }
    pub(crate) fn typed_array_own_element(&mut self, array: Gc<Object>, index: NumericIndex) -> Option<OwnProperty> {
        let value = self.typed_array_get(array, index?)?;
        let immutable = array.field(view_field::BUFFER).as_object().is_some_and(|b| self.is_immutable_buffer(b));
        Some(OwnProperty::data(value, if immutable { attrs::ENUMERABLE } else { attrs::ALL }))
    }
    /// Stores an already converted value (Number or BigInt by the element type); nothing outside.
    #[inline]
    pub fn typed_array_put(&mut self, array: Gc<Object>, index: usize, value: Value) {
        if index >= array.raw_field(view_field::CURRENT) as usize && self.view_length(array).is_none_or(|l| index >= l) {
            return;
        }
        let ty = array.element_type();
        let pointer = array.raw_field(view_field::POINTER) as *mut u8;
        // SAFETY: D1, in bounds.
        unsafe {
            if ty.is_bigint() {
                let bits = value.as_bigint().map_or(0, |b| bigint_bits(&b));
                (pointer as *mut u64).add(index).write_unaligned(bits);
            } else {
                write_number(ty, pointer.add(index * ty.size()), value);
            }
        }
    }
    /// 10.4.5.18 TypedArraySetElement
    pub fn typed_array_set_element(&mut self, array: Gc<Object>, index: NumericIndex, value: Value) -> JsResult<()> {
        let converted = self.typed_array_convert(array, value)?;
        if array.field(view_field::BUFFER).as_object().is_some_and(|b| self.is_immutable_buffer(b)) {
            return Ok(());
        }
        if let Some(index) = index {
            self.typed_array_put(array, index, converted);
        }
        Ok(())
    }
    /// ToNumber or ToBigInt, by the element type.
    pub fn typed_array_convert(&mut self, array: Gc<Object>, value: Value) -> JsResult<Value> {
        if array.element_type().is_bigint() {
            return Ok(self.to_bigint(value)?.into());
        }
        if value.is_number() {
            return Ok(value);
        }
        Ok(Value::from_f64_canonical(self.to_number(value)?))
    }
    /// 10.4.5.3 [[DefineOwnProperty]] of a numeric index.
    pub(crate) fn typed_array_define(&mut self, array: Gc<Object>, index: NumericIndex, d: &PropertyDescriptor) -> JsResult<bool> {
        let Some(current) = self.typed_array_own_element(array, index) else { return Ok(false) };
        if current.attrs != attrs::ALL {
            return Ok(self.is_compatible_change(d, &current));
        }
        if d.configurable == Some(false) || d.enumerable == Some(false) || d.is_accessor() || d.writable == Some(false) {
            return Ok(false);
        }
        if let Some(value) = d.value {
            self.typed_array_set_element(array, index, value)?;
        }
        Ok(true)
    }
}

/// The low 64 bits of a BigInt in two's complement.
pub fn bigint_bits(b: &crate::bigint::BigInt) -> u64 {
    let low = b.limbs().first().copied().unwrap_or(0);
    if b.is_negative() { low.wrapping_neg() } else { low }
}
