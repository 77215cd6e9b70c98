//! 10.1 the internal methods: dispatch to exotic objects, and the ordinary behaviour.
//!
//! Lookups walk shapes and stored elements; nothing here builds a descriptor unless the specification shows one.
use crate::cells::Kind;
use crate::elements::kind;
use crate::key::PropertyKey;
use crate::object::{Accessor, Object, flags as object_flags};
use crate::property::{KeyVec, OwnProperty, PropertyDescriptor};
use crate::shape::{attrs, flags as shape_flags};
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

impl Vm {
    // ---- [[GetPrototypeOf]], [[SetPrototypeOf]], extensibility ------------------------------------------------

    /// [[GetPrototypeOf]]: an object or null.
    pub fn get_prototype_of(&mut self, object: Gc<Object>) -> JsResult<Value> {
        if object.kind() == Kind::Proxy { self.proxy_get_prototype_of(object) } else { Ok(object.prototype()) }
    }
    /// [[SetPrototypeOf]]
    pub fn set_prototype_of(&mut self, object: Gc<Object>, prototype: Value) -> JsResult<bool> {
        match object.kind() {
            Kind::Proxy => self.proxy_set_prototype_of(object, prototype),
            // 10.4.7, 10.4.6.2: immutable prototype
            Kind::ModuleNamespace => Ok(prototype.is_null()),
            _ if object == self.intrinsic(crate::realm::Intrinsic::ObjectPrototype) => Ok(prototype == object.prototype()),
            _ => Ok(self.ordinary_set_prototype_of(object, prototype)),
        }
    }
    /// 10.1.2.1 OrdinarySetPrototypeOf
    pub fn ordinary_set_prototype_of(&mut self, object: Gc<Object>, prototype: Value) -> bool {
        let shape = object.shape();
        if shape.prototype() == prototype {
            return true;
        }
        if !shape.is_extensible() {
            return false;
        }
        let mut link = prototype;
        while let Some(p) = link.as_object() {
            if p == object {
                return false;
            }
            if p.kind() == Kind::Proxy {
                break;
            }
            link = p.prototype();
        }
        if let Some(p) = prototype.as_object()
            && p.may_have_indices()
        {
            self.protectors.no_indexed_prototypes = false;
            self.fire_protectors();
        }
        if shape.is_unique() {
            self.unique_set_prototype(object, prototype);
        } else {
            let next = self.shape_with_prototype(shape, prototype);
            self.set_shape(object, next);
        }
        true
    }
    /// [[IsExtensible]]
    pub fn is_extensible(&mut self, object: Gc<Object>) -> JsResult<bool> {
        if object.kind() == Kind::Proxy { self.proxy_is_extensible(object) } else { Ok(object.shape().is_extensible()) }
    }
    /// [[PreventExtensions]]
    pub fn prevent_extensions(&mut self, object: Gc<Object>) -> JsResult<bool> {
        match object.kind() {
            Kind::Proxy => return self.proxy_prevent_extensions(object),
            Kind::TypedArray if !self.typed_array_is_fixed_length(object) => return Ok(false),
            Kind::Function => self.materialize_lazy_properties(object),
            _ => {}
        }
        let shape = object.shape();
        if shape.is_extensible() {
            if shape.is_unique() {
                self.unique_prevent_extensions(object);
            } else {
                let next = self.shape_non_extensible(shape);
                self.set_shape(object, next);
            }
            self.note_non_extensible(object);
        }
        Ok(true)
    }

    // ---- own properties ---------------------------------------------------------------------------------------

