//! 16.2.1 module records: loading, linking, evaluation, namespaces.
//!
//! A record is a data cell ([`Module`]) named by [`ModuleRef`]. A source text module's variables live in its environment; an import slot
//! holds a *binding reference*: an [`Accessor`] cell whose `get` is the target environment and whose `set` is the slot number.
//! Synthetic modules (JSON, CommonJS, host modules) have an environment with a slot for each export, and a function that fills it.
mod evaluate;
mod link;
mod load;
mod namespace;
mod resolve;

use crate::code_block::CodeBlock;
use crate::data::{Data, DataCell, DataTracer};
use crate::env::Env;
use crate::key::PropertyKey;
use crate::object::Accessor;
use crate::realm::Realm;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::{FunctionTemplate, ImportPhase, ModuleInfo};
use ogive_gc::{Gc, Tracer};
use std::sync::Arc;

pub use load::LoadRequest;
pub use resolve::Resolution;

/// A module record.
pub type ModuleRef = Gc<DataCell>;

/// 16.2.1.6 [[Status]]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Status {
    /// unlinked
    Unlinked,
    /// linking
    Linking,
    /// linked
    Linked,
    /// evaluating
    Evaluating,
    /// evaluating-async
    EvaluatingAsync,
    /// evaluated
    Evaluated,
}

/// Fills a synthetic module's exports ([`Vm::set_synthetic_export`]).
pub type SyntheticSteps = fn(&mut Vm, ModuleRef) -> JsResult<()>;

/// What a module is.
pub(crate) enum Body {
    /// 16.2.1.7 a source text module.
    Source { block: Gc<CodeBlock>, info: Arc<ModuleInfo> },
    /// 16.2.1.8 a synthetic module: export names in slot order.
    Synthetic { names: Vec<PropertyKey>, steps: SyntheticSteps },
}

/// A record's fields, by the specification's names.
pub struct Module {
    pub(crate) realm: Gc<Realm>,
    pub(crate) body: Body,
    pub(crate) status: Status,
    pub(crate) env: Option<Gc<Env>>,
    pub(crate) namespace: Value,
    pub(crate) deferred_namespace: Value,
    pub(crate) meta: Value,
    /// [[LoadedModules]], by request index.
    pub(crate) loaded: Vec<Option<ModuleRef>>,
    /// Modules loaded by `import()` from here: (specifier, attributes) → record.
    pub(crate) dynamic: Vec<(String, Vec<(String, String)>, ModuleRef)>,
    pub(crate) evaluation_error: Option<Value>,
    pub(crate) dfs_index: u32,
    pub(crate) dfs_ancestor: u32,
    pub(crate) cycle_root: Option<ModuleRef>,
    pub(crate) has_tla: bool,
    /// Position in the order of async evaluation; 0: not async.
    pub(crate) async_order: u64,
    pub(crate) pending_async: u32,
    pub(crate) async_parents: Vec<ModuleRef>,
    /// [[TopLevelCapability]]: its promise, or undefined.
    pub(crate) top_level: Value,
    /// What the host attached: comes back as a referrer and for `import.meta`.
    pub(crate) host: Value,
}

impl Data for Module {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        tracer.cell(self.realm);
        match &self.body {
            Body::Source { block, .. } => tracer.cell(*block),
            Body::Synthetic { names, .. } => names.iter().for_each(|n| tracer.value(Value(n.bits()))),
        }
        if let Some(env) = self.env {
            tracer.cell(env);
        }
        for value in [self.namespace, self.deferred_namespace, self.meta, self.top_level, self.host] {
            tracer.value(value);
        }
        if let Some(error) = self.evaluation_error {
            tracer.value(error);
        }
        self.loaded.iter().flatten().chain(&self.cycle_root).chain(&self.async_parents).for_each(|&m| tracer.cell(m));
        self.dynamic.iter().for_each(|(_, _, m)| tracer.cell(*m));
    }
}

/// The agent's module bookkeeping.
#[derive(Default)]
pub struct ModuleState {
    /// Counts async evaluations (the agent's [[ModuleAsyncEvaluationCount]]).
    pub(crate) async_count: u64,
}
impl ModuleState {
    pub(crate) fn trace(&self, _tracer: &mut Tracer) {}
}

