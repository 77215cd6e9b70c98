//! Module records, linking and evaluation (16.2.1).
use crate::value::Value;
use ogive_gc::Tracer;

/// The agent's module bookkeeping.
#[derive(Default)]
pub struct ModuleState {}
impl ModuleState {
    pub(crate) fn trace(&self, _tracer: &mut Tracer) {}
}

/// What a host is asked to load (16.2.1.10).
pub struct LoadRequest {
    /// What the host attached to the referring script or module.
    pub referrer: Value,
    /// The specifier.
    pub specifier: String,
    /// Import attributes.
    pub attributes: Vec<(String, String)>,
    /// Passed back to `Vm::finish_loading_module`.
    pub payload: Value,
}
use crate::{Gc, JsResult, KeyVec, Object, PropertyDescriptor, PropertyKey, Vm, property::OwnProperty};
#[allow(missing_docs)]
impl Vm {
    pub(crate) fn namespace_own_property(&mut self, _o: Gc<Object>, _k: PropertyKey) -> JsResult<Option<OwnProperty>> { todo!() }
    pub(crate) fn namespace_define_own_property(&mut self, _o: Gc<Object>, _k: PropertyKey, _d: &PropertyDescriptor) -> JsResult<bool> { todo!() }
    pub(crate) fn namespace_has(&mut self, _o: Gc<Object>, _k: PropertyKey) -> bool { todo!() }
    pub(crate) fn namespace_own_keys(&mut self, _o: Gc<Object>) -> KeyVec { todo!() }
}
