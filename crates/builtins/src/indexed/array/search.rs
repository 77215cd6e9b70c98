//! Array.prototype methods that look for an element.
use super::super::support::{get_if_present, get_index, number};
use ogive_vm::{Arguments, JsResult, Value, Vm};

/// 23.1.3.1 [Array.prototype.at](https://tc39.es/ecma262/#sec-array.prototype.at)
pub(super) fn at(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    let relative = vm.to_integer_or_infinity(args.get(0))?;
    let k = if relative >= 0.0 { relative } else { len as f64 + relative };
    if k < 0.0 || k >= len as f64 { Ok(Value::UNDEFINED) } else { get_index(vm, o, k as u64) }
}

/// The first index at or after fromIndex.
fn first_index(vm: &mut Vm, value: Value, len: u64) -> JsResult<u64> {
    super::super::support::relative_index(vm, value, len)
}

/// 23.1.3.16 [Array.prototype.includes](https://tc39.es/ecma262/#sec-array.prototype.includes)
pub(super) fn includes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    if len == 0 {
        return Ok(Value::FALSE);
    }
    let mut k = first_index(vm, args.get(1), len)?;
    let wanted = args.get(0);
    // FAST: a plain array that is not changed meanwhile: comparing runs no script.
    if let Some(length) = vm.fast_array_length(o) {
        let end = len.min(length as u64);
        let stored = end.min(o.elements().len() as u64);
        let nan = wanted.as_number().is_some_and(f64::is_nan);
        if wanted.is_undefined() && stored < len && k < len {
            return Ok(Value::TRUE);
        }
        for i in k..stored {
            let value = o.elements().get(i as u32);
            let same = value == wanted
                || (nan && value.as_number().is_some_and(f64::is_nan))
                || (value.is_hole() && wanted.is_undefined())
                || (may_equal(value, wanted) && vm.strict_equals(value, wanted));
            if same {
                return Ok(Value::TRUE);
            }
            vm.poll()?;
        }
        return Ok(Value::FALSE);
    }
    while k < len {
        vm.poll()?;
        let value = get_index(vm, o, k)?;
        if vm.same_value_zero(value, wanted) {
            return Ok(Value::TRUE);
        }
        k += 1;
    }
    Ok(Value::FALSE)
}
/// Can values with different bits be strictly equal?
#[inline(always)]
fn may_equal(a: Value, b: Value) -> bool {
    (a.is_number() && b.is_number()) || (a.is_string() && b.is_string()) || (a.is_bigint() && b.is_bigint())
}

/// 23.1.3.17 [Array.prototype.indexOf](https://tc39.es/ecma262/#sec-array.prototype.indexof)
pub(super) fn index_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    if len == 0 {
        return Ok(Value::int(-1));
    }
    let mut k = first_index(vm, args.get(1), len)?;
    let wanted = args.get(0);
    // FAST: as in `includes`.
    if vm.fast_array_length(o).is_some() {
        let stored = len.min(o.elements().len() as u64);
        for i in k..stored {
            let value = o.elements().get(i as u32);
            if may_equal(value, wanted) {
                if vm.strict_equals(value, wanted) {
                    return Ok(number(i));
                }
            } else if value == wanted {
                return Ok(number(i));
            }
            vm.poll()?;
        }
        return Ok(Value::int(-1));
    }
    while k < len {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, k)?
            && vm.strict_equals(value, wanted)
        {
            return Ok(number(k));
        }
        k += 1;
    }
    Ok(Value::int(-1))
}

/// 23.1.3.20 [Array.prototype.lastIndexOf](https://tc39.es/ecma262/#sec-array.prototype.lastindexof)
pub(super) fn last_index_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    if len == 0 {
        return Ok(Value::int(-1));
    }
    let from = if args.len() > 1 { vm.to_integer_or_infinity(args.get(1))? } else { len as f64 - 1.0 };
    let k = if from >= 0.0 { from.min(len as f64 - 1.0) } else { len as f64 + from };
    if k < 0.0 {
        return Ok(Value::int(-1));
    }
    let mut end = k as u64 + 1;
    if vm.fast_array_length(o).is_some() {
        end = end.min(o.elements().len() as u64);
    }
    for i in (0..end).rev() {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, i)?
            && vm.strict_equals(value, args.get(0))
        {
            return Ok(number(i));
        }
    }
    Ok(Value::int(-1))
}
