//! 25.4 Atomics. The accesses are in `vm/src/buffer.rs`, the lists of waiters in `vm/src/wait_list.rs`.
use super::array_buffer::{immutable_error, to_index};
use crate::support::make_object;
use ogive_vm::buffer::{AtomicOp, Block, ElementType, element_from_bits, element_to_bits, view_field};
use ogive_vm::wait_list::{WaitResult, notify as wake};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm, method};
use std::sync::Arc;

const FUNCTIONS: &[Builtin] = &[
    method("load", 2, load),
    method("store", 3, store),
    method("add", 3, add),
    method("sub", 3, sub),
    method("and", 3, and),
    method("or", 3, or),
    method("xor", 3, xor),
    method("exchange", 3, exchange),
    method("compareExchange", 4, compare_exchange),
    method("isLockFree", 1, is_lock_free),
    method("wait", 4, wait),
    method("waitAsync", 4, wait_async),
    method("notify", 3, notify),
    method("pause", 0, pause),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    make_object(vm, realm, Intrinsic::Atomics, Intrinsic::ObjectPrototype, "Atomics", FUNCTIONS);
}

/// What a function wants of a typed array.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
    /// A type that agents can wait for.
    Wait,
}

/// The TypeError of an array that is no more within its buffer.
#[cold]
fn detached(vm: &mut Vm, name: &str) -> ogive_vm::Thrown {
    vm.type_error(format!("Cannot perform Atomics.{name} on a detached ArrayBuffer"))
}
fn buffer_of(array: Gc<Object>) -> Gc<Object> {
    array.field(view_field::BUFFER).as_object().expect("a TypedArray has a buffer")
}

/// The TypeError of a value that is not the typed array it should be.
#[cold]
fn not_a(vm: &mut Vm, value: Value, kinds: &str) -> ogive_vm::Thrown {
    let text = match value.as_object() {
        Some(array) if array.kind() == Kind::TypedArray => format!("[object {}]", array.element_type().constructor_name()),
        Some(_) => vm.describe_for_error(value),
        None => vm.display_string(value),
    };
    vm.type_error(format!("{text} is not {kinds} typed array."))
}

/// 25.4.3.1 [ValidateIntegerTypedArray](https://tc39.es/ecma262/#sec-validateintegertypedarray): the array and its length.
fn validate_array(vm: &mut Vm, value: Value, access: Access, name: &str) -> JsResult<(Gc<Object>, usize)> {
    let kinds = if access == Access::Wait { "an int32 or BigInt64" } else { "an integer" };
    let Some(array) = value.as_object().filter(|o| o.kind() == Kind::TypedArray) else { return Err(not_a(vm, value, kinds)) };
    if access == Access::Write && vm.is_immutable_buffer(buffer_of(array)) {
        return Err(immutable_error(vm, &format!("Atomics.{name}")));
    }
    let Some(length) = vm.typed_array_length(array) else { return Err(detached(vm, name)) };
    let fits = match array.element_type() {
        ElementType::Int32 | ElementType::BigInt64 => true,
        ElementType::Float16 | ElementType::Float32 | ElementType::Float64 | ElementType::Uint8Clamped => false,
        _ => access != Access::Wait,
    };
    if !fits {
        return Err(not_a(vm, value, kinds));
    }
    Ok((array, length))
}
/// 25.4.3.2 [ValidateAtomicAccess](https://tc39.es/ecma262/#sec-validateatomicaccess)
fn validate_index(vm: &mut Vm, length: usize, index: Value) -> JsResult<usize> {
    let message = "Invalid atomic access index";
    let index = to_index(vm, index, message)?;
    if index >= length {
        return Err(vm.range_error(message));
    }
    Ok(index)
}
/// 25.4.3.3 [ValidateAtomicAccessOnIntegerTypedArray](https://tc39.es/ecma262/#sec-validateatomicaccessonintegertypedarray)
fn validate(vm: &mut Vm, args: Arguments, access: Access, name: &str) -> JsResult<(Gc<Object>, usize)> {
    let (array, length) = validate_array(vm, args.get(0), access, name)?;
    let index = validate_index(vm, length, args.get(1))?;
    Ok((array, index))
}
/// An operand: the value that `Atomics.store` gives back.
fn operand(vm: &mut Vm, array: Gc<Object>, value: Value) -> JsResult<Value> {
    if array.element_type().is_bigint() {
        return Ok(vm.to_bigint(value)?.into());
    }
    Ok(Value::number(vm.to_integer_or_infinity(value)?))
}
fn bits(array: Gc<Object>, operand: Value) -> u64 {
    element_to_bits(array.element_type(), operand)
}
/// 25.4.3.4 [RevalidateAtomicAccess](https://tc39.es/ecma262/#sec-revalidateatomicaccess) and the access.
fn access(vm: &mut Vm, array: Gc<Object>, index: usize, op: AtomicOp, name: &str) -> JsResult<Value> {
    match vm.atomic_element(array, index, op) {
        Some(bits) => Ok(element_from_bits(vm, array.element_type(), bits)),
        None if vm.typed_array_length(array).is_none() => Err(detached(vm, name)),
        None => Err(vm.range_error("Invalid atomic access index")),
    }
}
/// 25.4.3.17 [AtomicReadModifyWrite](https://tc39.es/ecma262/#sec-atomicreadmodifywrite)
fn read_modify_write(vm: &mut Vm, args: Arguments, op: fn(u64) -> AtomicOp, name: &str) -> JsResult<Value> {
    let (array, index) = validate(vm, args, Access::Write, name)?;
    let value = operand(vm, array, args.get(2))?;
    access(vm, array, index, op(bits(array, value)), name)
}

