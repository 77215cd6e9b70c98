//! Stubs of operations that other branches bring; goes when they have landed.
#![allow(missing_docs, unused_variables)]
use crate::*;
impl Vm {
    pub fn new_promise(&mut self) -> Gc<Object> { todo!() }
    pub fn fulfill_promise(&mut self, p: Gc<Object>, v: Value) { todo!() }
    pub fn reject_promise(&mut self, p: Gc<Object>, v: Value) { todo!() }
    pub fn await_with(&mut self, p: Value, f: fn(&mut Vm, [Value;2], Value, bool) -> JsResult<()>, v: [Value;2]) -> JsResult<()> { todo!() }
}
impl Vm {
    pub fn create_async_from_sync_iterator(&mut self, sync: &iterator::IteratorRecord) -> JsResult<iterator::IteratorRecord> { todo!() }
    pub fn display_string(&mut self, v: Value) -> String { todo!() }
}
impl Vm {
    pub fn resolve_promise(&mut self, p: Gc<Object>, v: Value) -> JsResult<()> { todo!() }
    pub fn new_regexp_literal(&mut self, pattern: Gc<JsString>, flags: Gc<JsString>) -> JsResult<Gc<Object>> { todo!() }
}
