//! Explicit resource management (9.5): `using` and `await using`.
//!
//! A scope is an array of triples (value, method, hint) that no script sees, after a first element that holds the state of an
//! asynchronous disposal.
use super::at::At;
use crate::cells::Kind;
use crate::key::PropertyKey;
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::shape::attrs;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// Hints of resources.
const SYNC: i32 = 0;
const ASYNC: i32 = 1;
/// `Symbol.dispose` used for lack of `Symbol.asyncDispose`: its result is dropped, a promise of undefined is awaited.
const ASYNC_FROM_SYNC: i32 = 2;

/// Bits of the state: needsAwait and hasAwaited of 9.5.6 DisposeResources.
const NEEDS_AWAIT: i32 = 1;
const HAS_AWAITED: i32 = 2;

fn scope_of(at: At, register: u16) -> Gc<Object> {
    at.reg(register).as_object().expect("a dispose scope")
}

/// `NewDisposeScope`
#[inline(never)]
pub(super) fn new_scope(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let scope = vm.new_array_from(&[Value::ZERO]);
    at.set(at.a(), scope.into());
    Ok(())
}

/// `AddDisposable`
#[inline(never)]
pub(super) fn add(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let (scope, value) = (scope_of(at, at.a()), at.reg(at.b()));
    let is_async = at.x() & 1 != 0;
    let (method, hint) = if value.is_nullish() {
        if !is_async {
            return Ok(());
        }
        (Value::UNDEFINED, ASYNC)
    } else {
        if !value.is_object() {
            let text = vm.describe_for_error(value);
            return Err(vm.type_error(format!("{text} is not an object")));
        }
        dispose_method(vm, value, is_async)?
    };
    for part in [value, method, Value::int(hint)] {
        vm.array_push(scope, part)?;
    }
    Ok(())
}

/// 9.5.5 GetDisposeMethod
fn dispose_method(vm: &mut Vm, value: Value, is_async: bool) -> JsResult<(Value, i32)> {
    if is_async {
        let key = PropertyKey::symbol(vm.symbols.async_dispose);
        let method = vm.get_method(value, key)?;
        if !method.is_undefined() {
            return Ok((method, ASYNC));
        }
    }
    let key = PropertyKey::symbol(vm.symbols.dispose);
    let method = vm.get_method(value, key)?;
    if method.is_undefined() {
        let name = if is_async { "Symbol.asyncDispose" } else { "Symbol.dispose" };
        return Err(vm.type_error(format!("Property [{name}] is not a function")));
    }
    Ok((method, if is_async { ASYNC_FROM_SYNC } else { SYNC }))
}

/// `DisposeNext`
#[inline(never)]
pub(super) fn next(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let scope = scope_of(at, at.b());
    let awaited = loop {
        let length = vm.array_length(scope);
        let state = scope.elements().get(0).int_unchecked();
        if length < 4 {
            if state & NEEDS_AWAIT != 0 && state & HAS_AWAITED == 0 {
                set_state(vm, scope, 0)?;
                break Value::UNDEFINED;
            }
            break Value::HOLE;
        }
        let part = |i| scope.elements().get(length - i);
        let (value, method, hint) = (part(3), part(2), part(1).int_unchecked());
        if hint == SYNC && state & NEEDS_AWAIT != 0 && state & HAS_AWAITED == 0 {
            set_state(vm, scope, state & !NEEDS_AWAIT)?;
            break Value::UNDEFINED;
        }
        vm.set_array_length(scope, length - 3);
        if method.is_undefined() {
            set_state(vm, scope, state | NEEDS_AWAIT)?;
            continue;
        }
        let result = vm.call(method, value, &[]);
        match (result, hint) {
            (Ok(_), SYNC) => {}
            (Ok(result), ASYNC) => {
                set_state(vm, scope, state | HAS_AWAITED)?;
                break result;
            }
            (Ok(_), _) => {
                set_state(vm, scope, state | HAS_AWAITED)?;
                break Value::UNDEFINED;
            }
            (Err(thrown), _) if vm.terminating => return Err(thrown),
            (Err(_), ASYNC_FROM_SYNC) => {
                let error = vm.take_exception();
                set_state(vm, scope, state | HAS_AWAITED)?;
                let promise = vm.new_promise();
                vm.reject_promise(promise, error);
                break promise.into();
            }
            (Err(_), _) => {
                let error = vm.take_exception();
                merge(vm, at, at.c(), at.d(), error);
            }
        }
    };
    at.set(at.a(), awaited);
    Ok(())
}

fn set_state(vm: &mut Vm, scope: Gc<Object>, state: i32) -> JsResult<()> {
    vm.store_element(scope, 0, Value::int(state), attrs::ALL)
}

/// `DisposeFail`
#[inline(never)]
pub(super) fn fail(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    merge(vm, at, at.a(), at.b(), at.reg(at.c()));
    Ok(())
}

/// Step 3.e.iii of 9.5.6: an error after an error becomes a SuppressedError.
fn merge(vm: &mut Vm, at: At, error: u16, has_error: u16, thrown: Value) {
    let merged = if at.reg(has_error) == Value::TRUE {
        let prototype = vm.intrinsic(Intrinsic::SuppressedErrorPrototype);
        let both = vm.new_kind(Kind::Error, prototype.into());
        vm.capture_stack(both, None);
        let (error_key, suppressed) = (vm.names.error, vm.names.suppressed);
        vm.add_property(both, error_key, thrown, attrs::HIDDEN);
        vm.add_property(both, suppressed, at.reg(error), attrs::HIDDEN);
        both.into()
    } else {
        thrown
    };
    at.set(error, merged);
    at.set(has_error, Value::TRUE);
}
