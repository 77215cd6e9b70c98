//! Stubs of operations that other branches bring; goes when they have landed.
#![allow(missing_docs, unused_variables)]
use crate::*;
impl Vm {
    pub fn to_number(&mut self, v: Value) -> JsResult<f64> { todo!() }
    pub fn to_uint32(&mut self, v: Value) -> JsResult<u32> { todo!() }
    pub fn to_bigint(&mut self, v: Value) -> JsResult<Gc<bigint::BigInt>> { todo!() }
    pub fn to_property_key(&mut self, v: Value) -> JsResult<PropertyKey> { todo!() }
    pub fn same_value(&mut self, a: Value, b: Value) -> bool { todo!() }
    pub fn call(&mut self, f: Value, this: Value, a: &[Value]) -> JsResult<Value> { todo!() }
    pub fn construct(&mut self, f: Gc<Object>, a: &[Value], t: Gc<Object>) -> JsResult<Gc<Object>> { todo!() }
    pub fn length_of_array_like(&mut self, o: Gc<Object>) -> JsResult<u64> { todo!() }
    pub fn string_to_number(&mut self, s: Gc<JsString>) -> f64 { todo!() }
    pub fn number_to_string(&mut self, s: f64) -> Gc<JsString> { todo!() }
    pub fn materialize_lazy_properties(&mut self, o: Gc<Object>) { todo!() }
    pub fn is_lazy_function_key(&mut self, k: PropertyKey) -> bool { todo!() }
    pub fn to_string(&mut self, v: Value) -> JsResult<Gc<JsString>> { todo!() }
    pub fn link_code(&mut self, v: Gc<code_block::CodeBlock>) -> JsResult<()> { todo!() }
    pub fn new_closure(&mut self, v: Gc<code_block::CodeBlock>, i: u32, env: Value) -> Gc<Object> { todo!() }
    pub fn new_function_of_block(&mut self, v: Gc<code_block::CodeBlock>, env: Value) -> Gc<Object> { todo!() }
    pub fn new_promise(&mut self) -> Gc<Object> { todo!() }
    pub fn fulfill_promise(&mut self, p: Gc<Object>, v: Value) { todo!() }
    pub fn reject_promise(&mut self, p: Gc<Object>, v: Value) { todo!() }
    pub fn await_with(&mut self, p: Value, f: fn(&mut Vm, [Value;2], Value, bool) -> JsResult<()>, v: [Value;2]) -> JsResult<()> { todo!() }
}
impl Value { pub fn to_boolean(self) -> bool { todo!() } }
pub mod convert { pub fn double_to_int32(d: f64) -> i32 { todo!() } }
