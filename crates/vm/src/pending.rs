//! Stubs of operations that other branches bring; goes when they have landed.
#![allow(missing_docs, unused_variables)]
use crate::*;
impl Vm {
    pub fn has_async_waits(&self) -> bool { false }
    pub fn run_async_waits(&mut self, timeout: std::time::Duration) -> JsResult<bool> { Ok(false) }
}
