//! 10.5 Proxy exotic objects. Internal fields: 0 target, 1 handler (both null once revoked).
use crate::cells::Kind;
use crate::key::PropertyKey;
use crate::object::{Object, flags as object_flags};
use crate::property::{KeyVec, PropertyDescriptor};
use crate::shape::attrs;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// A trap to call, or the target to fall through to.
enum Trap {
    /// Call this function with handler as `this`.
    Call(Value, Gc<Object>, Gc<Object>),
    /// No trap.
    Target(Gc<Object>),
}

impl Vm {
    /// 10.5.14 ProxyCreate
    pub fn new_proxy(&mut self, target: Value, handler: Value) -> JsResult<Gc<Object>> {
        let (Some(t), Some(_)) = (target.as_object(), handler.as_object()) else {
            return Err(self.type_error("Cannot create proxy with a non-object as target or handler"));
        };
        let proxy = self.new_kind(Kind::Proxy, Value::NULL);
        self.set_field(proxy, 0, target);
        self.set_field(proxy, 1, handler);
        proxy.set_elements_byte(crate::elements::kind::EXOTIC);
        if t.is_callable() {
            proxy.set_flag(object_flags::CALLABLE);
        }
        if t.is_constructor() {
            proxy.set_flag(object_flags::CONSTRUCTOR);
        }
        Ok(proxy)
    }
    /// Revokes a proxy.
    pub fn revoke_proxy(&mut self, proxy: Gc<Object>) {
        self.set_field(proxy, 0, Value::NULL);
        self.set_field(proxy, 1, Value::NULL);
    }
    /// The target; TypeError when revoked.
    pub fn proxy_target(&mut self, proxy: Gc<Object>, operation: &str) -> JsResult<Gc<Object>> {
        match proxy.field(0).as_object() {
            Some(target) => Ok(target),
            None => Err(self.type_error(format!("Cannot perform '{operation}' on a proxy that has been revoked"))),
        }
    }
    fn trap(&mut self, proxy: Gc<Object>, name: PropertyKey) -> JsResult<Trap> {
        self.check_native_stack()?;
        let Some(target) = proxy.field(0).as_object() else {
            return Err(self.type_error(format!("Cannot perform '{name:?}' on a proxy that has been revoked")));
        };
        let Some(handler) = proxy.field(1).as_object() else { return Ok(Trap::Target(target)) };
        let trap = self.get_method(handler.into(), name)?;
        Ok(if trap.is_undefined() { Trap::Target(target) } else { Trap::Call(trap, handler, target) })
    }
    fn proxy_invariant<T>(&mut self, trap: &str, what: &str, key: Option<PropertyKey>) -> JsResult<T> {
        let key = key.map(|k| format!(" for property '{k:?}'")).unwrap_or_default();
        Err(self.type_error(format!("'{trap}' on proxy: {what}{key}")))
    }