    /// An own property of an object that is no proxy, as it is stored. `None`: absent.
    pub fn own_property(&mut self, object: Gc<Object>, key: PropertyKey) -> JsResult<Option<OwnProperty>> {
        match object.kind() {
            Kind::StringObject => {
                if let Some(found) = self.string_own_property(object, key) {
                    return Ok(Some(found));
                }
            }
            Kind::TypedArray => {
                if let Some(index) = self.typed_array_index(key) {
                    return Ok(self.typed_array_own_element(object, index));
                }
            }
            Kind::Arguments => return Ok(self.arguments_own_property(object, key)),
            Kind::ModuleNamespace => return self.namespace_own_property(object, key),
            Kind::Function if object.shape().has(shape_flags::LAZY_PROPERTIES) && self.is_lazy_function_key(key) => {
                self.materialize_lazy_properties(object);
            }
            Kind::Error if key == self.names.stack => self.materialize_stack(object)?,
            _ => {}
        }
        Ok(self.stored_property(object, key))
    }

    /// An own property of the ordinary store: slots and elements.
    #[inline]
    pub(crate) fn stored_property(&mut self, object: Gc<Object>, key: PropertyKey) -> Option<OwnProperty> {
        if let Some(i) = key.as_index() {
            return object.stored_element(i);
        }
        let shape = object.shape();
        let entry = shape.lookup(key)?;
        let value = object.slot(shape, entry.slot);
        if entry.attrs & (attrs::ACCESSOR | attrs::LAZY) == 0 {
            return Some(OwnProperty::data(value, entry.attrs));
        }
        if entry.attrs & attrs::LAZY != 0 {
            let value = self.resolve_lazy(object, key, value);
            return Some(OwnProperty::data(value, entry.attrs & !attrs::LAZY));
        }
        let accessor = value.as_internal::<Accessor>()?;
        Some(OwnProperty { value: accessor.get.get(), set: accessor.set.get(), attrs: entry.attrs })
    }

    /// Makes a builtin that a property stands for (`attrs::LAZY`): the slot holds the intrinsic's number.
    fn resolve_lazy(&mut self, object: Gc<Object>, key: PropertyKey, id: Value) -> Value {
        // An error's `stack`, asked for where no script may run.
        if object.kind() == Kind::Error {
            return Value::UNDEFINED;
        }
        let which = crate::realm::Intrinsic::ALL[id.int_unchecked() as usize];
        let realm = self.realm_of_global(object);
        let made = Value::from(self.intrinsic_of(realm, which));
        if let Some(entry) = object.shape().lookup(key)
            && entry.attrs & attrs::LAZY != 0
        {
            self.reconfigure_property(object, key, entry.attrs & !attrs::LAZY);
            let shape = object.shape();
            self.set_slot_raw(object, shape, entry.slot, made);
        }
        made
    }
    /// The realm whose global object this is; the current one if it is none.
    fn realm_of_global(&mut self, object: Gc<Object>) -> Gc<crate::realm::Realm> {
        let named = if object.kind() == Kind::Host { object.field(1).as_internal() } else { None };
        named.unwrap_or_else(|| self.realm())
    }

    /// [[GetOwnProperty]]
    pub fn get_own_property(&mut self, object: Gc<Object>, key: PropertyKey) -> JsResult<Option<PropertyDescriptor>> {
        if object.kind() == Kind::Proxy {
            return self.proxy_get_own_property(object, key);
        }
        Ok(self.own_property(object, key)?.map(|p| p.descriptor()))
    }

    /// [[DefineOwnProperty]]
    pub fn define_own_property(&mut self, object: Gc<Object>, key: PropertyKey, descriptor: &PropertyDescriptor) -> JsResult<bool> {
        match object.kind() {
            Kind::Proxy => self.proxy_define_own_property(object, key, descriptor),
            Kind::Array => self.array_define_own_property(object, key, descriptor),
            Kind::StringObject => self.string_define_own_property(object, key, descriptor),
            Kind::TypedArray => match self.typed_array_index(key) {
                Some(index) => self.typed_array_define(object, index, descriptor),
                None => self.ordinary_define_own_property(object, key, descriptor),
            },
            Kind::Arguments => self.arguments_define_own_property(object, key, descriptor),
            Kind::ModuleNamespace => self.namespace_define_own_property(object, key, descriptor),
            _ => self.ordinary_define_own_property(object, key, descriptor),
        }
    }

