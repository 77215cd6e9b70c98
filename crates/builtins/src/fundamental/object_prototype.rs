//! 20.1.3 the Object prototype, with Annex B.2.2.
use super::object::prototype_refused;
use super::object_entries;
use crate::support::is_callable;
use ogive_vm::{Arguments, Builtin, Gc, Inline, JsResult, Kind, Object, PropertyDescriptor, PropertyKey, Value, Vm, getter, method, setter};

pub(super) const METHODS: &[Builtin] = &[
    method("__defineGetter__", 2, define_getter),
    method("__defineSetter__", 2, define_setter),
    method("hasOwnProperty", 1, has_own_property).inline(Inline::ObjectHasOwnProperty),
    method("__lookupGetter__", 1, lookup_getter),
    method("__lookupSetter__", 1, lookup_setter),
    method("isPrototypeOf", 1, is_prototype_of),
    method("propertyIsEnumerable", 1, property_is_enumerable),
    method("toString", 0, to_string),
    method("valueOf", 0, value_of),
    getter("__proto__", get_proto),
    setter("__proto__", set_proto),
    method("toLocaleString", 0, to_locale_string),
];

/// 20.1.3.2 [Object.prototype.hasOwnProperty](https://tc39.es/ecma262/#sec-object.prototype.hasownproperty)
fn has_own_property(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let key = vm.to_property_key(args.get(0))?;
    let object = vm.to_object(args.this())?;
    Ok(vm.has_own_property(object, key)?.into())
}

/// 20.1.3.3 [Object.prototype.isPrototypeOf](https://tc39.es/ecma262/#sec-object.prototype.isprototypeof)
fn is_prototype_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(mut link) = args.get(0).as_object() else { return Ok(Value::FALSE) };
    let object = vm.to_object(args.this())?;
    loop {
        vm.poll()?;
        match vm.get_prototype_of(link)?.as_object() {
            None => return Ok(Value::FALSE),
            Some(next) if next == object => return Ok(Value::TRUE),
            Some(next) => link = next,
        }
    }
}

/// 20.1.3.4 [Object.prototype.propertyIsEnumerable](https://tc39.es/ecma262/#sec-object.prototype.propertyisenumerable)
fn property_is_enumerable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let key = vm.to_property_key(args.get(0))?;
    let object = vm.to_object(args.this())?;
    Ok(object_entries::is_enumerable_own(vm, object, key)?.into())
}

/// 20.1.3.5 [Object.prototype.toLocaleString](https://tc39.es/ecma262/#sec-object.prototype.tolocalestring)
fn to_locale_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let key = vm.names.to_string;
    vm.invoke(args.this(), key, &[])
}

/// 20.1.3.6 [Object.prototype.toString](https://tc39.es/ecma262/#sec-object.prototype.tostring)
fn to_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let this = args.this();
    if this.is_undefined() {
        return Ok(vm.intern_str("[object Undefined]").into());
    }
    if this.is_null() {
        return Ok(vm.intern_str("[object Null]").into());
    }
    let object = vm.to_object(this)?;
    let builtin = builtin_tag(vm, object)?;
    let key = PropertyKey::symbol(vm.symbols.to_string_tag);
    match vm.get(object, key)?.as_string() {
        // FAST: what most objects answer is an atom already.
        None if builtin == "Object" => Ok(vm.key_to_value(vm.names.object_tag)),
        None => Ok(vm.intern_str(&format!("[object {builtin}]")).into()),
        Some(tag) => {
            let (left, right) = (vm.intern_str("[object "), vm.intern_str("]"));
            let text = vm.concat_strings(left, tag)?;
            Ok(vm.concat_strings(text, right)?.into())
        }
    }
}
/// Steps 4 to 14: the tag of an object by what it is.
fn builtin_tag(vm: &mut Vm, object: Gc<Object>) -> JsResult<&'static str> {
    if vm.is_array(object.into())? {
        return Ok("Array");
    }
    Ok(match object.kind() {
        Kind::Arguments => "Arguments",
        _ if object.is_callable() => "Function",
        Kind::Error => "Error",
        Kind::BooleanObject => "Boolean",
        Kind::NumberObject => "Number",
        Kind::StringObject => "String",
        Kind::Date => "Date",
        Kind::RegExp => "RegExp",
        _ => "Object",
    })
}

/// 20.1.3.7 [Object.prototype.valueOf](https://tc39.es/ecma262/#sec-object.prototype.valueof)
fn value_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(vm.to_object(args.this())?.into())
}

/// 20.1.3.8.1 [get Object.prototype.__proto__](https://tc39.es/ecma262/#sec-get-object.prototype.__proto__)
fn get_proto(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let object = vm.to_object(args.this())?;
    vm.get_prototype_of(object)
}
/// 20.1.3.8.2 [set Object.prototype.__proto__](https://tc39.es/ecma262/#sec-set-object.prototype.__proto__)
fn set_proto(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (this, prototype) = (args.this(), args.get(0));
    vm.require_object_coercible(this, "Object.prototype.__proto__")?;
    if !prototype.is_object() && !prototype.is_null() {
        return Ok(Value::UNDEFINED);
    }
    if let Some(object) = this.as_object()
        && !vm.set_prototype_of(object, prototype)?
    {
        return Err(prototype_refused(vm, object));
    }
    Ok(Value::UNDEFINED)
}

/// 20.1.3.9.1 [Object.prototype.__defineGetter__](https://tc39.es/ecma262/#sec-object.prototype.__defineGetter__)
fn define_getter(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let getter = PropertyDescriptor { get: Some(args.get(1)), ..Default::default() };
    define_half(vm, args, "__defineGetter__", getter)
}
/// 20.1.3.9.2 [Object.prototype.__defineSetter__](https://tc39.es/ecma262/#sec-object.prototype.__defineSetter__)
fn define_setter(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let setter = PropertyDescriptor { set: Some(args.get(1)), ..Default::default() };
    define_half(vm, args, "__defineSetter__", setter)
}
fn define_half(vm: &mut Vm, args: Arguments, name: &str, half: PropertyDescriptor) -> JsResult<Value> {
    let object = vm.to_object(args.this())?;
    if !is_callable(args.get(1)) {
        return Err(vm.type_error(format!("Object.prototype.{name}: Expecting function")));
    }
    let descriptor = PropertyDescriptor { enumerable: Some(true), configurable: Some(true), ..half };
    let key = vm.to_property_key(args.get(0))?;
    vm.define_property_or_throw(object, key, &descriptor)?;
    Ok(Value::UNDEFINED)
}

/// 20.1.3.9.3 [Object.prototype.__lookupGetter__](https://tc39.es/ecma262/#sec-object.prototype.__lookupGetter__)
fn lookup_getter(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    lookup_half(vm, args, |d| d.get)
}
/// 20.1.3.9.4 [Object.prototype.__lookupSetter__](https://tc39.es/ecma262/#sec-object.prototype.__lookupSetter__)
fn lookup_setter(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    lookup_half(vm, args, |d| d.set)
}
fn lookup_half(vm: &mut Vm, args: Arguments, half: fn(&PropertyDescriptor) -> Option<Value>) -> JsResult<Value> {
    let mut link = vm.to_object(args.this())?;
    let key = vm.to_property_key(args.get(0))?;
    loop {
        vm.poll()?;
        if let Some(descriptor) = vm.get_own_property(link, key)? {
            return Ok(half(&descriptor).unwrap_or(Value::UNDEFINED));
        }
        match vm.get_prototype_of(link)?.as_object() {
            Some(next) => link = next,
            None => return Ok(Value::UNDEFINED),
        }
    }
}
