//! Stubs of operations that other branches bring; goes when they have landed.
#![allow(missing_docs, unused_variables)]
use crate::*;
use ogive_gc::RootVec;
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hint { Default, Number, String }
impl Vm {
    pub fn call(&mut self, f: Value, this: Value, a: &[Value]) -> JsResult<Value> { todo!() }
    pub fn construct(&mut self, f: Gc<Object>, a: &[Value], t: Gc<Object>) -> JsResult<Gc<Object>> { todo!() }
    pub fn materialize_lazy_properties(&mut self, o: Gc<Object>) { todo!() }
    pub fn is_lazy_function_key(&mut self, k: PropertyKey) -> bool { todo!() }
    pub fn link_code(&mut self, v: Gc<code_block::CodeBlock>) -> JsResult<()> { todo!() }
    pub fn new_closure(&mut self, v: Gc<code_block::CodeBlock>, i: u32, env: Value) -> Gc<Object> { todo!() }
    pub fn new_function_of_block(&mut self, v: Gc<code_block::CodeBlock>, env: Value) -> Gc<Object> { todo!() }
    pub fn is_callable(&self, value: Value) -> bool { value.as_object().is_some_and(|o| o.is_callable()) }
    pub fn new_promise(&mut self) -> Gc<Object> { todo!() }
    pub fn fulfill_promise(&mut self, p: Gc<Object>, v: Value) { todo!() }
    pub fn reject_promise(&mut self, p: Gc<Object>, v: Value) { todo!() }
    pub fn await_with(&mut self, p: Value, f: fn(&mut Vm, [Value;2], Value, bool) -> JsResult<()>, v: [Value;2]) -> JsResult<()> { todo!() }
}
impl Vm {
    pub fn create_async_from_sync_iterator(&mut self, sync: &iterator::IteratorRecord) -> JsResult<iterator::IteratorRecord> { todo!() }
    pub fn display_string(&mut self, v: Value) -> String { todo!() }
}
