//! 7.3 operations on objects that need only the internal methods.
use crate::cells::Kind;
use crate::key::PropertyKey;
use crate::object::Object;
use crate::property::{KeyVec, PropertyDescriptor};
use crate::realm::Intrinsic;
use crate::string::{JsString, Units};
use crate::value::Value;
use crate::value_vec::ValueVec;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_gc::Gc;

/// 7.3.15 integrity levels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IntegrityLevel {
    /// Not extensible, nothing configurable.
    Sealed,
    /// Sealed, and no data property writable.
    Frozen,
}

/// What 7.3.23 EnumerableOwnProperties collects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PropertyPart {
    /// Keys.
    Key,
    /// Values.
    Value,
    /// Arrays of key and value.
    KeyAndValue,
}

impl Vm {
    /// 7.2.2 [IsArray](https://tc39.es/ecma262/#sec-isarray)
    pub fn is_array(&mut self, value: Value) -> JsResult<bool> {
        let mut value = value;
        loop {
            match value.as_object() {
                Some(o) if o.kind() == Kind::Array => return Ok(true),
                Some(o) if o.kind() == Kind::Proxy => value = self.proxy_target(o, "IsArray")?.into(),
                _ => return Ok(false),
            }
        }
    }
    /// 7.3.18 [LengthOfArrayLike](https://tc39.es/ecma262/#sec-lengthofarraylike)
    #[inline]
    pub fn length_of_array_like(&mut self, object: Gc<Object>) -> JsResult<u64> {
        if object.kind() == Kind::Array {
            return Ok(self.array_length(object) as u64);
        }
        let key = self.names.length;
        let length = self.get(object, key)?;
        self.to_length(length)
    }
    /// 7.3.19 [CreateListFromArrayLike](https://tc39.es/ecma262/#sec-createlistfromarraylike)
    pub fn create_list_from_array_like(&mut self, value: Value) -> JsResult<ValueVec> {
        let Some(object) = value.as_object() else {
            return Err(self.type_error("CreateListFromArrayLike called on non-object"));
        };
        let length = self.length_of_array_like(object)?;
        // Nothing that takes such a list can use a longer one: the stack is much shorter.
        if length > 1 << 24 {
            return Err(self.range_error("Invalid array length"));
        }
        let mut list = ValueVec::with_capacity(self, length as usize);
        // FAST: packed elements need no [[Get]]; each read is by itself, so nothing can intervene.
        if object.kind() == Kind::Array && object.elements().len() as u64 == length {
            let elements = object.elements();
            if !elements.values().iter().any(|v| v.is_hole()) {
                list.extend_from_slice(elements.values());
                return Ok(list);
            }
        }
        // FAST: the same of an arguments object.
        if let Some(count) = self.plain_arguments_count(object) {
            (0..count).for_each(|i| list.push(self.argument_at(object, i)));
            return Ok(list);
        }
        for i in 0..length {
            self.poll()?;
            let key = self.key_of_integer(i);
            let value = self.get(object, key)?;
            list.push(value);
        }
        Ok(list)
    }
    /// 7.3.20 [Invoke](https://tc39.es/ecma262/#sec-invoke)
    pub fn invoke(&mut self, value: Value, key: PropertyKey, arguments: &[Value]) -> JsResult<Value> {
        let method = self.get_v(value, key)?;
        if !self.is_callable(method) {
            let text = self.describe_for_error(value);
            return Err(self.type_error(format!("{text}.{key:?} is not a function")));
        }
        self.call(method, value, arguments)
    }
    /// 7.3.21 [OrdinaryHasInstance](https://tc39.es/ecma262/#sec-ordinaryhasinstance)
    pub fn ordinary_has_instance(&mut self, constructor: Value, value: Value) -> JsResult<bool> {
        let Some(constructor) = constructor.as_object().filter(|c| c.is_callable()) else { return Ok(false) };
        if constructor.kind() == Kind::BoundFunction {
            // 2: the bound target is internal field 0.
            self.check_native_stack()?;
            return self.instance_of(value, constructor.field(0));
        }
        let Some(mut object) = value.as_object() else { return Ok(false) };
        let key = self.names.prototype;
        let prototype = self.get(constructor, key)?;
        if !prototype.is_object() {
            let text = self.display_string(prototype);
            return Err(self.type_error(format!("Function has non-object prototype '{text}' in instanceof check")));
        }
        loop {
            let next = self.get_prototype_of(object)?;
            match next.as_object() {
                Some(next) if Value::from(next) == prototype => return Ok(true),
                Some(next) => object = next,
                None => return Ok(false),
            }
            self.poll()?;
        }
    }
    /// 13.10.2 [InstanceofOperator](https://tc39.es/ecma262/#sec-instanceofoperator)
    pub fn instance_of(&mut self, value: Value, target: Value) -> JsResult<bool> {
        if !target.is_object() {
            return Err(self.type_error("Right-hand side of 'instanceof' is not an object"));
        }
        let key = PropertyKey::symbol(self.symbols.has_instance);
        let method = self.get_method(target, key)?;
        if !method.is_undefined() {
            return Ok(self.call(method, target, &[value])?.to_boolean());
        }
        if !self.is_callable(target) {
            return Err(self.type_error("Right-hand side of 'instanceof' is not callable"));
        }
        self.ordinary_has_instance(target, value)
    }
    /// 7.3.22 [SpeciesConstructor](https://tc39.es/ecma262/#sec-speciesconstructor)
    pub fn species_constructor(&mut self, object: Gc<Object>, default: Gc<Object>) -> JsResult<Gc<Object>> {
        let key = self.names.constructor;
        let constructor = self.get(object, key)?;
        if constructor.is_undefined() {
            return Ok(default);
        }
        let Some(constructor) = constructor.as_object() else {
            return Err(self.type_error("The .constructor property is not an object"));
        };
        let key = PropertyKey::symbol(self.symbols.species);
        let species = self.get(constructor, key)?;
        if species.is_nullish() {
            return Ok(default);
        }
        match species.as_object().filter(|s| s.is_constructor()) {
            Some(species) => Ok(species),
            None => Err(self.type_error("object.constructor[Symbol.species] is not a constructor")),
        }
    }

