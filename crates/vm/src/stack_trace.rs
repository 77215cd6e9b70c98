//! Stack traces: captured positions, V8's format and API (`Error.captureStackTrace`, `prepareStackTrace`, `stackTraceLimit`).
use crate::object::Object;
use crate::vm::Vm;
use ogive_gc::Gc;

impl Vm {
    /// Captures the running frames for `error`'s `stack`; frames up to and including those of `until` are left out.
    pub fn capture_stack(&mut self, _error: Gc<Object>, _until: Option<Gc<Object>>) {}
}