    /// 10.1.6.1 OrdinaryDefineOwnProperty
    pub(crate) fn ordinary_define_own_property(&mut self, object: Gc<Object>, key: PropertyKey, descriptor: &PropertyDescriptor) -> JsResult<bool> {
        if object.kind() == Kind::Function && object.shape().has(shape_flags::LAZY_PROPERTIES) {
            self.materialize_lazy_properties(object);
        }
        let current = self.stored_property(object, key);
        let extensible = object.shape().is_extensible();
        self.validate_and_apply(object, key, extensible, descriptor, current)
    }

    /// 10.1.6.3 ValidateAndApplyPropertyDescriptor, applied to the ordinary store.
    fn validate_and_apply(
        &mut self,
        object: Gc<Object>,
        key: PropertyKey,
        extensible: bool,
        descriptor: &PropertyDescriptor,
        current: Option<OwnProperty>,
    ) -> JsResult<bool> {
        let Some(current) = current else {
            if !extensible {
                return Ok(false);
            }
            self.store_new_property(object, key, descriptor)?;
            return Ok(true);
        };
        if !self.is_compatible_change(descriptor, &current) {
            return Ok(false);
        }
        let flag = |field: Option<bool>, bit: u8, old: u8| match field {
            Some(true) => bit,
            Some(false) => 0,
            None => old & bit,
        };
        let mut attributes = flag(descriptor.enumerable, attrs::ENUMERABLE, current.attrs)
            | flag(descriptor.configurable, attrs::CONFIGURABLE, current.attrs);
        let becomes_accessor = descriptor.is_accessor() || (current.is_accessor() && !descriptor.is_data());
        if becomes_accessor {
            attributes |= attrs::ACCESSOR;
            let (old_get, old_set) =
                if current.is_accessor() { (current.value, current.set) } else { (Value::UNDEFINED, Value::UNDEFINED) };
            if descriptor.is_accessor() || attributes != current.attrs {
                let accessor = self.new_accessor(descriptor.get.unwrap_or(old_get), descriptor.set.unwrap_or(old_set));
                self.overwrite_property(object, key, Value::internal(accessor), attributes)?;
            }
        } else {
            let old = if current.is_accessor() { 0 } else { current.attrs };
            attributes |= flag(descriptor.writable, attrs::WRITABLE, old);
            let old_value = if current.is_accessor() { Value::UNDEFINED } else { current.value };
            self.overwrite_property(object, key, descriptor.value.unwrap_or(old_value), attributes)?;
        }
        Ok(true)
    }

    /// Steps 4–6 of 10.1.6.3: may `current` be changed so?
    pub(crate) fn is_compatible_change(&mut self, descriptor: &PropertyDescriptor, current: &OwnProperty) -> bool {
        if current.attrs & attrs::CONFIGURABLE != 0 {
            return true;
        }
        if descriptor.configurable == Some(true)
            || descriptor.enumerable.is_some_and(|e| e != (current.attrs & attrs::ENUMERABLE != 0))
        {
            return false;
        }
        if descriptor.is_generic() {
            return true;
        }
        if descriptor.is_accessor() != current.is_accessor() {
            return false;
        }
        if current.is_accessor() {
            return descriptor.get.is_none_or(|g| g == current.value) && descriptor.set.is_none_or(|s| s == current.set);
        }
        if current.attrs & attrs::WRITABLE != 0 {
            return true;
        }
        descriptor.writable != Some(true) && descriptor.value.is_none_or(|v| self.same_value(v, current.value))
    }

