//! 27.2 Promise: constructor and prototype. The operations and jobs are in `vm/src/promise.rs`, the functions on many
//! promises in `promise_combinators.rs`.
use super::promise_combinators::{all, all_keyed, all_settled, all_settled_keyed, any, race};
use crate::support::{Class, incompatible, is_callable, remember, set_tag};
use ogive_vm::native::{FIELD_DATA, FIELD_EXTRA};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm, getter, method};

const CLASS: Class =
    Class::new("Promise", 1, construct, Intrinsic::Promise, Intrinsic::PromisePrototype).statics(STATICS).methods(METHODS);

const STATICS: &[Builtin] = &[
    method("all", 1, all),
    method("allKeyed", 1, all_keyed),
    method("allSettled", 1, all_settled),
    method("allSettledKeyed", 1, all_settled_keyed),
    method("any", 1, any),
    method("race", 1, race),
    method("resolve", 1, resolve),
    method("reject", 1, reject),
    method("try", 1, try_),
    method("withResolvers", 0, with_resolvers),
    getter("@@species", crate::support::get_species),
];
const METHODS: &[Builtin] = &[method("then", 2, then), method("catch", 1, catch), method("finally", 1, finally)];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (constructor, prototype) = CLASS.make(vm, realm);
    set_tag(vm, prototype, "Promise");
    let (then, resolve) = (vm.names.then, vm.names.resolve);
    remember(vm, realm, Intrinsic::PromiseThen, prototype, then);
    remember(vm, realm, Intrinsic::PromiseResolve, constructor, resolve);
    vm.protect_promise(constructor, prototype);
}

/// 27.2.3.1 [Promise](https://tc39.es/ecma262/#sec-promise-executor)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(new_target) = args.new_target().as_object() else {
        return Err(vm.type_error("Promise constructor cannot be invoked without 'new'"));
    };
    let executor = args.get(0);
    if !is_callable(executor) {
        let text = vm.display_string(executor);
        return Err(vm.type_error(format!("Promise resolver {text} is not a function")));
    }
    let promise = vm.ordinary_create_from_constructor(new_target, Intrinsic::PromisePrototype, Kind::Promise)?;
    vm.init_promise(promise);
    let (resolve, reject) = vm.create_resolving_functions(promise);
    if let Err(thrown) = vm.call(executor, Value::UNDEFINED, &[resolve, reject]) {
        let error = vm.catch(thrown)?;
        vm.call(reject, Value::UNDEFINED, &[error])?;
    }
    Ok(promise.into())
}

/// 27.2.4.6 [Promise.reject](https://tc39.es/ecma262/#sec-promise.reject)
fn reject(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    this_constructor(vm, args, "PromiseReject")?;
    let capability = vm.new_promise_capability(args.this())?;
    vm.reject_capability(&capability, args.get(0))?;
    Ok(capability.promise)
}
/// 27.2.4.7 [Promise.resolve](https://tc39.es/ecma262/#sec-promise.resolve)
fn resolve(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let constructor = this_constructor(vm, args, "PromiseResolve")?;
    Ok(vm.promise_resolve(constructor, args.get(0))?.into())
}
fn this_constructor(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object() {
        Some(constructor) => Ok(constructor),
        None => Err(vm.type_error(format!("{name} called on non-object"))),
    }
}
/// 27.2.4.8 [Promise.try](https://tc39.es/ecma262/#sec-promise.try)
fn try_(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    this_constructor(vm, args, "Promise.try")?;
    let capability = vm.new_promise_capability(args.this())?;
    let status = vm.call(args.get(0), Value::UNDEFINED, args.from(1));
    if let Some(value) = vm.reject_if_abrupt(status, &capability)? {
        vm.resolve_capability(&capability, value)?;
    }
    Ok(capability.promise)
}
/// 27.2.4.9 [Promise.withResolvers](https://tc39.es/ecma262/#sec-promise.withResolvers)
fn with_resolvers(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let capability = vm.new_promise_capability(args.this())?;
    let object = vm.new_object();
    let (promise, resolve, reject) = (vm.names.promise, vm.names.resolve, vm.names.reject);
    vm.add_fresh(object, promise, capability.promise);
    vm.add_fresh(object, resolve, capability.resolve);
    vm.add_fresh(object, reject, capability.reject);
    Ok(object.into())
}

/// 27.2.5.1 [Promise.prototype.catch](https://tc39.es/ecma262/#sec-promise.prototype.catch)
fn catch(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let key = vm.names.then;
    vm.invoke(args.this(), key, &[Value::UNDEFINED, args.get(0)])
}
/// 27.2.5.4 [Promise.prototype.then](https://tc39.es/ecma262/#sec-promise.prototype.then)
fn then(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    match vm.as_promise(args.this()) {
        Some(promise) => vm.promise_then(promise, args.get(0), args.get(1)),
        None => Err(incompatible(vm, args.this(), "Promise.prototype.then")),
    }
}

/// 27.2.5.3 [Promise.prototype.finally](https://tc39.es/ecma262/#sec-promise.prototype.finally)
fn finally(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(promise) = args.this().as_object() else {
        return Err(incompatible(vm, args.this(), "Promise.prototype.finally"));
    };
    let default = vm.intrinsic(Intrinsic::Promise);
    let constructor = vm.species_constructor(promise, default)?;
    let on_finally = args.get(0);
    let (on_fulfilled, on_rejected) = if is_callable(on_finally) {
        let fulfilled = vm.new_native_with("", 1, then_finally, on_finally, constructor.into());
        let rejected = vm.new_native_with("", 1, catch_finally, on_finally, constructor.into());
        (fulfilled.into(), rejected.into())
    } else {
        (on_finally, on_finally)
    };
    let key = vm.names.then;
    vm.invoke(promise.into(), key, &[on_fulfilled, on_rejected])
}
/// 27.2.5.3.1 [Then Finally Functions](https://tc39.es/ecma262/#sec-thenfinallyfunctions)
fn then_finally(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    fn value_thunk(_: &mut Vm, args: Arguments) -> JsResult<Value> {
        Ok(args.callee().field(FIELD_DATA))
    }
    after_finally(vm, args, value_thunk)
}
/// 27.2.5.3.2 [Catch Finally Functions](https://tc39.es/ecma262/#sec-catchfinallyfunctions)
fn catch_finally(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    fn thrower(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
        Err(vm.throw(args.callee().field(FIELD_DATA)))
    }
    after_finally(vm, args, thrower)
}
fn after_finally(vm: &mut Vm, args: Arguments, then: ogive_vm::NativeFn) -> JsResult<Value> {
    let (on_finally, constructor) = (args.callee().field(FIELD_DATA), args.callee().field(FIELD_EXTRA));
    let result = vm.call(on_finally, Value::UNDEFINED, &[])?;
    let constructor = constructor.as_object().expect("a species is an object");
    let promise = vm.promise_resolve(constructor, result)?;
    let next = vm.new_native_with("", 0, then, args.get(0), Value::UNDEFINED);
    let key = vm.names.then;
    vm.invoke(promise.into(), key, &[next.into()])
}
