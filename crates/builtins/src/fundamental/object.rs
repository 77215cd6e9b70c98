//! 20.1.1, 20.1.2 the Object constructor.
use super::object_entries::{self, Part};
use super::object_prototype;
use crate::support::{Class, remember};
use ogive_vm::group_by::KeyCoercion;
use ogive_vm::shape::Shape;
use ogive_vm::operations::IntegrityLevel;
use ogive_vm::{
    Arguments, Builtin, Gc, Inline, Intrinsic, JsResult, Kind, Object, PropertyDescriptor, PropertyKey, Realm, Value, ValueVec, Vm, attrs, method,
};

const CLASS: Class = Class::new("Object", 1, construct, Intrinsic::Object, Intrinsic::ObjectPrototype)
    .statics(STATICS)
    .methods(object_prototype::METHODS);

const STATICS: &[Builtin] = &[
    method("assign", 2, assign),
    method("getOwnPropertyDescriptor", 2, get_own_property_descriptor),
    method("getOwnPropertyDescriptors", 1, get_own_property_descriptors),
    method("getOwnPropertyNames", 1, get_own_property_names),
    method("getOwnPropertySymbols", 1, get_own_property_symbols),
    method("hasOwn", 2, has_own),
    method("is", 2, is).pure().inline(Inline::ObjectIs),
    method("preventExtensions", 1, prevent_extensions),
    method("seal", 1, seal),
    method("create", 2, create),
    method("defineProperties", 2, define_properties),
    method("defineProperty", 3, define_property),
    method("freeze", 1, freeze),
    method("getPrototypeOf", 1, get_prototype_of),
    method("setPrototypeOf", 2, set_prototype_of),
    method("isExtensible", 1, is_extensible),
    method("isFrozen", 1, is_frozen),
    method("isSealed", 1, is_sealed),
    method("keys", 1, keys),
    method("entries", 1, entries),
    method("fromEntries", 1, from_entries),
    method("values", 1, values),
    method("groupBy", 2, group_by),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    let key = vm.names.to_string;
    remember(vm, realm, Intrinsic::ObjectProtoToString, prototype, key);
}

/// 20.1.1.1 [Object](https://tc39.es/ecma262/#sec-object-value)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if let Some(new_target) = args.new_target().as_object()
        && new_target != args.callee()
    {
        return Ok(vm.ordinary_create_from_constructor(new_target, Intrinsic::ObjectPrototype, Kind::Object)?.into());
    }
    let value = args.get(0);
    if value.is_nullish() { Ok(vm.new_object().into()) } else { Ok(vm.to_object(value)?.into()) }
}

/// 20.1.2.1 [Object.assign](https://tc39.es/ecma262/#sec-object.assign)
fn assign(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let to = vm.to_object(args.get(0))?;
    for &source in args.from(1) {
        if source.is_nullish() {
            continue;
        }
        let from = vm.to_object(source)?;
        let done = assign_plain(vm, to, from)?;
        if !done {
            assign_general(vm, to, from)?;
        }
    }
    Ok(to.into())
}
/// FAST: copies from a plain source whose properties are all data properties with string keys, as long as its shape stays
/// what it was (setters of `to` may run). False: nothing has been copied.
fn assign_plain(vm: &mut Vm, to: Gc<Object>, from: Gc<Object>) -> JsResult<bool> {
    let shape = from.shape();
    if from.kind() != Kind::Object || shape.is_unique() || from.has_any_elements() {
        return Ok(false);
    }
    if shape.entries().any(|e| e.attrs & (attrs::ACCESSOR | attrs::LAZY) != 0 || e.key.is_symbol()) {
        return Ok(false);
    }
    if is_blank(vm, to) && inherits_nothing_of(vm, to, shape) {
        // FAST: nothing is set, only added, and nothing runs.
        if vm.copy_plain_properties(to, from) {
            return Ok(true);
        }
        let mut i = 0;
        while let Some(entry) = shape.nth_entry(i) {
            i += 1;
            if entry.attrs & attrs::ENUMERABLE != 0 {
                vm.add_property(to, entry.key, from.slot(shape, entry.slot), attrs::ALL);
            }
        }
        return Ok(true);
    }
    let mut i = 0;
    while let Some(entry) = shape.nth_entry(i) {
        i += 1;
        if from.shape() != shape {
            // A setter changed the source: the keys are still those of the old shape.
            assign_one(vm, to, from, entry.key)?;
        } else if entry.attrs & attrs::ENUMERABLE != 0 {
            let value = from.slot(shape, entry.slot);
            vm.put(to, entry.key, value)?;
        }
    }
    Ok(true)
}
/// An extensible plain object without properties that inherits from %Object.prototype% alone?
fn is_blank(vm: &Vm, object: Gc<Object>) -> bool {
    object.kind() == Kind::Object && object.shape() == vm.realm().object_shape.get()
}
/// Has the prototype of `to` no property with a key of the shape?
fn inherits_nothing_of(vm: &Vm, to: Gc<Object>, shape: Gc<Shape>) -> bool {
    let prototype = to.prototype();
    prototype == vm.realm().intrinsic_value(Intrinsic::ObjectPrototype)
        && prototype.as_object().is_some_and(|p| shape.entries().all(|e| p.shape().lookup(e.key).is_none()))
}
fn assign_general(vm: &mut Vm, to: Gc<Object>, from: Gc<Object>) -> JsResult<()> {
    let keys = vm.own_property_keys(from)?;
    for i in 0..keys.len() {
        vm.poll()?;
        assign_one(vm, to, from, keys.get(i))?;
    }
    Ok(())
}
fn assign_one(vm: &mut Vm, to: Gc<Object>, from: Gc<Object>, key: PropertyKey) -> JsResult<()> {
    if object_entries::is_enumerable_own(vm, from, key)? {
        let value = vm.get(from, key)?;
        vm.put(to, key, value)?;
    }
    Ok(())
}

