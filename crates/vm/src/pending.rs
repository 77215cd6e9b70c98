//! Stubs of operations that other branches bring; goes when they have landed.
#![allow(missing_docs, unused_variables)]
use crate::*;
impl Vm {
    pub fn call(&mut self, f: Value, this: Value, a: &[Value]) -> JsResult<Value> { todo!() }
    pub fn construct(&mut self, f: Gc<Object>, a: &[Value], t: Gc<Object>) -> JsResult<Gc<Object>> { todo!() }
    pub fn materialize_lazy_properties(&mut self, o: Gc<Object>) { todo!() }
    pub fn is_lazy_function_key(&mut self, k: PropertyKey) -> bool { todo!() }
    pub fn link_code(&mut self, v: Gc<code_block::CodeBlock>) -> JsResult<()> { todo!() }
    pub fn new_closure(&mut self, v: Gc<code_block::CodeBlock>, i: u32, env: Value) -> Gc<Object> { todo!() }
    pub fn new_function_of_block(&mut self, v: Gc<code_block::CodeBlock>, env: Value) -> Gc<Object> { todo!() }
    pub fn is_callable(&self, value: Value) -> bool { value.as_object().is_some_and(|o| o.is_callable()) }
}
impl Vm {
    pub fn display_string(&mut self, v: Value) -> String { todo!() }
}

pub mod call {
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum DynamicFunctionKind { Normal, Generator, Async, AsyncGenerator }
}
impl Vm {
    pub fn create_dynamic_function(&mut self, constructor: Gc<Object>, new_target: Gc<Object>, kind: call::DynamicFunctionKind, args: &[Value]) -> JsResult<Gc<Object>> { todo!() }
    pub fn new_bound_function(&mut self, target: Gc<Object>, this: Value, args: &[Value]) -> JsResult<Gc<Object>> { todo!() }
    pub fn function_source(&self, function: Gc<Object>) -> Option<std::sync::Arc<ogive_bytecode::FunctionTemplate>> { todo!() }
    pub fn ordinary_create_from_constructor(&mut self, constructor: Gc<Object>, default: Intrinsic, kind: Kind) -> JsResult<Gc<Object>> { todo!() }
    pub fn get_prototype_from_constructor(&mut self, constructor: Gc<Object>, default: Intrinsic) -> JsResult<Gc<Object>> { todo!() }
    pub fn get_function_realm(&mut self, object: Gc<Object>) -> JsResult<Gc<Realm>> { todo!() }
    pub fn indirect_eval(&mut self, x: Value) -> JsResult<Value> { todo!() }
    pub fn error_stack(&mut self, e: Gc<Object>) -> JsResult<Value> { todo!() }
    pub fn stack_of(&mut self, o: Gc<Object>, until: Gc<Object>) -> JsResult<Value> { todo!() }
}
