//! Private names: fields, methods, accessors. A private element is a property keyed by a private symbol, stored by the ordinary
//! machinery on any object, proxies included; methods are not writable, so a store to one fails.
use super::at::{At, Step};
use crate::cells::Kind;
use crate::ic::Action;
use crate::key::PropertyKey;
use crate::object::{Accessor, Object};
use crate::shape::attrs;
use crate::symbol::SymbolSort;
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_bytecode::Constant;
use ogive_gc::Gc;

fn name_text(key: PropertyKey) -> String {
    key.as_symbol().and_then(|s| s.description()).map(|d| d.to_rust_string_lossy()).unwrap_or_default()
}

fn private_key(value: Value) -> PropertyKey {
    PropertyKey::from_bits(value.bits())
}

#[cold]
fn missing(vm: &mut Vm, key: PropertyKey, write: bool) -> Thrown {
    let name = name_text(key);
    let (verb, way) = if write { ("write", "to") } else { ("read", "from") };
    vm.type_error(format!("Cannot {verb} private member {name} {way} an object whose class did not declare it"))
}

/// `GetPrivate`
#[inline(never)]
pub(super) fn get(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let key = private_key(at.reg(at.c()));
    let receiver = at.reg(at.b());
    let Some(object) = receiver.as_object() else { return Err(missing(vm, key, false)) };
    let shape = object.shape();
    let Some(entry) = shape.lookup(key) else { return Err(missing(vm, key, false)) };
    let value = object.slot(shape, entry.slot);
    if entry.attrs & attrs::ACCESSOR == 0 {
        if let Some(ic) = at.ic(at.wide_i())
            && shape.is_inline(entry.slot)
            && let Some(mut description) = vm.describe_get(receiver, key)
        {
            description.extra = at.reg(at.c());
            *ic = description;
            let block = at.code();
            vm.heap.barrier(block);
        }
        at.set(at.a(), value);
        return Ok(Step::Next);
    }
    let getter = value.as_internal::<Accessor>().map_or(Value::UNDEFINED, |a| a.get.get());
    if getter.is_undefined() {
        return Err(vm.type_error(format!("'{}' was defined without a getter", name_text(key))));
    }
    vm.push_call(at, getter, receiver, &[], false)
}

/// `SetPrivate`
#[inline(never)]
pub(super) fn set(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let key = private_key(at.reg(at.b()));
    let receiver = at.reg(at.a());
    let value = at.reg(at.c());
    let Some(object) = receiver.as_object() else { return Err(missing(vm, key, true)) };
    let shape = object.shape();
    let Some(entry) = shape.lookup(key) else { return Err(missing(vm, key, true)) };
    if entry.attrs & attrs::ACCESSOR != 0 {
        let setter = object.slot(shape, entry.slot).as_internal::<Accessor>().map_or(Value::UNDEFINED, |a| a.set.get());
        if setter.is_undefined() {
            return Err(vm.type_error(format!("'{}' was defined without a setter", name_text(key))));
        }
        return vm.push_call(at, setter, receiver, &[value], true);
    }
    if entry.attrs & attrs::WRITABLE == 0 {
        return Err(vm.type_error(format!("Private method '{}' is not writable", name_text(key))));
    }
    vm.set_slot(object, &entry, value);
    if let Some(ic) = at.ic(at.wide_i())
        && let Some(mut description) = vm.describe_store(shape, object, key, false)
        && description.action == Action::StoreInline
    {
        description.extra = at.reg(at.b());
        *ic = description;
        let block = at.code();
        vm.heap.barrier(block);
    }
    Ok(Step::Next)
}

/// Adds a private element; TypeError when it is there already.
fn add(vm: &mut Vm, object: Gc<Object>, key: PropertyKey, value: Value, attributes: u8) -> JsResult<()> {
    if object.shape().lookup(key).is_some() {
        return Err(vm.type_error(format!("Cannot initialize {} twice on the same object", name_text(key))));
    }
    // Private elements of objects that cannot be extended: stage 4 of the proposal "nonextensible applies to private".
    if object.kind() != Kind::Proxy && !object.shape().is_extensible() {
        return Err(vm.type_error(format!("Cannot define private field {}, object is not extensible", name_text(key))));
    }
    if object.kind() == Kind::Function {
        vm.materialize_lazy_properties(object);
    }
    vm.add_property(object, key, value, attributes);
    Ok(())
}

/// `DefinePrivate`
#[inline(never)]
pub(super) fn define(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let object = at.reg(at.a()).as_object().expect("fields are defined on objects");
    add(vm, object, private_key(at.reg(at.b())), at.reg(at.c()), attrs::WRITABLE)
}

/// `DefinePrivateMethod`
#[inline(never)]
pub(super) fn define_method(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let object = at.reg(at.a()).as_object().expect("methods are defined on objects");
    let key = private_key(at.reg(at.b()));
    let function = at.reg(at.c());
    if at.x() == 0 {
        return add(vm, object, key, function, 0);
    }
    let getter = at.x() == 1;
    let shape = object.shape();
    if let Some(entry) = shape.lookup(key)
        && let Some(accessor) = object.slot(shape, entry.slot).as_internal::<Accessor>()
    {
        let half = if getter { &accessor.get } else { &accessor.set };
        if half.get().is_undefined() {
            half.set(function);
            vm.heap.barrier(accessor);
            return Ok(());
        }
    }
    let (get, set) = if getter { (function, Value::UNDEFINED) } else { (Value::UNDEFINED, function) };
    let accessor = vm.new_accessor(get, set);
    add(vm, object, key, Value::internal(accessor), attrs::ACCESSOR)
}

/// `HasPrivate`
#[inline(never)]
pub(super) fn has(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let key = private_key(at.reg(at.c()));
    let Some(object) = at.reg(at.b()).as_object() else {
        let text = vm.describe_for_error(at.reg(at.b()));
        return Err(vm.type_error(format!("Cannot use 'in' operator to search for '{}' in {text}", name_text(key))));
    };
    at.set(at.a(), Value::bool(object.shape().lookup(key).is_some()));
    Ok(())
}

/// `NewPrivateName`
#[inline(never)]
pub(super) fn new_name(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let description = match at.raw_constant(at.i() as u32) {
        Constant::String(text) => Some(vm.intern_wtf8(text)),
        _ => None,
    };
    let symbol = vm.new_symbol(description, SymbolSort::Private);
    at.set(at.a(), symbol.into());
    Ok(())
}
