//! 16.2.1.6.1.2 Link and 16.2.1.7.3.1 InitializeEnvironment.
use super::{Body, ModuleRef, Resolution, Status};
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::{BindingKind, ImportName, ImportPhase};

impl Vm {
    /// 16.2.1.6.1.2 Link
    pub fn link_module(&mut self, module: ModuleRef) -> JsResult<()> {
        let mut stack = vec![];
        // The records on `stack` are reachable from `module`.
        let result = self.inner_link(module, &mut stack, 0);
        if result.is_err() {
            for m in stack {
                self.with_module(m, |m| m.status = Status::Unlinked);
            }
        }
        result.map(|_| ())
    }
    /// 16.2.1.6.1.2.1 InnerModuleLinking
    fn inner_link(&mut self, module: ModuleRef, stack: &mut Vec<ModuleRef>, mut index: u32) -> JsResult<u32> {
        self.check_native_stack()?;
        if self.module_status(module) != Status::Unlinked {
            return Ok(index);
        }
        if self.with_module(module, |m| matches!(m.body, Body::Synthetic { .. })) {
            self.with_module(module, |m| m.status = Status::Linked);
            return Ok(index);
        }
        self.with_module(module, |m| {
            m.status = Status::Linking;
            m.dfs_index = index;
            m.dfs_ancestor = index;
        });
        index += 1;
        stack.push(module);
        for (request, phase) in self.requests(module) {
            if phase == ImportPhase::Source {
                continue;
            }
            let required = self.imported_module(module, request);
            index = self.inner_link(required, stack, index)?;
            let (status, ancestor) = self.with_module(required, |m| (m.status, m.dfs_ancestor));
            if status == Status::Linking {
                self.with_module(module, |m| m.dfs_ancestor = m.dfs_ancestor.min(ancestor));
            }
        }
        self.initialize_environment(module)?;
        let (own, ancestor) = self.with_module(module, |m| (m.dfs_index, m.dfs_ancestor));
        if own == ancestor {
            while let Some(m) = stack.pop() {
                self.with_module(m, |m| m.status = Status::Linked);
                if m == module {
                    break;
                }
            }
        }
        Ok(index)
    }
    /// 16.2.1.7.3.1 InitializeEnvironment
    fn initialize_environment(&mut self, module: ModuleRef) -> JsResult<()> {
        let (block, info) = self.with_module(module, |m| match &m.body {
            Body::Source { block, info } => (*block, info.clone()),
            Body::Synthetic { .. } => unreachable!("synthetic modules are linked as they are"),
        });
        for export in &info.indirect_exports {
            if let ImportName::Named(_) = export.name {
                let atom = self.intern_wtf8(&export.export_name);
                let key = self.key_of_string(atom);
                let resolution = self.resolve_export(module, key);
                self.check_resolution(module, resolution, &export.export_name, export.request, export.offset)?;
            }
        }
        self.link_code(block)?;
        let code = block.code().expect("linked").clone();
        let scope = &code.scopes[0];
        let env = self.new_env(Some(block), 0, Value::UNDEFINED, scope.bindings.len() as u32, Value::UNDEFINED);
        for (slot, binding) in scope.bindings.iter().enumerate() {
            if matches!(binding.kind, BindingKind::Let | BindingKind::Const | BindingKind::Internal | BindingKind::Import) {
                self.set_env_slot(env, slot as u32, Value::HOLE);
            }
        }
        self.with_module(module, |m| m.env = Some(env));
        for import in &info.imports {
            let target = self.imported_module(module, import.request);
            let value = match &import.name {
                ImportName::Namespace => match info.requests[import.request as usize].phase {
                    ImportPhase::Defer => self.deferred_namespace(target).into(),
                    _ => self.module_namespace(target).into(),
                },
                ImportName::Source => return Err(self.syntax_error("Source phase import is not available for this module")),
                ImportName::Named(name) => {
                    let atom = self.intern_wtf8(name);
                    let key = self.key_of_string(atom);
                    let resolution = self.resolve_export(target, key);
                    self.check_resolution(module, resolution, name, import.request, import.offset)?;
                    match resolution {
                        Resolution::Binding(from, slot) if from == module => {
                            Value::internal(self.new_accessor(Value::internal(env), Value::int(slot as i32)))
                        }
                        Resolution::Binding(from, slot) => self.binding_reference(from, slot),
                        _ => self.resolution_value(resolution),
                    }
                }
            };
            self.set_env_slot(env, import.slot, value);
        }
        for &(slot, function) in &info.functions {
            let closure = self.new_closure(block, function, Value::internal(env));
            self.set_env_slot(env, slot, closure.into());
        }
        Ok(())
    }
    /// A reference to a slot of another module, whose environment may not exist yet: then it is made on demand by its own linking,
    /// which in a cycle has begun, so its variables are reached through its record.
    fn binding_reference(&mut self, from: ModuleRef, slot: u32) -> Value {
        let env = match self.module_env(from) {
            Some(env) => Value::internal(env),
            None => Value::internal(from),
        };
        Value::internal(self.new_accessor(env, Value::int(slot as i32)))
    }
    /// Throws when an import or indirect export, which stands at `offset` in the module's source, means nothing.
    fn check_resolution(&mut self, module: ModuleRef, resolution: Resolution, name: &[u8], request: u32, offset: u32) -> JsResult<()> {
        let what = match resolution {
            Resolution::Missing => "does not provide an export named",
            Resolution::Ambiguous => "contains conflicting star exports for name",
            _ => return Ok(()),
        };
        let (specifier, source) = self.with_module(module, |m| match &m.body {
            Body::Source { info, block } => {
                (String::from_utf8_lossy(&info.requests[request as usize].specifier).into_owned(), block.template().source.clone())
            }
            Body::Synthetic { .. } => unreachable!("synthetic modules are linked as they are"),
        });
        self.note_early_error(&source, offset, name.len() as u32);
        let name = String::from_utf8_lossy(name).into_owned();
        Err(self.syntax_error(format!("The requested module '{specifier}' {what} '{name}'")))
    }
}
