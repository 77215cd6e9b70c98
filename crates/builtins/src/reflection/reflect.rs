//! 28.1 Reflect.
use crate::fundamental::{array_of_keys, bad_prototype};
use crate::support::{as_constructor, make_object, require_callable};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Object, Realm, Thrown, Value, Vm, method};

const FUNCTIONS: &[Builtin] = &[
    method("defineProperty", 3, define_property),
    method("deleteProperty", 2, delete_property),
    method("apply", 3, apply),
    method("construct", 2, construct),
    method("get", 2, get),
    method("getOwnPropertyDescriptor", 2, get_own_property_descriptor),
    method("getPrototypeOf", 1, get_prototype_of),
    method("has", 2, has),
    method("isExtensible", 1, is_extensible),
    method("ownKeys", 1, own_keys),
    method("preventExtensions", 1, prevent_extensions),
    method("set", 3, set),
    method("setPrototypeOf", 2, set_prototype_of),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    make_object(vm, realm, Intrinsic::Reflect, Intrinsic::ObjectPrototype, "Reflect", FUNCTIONS);
}

#[inline]
fn target(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<Gc<Object>> {
    match args.get(0).as_object() {
        Some(target) => Ok(target),
        None => Err(vm.type_error(format!("Reflect.{name} called on non-object"))),
    }
}

/// 28.1.1 [Reflect.apply](https://tc39.es/ecma262/#sec-reflect.apply)
fn apply(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let function = require_callable(vm, args.get(0))?;
    let list = vm.create_list_from_array_like(args.get(2))?;
    vm.call(function, args.get(1), &list)
}
/// 28.1.2 [Reflect.construct](https://tc39.es/ecma262/#sec-reflect.construct)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(constructor) = as_constructor(args.get(0)) else { return Err(not_a_constructor(vm, args.get(0))) };
    let new_target = if args.len() > 2 { args.get(2) } else { args.get(0) };
    let Some(new_target) = as_constructor(new_target) else { return Err(not_a_constructor(vm, new_target)) };
    let list = vm.create_list_from_array_like(args.get(1))?;
    Ok(vm.construct(constructor, &list, new_target)?.into())
}
#[cold]
fn not_a_constructor(vm: &mut Vm, value: Value) -> Thrown {
    let text = vm.display_string(value);
    vm.type_error(format!("{text} is not a constructor"))
}
/// 28.1.3 [Reflect.defineProperty](https://tc39.es/ecma262/#sec-reflect.defineproperty)
fn define_property(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = target(vm, args, "defineProperty")?;
    let key = vm.to_property_key(args.get(1))?;
    let descriptor = vm.to_property_descriptor(args.get(2))?;
    Ok(vm.define_own_property(target, key, &descriptor)?.into())
}
/// 28.1.4 [Reflect.deleteProperty](https://tc39.es/ecma262/#sec-reflect.deleteproperty)
fn delete_property(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = target(vm, args, "deleteProperty")?;
    let key = vm.to_property_key(args.get(1))?;
    Ok(vm.delete(target, key)?.into())
}
/// 28.1.5 [Reflect.get](https://tc39.es/ecma262/#sec-reflect.get)
fn get(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = target(vm, args, "get")?;
    let key = vm.to_property_key(args.get(1))?;
    let receiver = if args.len() > 2 { args.get(2) } else { target.into() };
    vm.get_with_receiver(target, key, receiver)
}
/// 28.1.6 [Reflect.getOwnPropertyDescriptor](https://tc39.es/ecma262/#sec-reflect.getownpropertydescriptor)
fn get_own_property_descriptor(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = target(vm, args, "getOwnPropertyDescriptor")?;
    let key = vm.to_property_key(args.get(1))?;
    match vm.get_own_property(target, key)? {
        Some(descriptor) => Ok(vm.from_property_descriptor(&descriptor)),
        None => Ok(Value::UNDEFINED),
    }
}
/// 28.1.7 [Reflect.getPrototypeOf](https://tc39.es/ecma262/#sec-reflect.getprototypeof)
fn get_prototype_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = target(vm, args, "getPrototypeOf")?;
    vm.get_prototype_of(target)
}
/// 28.1.8 [Reflect.has](https://tc39.es/ecma262/#sec-reflect.has)
fn has(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = target(vm, args, "has")?;
    let key = vm.to_property_key(args.get(1))?;
    Ok(vm.has_property(target, key)?.into())
}
/// 28.1.9 [Reflect.isExtensible](https://tc39.es/ecma262/#sec-reflect.isextensible)
fn is_extensible(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = target(vm, args, "isExtensible")?;
    Ok(vm.is_extensible(target)?.into())
}
/// 28.1.10 [Reflect.ownKeys](https://tc39.es/ecma262/#sec-reflect.ownkeys)
fn own_keys(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = target(vm, args, "ownKeys")?;
    let keys = vm.own_property_keys(target)?;
    array_of_keys(vm, &keys)
}
/// 28.1.11 [Reflect.preventExtensions](https://tc39.es/ecma262/#sec-reflect.preventextensions)
fn prevent_extensions(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = target(vm, args, "preventExtensions")?;
    Ok(vm.prevent_extensions(target)?.into())
}
/// 28.1.12 [Reflect.set](https://tc39.es/ecma262/#sec-reflect.set)
fn set(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = target(vm, args, "set")?;
    let key = vm.to_property_key(args.get(1))?;
    let receiver = if args.len() > 3 { args.get(3) } else { target.into() };
    Ok(vm.set(target, key, args.get(2), receiver)?.into())
}
/// 28.1.13 [Reflect.setPrototypeOf](https://tc39.es/ecma262/#sec-reflect.setprototypeof)
fn set_prototype_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let target = target(vm, args, "setPrototypeOf")?;
    let prototype = args.get(1);
    if !prototype.is_object() && !prototype.is_null() {
        return Err(bad_prototype(vm, prototype));
    }
    Ok(vm.set_prototype_of(target, prototype)?.into())
}
