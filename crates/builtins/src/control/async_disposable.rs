//! AsyncDisposableStack.
use super::disposable::{self, Resource, add, init, is_disposed, move_to_new, not_disposable, open_stack, take_resources, this_stack};
use crate::fundamental::combine_errors;
use crate::support::{Class, define_alias, require_callable, require_new, set_tag};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, PropertyKey, Realm, Value, Vm, attrs, getter, method};

const CLASS: Class =
    Class::new("AsyncDisposableStack", 0, construct, Intrinsic::AsyncDisposableStack, Intrinsic::AsyncDisposableStackPrototype)
        .methods(METHODS);

const METHODS: &[Builtin] = &[
    method("adopt", 2, adopt),
    method("defer", 1, defer),
    method("disposeAsync", 0, dispose_async),
    getter("disposed", disposed),
    method("move", 0, move_),
    method("use", 1, use_),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    let symbol = PropertyKey::symbol(vm.symbols.async_dispose);
    define_alias(vm, prototype, symbol, "disposeAsync");
    set_tag(vm, prototype, "AsyncDisposableStack");
}

/// 27.4.1.1 [AsyncDisposableStack](https://tc39.es/ecma262/#sec-asyncdisposablestack)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "AsyncDisposableStack")?;
    let stack =
        vm.ordinary_create_from_constructor(new_target, Intrinsic::AsyncDisposableStackPrototype, Kind::DisposableStack)?;
    init(vm, stack, true)?;
    Ok(stack.into())
}
/// 27.4.3.1 [AsyncDisposableStack.prototype.adopt](https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.adopt)
fn adopt(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let stack = open_stack(vm, args, true, "adopt")?;
    let on_dispose = require_callable(vm, args.get(1))?;
    add(vm, stack, args.get(0), on_dispose, Resource::Adopt)?;
    Ok(args.get(0))
}
/// 27.4.3.2 [AsyncDisposableStack.prototype.defer](https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.defer)
fn defer(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let stack = open_stack(vm, args, true, "defer")?;
    let on_dispose = require_callable(vm, args.get(0))?;
    add(vm, stack, Value::UNDEFINED, on_dispose, Resource::Defer)?;
    Ok(Value::UNDEFINED)
}
/// 27.4.3.4 [get AsyncDisposableStack.prototype.disposed](https://tc39.es/ecma262/#sec-get-asyncdisposablestack.prototype.disposed)
fn disposed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(is_disposed(this_stack(vm, args, true, "disposed")?).into())
}
/// 27.4.3.5 [AsyncDisposableStack.prototype.move](https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.move)
fn move_(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let stack = open_stack(vm, args, true, "move")?;
    Ok(move_to_new(vm, stack, Intrinsic::AsyncDisposableStackPrototype).into())
}
/// 27.4.3.6 [AsyncDisposableStack.prototype.use](https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.use)
fn use_(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let stack = open_stack(vm, args, true, "use")?;
    let value = args.get(0);
    if value.is_nullish() {
        add(vm, stack, Value::UNDEFINED, Value::UNDEFINED, Resource::Nothing)?;
        return Ok(value);
    }
    if !value.is_object() {
        return Err(not_disposable(vm, value, "Symbol.asyncDispose"));
    }
    let key = PropertyKey::symbol(vm.symbols.async_dispose);
    let mut method = vm.get_method(value, key)?;
    let mut resource = Resource::Use;
    if method.is_undefined() {
        let key = PropertyKey::symbol(vm.symbols.dispose);
        method = vm.get_method(value, key)?;
        resource = Resource::UseSync;
    }
    if method.is_undefined() {
        return Err(not_disposable(vm, value, "Symbol.asyncDispose"));
    }
    add(vm, stack, value, method, resource)?;
    Ok(value)
}

