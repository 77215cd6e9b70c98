//! 16.2.1.6.1.1 LoadRequestedModules, 13.3.10 import(): asking the host for modules.
use super::{Body, Module, ModuleRef, Status};
use crate::data::{Data, DataCell, DataTracer};
use crate::object::Object;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::ImportPhase;
use ogive_gc::Gc;

/// What a host is asked to load (16.2.1.10 HostLoadImportedModule). It answers with [`Vm::finish_loading_module`], now or later.
pub struct LoadRequest {
    /// What the host attached to the referring script or module; undefined when there is none.
    pub referrer: Value,
    /// The specifier as written.
    pub specifier: String,
    /// Import attributes, sorted by key.
    pub attributes: Vec<(String, String)>,
    /// To be passed back.
    pub payload: Value,
}

/// A graph that is being loaded, or an import() that waits for one module.
enum Loading {
    Graph { promise: Value, pending: u32, visited: Vec<ModuleRef>, failed: bool },
    Dynamic { promise: Value, phase: ImportPhase },
}
/// One outstanding request: what `payload` names.
struct Pending {
    state: Gc<DataCell>,
    referrer: Option<ModuleRef>,
    request: Option<u32>,
    specifier: String,
    attributes: Vec<(String, String)>,
}
impl Data for Loading {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        match self {
            Loading::Graph { promise, visited, .. } => {
                tracer.value(*promise);
                visited.iter().for_each(|&m| tracer.cell(m));
            }
            Loading::Dynamic { promise, .. } => tracer.value(*promise),
        }
    }
}
impl Data for Pending {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        tracer.cell(self.state);
        if let Some(referrer) = self.referrer {
            tracer.cell(referrer);
        }
    }
}

