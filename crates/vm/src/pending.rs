//! Stubs of operations that other branches bring; goes when they have landed.
#![allow(missing_docs, unused_variables)]
use crate::*;
impl Vm {
    pub fn new_regexp_literal(&mut self, pattern: Gc<JsString>, flags: Gc<JsString>) -> JsResult<Gc<Object>> { todo!() }
}