    fn store_new_property(&mut self, object: Gc<Object>, key: PropertyKey, descriptor: &PropertyDescriptor) -> JsResult<()> {
        let attributes = descriptor.attributes();
        let value = if descriptor.is_accessor() {
            let undefined = Value::UNDEFINED;
            Value::internal(self.new_accessor(descriptor.get.unwrap_or(undefined), descriptor.set.unwrap_or(undefined)))
        } else {
            descriptor.value.unwrap_or(Value::UNDEFINED)
        };
        match key.as_index() {
            Some(i) => self.store_element(object, i, value, attributes),
            None => {
                self.add_property(object, key, value, attributes);
                Ok(())
            }
        }
    }
    /// Gives a stored property another value (an accessor cell for accessors) and other attributes.
    fn overwrite_property(&mut self, object: Gc<Object>, key: PropertyKey, value: Value, attributes: u8) -> JsResult<()> {
        if let Some(i) = key.as_index() {
            if object.elements_kind() == kind::FROZEN {
                let unchanged = object.stored_element(i).is_some_and(|p| p.attrs == attributes && p.value == value);
                if unchanged {
                    return Ok(());
                }
            }
            return self.store_element(object, i, value, attributes);
        }
        let Some(entry) = object.shape().lookup(key) else { return Ok(()) };
        if entry.attrs != attributes {
            self.reconfigure_property(object, key, attributes);
        } else if entry.attrs & attrs::ACCESSOR != 0 && object.shape().is_unique() {
            // Caches hold the getter itself: the shape must change with it.
            self.before_unique_change(object);
        } else if entry.attrs & attrs::ACCESSOR != 0 {
            self.make_unique(object);
        }
        let Some(entry) = object.shape().lookup(key) else { return Ok(()) };
        self.set_slot(object, &entry, value);
        Ok(())
    }

    // ---- [[HasProperty]], [[Get]], [[Set]], [[Delete]] --------------------------------------------------------

    /// [[HasProperty]]
    pub fn has_property(&mut self, object: Gc<Object>, key: PropertyKey) -> JsResult<bool> {
        let mut link = object;
        loop {
            self.poll()?;
            match link.kind() {
                Kind::Proxy => {
                    self.check_native_stack()?;
                    return self.proxy_has(link, key);
                }
                Kind::TypedArray => {
                    if let Some(index) = self.typed_array_index(key) {
                        return Ok(self.typed_array_own_element(link, index).is_some());
                    }
                }
                Kind::ModuleNamespace => return self.namespace_has(link, key),
                _ => {}
            }
            if self.own_property(link, key)?.is_some() {
                return Ok(true);
            }
            match link.prototype().as_object() {
                Some(next) => link = next,
                None => return Ok(false),
            }
        }
    }

    /// [[Get]] with the object itself as receiver.
    #[inline]
    pub fn get(&mut self, object: Gc<Object>, key: PropertyKey) -> JsResult<Value> {
        self.get_with_receiver(object, key, object.into())
    }

    /// [[Get]]
    pub fn get_with_receiver(&mut self, object: Gc<Object>, key: PropertyKey, receiver: Value) -> JsResult<Value> {
        let mut link = object;
        loop {
            self.poll()?;
            let shape = link.shape();
            if !shape.has(shape_flags::EXOTIC | shape_flags::LAZY_PROPERTIES) && link.kind() != Kind::Arguments {
                if let Some(i) = key.as_index() {
                    let value = link.elements().get(i);
                    if !value.is_hole() {
                        return Ok(value);
                    }
                    if link.elements_kind() == kind::SPARSE
                        && let Some(found) = link.stored_element(i)
                    {
                        return self.property_value(&found, receiver);
                    }
                } else if let Some(entry) = shape.lookup(key) {
                    let value = link.slot(shape, entry.slot);
                    if entry.attrs & (attrs::ACCESSOR | attrs::LAZY) == 0 {
                        return Ok(value);
                    }
                    if let Some(found) = self.own_property(link, key)? {
                        return self.property_value(&found, receiver);
                    }
                }
            } else {
                match link.kind() {
                    Kind::Proxy => {
                        self.check_native_stack()?;
                        return self.proxy_get(link, key, receiver);
                    }
                    Kind::TypedArray => {
                        if let Some(index) = self.typed_array_index(key) {
                            return Ok(self.typed_array_own_element(link, index).map_or(Value::UNDEFINED, |p| p.value));
                        }
                    }
                    _ => {}
                }
                if let Some(found) = self.own_property(link, key)? {
                    return self.property_value(&found, receiver);
                }
            }
            match link.prototype().as_object() {
                Some(next) => link = next,
                None => return Ok(Value::UNDEFINED),
            }
        }
    }
    #[inline]
    fn property_value(&mut self, found: &OwnProperty, receiver: Value) -> JsResult<Value> {
        if !found.is_accessor() {
            return Ok(found.value);
        }
        if found.value.is_undefined() { Ok(Value::UNDEFINED) } else { self.call(found.value, receiver, &[]) }
    }

