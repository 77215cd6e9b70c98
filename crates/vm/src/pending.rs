//! Stubs of operations that other branches bring; goes when they have landed.
#![allow(missing_docs, unused_variables)]
use crate::*;
impl Vm {
    /// Native functions only.
    pub fn call(&mut self, f: Value, this: Value, a: &[Value]) -> JsResult<Value> {
        let function = Vm::native_function(f.as_object().expect("a function"));
        let saved = (self.frame, self.top);
        let window = self.top;
        // SAFETY: a window above all that is in use; tests do not reach the limit.
        let arguments = unsafe {
            let words = [f, Value(0), Value(saved.0 as u64), Value(0), Value(a.len() as u64), Value::UNDEFINED, Value::UNDEFINED, this];
            std::ptr::copy_nonoverlapping(words.as_ptr(), window, 8);
            std::ptr::copy_nonoverlapping(a.as_ptr(), window.add(8), a.len());
            self.top = window.add(8 + a.len());
            Arguments::from_frame(window)
        };
        self.frame = window;
        let result = function(self, arguments);
        (self.frame, self.top) = saved;
        result
    }
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

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DynamicFunctionKind { Normal, Generator, Async, AsyncGenerator }
impl Vm {
    pub fn create_dynamic_function(&mut self, constructor: Gc<Object>, new_target: Gc<Object>, kind: DynamicFunctionKind, args: &[Value]) -> JsResult<Gc<Object>> { todo!() }
    pub fn new_bound_function(&mut self, target: Gc<Object>, this: Value, args: &[Value]) -> JsResult<Gc<Object>> { todo!() }
    pub fn function_source(&self, function: Gc<Object>) -> Option<std::sync::Arc<ogive_bytecode::FunctionTemplate>> { todo!() }
    pub fn ordinary_create_from_constructor(&mut self, constructor: Gc<Object>, default: Intrinsic, kind: Kind) -> JsResult<Gc<Object>> { todo!() }
    pub fn get_prototype_from_constructor(&mut self, constructor: Gc<Object>, default: Intrinsic) -> JsResult<Gc<Object>> { todo!() }
    pub fn get_function_realm(&mut self, object: Gc<Object>) -> JsResult<Gc<Realm>> { todo!() }
    pub fn indirect_eval(&mut self, x: Value) -> JsResult<Value> { todo!() }
}
impl Vm {
    pub fn resolve_promise(&mut self, p: Gc<Object>, v: Value) -> JsResult<()> { todo!() }
    pub fn new_regexp_literal(&mut self, pattern: Gc<JsString>, flags: Gc<JsString>) -> JsResult<Gc<Object>> { todo!() }
}
