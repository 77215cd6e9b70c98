//! 20.5 Error and the native errors, AggregateError, SuppressedError.
use super::error_stack;
use crate::support::{Class, new_target_or_callee};
use ogive_vm::native::FIELD_DATA;
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic as I, JsResult, Kind, Object, Realm, Value, Vm, attrs, method};

const ERROR: Class = Class::new("Error", 1, construct_error, I::Error, I::ErrorPrototype)
    .statics(STATICS)
    .methods(METHODS);

const STATICS: &[Builtin] = &[
    method("captureStackTrace", 2, error_stack::capture_stack_trace),
    method("isError", 1, is_error).pure(),
];
const METHODS: &[Builtin] = &[method("toString", 0, to_string)];

/// Makes Error or a native error and its prototype; false if the intrinsic is something else.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>, which: I) -> bool {
    let native = |name, constructor, prototype| {
        Class::new(name, 1, construct_error, constructor, prototype).extends(I::Error, I::ErrorPrototype)
    };
    let class = match which {
        I::Error | I::ErrorPrototype => ERROR,
        I::TypeError | I::TypeErrorPrototype => native("TypeError", I::TypeError, I::TypeErrorPrototype),
        I::RangeError | I::RangeErrorPrototype => native("RangeError", I::RangeError, I::RangeErrorPrototype),
        I::ReferenceError | I::ReferenceErrorPrototype => native("ReferenceError", I::ReferenceError, I::ReferenceErrorPrototype),
        I::SyntaxError | I::SyntaxErrorPrototype => native("SyntaxError", I::SyntaxError, I::SyntaxErrorPrototype),
        I::EvalError | I::EvalErrorPrototype => native("EvalError", I::EvalError, I::EvalErrorPrototype),
        I::UriError | I::UriErrorPrototype => native("URIError", I::UriError, I::UriErrorPrototype),
        I::AggregateError | I::AggregateErrorPrototype => Class {
            length: 2,
            function: construct_aggregate_error,
            ..native("AggregateError", I::AggregateError, I::AggregateErrorPrototype)
        },
        I::SuppressedError | I::SuppressedErrorPrototype => Class {
            length: 3,
            function: construct_suppressed_error,
            ..native("SuppressedError", I::SuppressedError, I::SuppressedErrorPrototype)
        },
        _ => return false,
    };
    let (constructor, prototype) = class.make(vm, realm);
    // The constructors share their code: each knows its prototype's intrinsic.
    vm.set_field(constructor, FIELD_DATA, Value::int(class.prototype as i32));
    let (name_key, message_key, name, empty) = (vm.names.name, vm.names.message, vm.intern_str(class.name), vm.empty_string());
    vm.define_own_builtin(prototype, name_key, name.into(), attrs::HIDDEN);
    vm.define_own_builtin(prototype, message_key, empty.into(), attrs::HIDDEN);
    if class.constructor == I::Error {
        error_stack::define(vm, realm, constructor, prototype);
    }
    true
}

/// 20.5.1.1 [Error](https://tc39.es/ecma262/#sec-error-message) and
/// 20.5.6.1.1 [NativeError](https://tc39.es/ecma262/#sec-nativeerror)
fn construct_error(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let error = create(vm, args, args.get(0))?;
    install_error_cause(vm, error, args.get(1))?;
    Ok(error.into())
}
/// The error object with its message.
fn create(vm: &mut Vm, args: Arguments, message: Value) -> JsResult<Gc<Object>> {
    let prototype = args.callee().field(FIELD_DATA).as_int().unwrap_or(I::ErrorPrototype as i32);
    let prototype = I::ALL[prototype as usize];
    let error = vm.ordinary_create_from_constructor(new_target_or_callee(args), prototype, Kind::Error)?;
    // First, as in V8: `stack` is the first own property.
    vm.capture_stack(error, Some(new_target_or_callee(args)));
    if !message.is_undefined() {
        let message = vm.to_string(message)?;
        let key = vm.names.message;
        vm.add_property(error, key, message.into(), attrs::HIDDEN);
    }
    Ok(error)
}
/// 20.5.8.1 [InstallErrorCause](https://tc39.es/ecma262/#sec-installerrorcause)
fn install_error_cause(vm: &mut Vm, error: Gc<Object>, options: Value) -> JsResult<()> {
    let Some(options) = options.as_object() else { return Ok(()) };
    let key = vm.names.cause;
    if vm.has_property(options, key)? {
        let cause = vm.get(options, key)?;
        vm.define_own_builtin(error, key, cause, attrs::HIDDEN);
    }
    Ok(())
}

/// 20.5.7.1.1 [AggregateError](https://tc39.es/ecma262/#sec-aggregate-error)
fn construct_aggregate_error(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let error = create(vm, args, args.get(1))?;
    install_error_cause(vm, error, args.get(2))?;
    let list = vm.iterable_to_list(args.get(0))?;
    let errors = vm.new_array_from(&list);
    let key = vm.names.errors;
    vm.define_own_builtin(error, key, errors.into(), attrs::HIDDEN);
    Ok(error.into())
}

/// 20.5.10.1.1 [SuppressedError](https://tc39.es/ecma262/#sec-suppressederror)
fn construct_suppressed_error(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let error = create(vm, args, args.get(2))?;
    let (error_key, suppressed_key) = (vm.names.error, vm.names.suppressed);
    vm.define_own_builtin(error, error_key, args.get(0), attrs::HIDDEN);
    vm.define_own_builtin(error, suppressed_key, args.get(1), attrs::HIDDEN);
    Ok(error.into())
}
/// A SuppressedError as the engine makes it.
fn new_suppressed_error(vm: &mut Vm, error: Value, suppressed: Value) -> Gc<Object> {
    let prototype = vm.intrinsic(I::SuppressedErrorPrototype);
    let made = vm.new_kind(Kind::Error, prototype.into());
    let (error_key, suppressed_key) = (vm.names.error, vm.names.suppressed);
    vm.define_own_builtin(made, error_key, error, attrs::HIDDEN);
    vm.define_own_builtin(made, suppressed_key, suppressed, attrs::HIDDEN);
    vm.capture_stack(made, None);
    made
}
/// Throws what DisposeResources throws when disposing fails after an earlier exception `pending` (the hole: none).
pub(crate) fn combine_errors(vm: &mut Vm, pending: Value, thrown: Value) -> Value {
    if pending.is_hole() { thrown } else { new_suppressed_error(vm, thrown, pending).into() }
}

/// 20.5.2.1 [Error.isError](https://tc39.es/ecma262/#sec-error.iserror)
fn is_error(_: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(args.get(0).as_object().is_some_and(|o| o.kind() == Kind::Error).into())
}

/// 20.5.3.4 [Error.prototype.toString](https://tc39.es/ecma262/#sec-error.prototype.tostring)
fn to_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(object) = args.this().as_object() else {
        let text = vm.display_string(args.this());
        return Err(vm.type_error(format!("Error.prototype.toString called on incompatible receiver {text}")));
    };
    Ok(vm.error_to_string(object)?.into())
}