/// 25.4.4 [Atomics.add](https://tc39.es/ecma262/#sec-atomics.add)
fn add(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    read_modify_write(vm, args, AtomicOp::Add, "add")
}
/// 25.4.5 [Atomics.and](https://tc39.es/ecma262/#sec-atomics.and)
fn and(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    read_modify_write(vm, args, AtomicOp::And, "and")
}
/// 25.4.6 [Atomics.compareExchange](https://tc39.es/ecma262/#sec-atomics.compareexchange)
fn compare_exchange(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, index) = validate(vm, args, Access::Write, "compareExchange")?;
    let expected = operand(vm, array, args.get(2))?;
    let replacement = operand(vm, array, args.get(3))?;
    let op = AtomicOp::CompareExchange(bits(array, expected), bits(array, replacement));
    access(vm, array, index, op, "compareExchange")
}
/// 25.4.7 [Atomics.exchange](https://tc39.es/ecma262/#sec-atomics.exchange)
fn exchange(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    read_modify_write(vm, args, AtomicOp::Exchange, "exchange")
}
/// 25.4.8 [Atomics.isLockFree](https://tc39.es/ecma262/#sec-atomics.islockfree)
fn is_lock_free(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let size = vm.to_integer_or_infinity(args.get(0))?;
    Ok([1.0, 2.0, 4.0, 8.0].contains(&size).into())
}
/// 25.4.9 [Atomics.load](https://tc39.es/ecma262/#sec-atomics.load)
fn load(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, index) = validate(vm, args, Access::Read, "load")?;
    access(vm, array, index, AtomicOp::Load, "load")
}
/// 25.4.10 [Atomics.or](https://tc39.es/ecma262/#sec-atomics.or)
fn or(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    read_modify_write(vm, args, AtomicOp::Or, "or")
}
/// 25.4.11 [Atomics.pause](https://tc39.es/proposal-atomics-microwait/)
fn pause(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let hint = args.get(0);
    let spins = match hint.as_number() {
        Some(n) if n.is_finite() && n.trunc() == n => n.clamp(0.0, 64.0) as u32,
        None if hint.is_undefined() => 0,
        _ => {
            let text = vm.describe_for_error(hint);
            return Err(vm.type_error(format!("Atomics.pause: {text} is not an integer")));
        }
    };
    (0..=spins).for_each(|_| std::hint::spin_loop());
    Ok(Value::UNDEFINED)
}
/// 25.4.12 [Atomics.store](https://tc39.es/ecma262/#sec-atomics.store)
fn store(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, index) = validate(vm, args, Access::Write, "store")?;
    let value = operand(vm, array, args.get(2))?;
    access(vm, array, index, AtomicOp::Store(bits(array, value)), "store")?;
    Ok(value)
}
/// 25.4.13 [Atomics.sub](https://tc39.es/ecma262/#sec-atomics.sub)
fn sub(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    read_modify_write(vm, args, AtomicOp::Sub, "sub")
}
/// 25.4.17 [Atomics.xor](https://tc39.es/ecma262/#sec-atomics.xor)
fn xor(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    read_modify_write(vm, args, AtomicOp::Xor, "xor")
}

