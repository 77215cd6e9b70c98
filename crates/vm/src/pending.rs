//! Stubs of operations that other branches bring; goes when they have landed.
#![allow(missing_docs, unused_variables)]
use crate::*;
use ogive_gc::RootVec;
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hint { Default, Number, String }
impl Vm {
    pub fn to_number(&mut self, v: Value) -> JsResult<f64> { todo!() }
    pub fn to_number_value(&mut self, v: Value) -> JsResult<Value> { todo!() }
    pub fn to_numeric(&mut self, v: Value) -> JsResult<Value> { todo!() }
    pub fn to_primitive(&mut self, v: Value, hint: Hint) -> JsResult<Value> { todo!() }
    pub fn ordinary_to_primitive(&mut self, object: Gc<Object>, hint: Hint) -> JsResult<Value> { todo!() }
    pub fn to_uint32(&mut self, v: Value) -> JsResult<u32> { todo!() }
    pub fn to_int32(&mut self, v: Value) -> JsResult<i32> { todo!() }
    pub fn to_bigint(&mut self, v: Value) -> JsResult<Gc<bigint::BigInt>> { todo!() }
    pub fn to_property_key(&mut self, v: Value) -> JsResult<PropertyKey> { todo!() }
    pub fn to_integer_or_infinity(&mut self, v: Value) -> JsResult<f64> { todo!() }
    pub fn to_length(&mut self, v: Value) -> JsResult<u64> { todo!() }
    pub fn to_index(&mut self, v: Value) -> JsResult<usize> { todo!() }
    pub fn to_string(&mut self, v: Value) -> JsResult<Gc<JsString>> { todo!() }
    pub fn to_object(&mut self, v: Value) -> JsResult<Gc<Object>> { todo!() }
    pub fn require_object_coercible(&mut self, value: Value, what: &str) -> JsResult<Value> { todo!() }
    pub fn same_value(&mut self, a: Value, b: Value) -> bool { todo!() }
    pub fn same_value_zero(&mut self, a: Value, b: Value) -> bool { todo!() }
    pub fn strict_equals(&mut self, a: Value, b: Value) -> bool { todo!() }
    pub fn less(&mut self, a: Value, b: Value) -> JsResult<bool> { todo!() }
    pub fn call(&mut self, f: Value, this: Value, a: &[Value]) -> JsResult<Value> { todo!() }
    pub fn construct(&mut self, f: Gc<Object>, a: &[Value], t: Gc<Object>) -> JsResult<Gc<Object>> { todo!() }
    pub fn length_of_array_like(&mut self, o: Gc<Object>) -> JsResult<u64> { todo!() }
    pub fn string_to_number(&mut self, s: Gc<JsString>) -> f64 { todo!() }
    pub fn number_to_string(&mut self, s: f64) -> Gc<JsString> { todo!() }
    pub fn materialize_lazy_properties(&mut self, o: Gc<Object>) { todo!() }
    pub fn is_lazy_function_key(&mut self, k: PropertyKey) -> bool { todo!() }
    pub fn is_callable(&self, v: Value) -> bool { v.as_object().is_some_and(|o| o.is_callable()) }
    pub fn is_constructor(&self, v: Value) -> bool { v.as_object().is_some_and(|o| o.is_constructor()) }
    pub fn is_array(&mut self, v: Value) -> JsResult<bool> { todo!() }
    pub fn invoke(&mut self, v: Value, key: PropertyKey, a: &[Value]) -> JsResult<Value> { todo!() }
    pub fn species_constructor(&mut self, o: Gc<Object>, default: Gc<Object>) -> JsResult<Gc<Object>> { todo!() }
    pub fn ordinary_create_from_constructor(&mut self, t: Value, i: Intrinsic, kind: Kind) -> JsResult<Gc<Object>> { todo!() }
    pub fn get_prototype_from_constructor(&mut self, t: Gc<Object>, i: Intrinsic) -> JsResult<Gc<Object>> { todo!() }
    pub fn get_function_realm(&mut self, t: Gc<Object>) -> JsResult<Gc<Realm>> { todo!() }
    pub fn get_iterator(&mut self, v: Value) -> JsResult<IteratorRecord> { todo!() }
    pub fn get_iterator_from_method(&mut self, v: Value, m: Value) -> JsResult<IteratorRecord> { todo!() }
    pub fn get_iterator_direct(&mut self, v: Gc<Object>) -> JsResult<IteratorRecord> { todo!() }
    pub fn iterator_step_value(&mut self, r: &mut IteratorRecord) -> JsResult<Option<Value>> { todo!() }
    pub fn iterator_close<T>(&mut self, r: &IteratorRecord, c: JsResult<T>) -> JsResult<T> { todo!() }
    pub fn create_iter_result_object(&mut self, v: Value, done: bool) -> Gc<Object> { todo!() }
}
pub struct IteratorRecord { pub iterator: Gc<Object>, pub next: Value, pub done: bool }
impl Value { pub fn to_boolean(self) -> bool { todo!() } }
impl bigint::BigInt { pub fn low_u64(&self) -> u64 { todo!() } }
pub mod convert {
    pub fn double_to_int32(d: f64) -> i32 { todo!() }
    pub fn double_to_uint8_clamp(d: f64) -> u8 { todo!() }
    pub use super::Hint;
}
pub struct ValueVec(RootVec);
impl ValueVec {
    pub fn new(vm: &Vm) -> ValueVec { ValueVec(RootVec::new(&vm.heap)) }
    pub fn push(&mut self, v: Value) { self.0.push(v.bits()); }
    pub fn len(&self) -> usize { self.0.len() }
    pub fn is_empty(&self) -> bool { self.0.is_empty() }
    pub fn get(&self, i: usize) -> Value { Value(self.0[i]) }
    pub fn set(&mut self, i: usize, v: Value) { self.0[i] = v.bits(); }
    pub fn pop(&mut self) -> Option<Value> { self.0.pop().map(Value) }
    pub fn truncate(&mut self, n: usize) { self.0.truncate(n) }
    pub fn as_slice(&self) -> &[Value] { unsafe { std::slice::from_raw_parts(self.0.as_ptr() as *const Value, self.0.len()) } }
    pub fn as_mut_slice(&mut self) -> &mut [Value] { unsafe { std::slice::from_raw_parts_mut(self.0.as_mut_ptr() as *mut Value, self.0.len()) } }
}