    /// 7.3.3 GetV
    pub fn get_v(&mut self, value: Value, key: PropertyKey) -> JsResult<Value> {
        if let Some(object) = value.as_object() {
            return self.get_with_receiver(object, key, value);
        }
        if let Some(s) = value.as_string() {
            if key == self.names.length {
                return Ok(Value::from(s.len()));
            }
            if let Some(i) = key.as_index()
                && (i as usize) < s.len()
            {
                let unit = self.units(s).get(i as usize);
                return Ok(self.unit_string(unit).into());
            }
        }
        let prototype = self.prototype_of_primitive(value, Some(key))?;
        self.get_with_receiver(prototype, key, value)
    }
    /// The prototype of the object that ToObject of a primitive would make; TypeError for undefined and null.
    pub fn prototype_of_primitive(&mut self, value: Value, key: Option<PropertyKey>) -> JsResult<Gc<Object>> {
        use crate::realm::Intrinsic as I;
        let which = match value {
            v if v.is_string() => I::StringPrototype,
            v if v.is_number() => I::NumberPrototype,
            v if v.is_bool() => I::BooleanPrototype,
            v if v.is_symbol() => I::SymbolPrototype,
            v if v.is_bigint() => I::BigIntPrototype,
            _ => {
                let what = if value.is_null() { "null" } else { "undefined" };
                let message = match key {
                    Some(key) => format!("Cannot read properties of {what} (reading '{key:?}')"),
                    None => format!("Cannot convert {what} to object"),
                };
                return Err(self.type_error(message));
            }
        };
        Ok(self.intrinsic(which))
    }