impl Vm {
    /// 16.2.1.6.1.1 LoadRequestedModules: a promise of undefined.
    pub fn load_requested_modules(&mut self, module: ModuleRef) -> Gc<Object> {
        let promise = self.new_promise();
        let state = self.new_data(Loading::Graph { promise: promise.into(), pending: 1, visited: vec![], failed: false });
        self.inner_load(state, module);
        promise
    }
    /// 16.2.1.6.1.1.1 InnerModuleLoading
    fn inner_load(&mut self, state: Gc<DataCell>, module: ModuleRef) {
        let mut work = vec![module];
        // Nested answers of a synchronous host come back through `finish_loading_module`, which calls this again; graphs deeper than
        // the native stack are cut there with an error.
        while let Some(module) = work.pop() {
            let fresh = self.with_module(module, |m| m.status == Status::Unlinked && matches!(m.body, Body::Source { .. }));
            let unvisited = match self.data_mut::<Loading>(&state).as_deref_mut() {
                Some(Loading::Graph { visited, .. }) if fresh && !visited.contains(&module) => {
                    visited.push(module);
                    true
                }
                _ => false,
            };
            if !unvisited {
                self.graph_step(state);
                continue;
            }
            let requests = self.requests(module);
            if let Some(Loading::Graph { pending, .. }) = self.data_mut::<Loading>(&state).as_deref_mut() {
                *pending += requests.len() as u32;
            }
            for (request, _) in requests {
                let known = self.with_module(module, |m| m.loaded[request as usize]);
                match known {
                    Some(required) => self.inner_load(state, required),
                    None => self.request_module(state, Some(module), Some(request), None),
                }
                if matches!(self.data_mut::<Loading>(&state).as_deref(), Some(Loading::Graph { failed: true, .. })) {
                    return;
                }
            }
            self.graph_step(state);
        }
    }
    /// One module of a graph is done; the last settles the promise.
    fn graph_step(&mut self, state: Gc<DataCell>) {
        let done = match self.data_mut::<Loading>(&state).as_deref_mut() {
            Some(Loading::Graph { promise, pending, failed: false, .. }) => {
                *pending -= 1;
                (*pending == 0).then_some(*promise)
            }
            _ => None,
        };
        if let Some(promise) = done.and_then(Value::as_object) {
            self.fulfill_promise(promise, Value::UNDEFINED);
        }
    }
    fn request_module(
        &mut self,
        state: Gc<DataCell>,
        referrer: Option<ModuleRef>,
        request: Option<u32>,
        dynamic: Option<(String, Vec<(String, String)>)>,
    ) {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (specifier, attributes) = match (dynamic, referrer, request) {
            (Some(d), ..) => d,
            (None, Some(module), Some(i)) => self.with_module(module, |m| match &m.body {
                Body::Source { info, .. } => {
                    let r = &info.requests[i as usize];
                    (text(&r.specifier), r.attributes.iter().map(|(k, v)| (text(k), text(v))).collect())
                }
                Body::Synthetic { .. } => Default::default(),
            }),
            _ => return,
        };
        let host = match referrer {
            Some(module) => self.module_host(module),
            None => self.active_script_host(),
        };
        let pending = Pending { state, referrer, request, specifier: specifier.clone(), attributes: attributes.clone() };
        let payload = Value::internal(self.new_data(pending));
        match self.host.load_module() {
            Some(load) => load(self, LoadRequest { referrer: host, specifier, attributes, payload }),
            None => {
                let thrown = self.type_error(format!("Cannot load module '{specifier}': this host loads none"));
                self.finish_loading_module(payload, Err(thrown));
            }
        }
    }
    /// What the host attached to the running script.
    pub(crate) fn active_script_host(&self) -> Value {
        let mut frame = self.current_frame();
        while let Some(f) = frame {
            if let Some(code) = f.code().filter(|c| !c.cold().host.is_undefined()) {
                return code.cold().host;
            }
            frame = f.caller();
        }
        Value::UNDEFINED
    }
    /// 16.2.1.11 FinishLoadingImportedModule: the host's answer.
    pub fn finish_loading_module(&mut self, payload: Value, result: JsResult<ModuleRef>) {
        let Some(cell) = payload.as_internal::<DataCell>() else { return };
        let Some((state, referrer, request, specifier, attributes)) = cell
            .borrow::<Pending>()
            .map(|p| (p.state, p.referrer, p.request, p.specifier.clone(), p.attributes.clone()))
        else {
            return;
        };
        if let (Ok(module), Some(referrer)) = (result, referrer) {
            self.with_module(referrer, |m: &mut Module| match request {
                Some(i) => m.loaded[i as usize] = Some(module),
                None => m.dynamic.push((specifier, attributes, module)),
            });
        }
        let dynamic = match state.borrow::<Loading>().as_deref() {
            Some(Loading::Dynamic { promise, phase }) => Some((*promise, *phase)),
            _ => None,
        };
        if let Some((promise, phase)) = dynamic {
            return self.continue_dynamic_import(promise, phase, result);
        }
        match result.and_then(|m| self.check_native_stack().map(|_| m)) {
            Ok(module) => self.inner_load(state, module),
            Err(_) => {
                let error = self.take_exception();
                let promise = match self.data_mut::<Loading>(&state).as_deref_mut() {
                    Some(Loading::Graph { promise, failed, .. }) if !*failed => {
                        *failed = true;
                        promise.as_object()
                    }
                    _ => None,
                };
                if let Some(promise) = promise {
                    self.reject_promise(promise, error);
                }
            }
        }
    }