/// 20.1.2.2 [Object.create](https://tc39.es/ecma262/#sec-object.create)
fn create(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let prototype = args.get(0);
    if !prototype.is_object() && !prototype.is_null() {
        return Err(bad_prototype(vm, prototype));
    }
    let object = vm.new_object_with_prototype(prototype);
    if !args.get(1).is_undefined() {
        object_define_properties(vm, object, args.get(1))?;
    }
    Ok(object.into())
}
/// The TypeError of a prototype that is neither object nor null.
#[cold]
pub(crate) fn bad_prototype(vm: &mut Vm, prototype: Value) -> ogive_vm::Thrown {
    let text = vm.display_string(prototype);
    vm.type_error(format!("Object prototype may only be an Object or null: {text}"))
}

/// 20.1.2.3 [Object.defineProperties](https://tc39.es/ecma262/#sec-object.defineproperties)
fn define_properties(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(object) = args.get(0).as_object() else {
        return Err(vm.type_error("Object.defineProperties called on non-object"));
    };
    object_define_properties(vm, object, args.get(1))?;
    Ok(object.into())
}
/// 20.1.2.3.1 [ObjectDefineProperties](https://tc39.es/ecma262/#sec-objectdefineproperties)
fn object_define_properties(vm: &mut Vm, object: Gc<Object>, properties: Value) -> JsResult<()> {
    let properties = vm.to_object(properties)?;
    let keys = vm.own_property_keys(properties)?;
    // All descriptors are read before any property is defined. Each takes five words: value, getter, setter, flags, key number.
    let mut fields = ValueVec::new(vm);
    for i in 0..keys.len() {
        vm.poll()?;
        let key = keys.get(i);
        if !object_entries::is_enumerable_own(vm, properties, key)? {
            continue;
        }
        let value = vm.get(properties, key)?;
        let descriptor = vm.to_property_descriptor(value)?;
        for field in pack(&descriptor) {
            fields.push(field);
        }
        fields.push(Value::from(i));
    }
    let mut at = 0;
    while at < fields.len() {
        let descriptor = unpack([fields.get(at), fields.get(at + 1), fields.get(at + 2), fields.get(at + 3)]);
        let key = keys.get(fields.get(at + 4).as_index().unwrap_or(0) as usize);
        vm.define_property_or_throw(object, key, &descriptor)?;
        at += 5;
    }
    Ok(())
}
/// A descriptor as Values the collector can see: value, getter, setter (holes when absent), and the flags as an int.
fn pack(d: &PropertyDescriptor) -> [Value; 4] {
    let tri = |flag: Option<bool>| flag.map_or(0, |b| 1 + b as i32);
    let flags = tri(d.writable) | tri(d.enumerable) << 2 | tri(d.configurable) << 4;
    let field = |v: Option<Value>| v.unwrap_or(Value::HOLE);
    [field(d.value), field(d.get), field(d.set), Value::int(flags)]
}
fn unpack([value, get, set, flags]: [Value; 4]) -> PropertyDescriptor {
    let flags = flags.as_int().unwrap_or(0);
    let tri = |shift: i32| match flags >> shift & 3 {
        0 => None,
        n => Some(n == 2),
    };
    let field = |v: Value| (!v.is_hole()).then_some(v);
    PropertyDescriptor { value: field(value), get: field(get), set: field(set), writable: tri(0), enumerable: tri(2), configurable: tri(4) }
}

