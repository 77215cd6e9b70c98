//! %TypedArray%.prototype methods that look for an element.
use super::super::support::{number, relative_index};
use super::construct::validate;
use ogive_vm::{Arguments, Gc, JsResult, Object, Value, Vm};

/// An element; undefined once it is gone.
fn element(vm: &mut Vm, array: Gc<Object>, k: usize) -> Value {
    vm.typed_array_get(array, k).unwrap_or(Value::UNDEFINED)
}

/// 23.2.3.1 [%TypedArray%.prototype.at](https://tc39.es/ecma262/#sec-%typedarray%.prototype.at)
pub(super) fn at(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len) = validate(vm, args.this(), "%TypedArray%.prototype.at", false)?;
    let relative = vm.to_integer_or_infinity(args.get(0))?;
    let k = if relative >= 0.0 { relative } else { len as f64 + relative };
    Ok(if (0.0..len as f64).contains(&k) { element(vm, array, k as usize) } else { Value::UNDEFINED })
}
/// 23.2.3.16 [%TypedArray%.prototype.includes](https://tc39.es/ecma262/#sec-%typedarray%.prototype.includes)
pub(super) fn includes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len) = validate(vm, args.this(), "%TypedArray%.prototype.includes", false)?;
    if len == 0 {
        return Ok(Value::FALSE);
    }
    let from = relative_index(vm, args.get(1), len as u64)? as usize;
    for k in from..len {
        vm.poll()?;
        let value = element(vm, array, k);
        if vm.same_value_zero(value, args.get(0)) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
/// 23.2.3.17 [%TypedArray%.prototype.indexOf](https://tc39.es/ecma262/#sec-%typedarray%.prototype.indexof)
pub(super) fn index_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len) = validate(vm, args.this(), "%TypedArray%.prototype.indexOf", false)?;
    if len == 0 {
        return Ok(Value::int(-1));
    }
    let from = relative_index(vm, args.get(1), len as u64)? as usize;
    for k in from..len {
        vm.poll()?;
        let Some(value) = vm.typed_array_get(array, k) else { break };
        if vm.strict_equals(value, args.get(0)) {
            return Ok(number(k as u64));
        }
    }
    Ok(Value::int(-1))
}
/// 23.2.3.21 [%TypedArray%.prototype.lastIndexOf](https://tc39.es/ecma262/#sec-%typedarray%.prototype.lastindexof)
pub(super) fn last_index_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len) = validate(vm, args.this(), "%TypedArray%.prototype.lastIndexOf", false)?;
    if len == 0 {
        return Ok(Value::int(-1));
    }
    let from = if args.len() > 1 { vm.to_integer_or_infinity(args.get(1))? } else { len as f64 - 1.0 };
    let k = if from >= 0.0 { from.min(len as f64 - 1.0) } else { len as f64 + from };
    if k < 0.0 {
        return Ok(Value::int(-1));
    }
    for k in (0..=k as usize).rev() {
        vm.poll()?;
        if let Some(value) = vm.typed_array_get(array, k)
            && vm.strict_equals(value, args.get(0))
        {
            return Ok(number(k as u64));
        }
    }
    Ok(Value::int(-1))
}
