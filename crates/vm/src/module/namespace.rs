//! 10.4.6 module namespace exotic objects. Internal fields: 0 the module, 1 true for a deferred namespace (`import defer`).
use super::{Module, ModuleRef, Resolution, Status};
use crate::cells::Kind;
use crate::data::{Data, DataCell, DataTracer};
use crate::key::PropertyKey;
use crate::object::Object;
use crate::property::{KeyVec, OwnProperty, PropertyDescriptor};
use crate::shape::attrs;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// The exports of a namespace, sorted by code units: behind internal field 1.
struct Exports {
    deferred: bool,
    list: Vec<(PropertyKey, Resolution)>,
}
impl Data for Exports {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        for (key, resolution) in &self.list {
            tracer.value(Value(key.bits()));
            if let Resolution::Binding(module, _) | Resolution::Namespace(module) = resolution {
                tracer.cell(*module);
            }
        }
    }
}

impl Vm {
    /// 16.2.1.12 GetModuleNamespace
    pub fn module_namespace(&mut self, module: ModuleRef) -> Gc<Object> {
        self.namespace_of(module, false)
    }
    /// GetModuleNamespace with phase defer.
    pub fn deferred_namespace(&mut self, module: ModuleRef) -> Gc<Object> {
        self.namespace_of(module, true)
    }
    fn namespace_of(&mut self, module: ModuleRef, deferred: bool) -> Gc<Object> {
        let known = self.with_module(module, |m| if deferred { m.deferred_namespace } else { m.namespace });
        if let Some(namespace) = known.as_object() {
            return namespace;
        }
        let names = self.exported_names(module);
        let mut list = vec![];
        for name in names.iter() {
            let resolution = self.resolve_export(module, name);
            if matches!(resolution, Resolution::Binding(..) | Resolution::Namespace(_)) && !(deferred && name == self.names.then) {
                list.push((name, resolution));
            }
        }
        let mut keyed: Vec<(Vec<u16>, (PropertyKey, Resolution))> = vec![];
        for entry in list {
            let text = match self.key_to_value(entry.0).as_string() {
                Some(s) => self.units(s).to_utf16(),
                None => vec![],
            };
            keyed.push((text, entry));
        }
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        let list = keyed.into_iter().map(|(_, entry)| entry).collect();
        let namespace = self.new_kind(Kind::ModuleNamespace, Value::NULL);
        namespace.set_elements_byte(crate::elements::kind::EXOTIC);
        let exports = self.new_data(Exports { deferred, list });
        self.set_field(namespace, 0, Value::internal(module));
        self.set_field(namespace, 1, Value::internal(exports));
        let tag = PropertyKey::symbol(self.symbols.to_string_tag);
        let text = self.intern_str(if deferred { "Deferred Module" } else { "Module" });
        self.add_property(namespace, tag, text.into(), 0);
        let shape = namespace.shape();
        let closed = self.shape_non_extensible(shape);
        self.set_shape(namespace, closed);
        self.with_module(module, |m| if deferred { m.deferred_namespace = namespace.into() } else { m.namespace = namespace.into() });
        namespace
    }
    fn namespace_find(&self, namespace: Gc<Object>, key: PropertyKey) -> Option<Resolution> {
        let exports = self.object_data::<Exports>(namespace, 1)?;
        exports.list.iter().find(|(k, _)| *k == key).map(|(_, r)| *r)
    }
    /// A deferred namespace evaluates its module when its exports are first looked at.
    fn namespace_touch(&mut self, namespace: Gc<Object>, key: Option<PropertyKey>) -> JsResult<()> {
        let deferred = self.object_data::<Exports>(namespace, 1).is_some_and(|e| e.deferred);
        if !deferred || key.is_some_and(|k| k.is_symbol() || k == self.names.then) {
            return Ok(());
        }
        let Some(module) = namespace.field(0).as_internal::<DataCell>() else { return Ok(()) };
        self.evaluate_deferred(module)
    }
    pub(crate) fn namespace_own_property(&mut self, namespace: Gc<Object>, key: PropertyKey) -> JsResult<Option<OwnProperty>> {
        if key.is_symbol() {
            return Ok(self.stored_property(namespace, key));
        }
        self.namespace_touch(namespace, Some(key))?;
        let Some(resolution) = self.namespace_find(namespace, key) else { return Ok(None) };
        let value = self.resolution_value(resolution);
        if value.is_hole() {
            return Err(self.reference_error(format!("Cannot access '{key:?}' before initialization")));
        }
        Ok(Some(OwnProperty::data(value, attrs::WRITABLE | attrs::ENUMERABLE)))
    }
    pub(crate) fn namespace_define_own_property(&mut self, namespace: Gc<Object>, key: PropertyKey, d: &PropertyDescriptor) -> JsResult<bool> {
        if key.is_symbol() {
            return self.ordinary_define_own_property(namespace, key, d);
        }
        let Some(current) = self.namespace_own_property(namespace, key)? else { return Ok(false) };
        if d.configurable == Some(true) || d.enumerable == Some(false) || d.is_accessor() || d.writable == Some(false) {
            return Ok(false);
        }
        Ok(d.value.is_none_or(|v| self.same_value(v, current.value)))
    }
    pub(crate) fn namespace_has(&mut self, namespace: Gc<Object>, key: PropertyKey) -> JsResult<bool> {
        if key.is_symbol() {
            return Ok(self.stored_property(namespace, key).is_some());
        }
        self.namespace_touch(namespace, Some(key))?;
        Ok(self.namespace_find(namespace, key).is_some())
    }
    pub(crate) fn namespace_own_keys(&mut self, namespace: Gc<Object>) -> JsResult<KeyVec> {
        self.namespace_touch(namespace, None)?;
        let mut keys = KeyVec::new(self);
        if let Some(exports) = self.object_data::<Exports>(namespace, 1) {
            exports.list.iter().for_each(|(key, _)| keys.push(*key));
        }
        namespace.shape().entries().for_each(|e| keys.push(e.key));
        Ok(keys)
    }
    /// Evaluates a module behind `import defer` now; TypeError when it is being evaluated.
    fn evaluate_deferred(&mut self, module: ModuleRef) -> JsResult<()> {
        let (status, error) = self.with_module(module, |m: &mut Module| (m.status, m.evaluation_error));
        if let Some(error) = error {
            return Err(self.throw(error));
        }
        if status == Status::Evaluated {
            return Ok(());
        }
        if !self.ready_for_sync_execution(module, &mut vec![]) {
            return Err(self.type_error("Cannot evaluate a deferred module while it, or a module it depends on, is being evaluated"));
        }
        self.evaluate_module(module);
        match self.module_error(module) {
            Some(error) => Err(self.throw(error)),
            None => Ok(()),
        }
    }
}
