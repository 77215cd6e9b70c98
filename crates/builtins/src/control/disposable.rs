//! DisposableStack, and what it shares with AsyncDisposableStack.
//!
//! A stack's resources are in an array of triples (value, function, [`Resource`]) that no script sees.
use crate::fundamental::combine_errors;
use crate::support::{Class, incompatible, define_alias, require_callable, require_new, set_tag};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, PropertyKey, Realm, Thrown, Value, Vm, getter, method};

const CLASS: Class =
    Class::new("DisposableStack", 0, construct, Intrinsic::DisposableStack, Intrinsic::DisposableStackPrototype).methods(METHODS);

const METHODS: &[Builtin] = &[
    method("adopt", 2, adopt),
    method("defer", 1, defer),
    method("dispose", 0, dispose),
    getter("disposed", disposed),
    method("move", 0, move_),
    method("use", 1, use_),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    let symbol = PropertyKey::symbol(vm.symbols.dispose);
    define_alias(vm, prototype, symbol, "dispose");
    set_tag(vm, prototype, "DisposableStack");
}

/// How a resource is disposed of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub(super) enum Resource {
    /// function.call(value)
    Use,
    /// As Use, from @@dispose in place of @@asyncDispose: the result is dropped.
    UseSync,
    /// function(value)
    Adopt,
    /// function()
    Defer,
    /// null or undefined in an asynchronous stack: something to await, nothing to call.
    Nothing,
}
/// Internal field: 0 a DisposableStack, 1 an AsyncDisposableStack; 2 more when disposed.
const STATE: usize = 0;
/// Internal field: the resources.
const RESOURCES: usize = 1;

/// A fresh stack's fields.
pub(super) fn init(vm: &mut Vm, stack: Gc<Object>, asynchronous: bool) -> JsResult<()> {
    let resources = vm.new_array(0)?;
    vm.set_field(stack, STATE, Value::int(asynchronous as i32));
    vm.set_field(stack, RESOURCES, resources.into());
    Ok(())
}
/// `this` as a stack of the sort.
pub(super) fn this_stack(vm: &mut Vm, args: Arguments, asynchronous: bool, method: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object().filter(|o| o.kind() == Kind::DisposableStack) {
        Some(stack) if state(stack) & 1 == asynchronous as i32 => Ok(stack),
        _ => {
            let class = if asynchronous { "AsyncDisposableStack" } else { "DisposableStack" };
            Err(incompatible(vm, args.this(), &format!("{class}.prototype.{method}")))
        }
    }
}
fn state(stack: Gc<Object>) -> i32 {
    stack.field(STATE).as_int().unwrap_or(0)
}
/// [[DisposableState]] is disposed?
pub(super) fn is_disposed(stack: Gc<Object>) -> bool {
    state(stack) & 2 != 0
}
/// As [`this_stack`], or the ReferenceError of a stack that has been disposed.
pub(super) fn open_stack(vm: &mut Vm, args: Arguments, asynchronous: bool, method: &str) -> JsResult<Gc<Object>> {
    let stack = this_stack(vm, args, asynchronous, method)?;
    if is_disposed(stack) { Err(already_disposed(vm)) } else { Ok(stack) }
}
#[cold]
fn already_disposed(vm: &mut Vm) -> Thrown {
    vm.reference_error("The stack has already been disposed")
}
/// Marks a stack as disposed and takes its resources.
pub(super) fn take_resources(vm: &mut Vm, stack: Gc<Object>) -> Gc<Object> {
    vm.set_field(stack, STATE, Value::int(state(stack) | 2));
    let resources = stack.field(RESOURCES).as_object().expect("an open stack has resources");
    vm.set_field(stack, RESOURCES, Value::UNDEFINED);
    resources
}
/// Adds a resource to an open stack.
pub(super) fn add(vm: &mut Vm, stack: Gc<Object>, value: Value, function: Value, resource: Resource) -> JsResult<()> {
    let resources = stack.field(RESOURCES).as_object().expect("an open stack has resources");
    for part in [value, function, Value::int(resource as i32)] {
        vm.array_push(resources, part)?;
    }
    Ok(())
}
/// Takes the last resource.
pub(super) fn pop(vm: &mut Vm, resources: Gc<Object>) -> Option<(Value, Value, Resource)> {
    let length = vm.array_length(resources);
    if length < 3 {
        return None;
    }
    let part = |i| resources.elements().get(length - i);
    let (value, function) = (part(3), part(2));
    let resource = match part(1).as_int() {
        Some(0) => Resource::Use,
        Some(1) => Resource::UseSync,
        Some(2) => Resource::Adopt,
        Some(3) => Resource::Defer,
        _ => Resource::Nothing,
    };
    vm.set_array_length(resources, length - 3);
    Some((value, function, resource))
}
/// 9.5.8 [Dispose](https://tc39.es/ecma262/#sec-dispose)
pub(super) fn call(vm: &mut Vm, value: Value, function: Value, resource: Resource) -> JsResult<Value> {
    match resource {
        Resource::Use | Resource::UseSync => vm.call(function, value, &[]),
        Resource::Adopt => vm.call(function, Value::UNDEFINED, &[value]),
        Resource::Defer => vm.call(function, Value::UNDEFINED, &[]),
        Resource::Nothing => Ok(Value::UNDEFINED),
    }
}
/// The TypeError of a value without dispose method.
#[cold]
pub(super) fn not_disposable(vm: &mut Vm, value: Value, symbol: &str) -> Thrown {
    if !value.is_object() {
        let text = vm.display_string(value);
        return vm.type_error(format!("{text} is not an object"));
    }
    vm.type_error(format!("Property [{symbol}] is not a function"))
}

