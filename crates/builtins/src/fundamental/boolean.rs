//! 20.3 Boolean.
use crate::support::Class;
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Realm, Value, Vm, method};

const CLASS: Class = Class::new("Boolean", 1, construct, Intrinsic::Boolean, Intrinsic::BooleanPrototype)
    .methods(METHODS)
    .prototype_kind(Kind::BooleanObject);

const METHODS: &[Builtin] = &[method("toString", 0, to_string), method("valueOf", 0, value_of)];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    vm.set_field(prototype, 0, Value::FALSE);
}

/// 20.3.1.1 [Boolean](https://tc39.es/ecma262/#sec-boolean-constructor-boolean-value)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let value = Value::bool(args.get(0).to_boolean());
    let Some(new_target) = args.new_target().as_object() else { return Ok(value) };
    let object = vm.ordinary_create_from_constructor(new_target, Intrinsic::BooleanPrototype, Kind::BooleanObject)?;
    vm.set_field(object, 0, value);
    Ok(object.into())
}

/// 20.3.3.3.1 [ThisBooleanValue](https://tc39.es/ecma262/#sec-thisbooleanvalue)
fn this_boolean(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<Value> {
    let this = args.this();
    match this.as_object() {
        None if this.is_bool() => Ok(this),
        Some(object) if object.kind() == Kind::BooleanObject => Ok(object.field(0)),
        _ => Err(vm.type_error(format!("Boolean.prototype.{method} requires that 'this' be a Boolean"))),
    }
}
/// 20.3.3.2 [Boolean.prototype.toString](https://tc39.es/ecma262/#sec-boolean.prototype.tostring)
fn to_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let value = this_boolean(vm, args, "toString")?;
    Ok(vm.to_string(value)?.into())
}
/// 20.3.3.3 [Boolean.prototype.valueOf](https://tc39.es/ecma262/#sec-boolean.prototype.valueof)
fn value_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    this_boolean(vm, args, "valueOf")
}