/// 27.4.3.3 [AsyncDisposableStack.prototype.disposeAsync](https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.disposeAsync)
fn dispose_async(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let capability = vm.new_light_capability();
    let stack = this_stack(vm, args, true, "disposeAsync");
    let Some(stack) = vm.reject_if_abrupt(stack, &capability)? else { return Ok(capability.promise) };
    if is_disposed(stack) {
        vm.resolve_capability(&capability, Value::UNDEFINED)?;
        return Ok(capability.promise);
    }
    let resources = Value::from(take_resources(vm, stack));
    let state = vm.new_array_from(&[resources, capability.promise, Value::HOLE, Value::ZERO]);
    go_on(vm, state)?;
    Ok(capability.promise)
}

/// A disposal under way is an array that no script sees.
mod progress {
    /// The resources left.
    pub const RESOURCES: u32 = 0;
    /// The promise to settle.
    pub const PROMISE: u32 = 1;
    /// The error so far, or the hole.
    pub const ERROR: u32 = 2;
    /// [`super::NEEDS_AWAIT`], [`super::HAS_AWAITED`].
    pub const FLAGS: u32 = 3;
}
const NEEDS_AWAIT: i32 = 1;
const HAS_AWAITED: i32 = 2;

fn set(vm: &mut Vm, state: Gc<Object>, i: u32, value: Value) {
    vm.define_element(state, i, value, attrs::ALL);
}
fn set_flags(vm: &mut Vm, state: Gc<Object>, flags: i32) {
    set(vm, state, progress::FLAGS, Value::int(flags));
}
fn fail(vm: &mut Vm, state: Gc<Object>, thrown: Value) {
    let error = combine_errors(vm, state.elements().get(progress::ERROR), thrown);
    set(vm, state, progress::ERROR, error);
}

/// 9.5.9 [DisposeResources](https://tc39.es/ecma262/#sec-disposeresources) up to the next Await.
fn go_on(vm: &mut Vm, state: Gc<Object>) -> JsResult<()> {
    let resources = state.elements().get(progress::RESOURCES).as_object().expect("resources");
    while let Some((value, function, resource)) = disposable::pop(vm, resources) {
        let flags = state.elements().get(progress::FLAGS).as_int().unwrap_or(0);
        if resource == Resource::Nothing {
            set_flags(vm, state, flags | NEEDS_AWAIT);
            continue;
        }
        let mut result = disposable::call(vm, value, function, resource);
        if resource == Resource::UseSync {
            // The method's outcome is that of a promise: undefined, or its exception.
            let promise = vm.new_promise();
            match result {
                Ok(_) => vm.resolve_promise(promise, Value::UNDEFINED)?,
                Err(thrown) => {
                    let error = vm.catch(thrown)?;
                    vm.reject_promise(promise, error);
                }
            }
            result = Ok(promise.into());
        }
        match result {
            Ok(result) => {
                set_flags(vm, state, flags | HAS_AWAITED);
                if wait(vm, state, result)? {
                    return Ok(());
                }
            }
            Err(thrown) => {
                let error = vm.catch(thrown)?;
                fail(vm, state, error);
            }
        }
    }
    let flags = state.elements().get(progress::FLAGS).as_int().unwrap_or(0);
    if flags == NEEDS_AWAIT {
        set_flags(vm, state, HAS_AWAITED);
        if wait(vm, state, Value::UNDEFINED)? {
            return Ok(());
        }
    }
    let promise = state.elements().get(progress::PROMISE).as_object().expect("a promise");
    match state.elements().get(progress::ERROR) {
        Value::HOLE => vm.resolve_promise(promise, Value::UNDEFINED),
        error => {
            vm.reject_promise(promise, error);
            Ok(())
        }
    }
}
/// Await: false when it throws at once.
fn wait(vm: &mut Vm, state: Gc<Object>, value: Value) -> JsResult<bool> {
    match vm.await_with(value, awaited, [state.into(), Value::UNDEFINED]) {
        Ok(()) => Ok(true),
        Err(thrown) => {
            let error = vm.catch(thrown)?;
            fail(vm, state, error);
            Ok(false)
        }
    }
}
fn awaited(vm: &mut Vm, [state, _]: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
    let state = state.as_object().expect("the state of a disposal");
    if rejected {
        fail(vm, state, value);
    }
    go_on(vm, state)
}