    /// [[Set]]: false when the assignment is refused.
    pub fn set(&mut self, object: Gc<Object>, key: PropertyKey, value: Value, receiver: Value) -> JsResult<bool> {
        let mut link = object;
        loop {
            self.poll()?;
            match link.kind() {
                Kind::Proxy => {
                    self.check_native_stack()?;
                    return self.proxy_set(link, key, value, receiver);
                }
                Kind::TypedArray => {
                    if let Some(index) = self.typed_array_index(key) {
                        if receiver == Value::from(link) {
                            self.typed_array_set_element(link, index, value)?;
                            return Ok(true);
                        }
                        if self.typed_array_own_element(link, index).is_none() {
                            return Ok(true);
                        }
                    }
                }
                Kind::ModuleNamespace => return Ok(false),
                _ => {}
            }
            if let Some(found) = self.own_property(link, key)? {
                if found.is_accessor() {
                    if found.set.is_undefined() {
                        return Ok(false);
                    }
                    self.call(found.set, receiver, &[value])?;
                    return Ok(true);
                }
                if found.attrs & attrs::WRITABLE == 0 {
                    return Ok(false);
                }
                if receiver == Value::from(link) && self.set_own_data(link, key, value)? {
                    return Ok(true);
                }
                return self.set_on_receiver(key, value, receiver);
            }
            match link.prototype().as_object() {
                Some(next) => link = next,
                None => return self.set_on_receiver(key, value, receiver),
            }
        }
    }
    /// Overwrites an own writable data property; false if the object's kind wants [[DefineOwnProperty]].
    fn set_own_data(&mut self, object: Gc<Object>, key: PropertyKey, value: Value) -> JsResult<bool> {
        match object.kind() {
            Kind::TypedArray | Kind::Arguments => return Ok(false),
            Kind::Array if key == self.names.length => {
                return self.array_set_length(object, &PropertyDescriptor { value: Some(value), ..Default::default() });
            }
            _ => {}
        }
        if let Some(i) = key.as_index() {
            let Some(old) = object.stored_element(i) else { return Ok(false) };
            self.store_element(object, i, value, old.attrs)?;
            return Ok(true);
        }
        let Some(entry) = object.shape().lookup(key) else { return Ok(false) };
        self.set_slot(object, &entry, value);
        Ok(true)
    }
    /// 10.1.9.2 steps 2.b on: the property is to be changed or made on the receiver.
    fn set_on_receiver(&mut self, key: PropertyKey, value: Value, receiver: Value) -> JsResult<bool> {
        let Some(receiver) = receiver.as_object() else { return Ok(false) };
        if receiver.kind() != Kind::Proxy {
            match self.own_property(receiver, key)? {
                None => return self.create_data_property(receiver, key, value),
                Some(old) => {
                    if old.is_accessor() || old.attrs & attrs::WRITABLE == 0 {
                        return Ok(false);
                    }
                    let change = PropertyDescriptor { value: Some(value), ..Default::default() };
                    return self.define_own_property(receiver, key, &change);
                }
            }
        }
        match self.get_own_property(receiver, key)? {
            None => self.create_data_property(receiver, key, value),
            Some(old) => {
                if old.is_accessor() || !old.is_writable() {
                    return Ok(false);
                }
                self.define_own_property(receiver, key, &PropertyDescriptor { value: Some(value), ..Default::default() })
            }
        }
    }
    /// 7.3.4 Set with throwing: TypeError when refused.
    pub fn put(&mut self, object: Gc<Object>, key: PropertyKey, value: Value) -> JsResult<()> {
        if self.set(object, key, value, object.into())? { Ok(()) } else { Err(self.cannot_assign(object.into(), key)) }
    }
    /// The TypeError of a refused assignment.
    #[cold]
    pub fn cannot_assign(&mut self, object: Value, key: PropertyKey) -> crate::vm::Thrown {
        let text = self.describe_for_error(object);
        let reason = match object.as_object() {
            Some(o) if o.kind() != Kind::Proxy => match self.own_property(o, key) {
                Ok(Some(p)) if p.is_accessor() => {
                    return self.type_error(format!("Cannot set property {key:?} of {text} which has only a getter"));
                }
                Ok(None) if !o.shape().is_extensible() => {
                    return self.type_error(format!("Cannot add property {key:?}, object is not extensible"));
                }
                _ => "Cannot assign to read only property",
            },
            Some(_) => return self.type_error(format!("'set' on proxy: trap returned falsish for property '{key:?}'")),
            None => return self.type_error(format!("Cannot create property '{key:?}' on {text}")),
        };
        self.type_error(format!("{reason} '{key:?}' of object '{text}'"))
    }
    /// A short text for a value in an error message: `#<Foo>`, `[object Array]`, a string in quotes.
    pub fn describe_for_error(&mut self, value: Value) -> String {
        match value.as_object() {
            Some(o) if o.kind() == Kind::Array => "[object Array]".into(),
            Some(o) if o.is_callable() => "[object Function]".into(),
            Some(o) => {
                let mut link = Some(o);
                let mut name = "Object".to_string();
                let constructor = self.names.constructor;
                let name_key = self.names.name;
                while let Some(o) = link.filter(|o| o.kind() != Kind::Proxy) {
                    if let Some(p) = self.stored_property(o, constructor)
                        && let Some(f) = p.value.as_object().filter(|f| f.is_callable() && !p.is_accessor() && f.kind() != Kind::Proxy)
                        && let Ok(Some(n)) = self.own_property(f, name_key)
                        && let Some(s) = n.value.as_string().filter(|_| !n.is_accessor())
                    {
                        name = s.to_rust_string_lossy();
                        break;
                    }
                    link = o.prototype().as_object();
                }
                format!("#<{name}>")
            }
            None => match value {
                v if v.is_string() => format!("string '{}'", v.as_string().map(|s| s.to_rust_string_lossy()).unwrap_or_default()),
                v if v.is_number() => format!("number '{}'", crate::number_format::number_to_text(v.as_number().unwrap_or_default())),
                v if v.is_bool() => format!("boolean '{v:?}'"),
                v if v.is_symbol() => "symbol".into(),
                v if v.is_bigint() => "bigint".into(),
                v => format!("{v:?}"),
            },
        }
    }

