//! 25.4 Atomics.
use crate::indexed::typed_array::construct::{buffer_of, detached};
use crate::support::make_object;
use ogive_vm::atomics::{AtomicOp, WaitOutcome};
use ogive_vm::buffer::ElementType;
use ogive_vm::convert::double_to_int32;
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm, method};
use std::time::Duration;

const ROWS: &[Builtin] = &[
    method("add", 3, add),
    method("and", 3, and),
    method("compareExchange", 4, compare_exchange),
    method("exchange", 3, exchange),
    method("isLockFree", 1, is_lock_free),
    method("load", 2, load),
    method("notify", 3, notify),
    method("or", 3, or),
    method("pause", 0, pause),
    method("store", 3, store),
    method("sub", 3, sub),
    method("wait", 4, wait),
    method("waitAsync", 4, wait_async),
    method("xor", 3, xor),
];

/// Makes the Atomics object.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    make_object(vm, realm, Intrinsic::Atomics, Intrinsic::ObjectPrototype, "Atomics", ROWS);
}

/// 25.4.3.1 [ValidateIntegerTypedArray](https://tc39.es/ecma262/#sec-validateintegertypedarray): the array and its length.
fn validate(vm: &mut Vm, value: Value, waitable: bool, write: bool) -> JsResult<(Gc<Object>, usize)> {
    let Some(array) = value.as_object().filter(|o| o.kind() == Kind::TypedArray) else {
        return Err(vm.type_error("[object Object] is not an integer typed array."));
    };
    if write && buffer_of(array).is_some_and(|b| vm.is_immutable_buffer(b)) {
        return Err(vm.type_error("Cannot perform Atomics operation on an immutable ArrayBuffer"));
    }
    let Some(length) = vm.typed_array_length(array) else { return Err(detached(vm, "Atomics operation")) };
    use ElementType as E;
    let suits = match array.element_type() {
        E::Int32 | E::BigInt64 => true,
        E::Float16 | E::Float32 | E::Float64 | E::Uint8Clamped => false,
        _ => !waitable,
    };
    if !suits {
        let wanted = if waitable { "an int32 or BigInt64 typed array." } else { "an integer typed array." };
        return Err(vm.type_error(format!("[object Array] is not {wanted}")));
    }
    Ok((array, length))
}
/// 25.4.3.2 [ValidateAtomicAccess](https://tc39.es/ecma262/#sec-validateatomicaccess)
fn access(vm: &mut Vm, args: Arguments, waitable: bool, write: bool) -> JsResult<(Gc<Object>, usize)> {
    let (array, length) = validate(vm, args.get(0), waitable, write)?;
    let index = vm.to_index(args.get(1))?;
    if index >= length {
        return Err(vm.range_error("Invalid atomic access index"));
    }
    Ok((array, index))
}
/// 25.4.3.4 [RevalidateAtomicAccess](https://tc39.es/ecma262/#sec-revalidateatomicaccess)
fn revalidate(vm: &mut Vm, array: Gc<Object>, index: usize) -> JsResult<()> {
    match vm.typed_array_length(array) {
        Some(length) if index < length => Ok(()),
        Some(_) => Err(vm.range_error("Invalid atomic access index")),
        None => Err(detached(vm, "Atomics operation")),
    }
}
/// An operand: the value as the specification converts it, and its bits.
fn operand(vm: &mut Vm, array: Gc<Object>, value: Value) -> JsResult<(Value, u64)> {
    if array.element_type().is_bigint() {
        let b = vm.to_bigint(value)?;
        return Ok((b.into(), b.low_u64()));
    }
    let d = vm.to_integer_or_infinity(value)?;
    Ok((Value::number(d + 0.0), double_to_int32(d) as i64 as u64))
}
/// 25.4.3.17 [AtomicReadModifyWrite](https://tc39.es/ecma262/#sec-atomicreadmodifywrite)
fn read_modify_write(vm: &mut Vm, args: Arguments, op: AtomicOp) -> JsResult<Value> {
    let (array, index) = access(vm, args, false, true)?;
    let (_, bits) = operand(vm, array, args.get(2))?;
    revalidate(vm, array, index)?;
    let old = vm.atomic(array, index, op, bits);
    Ok(vm.element_of_bits(array.element_type(), old))
}
macro_rules! read_modify_write {
    ($($function:ident, $op:ident;)*) => {$(
        #[doc = concat!("25.4 [Atomics.", stringify!($function), "](https://tc39.es/ecma262/#sec-atomics.", stringify!($function), ")")]
        fn $function(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
            read_modify_write(vm, args, AtomicOp::$op)
        }
    )*};
}
read_modify_write! {
    add, Add;
    and, And;
    exchange, Exchange;
    or, Or;
    sub, Sub;
    xor, Xor;
}
/// 25.4.6 [Atomics.compareExchange](https://tc39.es/ecma262/#sec-atomics.compareexchange)
fn compare_exchange(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, index) = access(vm, args, false, true)?;
    let (_, expected) = operand(vm, array, args.get(2))?;
    let (_, replacement) = operand(vm, array, args.get(3))?;
    revalidate(vm, array, index)?;
    let old = vm.atomic_compare_exchange(array, index, expected, replacement);
    Ok(vm.element_of_bits(array.element_type(), old))
}
/// 25.4.8 [Atomics.isLockFree](https://tc39.es/ecma262/#sec-atomics.islockfree)
fn is_lock_free(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let size = vm.to_integer_or_infinity(args.get(0))?;
    Ok(Value::bool([1.0, 2.0, 4.0, 8.0].contains(&size)))
}
/// 25.4.9 [Atomics.load](https://tc39.es/ecma262/#sec-atomics.load)
fn load(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, index) = access(vm, args, false, false)?;
    revalidate(vm, array, index)?;
    let bits = vm.atomic(array, index, AtomicOp::Load, 0);
    Ok(vm.element_of_bits(array.element_type(), bits))
}
/// 25.4.12 [Atomics.store](https://tc39.es/ecma262/#sec-atomics.store)
fn store(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, index) = access(vm, args, false, true)?;
    let (value, bits) = operand(vm, array, args.get(2))?;
    revalidate(vm, array, index)?;
    vm.atomic(array, index, AtomicOp::Exchange, bits);
    Ok(value)
}
/// 25.4.11 [Atomics.pause](https://tc39.es/ecma262/#sec-atomics.pause)
fn pause(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let n = args.get(0);
    if !n.is_undefined() && !n.as_number().is_some_and(|d| d.fract() == 0.0) {
        return Err(vm.type_error("Atomics.pause requires an integral Number"));
    }
    std::hint::spin_loop();
    Ok(Value::UNDEFINED)
}