/// 20.1.2.4 [Object.defineProperty](https://tc39.es/ecma262/#sec-object.defineproperty)
fn define_property(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(object) = args.get(0).as_object() else {
        return Err(vm.type_error("Object.defineProperty called on non-object"));
    };
    let key = vm.to_property_key(args.get(1))?;
    let descriptor = vm.to_property_descriptor(args.get(2))?;
    vm.define_property_or_throw(object, key, &descriptor)?;
    Ok(object.into())
}

/// 20.1.2.5 [Object.entries](https://tc39.es/ecma262/#sec-object.entries)
fn entries(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    object_entries::enumerable_own_properties(vm, args.get(0), Part::Entries)
}
/// 20.1.2.19 [Object.keys](https://tc39.es/ecma262/#sec-object.keys)
fn keys(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    object_entries::enumerable_own_properties(vm, args.get(0), Part::Keys)
}
/// 20.1.2.24 [Object.values](https://tc39.es/ecma262/#sec-object.values)
fn values(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    object_entries::enumerable_own_properties(vm, args.get(0), Part::Values)
}

/// 20.1.2.6 [Object.freeze](https://tc39.es/ecma262/#sec-object.freeze)
fn freeze(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(object) = args.get(0).as_object() else { return Ok(args.get(0)) };
    if !vm.set_integrity_level(object, IntegrityLevel::Frozen)? {
        return Err(vm.type_error("Cannot freeze"));
    }
    Ok(object.into())
}
/// 20.1.2.22 [Object.seal](https://tc39.es/ecma262/#sec-object.seal)
fn seal(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(object) = args.get(0).as_object() else { return Ok(args.get(0)) };
    if !vm.set_integrity_level(object, IntegrityLevel::Sealed)? {
        return Err(vm.type_error("Cannot seal"));
    }
    Ok(object.into())
}
/// 20.1.2.20 [Object.preventExtensions](https://tc39.es/ecma262/#sec-object.preventextensions)
fn prevent_extensions(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(object) = args.get(0).as_object() else { return Ok(args.get(0)) };
    if !vm.prevent_extensions(object)? {
        return Err(vm.type_error("Cannot prevent extensions"));
    }
    Ok(object.into())
}
/// 20.1.2.16 [Object.isExtensible](https://tc39.es/ecma262/#sec-object.isextensible)
fn is_extensible(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    match args.get(0).as_object() {
        Some(object) => Ok(vm.is_extensible(object)?.into()),
        None => Ok(Value::FALSE),
    }
}
/// 20.1.2.17 [Object.isFrozen](https://tc39.es/ecma262/#sec-object.isfrozen)
fn is_frozen(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    match args.get(0).as_object() {
        Some(object) => Ok(vm.test_integrity_level(object, IntegrityLevel::Frozen)?.into()),
        None => Ok(Value::TRUE),
    }
}
/// 20.1.2.18 [Object.isSealed](https://tc39.es/ecma262/#sec-object.issealed)
fn is_sealed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    match args.get(0).as_object() {
        Some(object) => Ok(vm.test_integrity_level(object, IntegrityLevel::Sealed)?.into()),
        None => Ok(Value::TRUE),
    }
}

/// 20.1.2.7 [Object.fromEntries](https://tc39.es/ecma262/#sec-object.fromentries)
fn from_entries(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let object = vm.new_object();
    vm.add_entries(args.get(0), |vm, key, value| {
        let key = vm.to_property_key(key)?;
        vm.create_data_property_or_throw(object, key, value)
    })?;
    Ok(object.into())
}