    /// [[Delete]]
    pub fn delete(&mut self, object: Gc<Object>, key: PropertyKey) -> JsResult<bool> {
        match object.kind() {
            Kind::Proxy => return self.proxy_delete(object, key),
            Kind::TypedArray => {
                if let Some(index) = self.typed_array_index(key) {
                    return Ok(self.typed_array_own_element(object, index).is_none());
                }
            }
            Kind::ModuleNamespace => {
                if !key.is_symbol() {
                    return Ok(!self.namespace_has(object, key)?);
                }
            }
            Kind::Function if object.shape().has(shape_flags::LAZY_PROPERTIES) => self.materialize_lazy_properties(object),
            _ => {}
        }
        let Some(found) = self.own_property(object, key)? else { return Ok(true) };
        if found.attrs & attrs::CONFIGURABLE == 0 {
            return Ok(false);
        }
        if object.kind() == Kind::Arguments {
            self.arguments_unmap(object, key);
        }
        match key.as_index() {
            Some(i) => self.remove_element(object, i),
            None => self.remove_property(object, key),
        }
        Ok(true)
    }

    /// [[OwnPropertyKeys]]: indices ascending, then strings, then symbols in order of creation. Private names left out.
    pub fn own_property_keys(&mut self, object: Gc<Object>) -> JsResult<KeyVec> {
        match object.kind() {
            Kind::Proxy => return self.proxy_own_property_keys(object),
            Kind::ModuleNamespace => return self.namespace_own_keys(object),
            Kind::Function => self.materialize_lazy_properties(object),
            _ => {}
        }
        let mut keys = KeyVec::new(self);
        match object.kind() {
            Kind::StringObject => {
                let len = object.field(0).as_string().map_or(0, |s| s.len());
                for i in 0..len as u32 {
                    self.poll()?;
                    keys.push(PropertyKey::index(i));
                }
            }
            Kind::TypedArray => {
                let len = self.typed_array_length(object).unwrap_or(0);
                for i in 0..len.min(u32::MAX as usize - 1) {
                    self.poll()?;
                    keys.push(PropertyKey::index(i as u32));
                }
            }
            _ => {}
        }
        if object.kind() == Kind::Arguments {
            self.arguments_indices(object).into_iter().for_each(|i| keys.push(PropertyKey::index(i)));
        } else {
            self.push_element_keys(object, &mut keys);
        }
        let shape = object.shape();
        for symbols in [false, true] {
            for entry in shape.entries() {
                if entry.key.is_symbol() == symbols && !entry.key.is_private() {
                    keys.push(entry.key);
                }
            }
        }
        Ok(keys)
    }
    fn push_element_keys(&mut self, object: Gc<Object>, keys: &mut KeyVec) {
        match object.sparse() {
            Some(sparse) => {
                let start = keys.len();
                sparse.map().keys().for_each(|&i| keys.push(PropertyKey::index(i)));
                keys.sort_indices_from(start);
            }
            None => {
                for (i, value) in object.elements().values().iter().enumerate() {
                    if !value.is_hole() {
                        keys.push(PropertyKey::index(i as u32));
                    }
                }
            }
        }
    }

    // ---- 7.3 shorthands that are hot -------------------------------------------------------------------------

