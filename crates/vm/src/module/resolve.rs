//! 16.2.1.7.2 GetExportedNames and ResolveExport.
use super::{Body, ModuleRef};
use crate::env::Env;
use crate::key::PropertyKey;
use crate::property::KeyVec;
use crate::value::Value;
use crate::vm::Vm;
use ogive_bytecode::ImportName;
use ogive_gc::Gc;

/// What an export name leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resolution {
    /// A variable: environment slot of that module.
    Binding(ModuleRef, u32),
    /// The namespace object of that module.
    Namespace(ModuleRef),
    /// Two star exports disagree.
    Ambiguous,
    /// There is none.
    Missing,
}

impl Vm {
    /// 16.2.1.7.2.1 GetExportedNames
    pub(crate) fn exported_names(&mut self, module: ModuleRef) -> KeyVec {
        let mut names = KeyVec::new(self);
        let mut seen = vec![];
        self.collect_exported_names(module, true, &mut names, &mut seen);
        names
    }
    fn collect_exported_names(&mut self, module: ModuleRef, own: bool, names: &mut KeyVec, seen: &mut Vec<ModuleRef>) {
        if seen.contains(&module) || self.check_native_stack().is_err() {
            return;
        }
        seen.push(module);
        let (info, synthetic) = self.with_module(module, |m| match &m.body {
            Body::Source { info, .. } => (Some(info.clone()), vec![]),
            Body::Synthetic { names, .. } => (None, names.clone()),
        });
        let default = self.names.default;
        let mut add = |key: PropertyKey| {
            if (own || key != default) && !names.contains(key) {
                names.push(key);
            }
        };
        synthetic.into_iter().for_each(&mut add);
        let Some(info) = info else { return };
        for (name, _) in &info.local_exports {
            let atom = self.intern_wtf8(name);
            add(self.key_of_string(atom));
        }
        for export in &info.indirect_exports {
            let atom = self.intern_wtf8(&export.export_name);
            add(self.key_of_string(atom));
        }
        for &request in &info.star_exports {
            let target = self.imported_module(module, request);
            self.collect_exported_names(target, false, names, seen);
        }
    }

    /// 16.2.1.7.2.2 ResolveExport
    pub(crate) fn resolve_export(&mut self, module: ModuleRef, name: PropertyKey) -> Resolution {
        self.resolve_export_in(module, name, &mut vec![])
    }
    fn resolve_export_in(&mut self, module: ModuleRef, name: PropertyKey, set: &mut Vec<(ModuleRef, PropertyKey)>) -> Resolution {
        if set.contains(&(module, name)) || self.check_native_stack().is_err() {
            return Resolution::Missing;
        }
        set.push((module, name));
        let (info, synthetic) = self.with_module(module, |m| match &m.body {
            Body::Source { info, .. } => (Some(info.clone()), None),
            Body::Synthetic { names, .. } => (None, names.iter().position(|&n| n == name)),
        });
        let Some(info) = info else {
            return synthetic.map_or(Resolution::Missing, |slot| Resolution::Binding(module, slot as u32));
        };
        let text = self.key_text(name);
        if let Some((_, slot)) = info.local_exports.iter().find(|(n, _)| **n == *text) {
            // A name that is itself imported leads on to the module it comes from.
            let Some(import) = info.imports.iter().find(|i| i.slot == *slot) else { return Resolution::Binding(module, *slot) };
            let target = self.imported_module(module, import.request);
            return match &import.name {
                ImportName::Named(imported) => {
                    let atom = self.intern_wtf8(imported);
                    let key = self.key_of_string(atom);
                    self.resolve_export_in(target, key, set)
                }
                _ => Resolution::Binding(module, *slot),
            };
        }
        if let Some(export) = info.indirect_exports.iter().find(|e| *e.export_name == *text) {
            let target = self.imported_module(module, export.request);
            return match &export.name {
                ImportName::Named(imported) => {
                    let atom = self.intern_wtf8(imported);
                    let key = self.key_of_string(atom);
                    self.resolve_export_in(target, key, set)
                }
                _ => Resolution::Namespace(target),
            };
        }
        if name == self.names.default {
            return Resolution::Missing;
        }
        let mut found = Resolution::Missing;
        for &request in &info.star_exports {
            let target = self.imported_module(module, request);
            match self.resolve_export_in(target, name, set) {
                Resolution::Ambiguous => return Resolution::Ambiguous,
                Resolution::Missing => {}
                resolution if found == Resolution::Missing => found = resolution,
                resolution if resolution == found => {}
                _ => return Resolution::Ambiguous,
            }
        }
        found
    }
    /// A key's text as WTF-8.
    pub(crate) fn key_text(&mut self, key: PropertyKey) -> Vec<u8> {
        match self.key_to_value(key).as_string() {
            Some(s) => self.units(s).to_wtf8(),
            None => vec![],
        }
    }
    /// The environment of a linked module.
    pub(crate) fn module_env(&mut self, module: ModuleRef) -> Option<Gc<Env>> {
        self.with_module(module, |m| m.env)
    }
    /// The value an export has now; the hole when uninitialized.
    pub(crate) fn resolution_value(&mut self, resolution: Resolution) -> Value {
        match resolution {
            Resolution::Binding(module, slot) => match self.module_env(module) {
                Some(env) => Vm::import_binding(env, slot),
                None => Value::HOLE,
            },
            Resolution::Namespace(module) => self.module_namespace(module).into(),
            _ => Value::HOLE,
        }
    }
}
