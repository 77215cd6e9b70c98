//! 16.2.1.6.1.3 Evaluate: in post order, with async modules waiting for their dependencies.
use super::{Body, ModuleRef, Status};
use crate::data::DataCell;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::ImportPhase;

impl Vm {
    /// 16.2.1.6.1.3 Evaluate: the promise of its completion.
    pub fn evaluate_module(&mut self, module: ModuleRef) -> Value {
        let (status, root) = self.with_module(module, |m| (m.status, m.cycle_root));
        let module = match status {
            Status::EvaluatingAsync | Status::Evaluated => root.unwrap_or(module),
            _ => module,
        };
        let known = self.with_module(module, |m| m.top_level);
        if !known.is_undefined() {
            return known;
        }
        let promise = self.new_promise();
        self.with_module(module, |m| m.top_level = promise.into());
        let mut stack = vec![];
        match self.inner_evaluate(module, &mut stack, 0) {
            Err(_) => {
                let error = self.take_exception();
                for m in stack {
                    self.with_module(m, |m| {
                        m.status = Status::Evaluated;
                        m.evaluation_error = Some(error);
                        m.cycle_root.get_or_insert(module);
                    });
                }
                self.with_module(module, |m| {
                    m.status = Status::Evaluated;
                    m.evaluation_error.get_or_insert(error);
                });
                self.reject_promise(promise, error);
            }
            Ok(_) => {
                if self.with_module(module, |m| m.async_order) == 0 {
                    self.fulfill_promise(promise, Value::UNDEFINED);
                }
            }
        }
        promise.into()
    }
    /// 16.2.1.6.1.3.1 InnerModuleEvaluation
    fn inner_evaluate(&mut self, module: ModuleRef, stack: &mut Vec<ModuleRef>, mut index: u32) -> JsResult<u32> {
        self.check_native_stack()?;
        let (status, error) = self.with_module(module, |m| (m.status, m.evaluation_error));
        match status {
            Status::EvaluatingAsync | Status::Evaluated => {
                return match error {
                    None => Ok(index),
                    Some(error) => Err(self.throw(error)),
                };
            }
            Status::Evaluating => return Ok(index),
            _ => {}
        }
        let steps = self.with_module(module, |m| match m.body {
            Body::Synthetic { steps, .. } => Some(steps),
            Body::Source { .. } => None,
        });
        if let Some(steps) = steps {
            let result = steps(self, module);
            let error = if result.is_err() { Some(self.take_exception()) } else { None };
            self.with_module(module, |m| {
                m.status = Status::Evaluated;
                m.evaluation_error = error;
                m.cycle_root = Some(module);
            });
            return match error {
                None => Ok(index),
                Some(error) => Err(self.throw(error)),
            };
        }
        self.with_module(module, |m| {
            m.status = Status::Evaluating;
            m.dfs_index = index;
            m.dfs_ancestor = index;
            m.pending_async = 0;
        });
        index += 1;
        stack.push(module);
        let mut list = vec![];
        for (request, phase) in self.requests(module) {
            let required = match phase {
                ImportPhase::Source => continue,
                _ => self.imported_module(module, request),
            };
            if phase == ImportPhase::Defer {
                self.gather_async_dependencies(required, &mut list, &mut vec![]);
            } else if !list.contains(&required) {
                list.push(required);
            }
        }
        for required in list {
            index = self.inner_evaluate(required, stack, index)?;
            let (status, ancestor, root) = self.with_module(required, |m| (m.status, m.dfs_ancestor, m.cycle_root));
            let mut required = required;
            if status == Status::Evaluating {
                self.with_module(module, |m| m.dfs_ancestor = m.dfs_ancestor.min(ancestor));
            } else {
                required = root.unwrap_or(required);
                if let Some(error) = self.with_module(required, |m| m.evaluation_error) {
                    return Err(self.throw(error));
                }
            }
            let waits = self.with_module(required, |m| m.async_order > 0 && m.status != Status::Evaluated);
            if waits {
                self.with_module(module, |m| m.pending_async += 1);
                self.with_module(required, |m| m.async_parents.push(module));
            }
        }
        let (pending, tla) = self.with_module(module, |m| (m.pending_async, m.has_tla));
        if pending > 0 || tla {
            self.modules.async_count += 1;
            let order = self.modules.async_count;
            self.with_module(module, |m| m.async_order = order);
            if pending == 0 {
                self.execute_async_module(module);
            }
        } else {
            self.execute_module(module)?;
        }
        let (own, ancestor) = self.with_module(module, |m| (m.dfs_index, m.dfs_ancestor));
        if own == ancestor {
            while let Some(m) = stack.pop() {
                self.with_module(m, |m| {
                    m.status = if m.async_order == 0 { Status::Evaluated } else { Status::EvaluatingAsync };
                    m.cycle_root = Some(module);
                });
                if m == module {
                    break;
                }
            }
        }
        Ok(index)
    }
    /// GatherAsynchronousTransitiveDependencies (import defer).
    fn gather_async_dependencies(&mut self, module: ModuleRef, list: &mut Vec<ModuleRef>, seen: &mut Vec<ModuleRef>) {
        if seen.contains(&module) || self.check_native_stack().is_err() {
            return;
        }
        seen.push(module);
        let (status, tla) = self.with_module(module, |m| (m.status, m.has_tla));
        if matches!(status, Status::Evaluating | Status::Evaluated) {
            return;
        }
        if tla {
            if !list.contains(&module) {
                list.push(module);
            }
            return;
        }
        for (request, phase) in self.requests(module) {
            if phase == ImportPhase::Evaluation {
                let required = self.imported_module(module, request);
                self.gather_async_dependencies(required, list, seen);
            }
        }
    }
    /// ReadyForSyncExecution (import defer).
    pub(super) fn ready_for_sync_execution(&mut self, module: ModuleRef, seen: &mut Vec<ModuleRef>) -> bool {
        if seen.contains(&module) {
            return true;
        }
        seen.push(module);
        let (status, tla) = self.with_module(module, |m| (m.status, m.has_tla));
        match status {
            Status::Evaluated => return true,
            Status::Evaluating | Status::EvaluatingAsync => return false,
            _ if tla => return false,
            _ => {}
        }
        for (request, phase) in self.requests(module) {
            if phase == ImportPhase::Evaluation {
                let required = self.imported_module(module, request);
                if !self.ready_for_sync_execution(required, seen) {
                    return false;
                }
            }
        }
        true
    }
    /// 16.2.1.7.3.2 ExecuteModule without a capability.
    fn execute_module(&mut self, module: ModuleRef) -> JsResult<()> {
        self.run_module_code(module).map(|_| ())
    }
    /// Runs a module's code over its environment: its completion, or the promise of an async one.
    fn run_module_code(&mut self, module: ModuleRef) -> JsResult<Value> {
        let (block, env) = self.with_module(module, |m| match &m.body {
            Body::Source { block, .. } => (*block, m.env),
            Body::Synthetic { .. } => unreachable!("synthetic modules have no code"),
        });
        let env = env.map_or(Value::UNDEFINED, Value::internal);
        let function = self.new_function_of_block(block, env);
        self.call(function.into(), Value::UNDEFINED, &[])
    }
    /// 16.2.1.6.1.3.2 ExecuteAsyncModule
    fn execute_async_module(&mut self, module: ModuleRef) {
        let promise = self.run_module_code(module);
        let data = [Value::internal(module), Value::UNDEFINED];
        let promise = match promise {
            Ok(value) => value,
            Err(_) => {
                let error = self.take_exception();
                return self.async_module_rejected(module, error);
            }
        };
        fn settled(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
            let module = data[0].as_internal::<DataCell>().expect("queued with its module");
            if rejected {
                vm.async_module_rejected(module, value);
            } else {
                vm.async_module_fulfilled(module);
            }
            Ok(())
        }
        let _ = self.await_with(promise, settled, data);
    }
    /// 16.2.1.6.1.3.4 AsyncModuleExecutionFulfilled
    fn async_module_fulfilled(&mut self, module: ModuleRef) {
        let (status, top) = self.with_module(module, |m| (m.status, m.top_level));
        if status == Status::Evaluated {
            return;
        }
        self.with_module(module, |m| m.status = Status::Evaluated);
        if let Some(promise) = top.as_object() {
            self.fulfill_promise(promise, Value::UNDEFINED);
        }
        let mut list = vec![];
        self.gather_available_ancestors(module, &mut list);
        let mut sorted = vec![];
        for m in list {
            sorted.push((self.with_module(m, |m| m.async_order), m));
        }
        sorted.sort_by_key(|(order, _)| *order);
        for (_, m) in sorted {
            let (status, tla) = self.with_module(m, |m| (m.status, m.has_tla));
            if status == Status::Evaluated {
                continue;
            }
            if tla {
                self.execute_async_module(m);
                continue;
            }
            match self.execute_module(m) {
                Err(_) => {
                    let error = self.take_exception();
                    self.async_module_rejected(m, error);
                }
                Ok(()) => {
                    let top = self.with_module(m, |m| {
                        m.status = Status::Evaluated;
                        m.top_level
                    });
                    if let Some(promise) = top.as_object() {
                        self.fulfill_promise(promise, Value::UNDEFINED);
                    }
                }
            }
        }
    }
    /// 16.2.1.6.1.3.3 GatherAvailableAncestors
    fn gather_available_ancestors(&mut self, module: ModuleRef, list: &mut Vec<ModuleRef>) {
        let parents = self.with_module(module, |m| m.async_parents.clone());
        for parent in parents {
            let root = self.with_module(parent, |m| m.cycle_root);
            let failed = root.is_some_and(|r| self.with_module(r, |m| m.evaluation_error.is_some()));
            if list.contains(&parent) || failed {
                continue;
            }
            let (pending, tla) = self.with_module(parent, |m| {
                m.pending_async = m.pending_async.saturating_sub(1);
                (m.pending_async, m.has_tla)
            });
            if pending == 0 {
                list.push(parent);
                if !tla {
                    self.gather_available_ancestors(parent, list);
                }
            }
        }
    }
    /// 16.2.1.6.1.3.5 AsyncModuleExecutionRejected
    fn async_module_rejected(&mut self, module: ModuleRef, error: Value) {
        let mut pending = vec![module];
        while let Some(module) = pending.pop() {
            let (status, top, parents) = self.with_module(module, |m| (m.status, m.top_level, m.async_parents.clone()));
            if status == Status::Evaluated {
                continue;
            }
            self.with_module(module, |m| {
                m.evaluation_error = Some(error);
                m.status = Status::Evaluated;
            });
            if let Some(promise) = top.as_object() {
                self.reject_promise(promise, error);
            }
            pending.extend(parents.into_iter().rev());
        }
    }
}