    /// 10.5.1
    pub(crate) fn proxy_get_prototype_of(&mut self, proxy: Gc<Object>) -> JsResult<Value> {
        let (trap, handler, target) = match self.trap(proxy, self.names.get_prototype_of)? {
            Trap::Target(target) => return self.get_prototype_of(target),
            Trap::Call(t, h, o) => (t, h, o),
        };
        let prototype = self.call(trap, handler.into(), &[target.into()])?;
        if !prototype.is_object() && !prototype.is_null() {
            return self.proxy_invariant("getPrototypeOf", "trap returned neither object nor null", None);
        }
        if !self.is_extensible(target)? && self.get_prototype_of(target)? != prototype {
            return self.proxy_invariant("getPrototypeOf", "proxy target is non-extensible but the trap did not return its actual prototype", None);
        }
        Ok(prototype)
    }
    /// 10.5.2
    pub(crate) fn proxy_set_prototype_of(&mut self, proxy: Gc<Object>, prototype: Value) -> JsResult<bool> {
        let (trap, handler, target) = match self.trap(proxy, self.names.set_prototype_of)? {
            Trap::Target(target) => return self.set_prototype_of(target, prototype),
            Trap::Call(t, h, o) => (t, h, o),
        };
        if !self.call(trap, handler.into(), &[target.into(), prototype])?.to_boolean() {
            return Ok(false);
        }
        if !self.is_extensible(target)? && self.get_prototype_of(target)? != prototype {
            return self.proxy_invariant("setPrototypeOf", "trap returned truish for setting a new prototype on the non-extensible proxy target", None);
        }
        Ok(true)
    }
    /// 10.5.3
    pub(crate) fn proxy_is_extensible(&mut self, proxy: Gc<Object>) -> JsResult<bool> {
        let (trap, handler, target) = match self.trap(proxy, self.names.is_extensible)? {
            Trap::Target(target) => return self.is_extensible(target),
            Trap::Call(t, h, o) => (t, h, o),
        };
        let answer = self.call(trap, handler.into(), &[target.into()])?.to_boolean();
        if answer != self.is_extensible(target)? {
            return self.proxy_invariant("isExtensible", "trap result does not reflect extensibility of proxy target", None);
        }
        Ok(answer)
    }
    /// 10.5.4
    pub(crate) fn proxy_prevent_extensions(&mut self, proxy: Gc<Object>) -> JsResult<bool> {
        let (trap, handler, target) = match self.trap(proxy, self.names.prevent_extensions)? {
            Trap::Target(target) => return self.prevent_extensions(target),
            Trap::Call(t, h, o) => (t, h, o),
        };
        let answer = self.call(trap, handler.into(), &[target.into()])?.to_boolean();
        if answer && self.is_extensible(target)? {
            return self.proxy_invariant("preventExtensions", "the proxy target is extensible", None);
        }
        Ok(answer)
    }
    /// 10.5.5
    pub(crate) fn proxy_get_own_property(&mut self, proxy: Gc<Object>, key: PropertyKey) -> JsResult<Option<PropertyDescriptor>> {
        if key.is_private() {
            return Ok(self.stored_property(proxy, key).map(|p| p.descriptor()));
        }
        let (trap, handler, target) = match self.trap(proxy, self.names.get_own_property_descriptor)? {
            Trap::Target(target) => return self.get_own_property(target, key),
            Trap::Call(t, h, o) => (t, h, o),
        };
        const NAME: &str = "getOwnPropertyDescriptor";
        let key_value = self.key_to_value(key);
        let result = self.call(trap, handler.into(), &[target.into(), key_value])?;
        if !result.is_object() && !result.is_undefined() {
            return self.proxy_invariant(NAME, "trap returned neither object nor undefined", Some(key));
        }
        let on_target = self.get_own_property(target, key)?;
        if result.is_undefined() {
            let Some(old) = on_target else { return Ok(None) };
            if !old.is_configurable() {
                return self.proxy_invariant(NAME, "trap returned undefined for a property which is non-configurable in the proxy target", Some(key));
            }
            if !self.is_extensible(target)? {
                return self.proxy_invariant(NAME, "trap returned undefined for a property which exists in the non-extensible proxy target", Some(key));
            }
            return Ok(None);
        }
        let extensible = self.is_extensible(target)?;
        let mut new = self.to_property_descriptor(result)?;
        complete(&mut new);
        if !self.is_compatible_descriptor(extensible, &new, on_target.as_ref()) {
            return self.proxy_invariant(NAME, "trap returned descriptor that is incompatible with the existing property in the proxy target", Some(key));
        }
        if !new.is_configurable() {
            let ok = on_target.is_some_and(|old| !old.is_configurable());
            if !ok {
                return self.proxy_invariant(NAME, "trap reported non-configurability for a property which is either non-existent or configurable in the proxy target", Some(key));
            }
            if new.writable == Some(false) && on_target.is_some_and(|old| old.is_writable()) {
                return self.proxy_invariant(NAME, "trap reported non-configurable and writable for a property which is non-configurable, writable in the proxy target", Some(key));
            }
        }
        Ok(Some(new))
    }
    /// 10.1.6.2 IsCompatiblePropertyDescriptor
    fn is_compatible_descriptor(&mut self, extensible: bool, new: &PropertyDescriptor, current: Option<&PropertyDescriptor>) -> bool {
        match current {
            None => extensible,
            Some(old) => {
                let stored = crate::property::OwnProperty {
                    value: if old.is_accessor() { old.get } else { old.value }.unwrap_or(Value::UNDEFINED),
                    set: old.set.unwrap_or(Value::UNDEFINED),
                    attrs: old.attributes(),
                };
                self.is_compatible_change(new, &stored)
            }
        }
    }
    /// 10.5.6
    pub(crate) fn proxy_define_own_property(&mut self, proxy: Gc<Object>, key: PropertyKey, descriptor: &PropertyDescriptor) -> JsResult<bool> {
        let (trap, handler, target) = match self.trap(proxy, self.names.define_property)? {
            Trap::Target(target) => return self.define_own_property(target, key, descriptor),
            Trap::Call(t, h, o) => (t, h, o),
        };
        const NAME: &str = "defineProperty";
        let object = self.from_property_descriptor(descriptor);
        let key_value = self.key_to_value(key);
        if !self.call(trap, handler.into(), &[target.into(), key_value, object])?.to_boolean() {
            return Ok(false);
        }
        let on_target = self.get_own_property(target, key)?;
        let extensible = self.is_extensible(target)?;
        let wants_fixed = descriptor.configurable == Some(false);
        match on_target {
            None => {
                if !extensible {
                    return self.proxy_invariant(NAME, "trap returned truish for adding property to the non-extensible proxy target", Some(key));
                }
                if wants_fixed {
                    return self.proxy_invariant(NAME, "trap returned truish for defining non-configurable property which is either non-existent or configurable in the proxy target", Some(key));
                }
            }
            Some(old) => {
                if !self.is_compatible_descriptor(extensible, descriptor, Some(&old)) {
                    return self.proxy_invariant(NAME, "trap returned truish for adding property that is incompatible with the existing property in the proxy target", Some(key));
                }
                if wants_fixed && old.is_configurable() {
                    return self.proxy_invariant(NAME, "trap returned truish for defining non-configurable property which is either non-existent or configurable in the proxy target", Some(key));
                }
                if old.is_data() && !old.is_configurable() && old.is_writable() && descriptor.writable == Some(false) {
                    return self.proxy_invariant(NAME, "trap returned truish for defining non-configurable property which cannot be non-writable", Some(key));
                }
            }
        }
        Ok(true)
    }
    /// An own property of a target that is not configurable: what invariants are about.
    fn fixed_property(&mut self, target: Gc<Object>, key: PropertyKey) -> JsResult<Option<PropertyDescriptor>> {
        if target.kind() == Kind::Proxy {
            return Ok(self.get_own_property(target, key)?.filter(|d| !d.is_configurable()));
        }
        Ok(self.own_property(target, key)?.filter(|p| p.attrs & attrs::CONFIGURABLE == 0).map(|p| p.descriptor()))
    }
    /// 10.5.7
    pub(crate) fn proxy_has(&mut self, proxy: Gc<Object>, key: PropertyKey) -> JsResult<bool> {
        let (trap, handler, target) = match self.trap(proxy, self.names.has)? {
            Trap::Target(target) => return self.has_property(target, key),
            Trap::Call(t, h, o) => (t, h, o),
        };
        let key_value = self.key_to_value(key);
        let answer = self.call(trap, handler.into(), &[target.into(), key_value])?.to_boolean();
        if !answer && let Some(old) = self.get_own_property(target, key)? {
            if !old.is_configurable() {
                return self.proxy_invariant("has", "trap returned falsish but it exists in the proxy target as non-configurable", Some(key));
            }
            if !self.is_extensible(target)? {
                return self.proxy_invariant("has", "trap returned falsish but the proxy target is not extensible", Some(key));
            }
        }
        Ok(answer)
    }
    /// 10.5.8
    pub(crate) fn proxy_get(&mut self, proxy: Gc<Object>, key: PropertyKey, receiver: Value) -> JsResult<Value> {
        let (trap, handler, target) = match self.trap(proxy, self.names.get)? {
            Trap::Target(target) => return self.get_with_receiver(target, key, receiver),
            Trap::Call(t, h, o) => (t, h, o),
        };
        let key_value = self.key_to_value(key);
        let value = self.call(trap, handler.into(), &[target.into(), key_value, receiver])?;
        if let Some(old) = self.fixed_property(target, key)? {
            if old.is_data() && !old.is_writable() && !self.same_value(value, old.value.unwrap_or(Value::UNDEFINED)) {
                return self.proxy_invariant("get", "property is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value", Some(key));
            }
            if old.is_accessor() && old.get.is_none_or(|g| g.is_undefined()) && !value.is_undefined() {
                return self.proxy_invariant("get", "property is a non-configurable accessor property on the proxy target and does not have a getter function, but the trap did not return 'undefined'", Some(key));
            }
        }
        Ok(value)
    }
    /// 10.5.9
    pub(crate) fn proxy_set(&mut self, proxy: Gc<Object>, key: PropertyKey, value: Value, receiver: Value) -> JsResult<bool> {
        let (trap, handler, target) = match self.trap(proxy, self.names.set)? {
            Trap::Target(target) => return self.set(target, key, value, receiver),
            Trap::Call(t, h, o) => (t, h, o),
        };
        let key_value = self.key_to_value(key);
        if !self.call(trap, handler.into(), &[target.into(), key_value, value, receiver])?.to_boolean() {
            return Ok(false);
        }
        if let Some(old) = self.fixed_property(target, key)? {
            if old.is_data() && !old.is_writable() && !self.same_value(value, old.value.unwrap_or(Value::UNDEFINED)) {
                return self.proxy_invariant("set", "trap returned truish for property which exists in the proxy target as a non-configurable and non-writable data property with a different value", Some(key));
            }
            if old.is_accessor() && old.set.is_none_or(|s| s.is_undefined()) {
                return self.proxy_invariant("set", "trap returned truish for property which exists in the proxy target as a non-configurable and non-writable accessor property without a setter", Some(key));
            }
        }
        Ok(true)
    }
    /// 10.5.10
    pub(crate) fn proxy_delete(&mut self, proxy: Gc<Object>, key: PropertyKey) -> JsResult<bool> {
        let (trap, handler, target) = match self.trap(proxy, self.names.delete_property)? {
            Trap::Target(target) => return self.delete(target, key),
            Trap::Call(t, h, o) => (t, h, o),
        };
        let key_value = self.key_to_value(key);
        if !self.call(trap, handler.into(), &[target.into(), key_value])?.to_boolean() {
            return Ok(false);
        }
        if let Some(old) = self.get_own_property(target, key)? {
            if !old.is_configurable() {
                return self.proxy_invariant("deleteProperty", "trap returned truish for property which is non-configurable in the proxy target", Some(key));
            }
            if !self.is_extensible(target)? {
                return self.proxy_invariant("deleteProperty", "trap returned truish for property but the proxy target is non-extensible", Some(key));
            }
        }
        Ok(true)
    }
    /// 10.5.11
    pub(crate) fn proxy_own_property_keys(&mut self, proxy: Gc<Object>) -> JsResult<KeyVec> {
        let (trap, handler, target) = match self.trap(proxy, self.names.own_keys)? {
            Trap::Target(target) => return self.own_property_keys(target),
            Trap::Call(t, h, o) => (t, h, o),
        };
        const NAME: &str = "ownKeys";
        let result = self.call(trap, handler.into(), &[target.into()])?;
        let Some(list) = result.as_object() else {
            return Err(self.type_error("CreateListFromArrayLike called on non-object"));
        };
        let mut keys = KeyVec::new(self);
        let mut seen = rustc_hash::FxHashSet::default();
        let length = self.length_of_array_like(list)?;
        for i in 0..length {
            self.poll()?;
            let index = self.key_of_integer(i);
            let value = self.get(list, index)?;
            if !value.is_string() && !value.is_symbol() {
                let text = self.describe_for_error(value);
                return Err(self.type_error(format!("{text} is not a valid property name")));
            }
            let key = self.to_property_key(value)?;
            keys.push(key);
            if !seen.insert(key) {
                return self.proxy_invariant(NAME, "trap returned duplicate entries", None);
            }
        }
        let extensible = self.is_extensible(target)?;
        let on_target = self.own_property_keys(target)?;
        let mut all_found = true;
        for i in 0..on_target.len() {
            let key = on_target.get(i);
            let fixed = self.get_own_property(target, key)?.is_some_and(|d| !d.is_configurable());
            let found = seen.remove(&key);
            all_found &= found;
            if !found && (fixed || !extensible) {
                return self.proxy_invariant(NAME, "trap result did not include", Some(key));
            }
        }
        if !extensible && !(all_found && seen.is_empty()) {
            return self.proxy_invariant(NAME, "trap returned extra keys but proxy target is non-extensible", None);
        }
        Ok(keys)
    }
    /// 10.5.12 [[Call]]
    pub(crate) fn proxy_call(&mut self, proxy: Gc<Object>, this: Value, arguments: &[Value]) -> JsResult<Value> {
        match self.trap(proxy, self.names.apply)? {
            Trap::Target(target) => self.call(target.into(), this, arguments),
            Trap::Call(trap, handler, target) => {
                let list = Value::from(self.new_array_from(arguments));
                self.call(trap, handler.into(), &[target.into(), this, list])
            }
        }
    }
    /// 10.5.13 [[Construct]]
    pub(crate) fn proxy_construct(&mut self, proxy: Gc<Object>, arguments: &[Value], new_target: Gc<Object>) -> JsResult<Gc<Object>> {
        match self.trap(proxy, self.names.construct)? {
            Trap::Target(target) => self.construct(target, arguments, new_target),
            Trap::Call(trap, handler, target) => {
                let list = Value::from(self.new_array_from(arguments));
                let result = self.call(trap, handler.into(), &[target.into(), list, new_target.into()])?;
                match result.as_object() {
                    Some(object) => Ok(object),
                    None => Err(self.type_error("proxy [[Construct]] must return an object")),
                }
            }
        }
    }

