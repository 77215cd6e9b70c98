//! %TypedArray%.prototype methods that call a function for each element.
use super::super::support::{callback, number};
use super::construct::{species_of_length, validate};
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, Gc, JsResult, Object, Value, Vm};

/// The receiver, its length and the callback.
fn start(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<(Gc<Object>, usize, Value)> {
    let (array, len) = validate(vm, args.this(), name, false)?;
    let f = callback(vm, args.get(0))?;
    Ok((array, len, f))
}
/// An element; undefined once it is gone.
#[inline]
pub(super) fn element(vm: &mut Vm, array: Gc<Object>, k: usize) -> Value {
    vm.typed_array_get(array, k).unwrap_or(Value::UNDEFINED)
}
fn call(vm: &mut Vm, args: Arguments, f: Value, value: Value, k: usize, array: Gc<Object>) -> JsResult<Value> {
    vm.poll()?;
    vm.call(f, args.get(1), &[value, number(k as u64), array.into()])
}

/// 23.2.3.8 [%TypedArray%.prototype.every](https://tc39.es/ecma262/#sec-%typedarray%.prototype.every)
pub(super) fn every(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len, f) = start(vm, args, "%TypedArray%.prototype.every")?;
    for k in 0..len {
        let value = element(vm, array, k);
        if !call(vm, args, f, value, k, array)?.to_boolean() {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}
/// 23.2.3.28 [%TypedArray%.prototype.some](https://tc39.es/ecma262/#sec-%typedarray%.prototype.some)
pub(super) fn some(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len, f) = start(vm, args, "%TypedArray%.prototype.some")?;
    for k in 0..len {
        let value = element(vm, array, k);
        if call(vm, args, f, value, k, array)?.to_boolean() {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
/// 23.2.3.15 [%TypedArray%.prototype.forEach](https://tc39.es/ecma262/#sec-%typedarray%.prototype.foreach)
pub(super) fn for_each(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len, f) = start(vm, args, "%TypedArray%.prototype.forEach")?;
    for k in 0..len {
        let value = element(vm, array, k);
        call(vm, args, f, value, k, array)?;
    }
    Ok(Value::UNDEFINED)
}
/// 23.2.3.22 [%TypedArray%.prototype.map](https://tc39.es/ecma262/#sec-%typedarray%.prototype.map)
pub(super) fn map(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len, f) = start(vm, args, "%TypedArray%.prototype.map")?;
    let target = species_of_length(vm, array, len, "%TypedArray%.prototype.map")?;
    for k in 0..len {
        let value = element(vm, array, k);
        let mapped = call(vm, args, f, value, k, array)?;
        vm.typed_array_set_element(target, Some(k), mapped)?;
    }
    Ok(target.into())
}
/// 23.2.3.10 [%TypedArray%.prototype.filter](https://tc39.es/ecma262/#sec-%typedarray%.prototype.filter)
pub(super) fn filter(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len, f) = start(vm, args, "%TypedArray%.prototype.filter")?;
    let mut kept = ValueVec::new(vm);
    for k in 0..len {
        let value = element(vm, array, k);
        if call(vm, args, f, value, k, array)?.to_boolean() {
            kept.push(value);
        }
    }
    let target = species_of_length(vm, array, kept.len(), "%TypedArray%.prototype.filter")?;
    for k in 0..kept.len() {
        vm.typed_array_set_element(target, Some(k), kept.get(k))?;
    }
    Ok(target.into())
}
fn fold(vm: &mut Vm, args: Arguments, forward: bool, name: &str) -> JsResult<Value> {
    let (array, len, f) = start(vm, args, name)?;
    let mut accumulator = if args.len() > 1 { Some(args.get(1)) } else { None };
    for step in 0..len {
        vm.poll()?;
        let k = if forward { step } else { len - 1 - step };
        let value = element(vm, array, k);
        accumulator = Some(match accumulator {
            Some(so_far) => vm.call(f, Value::UNDEFINED, &[so_far, value, number(k as u64), array.into()])?,
            None => value,
        });
    }
    accumulator.ok_or_else(|| vm.type_error("Reduce of empty array with no initial value"))
}
/// 23.2.3.23 [%TypedArray%.prototype.reduce](https://tc39.es/ecma262/#sec-%typedarray%.prototype.reduce)
pub(super) fn reduce(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    fold(vm, args, true, "%TypedArray%.prototype.reduce")
}
/// 23.2.3.24 [%TypedArray%.prototype.reduceRight](https://tc39.es/ecma262/#sec-%typedarray%.prototype.reduceright)
pub(super) fn reduce_right(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    fold(vm, args, false, "%TypedArray%.prototype.reduceRight")
}