/// 20.1.2.8 [Object.getOwnPropertyDescriptor](https://tc39.es/ecma262/#sec-object.getownpropertydescriptor)
fn get_own_property_descriptor(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let object = vm.to_object(args.get(0))?;
    let key = vm.to_property_key(args.get(1))?;
    match vm.get_own_property(object, key)? {
        Some(descriptor) => Ok(vm.from_property_descriptor(&descriptor)),
        None => Ok(Value::UNDEFINED),
    }
}
/// 20.1.2.9 [Object.getOwnPropertyDescriptors](https://tc39.es/ecma262/#sec-object.getownpropertydescriptors)
fn get_own_property_descriptors(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let object = vm.to_object(args.get(0))?;
    let keys = vm.own_property_keys(object)?;
    let result = vm.new_object();
    for i in 0..keys.len() {
        vm.poll()?;
        if let Some(descriptor) = vm.get_own_property(object, keys.get(i))? {
            let value = vm.from_property_descriptor(&descriptor);
            vm.create_data_property_or_throw(result, keys.get(i), value)?;
        }
    }
    Ok(result.into())
}
/// 20.1.2.10 [Object.getOwnPropertyNames](https://tc39.es/ecma262/#sec-object.getownpropertynames)
fn get_own_property_names(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get_own_property_keys(vm, args.get(0), false)
}
/// 20.1.2.11 [Object.getOwnPropertySymbols](https://tc39.es/ecma262/#sec-object.getownpropertysymbols)
fn get_own_property_symbols(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get_own_property_keys(vm, args.get(0), true)
}
/// 20.1.2.11.1 [GetOwnPropertyKeys](https://tc39.es/ecma262/#sec-getownpropertykeys)
fn get_own_property_keys(vm: &mut Vm, value: Value, symbols: bool) -> JsResult<Value> {
    let object = vm.to_object(value)?;
    let mut keys = vm.own_property_keys(object)?;
    keys.retain(|key| key.is_symbol() == symbols);
    object_entries::array_of_keys(vm, &keys)
}

/// 20.1.2.12 [Object.getPrototypeOf](https://tc39.es/ecma262/#sec-object.getprototypeof)
fn get_prototype_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let object = vm.to_object(args.get(0))?;
    vm.get_prototype_of(object)
}
/// 20.1.2.23 [Object.setPrototypeOf](https://tc39.es/ecma262/#sec-object.setprototypeof)
fn set_prototype_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (target, prototype) = (args.get(0), args.get(1));
    vm.require_object_coercible(target, "Object.setPrototypeOf")?;
    if !prototype.is_object() && !prototype.is_null() {
        return Err(bad_prototype(vm, prototype));
    }
    if let Some(object) = target.as_object()
        && !vm.set_prototype_of(object, prototype)?
    {
        return Err(prototype_refused(vm, object));
    }
    Ok(target)
}
/// The TypeError of a refused [[SetPrototypeOf]].
#[cold]
pub(crate) fn prototype_refused(vm: &mut Vm, object: Gc<Object>) -> ogive_vm::Thrown {
    if object.kind() == Kind::Proxy {
        return vm.type_error("'setPrototypeOf' on proxy: trap returned falsish");
    }
    if object == vm.intrinsic(Intrinsic::ObjectPrototype) {
        return vm.type_error("Immutable prototype object 'Object.prototype' cannot have their prototype set");
    }
    if !object.shape().is_extensible() {
        let text = vm.display_string(object.into());
        return vm.type_error(format!("{text} is not extensible"));
    }
    vm.type_error("Cyclic __proto__ value")
}

/// 20.1.2.13 [Object.groupBy](https://tc39.es/ecma262/#sec-object.groupby)
fn group_by(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let groups = vm.group_by(args.get(0), args.get(1), KeyCoercion::Property)?;
    let object = vm.new_object_with_prototype(Value::NULL);
    for (&key, members) in groups.keys.iter().zip(&groups.members) {
        let key = vm.to_property_key(key)?;
        let members = vm.new_array_from(members);
        vm.create_data_property_or_throw(object, key, members.into())?;
    }
    Ok(object.into())
}

/// 20.1.2.14 [Object.hasOwn](https://tc39.es/ecma262/#sec-object.hasown)
fn has_own(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let object = vm.to_object(args.get(0))?;
    let key = vm.to_property_key(args.get(1))?;
    Ok(vm.has_own_property(object, key)?.into())
}
/// 20.1.2.15 [Object.is](https://tc39.es/ecma262/#sec-object.is)
fn is(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(vm.same_value(args.get(0), args.get(1)).into())
}