#[derive(Default)]
pub struct StringBuilder { latin1: Vec<u8>, utf16: Vec<u16>, wide: bool }
impl StringBuilder {
    pub fn new() -> StringBuilder { StringBuilder::default() }
    pub fn len(&self) -> usize { if self.wide { self.utf16.len() } else { self.latin1.len() } }
    pub fn is_empty(&self) -> bool { self.len() == 0 }
    pub fn push_unit(&mut self, u: u16) {
        if !self.wide && u < 256 { self.latin1.push(u as u8); return }
        self.widen();
        self.utf16.push(u);
    }
    fn widen(&mut self) {
        if !self.wide { self.wide = true; self.utf16 = self.latin1.drain(..).map(|b| b as u16).collect(); }
    }
    pub fn push_code_point(&mut self, c: u32) {
        if c < 0x10000 { self.push_unit(c as u16) } else { let c = c - 0x10000; self.push_unit(0xD800 + (c >> 10) as u16); self.push_unit(0xDC00 + (c & 0x3FF) as u16) }
    }
    pub fn push_units(&mut self, u: Units<'_>) {
        match u {
            Units::Latin1(u) if !self.wide => self.latin1.extend_from_slice(u),
            Units::Latin1(u) => self.utf16.extend(u.iter().map(|&b| b as u16)),
            Units::Utf16(u) => { self.widen(); self.utf16.extend_from_slice(u) }
        }
    }
    pub fn push_str(&mut self, s: &str) { s.encode_utf16().for_each(|u| self.push_unit(u)) }
    pub fn push_string(&mut self, vm: &mut Vm, s: Gc<JsString>) -> JsResult<()> {
        if self.len() + s.len() > string::MAX_LENGTH { return Err(vm.invalid_string_length()) }
        self.push_units(vm.units(s));
        Ok(())
    }
    pub fn finish(self, vm: &mut Vm) -> JsResult<Gc<JsString>> {
        if self.len() > string::MAX_LENGTH { return Err(vm.invalid_string_length()) }
        Ok(if self.wide { vm.new_utf16(&self.utf16) } else { vm.new_latin1(&self.latin1) })
    }
}