/// 27.3.1.1 [DisposableStack](https://tc39.es/ecma262/#sec-disposablestack)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "DisposableStack")?;
    let stack = vm.ordinary_create_from_constructor(new_target, Intrinsic::DisposableStackPrototype, Kind::DisposableStack)?;
    init(vm, stack, false)?;
    Ok(stack.into())
}
/// 27.3.3.1 [DisposableStack.prototype.adopt](https://tc39.es/ecma262/#sec-disposablestack.prototype.adopt)
fn adopt(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let stack = open_stack(vm, args, false, "adopt")?;
    let on_dispose = require_callable(vm, args.get(1))?;
    add(vm, stack, args.get(0), on_dispose, Resource::Adopt)?;
    Ok(args.get(0))
}
/// 27.3.3.2 [DisposableStack.prototype.defer](https://tc39.es/ecma262/#sec-disposablestack.prototype.defer)
fn defer(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let stack = open_stack(vm, args, false, "defer")?;
    let on_dispose = require_callable(vm, args.get(0))?;
    add(vm, stack, Value::UNDEFINED, on_dispose, Resource::Defer)?;
    Ok(Value::UNDEFINED)
}
/// 27.3.3.3 [DisposableStack.prototype.dispose](https://tc39.es/ecma262/#sec-disposablestack.prototype.dispose)
fn dispose(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let stack = this_stack(vm, args, false, "dispose")?;
    if is_disposed(stack) {
        return Ok(Value::UNDEFINED);
    }
    let resources = take_resources(vm, stack);
    // 9.5.9 DisposeResources: every resource is disposed of; errors add up.
    let mut error = Value::HOLE;
    while let Some((value, function, resource)) = pop(vm, resources) {
        if let Err(thrown) = call(vm, value, function, resource) {
            let thrown = vm.catch(thrown)?;
            error = combine_errors(vm, error, thrown);
        }
    }
    if error.is_hole() { Ok(Value::UNDEFINED) } else { Err(vm.throw(error)) }
}
/// 27.3.3.4 [get DisposableStack.prototype.disposed](https://tc39.es/ecma262/#sec-get-disposablestack.prototype.disposed)
fn disposed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(is_disposed(this_stack(vm, args, false, "disposed")?).into())
}
/// 27.3.3.5 [DisposableStack.prototype.move](https://tc39.es/ecma262/#sec-disposablestack.prototype.move)
fn move_(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let stack = open_stack(vm, args, false, "move")?;
    Ok(move_to_new(vm, stack, Intrinsic::DisposableStackPrototype).into())
}
/// A new stack with the resources of another, which is disposed then.
pub(super) fn move_to_new(vm: &mut Vm, stack: Gc<Object>, prototype: Intrinsic) -> Gc<Object> {
    let prototype = vm.intrinsic(prototype);
    let new = vm.new_kind(Kind::DisposableStack, prototype.into());
    vm.set_field(new, STATE, stack.field(STATE));
    let resources = take_resources(vm, stack);
    vm.set_field(new, RESOURCES, resources.into());
    new
}
/// 27.3.3.6 [DisposableStack.prototype.use](https://tc39.es/ecma262/#sec-disposablestack.prototype.use)
fn use_(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let stack = open_stack(vm, args, false, "use")?;
    let value = args.get(0);
    if value.is_nullish() {
        return Ok(value);
    }
    let key = PropertyKey::symbol(vm.symbols.dispose);
    let method = if value.is_object() { vm.get_method(value, key)? } else { Value::UNDEFINED };
    if method.is_undefined() {
        return Err(not_disposable(vm, value, "Symbol.dispose"));
    }
    add(vm, stack, value, method, Resource::Use)?;
    Ok(value)
}
