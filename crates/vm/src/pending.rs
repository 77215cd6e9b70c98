//! Stand-ins for operations whose owners have not landed yet. Each goes away with the merge that brings the real one.
#![allow(missing_docs)]
use crate::key::PropertyKey;
use crate::object::Object;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

impl Vm {
    pub fn get(&mut self, _object: Gc<Object>, _key: PropertyKey) -> JsResult<Value> {
        todo!()
    }
    pub fn get_v(&mut self, _value: Value, _key: PropertyKey) -> JsResult<Value> {
        todo!()
    }
    pub fn call(&mut self, _callee: Value, _this: Value, _arguments: &[Value]) -> JsResult<Value> {
        todo!()
    }
    pub fn construct(&mut self, _callee: Value, _arguments: &[Value], _new_target: Value) -> JsResult<Value> {
        todo!()
    }
    pub fn is_callable(&self, value: Value) -> bool {
        value.as_object().is_some_and(|o| o.is_callable())
    }
    pub fn get_method(&mut self, _value: Value, _key: PropertyKey) -> JsResult<Option<Value>> {
        todo!()
    }
    pub fn display_primitive(&mut self, _value: Value) -> String {
        todo!()
    }
}