    /// 7.3.15 [SetIntegrityLevel](https://tc39.es/ecma262/#sec-setintegritylevel)
    pub fn set_integrity_level(&mut self, object: Gc<Object>, level: IntegrityLevel) -> JsResult<bool> {
        if !self.prevent_extensions(object)? {
            return Ok(false);
        }
        // FAST: nothing can observe the order.
        let frozen = level == IntegrityLevel::Frozen;
        if matches!(object.kind(), Kind::Object | Kind::Array) {
            self.restrict_own_properties(object, frozen);
            return Ok(true);
        }
        let keys = self.own_property_keys(object)?;
        for key in keys.iter() {
            self.poll()?;
            let mut change = PropertyDescriptor { configurable: Some(false), ..Default::default() };
            if frozen {
                let Some(current) = self.get_own_property(object, key)? else { continue };
                if !current.is_accessor() {
                    change.writable = Some(false);
                }
            }
            self.define_property_or_throw(object, key, &change)?;
        }
        Ok(true)
    }
    /// 7.3.16 [TestIntegrityLevel](https://tc39.es/ecma262/#sec-testintegritylevel)
    pub fn test_integrity_level(&mut self, object: Gc<Object>, level: IntegrityLevel) -> JsResult<bool> {
        if self.is_extensible(object)? {
            return Ok(false);
        }
        let keys = self.own_property_keys(object)?;
        for key in keys.iter() {
            self.poll()?;
            let Some(current) = self.get_own_property(object, key)? else { continue };
            if current.is_configurable() || level == IntegrityLevel::Frozen && current.is_data() && current.is_writable() {
                return Ok(false);
            }
        }
        Ok(true)
    }
    /// 7.3.23 [EnumerableOwnProperties](https://tc39.es/ecma262/#sec-enumerableownproperties)
    pub fn enumerable_own_properties(&mut self, object: Gc<Object>, part: PropertyPart) -> JsResult<ValueVec> {
        let keys = self.own_property_keys(object)?;
        let mut list = ValueVec::with_capacity(self, keys.len());
        for key in keys.iter().filter(|k| !k.is_symbol()) {
            self.poll()?;
            match self.get_own_property(object, key)? {
                Some(property) if property.is_enumerable() => {}
                _ => continue,
            }
            let item = match part {
                PropertyPart::Key => self.key_to_value(key),
                PropertyPart::Value => self.get(object, key)?,
                PropertyPart::KeyAndValue => {
                    let value = self.get(object, key)?;
                    let key = self.key_to_value(key);
                    self.new_array_from(&[key, value]).into()
                }
            };
            list.push(item);
        }
        Ok(list)
    }
    /// 7.3.25 [CopyDataProperties](https://tc39.es/ecma262/#sec-copydataproperties)
    pub fn copy_data_properties(&mut self, target: Gc<Object>, source: Value, excluded: &[PropertyKey]) -> JsResult<()> {
        if source.is_nullish() {
            return Ok(());
        }
        let from = self.to_object(source)?;
        let keys = self.own_property_keys(from)?;
        for key in keys.iter() {
            self.poll()?;
            if excluded.contains(&key) {
                continue;
            }
            match self.get_own_property(from, key)? {
                Some(property) if property.is_enumerable() => {}
                _ => continue,
            }
            let value = self.get(from, key)?;
            self.create_data_property_or_throw(target, key, value)?;
        }
        Ok(())
    }
    /// The keys of an object that are enumerable strings, as for-in and JSON take them.
    pub fn enumerable_own_keys(&mut self, object: Gc<Object>) -> JsResult<KeyVec> {
        let keys = self.own_property_keys(object)?;
        let mut out = KeyVec::new(self);
        for key in keys.iter().filter(|k| !k.is_symbol()) {
            self.poll()?;
            if self.get_own_property(object, key)?.is_some_and(|p| p.is_enumerable()) {
                out.push(key);
            }
        }
        Ok(out)
    }
    /// 23.1.3.1.1 (24.1.1.2) [AddEntriesFromIterable](https://tc39.es/ecma262/#sec-add-entries-from-iterable): each entry is given to `add`.
    pub fn add_entries(
        &mut self,
        iterable: Value,
        mut add: impl FnMut(&mut Vm, Value, Value) -> JsResult<()>,
    ) -> JsResult<()> {
        self.iterate(iterable, |vm, entry| {
            let Some(entry) = entry.as_object() else {
                return Err(vm.not_an_entry(entry));
            };
            let key = vm.get(entry, PropertyKey::index(0))?;
            let value = vm.get(entry, PropertyKey::index(1))?;
            add(vm, key, value)
        })
    }
    #[cold]
    fn not_an_entry(&mut self, entry: Value) -> Thrown {
        let text = self.display_string(entry);
        self.type_error(format!("Iterator value {text} is not an entry object"))
    }

    /// 7.1.21 [CanonicalNumericIndexString](https://tc39.es/ecma262/#sec-canonicalnumericindexstring): `None` is undefined.
    pub fn canonical_numeric_index_string(&mut self, s: Gc<JsString>) -> Option<f64> {
        let units = self.units(s);
        // FAST: only these first characters can begin the string of a Number.
        let first = if units.is_empty() { 0 } else { units.get(0) };
        if !matches!(u8::try_from(first), Ok(b'0'..=b'9' | b'-' | b'I' | b'N')) {
            return None;
        }
        if units.same(&Units::Latin1(b"-0")) {
            return Some(-0.0);
        }
        let number = crate::number_parse::units_to_number(units);
        let mut buffer = ryu_js::Buffer::new();
        units.same(&Units::Latin1(buffer.format(number).as_bytes())).then_some(number)
    }
    /// The default constructor of a species, from the intrinsics of the current realm.
    pub fn species_or(&mut self, object: Gc<Object>, default: Intrinsic) -> JsResult<Gc<Object>> {
        let default = self.intrinsic(default);
        self.species_constructor(object, default)
    }
}