    /// 7.3.5 CreateDataProperty
    pub fn create_data_property(&mut self, object: Gc<Object>, key: PropertyKey, value: Value) -> JsResult<bool> {
        // FAST: a plain object or array that does not have the property.
        let shape = object.shape();
        if matches!(object.kind(), Kind::Object | Kind::Array) && shape.is_extensible() {
            match key.as_index() {
                Some(i) => {
                    let absent = object.stored_element(i).is_none();
                    if object.kind() == Kind::Array && i >= self.array_length(object) {
                        if !self.array_length_is_fixed(object) {
                            self.store_element(object, i, value, attrs::ALL)?;
                            self.set_array_length_slot(object, i + 1);
                            return Ok(true);
                        }
                    } else if absent || object.elements_kind() < kind::FROZEN {
                        self.store_element(object, i, value, attrs::ALL)?;
                        return Ok(true);
                    }
                }
                None => match shape.lookup(key) {
                    None => {
                        self.add_property(object, key, value, attrs::ALL);
                        return Ok(true);
                    }
                    Some(entry) if entry.attrs == attrs::ALL => {
                        self.set_slot(object, &entry, value);
                        return Ok(true);
                    }
                    _ => {}
                },
            }
        }
        self.define_own_property(object, key, &PropertyDescriptor::data(value, attrs::ALL))
    }
    /// 7.3.7 CreateDataPropertyOrThrow
    pub fn create_data_property_or_throw(&mut self, object: Gc<Object>, key: PropertyKey, value: Value) -> JsResult<()> {
        if self.create_data_property(object, key, value)? { Ok(()) } else { Err(self.cannot_define(object, key)) }
    }
    /// 7.3.8 DefinePropertyOrThrow
    pub fn define_property_or_throw(&mut self, object: Gc<Object>, key: PropertyKey, descriptor: &PropertyDescriptor) -> JsResult<()> {
        if self.define_own_property(object, key, descriptor)? { Ok(()) } else { Err(self.cannot_define(object, key)) }
    }
    #[cold]
    fn cannot_define(&mut self, object: Gc<Object>, key: PropertyKey) -> crate::vm::Thrown {
        if object.kind() == Kind::Proxy {
            return self.type_error(format!("'defineProperty' on proxy: trap returned falsish for property '{key:?}'"));
        }
        match self.own_property(object, key) {
            Ok(None) => self.type_error(format!("Cannot define property {key:?}, object is not extensible")),
            _ => self.type_error(format!("Cannot redefine property: {key:?}")),
        }
    }
    /// 7.3.9 DeletePropertyOrThrow
    pub fn delete_or_throw(&mut self, object: Gc<Object>, key: PropertyKey) -> JsResult<()> {
        if self.delete(object, key)? {
            return Ok(());
        }
        let text = self.describe_for_error(object.into());
        Err(self.type_error(format!("Cannot delete property '{key:?}' of {text}")))
    }
    /// 7.3.13 HasOwnProperty
    pub fn has_own_property(&mut self, object: Gc<Object>, key: PropertyKey) -> JsResult<bool> {
        if object.kind() == Kind::Proxy {
            return Ok(self.proxy_get_own_property(object, key)?.is_some());
        }
        Ok(self.own_property(object, key)?.is_some())
    }
    /// 7.3.11 GetMethod: undefined when nullish; TypeError when not callable.
    pub fn get_method(&mut self, value: Value, key: PropertyKey) -> JsResult<Value> {
        let method = self.get_v(value, key)?;
        if method.is_nullish() {
            return Ok(Value::UNDEFINED);
        }
        if !method.as_object().is_some_and(|m| m.is_callable()) {
            let text = self.describe_for_error(method);
            return Err(self.type_error(format!("{text} is not a function")));
        }
        Ok(method)
    }
    /// Freezes or seals all own properties of an object that is no proxy, typed array or namespace (7.3.15, fast).
    pub(crate) fn restrict_own_properties(&mut self, object: Gc<Object>, frozen: bool) {
        let keys: Vec<(PropertyKey, u8)> = object.shape().entries().map(|e| (e.key, e.attrs)).collect();
        for (key, old) in keys {
            if key.is_private() {
                continue;
            }
            let mut new = old & !attrs::CONFIGURABLE;
            if frozen && old & attrs::ACCESSOR == 0 {
                new &= !attrs::WRITABLE;
            }
            if new != old {
                self.reconfigure_property(object, key, new);
            }
        }
        self.restrict_elements(object, frozen);
        if frozen && object.kind() == Kind::Array {
            object.set_flag(object_flags::LENGTH_FIXED);
        }
    }
}
