//! Array.prototype methods that call a function for each element. The array is looked at anew after each call.
use super::super::support::{callback, create_index, get_if_present, number};
use super::construct::array_species_create;
use ogive_vm::{Arguments, Gc, JsResult, Object, Value, Vm};

/// The receiver, its length and the callback, in the order of the specification.
fn start(vm: &mut Vm, args: Arguments) -> JsResult<(Gc<Object>, u64, Value)> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    let f = callback(vm, args.get(0))?;
    Ok((o, len, f))
}

/// 23.1.3.6 [Array.prototype.every](https://tc39.es/ecma262/#sec-array.prototype.every)
pub(super) fn every(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (o, len, f) = start(vm, args)?;
    for k in 0..len {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, k)?
            && !vm.call(f, args.get(1), &[value, number(k), o.into()])?.to_boolean()
        {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}
/// 23.1.3.29 [Array.prototype.some](https://tc39.es/ecma262/#sec-array.prototype.some)
pub(super) fn some(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (o, len, f) = start(vm, args)?;
    for k in 0..len {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, k)?
            && vm.call(f, args.get(1), &[value, number(k), o.into()])?.to_boolean()
        {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
/// 23.1.3.15 [Array.prototype.forEach](https://tc39.es/ecma262/#sec-array.prototype.foreach)
pub(super) fn for_each(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (o, len, f) = start(vm, args)?;
    for k in 0..len {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, k)? {
            vm.call(f, args.get(1), &[value, number(k), o.into()])?;
        }
    }
    Ok(Value::UNDEFINED)
}
/// 23.1.3.21 [Array.prototype.map](https://tc39.es/ecma262/#sec-array.prototype.map)
pub(super) fn map(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (o, len, f) = start(vm, args)?;
    let result = array_species_create(vm, o, len)?;
    for k in 0..len {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, k)? {
            let mapped = vm.call(f, args.get(1), &[value, number(k), o.into()])?;
            create_index(vm, result, k, mapped)?;
        }
    }
    Ok(result.into())
}
/// 23.1.3.8 [Array.prototype.filter](https://tc39.es/ecma262/#sec-array.prototype.filter)
pub(super) fn filter(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (o, len, f) = start(vm, args)?;
    let result = array_species_create(vm, o, 0)?;
    let mut to = 0;
    for k in 0..len {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, k)?
            && vm.call(f, args.get(1), &[value, number(k), o.into()])?.to_boolean()
        {
            create_index(vm, result, to, value)?;
            to += 1;
        }
    }
    Ok(result.into())
}

fn fold(vm: &mut Vm, args: Arguments, forward: bool) -> JsResult<Value> {
    let (o, len, f) = start(vm, args)?;
    let mut accumulator = if args.len() > 1 { Some(args.get(1)) } else { None };
    for step in 0..len {
        vm.poll()?;
        let k = if forward { step } else { len - 1 - step };
        let Some(value) = get_if_present(vm, o, k)? else { continue };
        accumulator = Some(match accumulator {
            Some(so_far) => vm.call(f, Value::UNDEFINED, &[so_far, value, number(k), o.into()])?,
            None => value,
        });
    }
    accumulator.ok_or_else(|| vm.type_error("Reduce of empty array with no initial value"))
}
/// 23.1.3.24 [Array.prototype.reduce](https://tc39.es/ecma262/#sec-array.prototype.reduce)
pub(super) fn reduce(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    fold(vm, args, true)
}
/// 23.1.3.25 [Array.prototype.reduceRight](https://tc39.es/ecma262/#sec-array.prototype.reduceright)
pub(super) fn reduce_right(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    fold(vm, args, false)
}