/// A timeout argument: none is for ever.
fn timeout(vm: &mut Vm, value: Value) -> JsResult<Option<Duration>> {
    let d = vm.to_number(value)?;
    if d.is_nan() {
        return Ok(None);
    }
    Ok(Duration::try_from_secs_f64(d.max(0.0) / 1000.0).ok())
}
/// 25.4.3.14 [DoWait](https://tc39.es/ecma262/#sec-dowait), the checks: array, index, expected bits, timeout.
fn start_wait(vm: &mut Vm, args: Arguments) -> JsResult<(Gc<Object>, usize, u64, Option<Duration>)> {
    let (array, _) = validate(vm, args.get(0), true, false)?;
    if !buffer_of(array).is_some_and(|b| vm.is_shared_buffer(b)) {
        return Err(vm.type_error("[object Int32Array] is not a shared typed array."));
    }
    let (_, index) = access(vm, args, true, false)?;
    let expected = if array.element_type().is_bigint() {
        vm.to_bigint(args.get(2))?.low_u64()
    } else {
        vm.to_int32(args.get(2))? as u32 as u64
    };
    let timeout = timeout(vm, args.get(3))?;
    Ok((array, index, expected, timeout))
}
fn outcome_text(outcome: WaitOutcome) -> &'static str {
    match outcome {
        WaitOutcome::NotEqual => "not-equal",
        WaitOutcome::TimedOut => "timed-out",
        WaitOutcome::Ok | WaitOutcome::Pending => "ok",
    }
}
/// 25.4.13 [Atomics.wait](https://tc39.es/ecma262/#sec-atomics.wait)
fn wait(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, index, expected, timeout) = start_wait(vm, args)?;
    if !vm.options.can_block {
        return Err(vm.type_error("Atomics.wait cannot be called in this context"));
    }
    let outcome = vm.atomic_wait(array, index, expected, timeout)?;
    Ok(vm.intern_str(outcome_text(outcome)).into())
}
/// 25.4.14 [Atomics.waitAsync](https://tc39.es/ecma262/#sec-atomics.waitasync)
fn wait_async(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, index, expected, timeout) = start_wait(vm, args)?;
    let promise = vm.new_promise();
    let outcome = vm.atomic_wait_async(array, index, expected, timeout, promise)?;
    let pending = outcome == WaitOutcome::Pending;
    let value = if pending { promise.into() } else { vm.intern_str(outcome_text(outcome)).into() };
    let result = vm.new_object();
    let (async_key, value_key) = (vm.key("async"), vm.names.value);
    vm.add_fresh(result, async_key, Value::bool(pending));
    vm.add_fresh(result, value_key, value);
    Ok(result.into())
}
/// 25.4.15 [Atomics.notify](https://tc39.es/ecma262/#sec-atomics.notify)
fn notify(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, index) = access(vm, args, true, false)?;
    let count = if args.get(2).is_undefined() { usize::MAX } else { vm.to_integer_or_infinity(args.get(2))?.max(0.0) as usize };
    if !buffer_of(array).is_some_and(|b| vm.is_shared_buffer(b)) {
        return Ok(Value::ZERO);
    }
    Ok(Value::from(vm.atomic_notify(array, index, count)))
}