    /// 13.3.10.2 EvaluateImportCall: the promise of `import(specifier, options)`.
    pub fn import_call(&mut self, specifier: Value, options: Value, phase: ImportPhase) -> JsResult<Value> {
        let referrer = self.active_module();
        let promise = self.new_promise();
        let outcome = self.import_call_arguments(specifier, options);
        let (specifier, attributes) = match outcome {
            Ok(arguments) => arguments,
            Err(thrown) => {
                if self.is_terminating() {
                    return Err(thrown);
                }
                let error = self.take_exception();
                self.reject_promise(promise, error);
                return Ok(promise.into());
            }
        };
        let known = referrer.and_then(|r| {
            self.with_module(r, |m| m.dynamic.iter().find(|(s, a, _)| *s == specifier && *a == attributes).map(|(_, _, m)| *m))
        });
        if let Some(module) = known {
            self.continue_dynamic_import(promise.into(), phase, Ok(module));
            return Ok(promise.into());
        }
        let state = self.new_data(Loading::Dynamic { promise: promise.into(), phase });
        self.request_module(state, referrer, None, Some((specifier, attributes)));
        Ok(promise.into())
    }
    fn import_call_arguments(&mut self, specifier: Value, options: Value) -> JsResult<(String, Vec<(String, String)>)> {
        let specifier = self.to_string(specifier)?.to_rust_string_lossy();
        let mut attributes = vec![];
        if !options.is_undefined() {
            let Some(object) = options.as_object() else {
                return Err(self.type_error("The second argument to import() must be an object"));
            };
            let with = self.get(object, self.names.with)?;
            if !with.is_undefined() {
                let Some(with) = with.as_object() else {
                    return Err(self.type_error("The 'with' option must be an object"));
                };
                let keys = self.own_property_keys(with)?;
                for i in 0..keys.len() {
                    let key = keys.get(i);
                    if key.is_symbol() || !self.get_own_property(with, key)?.is_some_and(|d| d.is_enumerable()) {
                        continue;
                    }
                    let value = self.get(with, key)?;
                    let Some(value) = value.as_string() else {
                        return Err(self.type_error("Import attribute value must be a string"));
                    };
                    attributes.push((format!("{key:?}"), value.to_rust_string_lossy()));
                }
                attributes.sort();
                if let Some((key, _)) = attributes.iter().find(|(k, _)| k != "type") {
                    let message = format!("Import attribute \"{key}\" is not supported");
                    return Err(self.type_error(message));
                }
            }
        }
        Ok((specifier, attributes))
    }
    /// 13.3.10.3 ContinueDynamicImport
    fn continue_dynamic_import(&mut self, promise: Value, phase: ImportPhase, result: JsResult<ModuleRef>) {
        let Some(target) = promise.as_object() else { return };
        let module = match result {
            Ok(module) => module,
            Err(_) => {
                let error = self.take_exception();
                return self.reject_promise(target, error);
            }
        };
        if phase == ImportPhase::Source {
            let _ = self.syntax_error("Source phase import is not available for this module");
            let error = self.take_exception();
            return self.reject_promise(target, error);
        }
        let loaded = self.load_requested_modules(module);
        /// Links the loaded module; `None` when loading or linking has failed and the import's promise is rejected.
        fn link(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> Option<(ModuleRef, Gc<Object>)> {
            let (module, target) = (data[0].as_internal::<DataCell>()?, data[1].as_object()?);
            if rejected {
                vm.reject_promise(target, value);
                return None;
            }
            if vm.link_module(module).is_err() {
                let error = vm.take_exception();
                vm.reject_promise(target, error);
                return None;
            }
            Some((module, target))
        }
        fn linked(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
            let Some((module, _)) = link(vm, data, value, rejected) else { return Ok(()) };
            let evaluated = vm.evaluate_module(module);
            vm.await_with(evaluated, finished, data)
        }
        fn finished(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
            let (Some(module), Some(target)) = (data[0].as_internal::<DataCell>(), data[1].as_object()) else { return Ok(()) };
            if rejected {
                vm.reject_promise(target, value);
            } else {
                let namespace = vm.module_namespace(module);
                vm.fulfill_promise(target, namespace.into());
            }
            Ok(())
        }
        fn linked_deferred(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
            let Some((module, target)) = link(vm, data, value, rejected) else { return Ok(()) };
            let namespace = vm.deferred_namespace(module);
            vm.fulfill_promise(target, namespace.into());
            Ok(())
        }
        let then = if phase == ImportPhase::Defer { linked_deferred } else { linked };
        let _ = self.await_with(loaded.into(), then, [Value::internal(module), promise]);
    }
}