    // ---- 6.2.6 conversions --------------------------------------------------------------------------------------

    /// 6.2.6.4 FromPropertyDescriptor
    #[allow(clippy::wrong_self_convention)]
    pub fn from_property_descriptor(&mut self, descriptor: &PropertyDescriptor) -> Value {
        let object = self.new_object();
        let n = &self.names;
        let fields = [
            (n.value, descriptor.value),
            (n.writable, descriptor.writable.map(Value::bool)),
            (n.get, descriptor.get),
            (n.set, descriptor.set),
            (n.enumerable, descriptor.enumerable.map(Value::bool)),
            (n.configurable, descriptor.configurable.map(Value::bool)),
        ];
        for (key, value) in fields {
            if let Some(value) = value {
                self.add_property(object, key, value, attrs::ALL);
            }
        }
        object.into()
    }
    /// 6.2.6.5 ToPropertyDescriptor
    pub fn to_property_descriptor(&mut self, value: Value) -> JsResult<PropertyDescriptor> {
        let Some(object) = value.as_object() else {
            let text = self.describe_for_error(value);
            return Err(self.type_error(format!("Property description must be an object: {text}")));
        };
        let mut descriptor = PropertyDescriptor::default();
        let field = |vm: &mut Vm, key: PropertyKey| -> JsResult<Option<Value>> {
            if vm.has_property(object, key)? { Ok(Some(vm.get(object, key)?)) } else { Ok(None) }
        };
        descriptor.enumerable = field(self, self.names.enumerable)?.map(|v| v.to_boolean());
        descriptor.configurable = field(self, self.names.configurable)?.map(|v| v.to_boolean());
        descriptor.value = field(self, self.names.value)?;
        descriptor.writable = field(self, self.names.writable)?.map(|v| v.to_boolean());
        for (key, is_get) in [(self.names.get, true), (self.names.set, false)] {
            let Some(f) = field(self, key)? else { continue };
            if !f.is_undefined() && !f.as_object().is_some_and(|f| f.is_callable()) {
                let (what, text) = (if is_get { "Getter" } else { "Setter" }, self.describe_for_error(f));
                return Err(self.type_error(format!("{what} must be a function: {text}")));
            }
            if is_get { descriptor.get = Some(f) } else { descriptor.set = Some(f) }
        }
        if descriptor.is_accessor() && descriptor.is_data() {
            return Err(self.type_error("Invalid property descriptor. Cannot both specify accessors and a value or writable attribute"));
        }
        Ok(descriptor)
    }
}

/// 6.2.6.6 CompletePropertyDescriptor
fn complete(d: &mut PropertyDescriptor) {
    if d.is_accessor() {
        d.get.get_or_insert(Value::UNDEFINED);
        d.set.get_or_insert(Value::UNDEFINED);
    } else {
        d.value.get_or_insert(Value::UNDEFINED);
        d.writable.get_or_insert(false);
    }
    d.enumerable.get_or_insert(false);
    d.configurable.get_or_insert(false);
}
