//! What the specification leaves to the host.
use crate::object::Object;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::{CollectionEvent, Gc};

/// 9.6 host hooks. Every method has the behaviour of a host with no opinion.
pub trait HostHooks {
    /// 27.2.1.9 HostPromiseRejectionTracker: `handled` tells "handle" from "reject".
    fn promise_rejection(&mut self, _promise: Gc<Object>, _handled: bool) {}
    /// A collection has ended.
    fn collected(&mut self, _event: &CollectionEvent) {}
    /// 16.2.1.10 HostLoadImportedModule: the function that loads; it calls `Vm::finish_loading_module`.
    fn load_module(&self) -> Option<LoadModule> {
        None
    }
    /// 13.3.12.1 HostGetImportMetaProperties: fills the null-prototype object for the module.
    fn import_meta(&self) -> Option<ImportMeta> {
        None
    }
    /// 19.2.1.2 HostEnsureCanCompileStrings: false makes eval and Function throw an EvalError.
    fn can_compile_strings(&self) -> bool {
        true
    }
    /// A chance to react when a job has been queued (wake an event loop).
    fn job_queued(&mut self) {}
    /// A FinalizationRegistry has cells to clean up: enqueue a task that calls `Vm::cleanup_finalization_registry`.
    fn cleanup_finalization(&mut self, _registry: Gc<Object>) {}
}

/// Loads a module on behalf of `referrer` (what the host attached to the script or module, or undefined).
pub type LoadModule = fn(&mut Vm, request: crate::module::LoadRequest);
/// Fills in `import.meta`.
pub type ImportMeta = fn(&mut Vm, module: Value, meta: Gc<Object>) -> JsResult<()>;

/// A host with no opinion.
#[derive(Default)]
pub struct NoHost;
impl HostHooks for NoHost {}
