//! `stack`: the accessor of Error.prototype, and V8's `Error.captureStackTrace` and `Error.stackTraceLimit`.
//!
//! An error keeps the frames captured when it was made in its internal field; the text is made when `stack` is first read.
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, PropertyDescriptor, Realm, Value, Vm, attrs, getter, setter};

const ACCESSOR: &[Builtin] = &[getter("stack", get_stack), setter("stack", set_stack)];

pub(super) fn define(vm: &mut Vm, realm: Gc<Realm>, constructor: Gc<Object>, prototype: Gc<Object>) {
    let key = vm.names.stack_trace_limit;
    vm.define_own_builtin(constructor, key, Value::int(10), attrs::ALL);
    vm.define_builtins(realm, prototype, ACCESSOR);
}

/// [get Error.prototype.stack](https://tc39.es/proposal-error-stack-accessor/#sec-get-error.prototype.stack)
fn get_stack(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(error) = args.this().as_object() else { return Err(not_object(vm, args, "get")) };
    if error.kind() != Kind::Error {
        return Ok(Value::UNDEFINED);
    }
    vm.error_stack(error)
}
/// [set Error.prototype.stack](https://tc39.es/proposal-error-stack-accessor/#sec-set-error.prototype.stack)
fn set_stack(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(error) = args.this().as_object() else { return Err(not_object(vm, args, "set")) };
    let value = args.get(0);
    if !value.is_string() {
        return Err(vm.type_error("Error.prototype.stack must be set to a string"));
    }
    let key = vm.names.stack;
    crate::support::set_ignoring_prototype(vm, error, Intrinsic::ErrorPrototype, key, value)?;
    Ok(Value::UNDEFINED)
}
#[cold]
fn not_object(vm: &mut Vm, args: Arguments, half: &str) -> ogive_vm::Thrown {
    let text = vm.display_string(args.this());
    vm.type_error(format!("{half} Error.prototype.stack called on non-object: {text}"))
}

/// [Error.captureStackTrace](https://v8.dev/docs/stack-trace-api#stack-trace-collection-for-custom-exceptions)
pub(super) fn capture_stack_trace(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(object) = args.get(0).as_object() else {
        let text = vm.display_string(args.get(0));
        return Err(vm.type_error(format!("Invalid argument: {text}")));
    };
    let until = args.get(1).as_object().filter(|f| f.is_callable());
    let text = vm.stack_of(object, until.unwrap_or_else(|| args.callee()))?;
    let key = vm.names.stack;
    vm.define_property_or_throw(object, key, &PropertyDescriptor::data(text, attrs::HIDDEN))?;
    Ok(Value::UNDEFINED)
}