/// A place that agents can wait for, what it should hold, and how long to wait in milliseconds.
struct Place {
    array: Gc<Object>,
    index: usize,
    block: Arc<Block>,
    byte: usize,
    expected: u64,
    timeout: f64,
}
fn byte_in_buffer(array: Gc<Object>, index: usize) -> usize {
    array.raw_field(view_field::OFFSET) as usize + index * array.element_type().size()
}
/// 25.4.3.14 [DoWait](https://tc39.es/ecma262/#sec-dowait), steps 1 to 9
fn place(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<Place> {
    let (array, length) = validate_array(vm, args.get(0), Access::Wait, name)?;
    let block = match vm.buffer_block(buffer_of(array)) {
        Some(block) if vm.is_shared_buffer(buffer_of(array)) => block,
        _ => return Err(not_a(vm, args.get(0), "a shared")),
    };
    let index = validate_index(vm, length, args.get(1))?;
    let expected = if array.element_type().is_bigint() {
        vm.to_big_int64(args.get(2))? as u64
    } else {
        vm.to_int32(args.get(2))? as u32 as u64
    };
    let timeout = vm.to_number(args.get(3))?;
    let timeout = if timeout.is_nan() { f64::INFINITY } else { timeout.max(0.0) };
    Ok(Place { array, index, block, byte: byte_in_buffer(array, index), expected, timeout })
}
impl Place {
    fn is_equal(&self) -> impl FnOnce(&mut Vm) -> bool + use<> {
        let (array, index, expected) = (self.array, self.index, self.expected);
        move |vm| vm.atomic_element(array, index, AtomicOp::Load) == Some(expected)
    }
}
fn text(vm: &mut Vm, result: WaitResult) -> Value {
    vm.intern_str(result.text()).into()
}

/// 25.4.14 [Atomics.wait](https://tc39.es/ecma262/#sec-atomics.wait)
fn wait(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let place = place(vm, args, "wait")?;
    // 10
    if !vm.options.can_block {
        return Err(vm.type_error("Atomics.wait cannot be called in this context"));
    }
    let is_equal = place.is_equal();
    let result = vm.wait_sync(place.block, place.byte, place.timeout, is_equal)?;
    Ok(text(vm, result))
}
/// 25.4.15 [Atomics.waitAsync](https://tc39.es/ecma262/#sec-atomics.waitasync)
fn wait_async(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let place = place(vm, args, "waitAsync")?;
    let is_equal = place.is_equal();
    let (is_async, value) = match vm.wait_async(place.block, place.byte, place.timeout, is_equal) {
        Ok(promise) => (true, promise.into()),
        Err(result) => (false, text(vm, result)),
    };
    let object = vm.new_object();
    let (async_key, value_key) = (vm.key("async"), vm.names.value);
    vm.add_fresh(object, async_key, is_async.into());
    vm.add_fresh(object, value_key, value);
    Ok(object.into())
}
/// 25.4.16 [Atomics.notify](https://tc39.es/ecma262/#sec-atomics.notify)
fn notify(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, index) = validate(vm, args, Access::Wait, "notify")?;
    let count = match args.get(2) {
        Value::UNDEFINED => usize::MAX,
        // The cast saturates.
        count => vm.to_integer_or_infinity(count)? as usize,
    };
    let buffer = buffer_of(array);
    match vm.buffer_block(buffer) {
        Some(block) if vm.is_shared_buffer(buffer) => Ok(wake(&block, byte_in_buffer(array, index), count).into()),
        _ => Ok(Value::ZERO),
    }
}