impl Vm {
    /// 16.2.1.7.1 ParseModule's record for compiled code. `host` comes back as the referrer of its imports and for `import.meta`.
    pub fn new_source_module(&mut self, realm: Gc<Realm>, template: Arc<FunctionTemplate>, info: Arc<ModuleInfo>, host: Value) -> ModuleRef {
        let block = self.new_code_block(template, realm, Value::UNDEFINED);
        let (requests, has_tla) = (info.requests.len(), info.has_tla);
        let module = self.new_module(realm, Body::Source { block, info }, host, requests, has_tla);
        block.cold_mut().host = Value::internal(module);
        self.heap.barrier(block);
        module
    }
    /// 16.2.1.8.1 CreateSyntheticModule
    pub fn new_synthetic_module(&mut self, realm: Gc<Realm>, names: &[PropertyKey], steps: SyntheticSteps, host: Value) -> ModuleRef {
        let env = self.new_env(None, 0, Value::UNDEFINED, names.len() as u32, Value::UNDEFINED);
        let module = self.new_module(realm, Body::Synthetic { names: names.to_vec(), steps }, host, 0, false);
        self.with_module(module, |m| m.env = Some(env));
        module
    }
    fn new_module(&mut self, realm: Gc<Realm>, body: Body, host: Value, requests: usize, has_tla: bool) -> ModuleRef {
        self.new_data(Module {
            realm,
            body,
            status: Status::Unlinked,
            env: None,
            namespace: Value::UNDEFINED,
            deferred_namespace: Value::UNDEFINED,
            meta: Value::UNDEFINED,
            loaded: vec![None; requests],
            dynamic: vec![],
            evaluation_error: None,
            dfs_index: 0,
            dfs_ancestor: 0,
            cycle_root: None,
            has_tla,
            async_order: 0,
            pending_async: 0,
            async_parents: vec![],
            top_level: Value::UNDEFINED,
            host,
        })
    }
    /// Reads or changes a record; no script may run inside.
    pub(crate) fn with_module<T>(&mut self, module: ModuleRef, f: impl FnOnce(&mut Module) -> T) -> T {
        f(&mut self.data_mut::<Module>(&module).expect("module references name module records"))
    }
    /// A module's status.
    pub fn module_status(&mut self, module: ModuleRef) -> Status {
        self.with_module(module, |m| m.status)
    }
    /// What the host attached to a module.
    pub fn module_host(&mut self, module: ModuleRef) -> Value {
        self.with_module(module, |m| m.host)
    }
    /// The error that evaluation ended with.
    pub fn module_error(&mut self, module: ModuleRef) -> Option<Value> {
        self.with_module(module, |m| m.evaluation_error)
    }
    /// The name of export `i` of a synthetic module.
    pub fn synthetic_export_name(&mut self, module: ModuleRef, i: usize) -> Option<PropertyKey> {
        self.with_module(module, |m| match &m.body {
            Body::Synthetic { names, .. } => names.get(i).copied(),
            Body::Source { .. } => None,
        })
    }
    /// 16.2.1.8.4 SetSyntheticModuleExport
    pub fn set_synthetic_export(&mut self, module: ModuleRef, name: PropertyKey, value: Value) {
        let found = self.with_module(module, |m| match &m.body {
            Body::Synthetic { names, .. } => names.iter().position(|&n| n == name).zip(m.env),
            Body::Source { .. } => None,
        });
        if let Some((slot, env)) = found {
            self.set_env_slot(env, slot as u32, value);
        }
    }
    /// The value behind an import slot: the hole while the exporter has not initialized it.
    #[inline]
    pub fn import_binding(env: Gc<Env>, slot: u32) -> Value {
        let mut value = env.get(slot);
        while let Some(reference) = value.as_internal::<Accessor>() {
            let target = match reference.get.get() {
                target if target.as_internal::<Env>().is_some() => target.as_internal::<Env>(),
                // In a cycle: the other module's environment did not exist when this one was linked.
                target => target.as_internal::<DataCell>().and_then(|cell| cell.borrow::<Module>().and_then(|m| m.env)),
            };
            let Some(target) = target else { return Value::HOLE };
            value = target.get(reference.set.get().int_unchecked() as u32);
        }
        value
    }
    fn requests(&mut self, module: ModuleRef) -> Vec<(u32, ImportPhase)> {
        self.with_module(module, |m| match &m.body {
            Body::Source { info, .. } => info.requests.iter().enumerate().map(|(i, r)| (i as u32, r.phase)).collect(),
            Body::Synthetic { .. } => vec![],
        })
    }
    /// GetImportedModule: the loaded module of a request.
    fn imported_module(&mut self, module: ModuleRef, request: u32) -> ModuleRef {
        self.with_module(module, |m| m.loaded[request as usize]).expect("linking comes after loading")
    }
    /// The record that running code belongs to, if it is module code.
    pub fn active_module(&self) -> Option<ModuleRef> {
        let mut frame = self.current_frame();
        while let Some(f) = frame {
            if let Some(code) = f.code() {
                let host = code.cold().host.as_internal::<DataCell>()?;
                return host.borrow::<Module>().is_some().then_some(host);
            }
            frame = f.caller();
        }
        None
    }
    /// 13.3.12.1 import.meta of the running module.
    pub fn import_meta(&mut self) -> JsResult<Value> {
        let Some(module) = self.active_module() else { return Err(self.syntax_error("Cannot use 'import.meta' outside a module")) };
        let (meta, host) = self.with_module(module, |m| (m.meta, m.host));
        if !meta.is_undefined() {
            return Ok(meta);
        }
        let object = self.new_object_with_prototype(Value::NULL);
        self.with_module(module, |m| m.meta = object.into());
        if let Some(fill) = self.host.import_meta() {
            fill(self, host, object)?;
        }
        Ok(object.into())
    }
}
