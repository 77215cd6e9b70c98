//! Array.prototype methods that give a changed copy: toReversed, toSorted, toSpliced, with. Copies are plain and without holes.
use super::super::support::{MAX_SAFE, get_index, relative_index};
use super::construct::array_create;
use super::sort::{Order, sort_values};
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, JsResult, Value, Vm};

/// RangeError for lengths that no array has.
fn check_length(vm: &mut Vm, len: u64) -> JsResult<()> {
    if len > u32::MAX as u64 { Err(vm.range_error("Invalid array length")) } else { Ok(()) }
}
fn finish(vm: &mut Vm, values: &ValueVec) -> JsResult<Value> {
    let array = array_create(vm, 0)?;
    vm.append_to_fresh(array, values.as_slice())?;
    Ok(array.into())
}

/// 23.1.3.33 [Array.prototype.toReversed](https://tc39.es/ecma262/#sec-array.prototype.toreversed)
pub(super) fn to_reversed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    check_length(vm, len)?;
    let mut values = ValueVec::new(vm);
    for k in (0..len).rev() {
        vm.poll()?;
        values.push(get_index(vm, o, k)?);
    }
    finish(vm, &values)
}

/// 23.1.3.34 [Array.prototype.toSorted](https://tc39.es/ecma262/#sec-array.prototype.tosorted)
pub(super) fn to_sorted(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let order = Order::of_argument(vm, args.get(0))?;
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    check_length(vm, len)?;
    let mut values = ValueVec::new(vm);
    for k in 0..len {
        vm.poll()?;
        values.push(get_index(vm, o, k)?);
    }
    sort_values(vm, &mut values, order)?;
    finish(vm, &values)
}

/// 23.1.3.35 [Array.prototype.toSpliced](https://tc39.es/ecma262/#sec-array.prototype.tospliced)
pub(super) fn to_spliced(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    let start = relative_index(vm, args.get(0), len)?;
    let skipped = match args.len() {
        0 => 0,
        1 => len - start,
        _ => vm.to_integer_or_infinity(args.get(1))?.clamp(0.0, (len - start) as f64) as u64,
    };
    let items = args.from(2);
    let new_len = len + items.len() as u64 - skipped;
    if new_len > MAX_SAFE {
        return Err(vm.type_error("Invalid array length"));
    }
    check_length(vm, new_len)?;
    let mut values = ValueVec::new(vm);
    for k in 0..start {
        vm.poll()?;
        values.push(get_index(vm, o, k)?);
    }
    items.iter().for_each(|&item| values.push(item));
    for k in start + skipped..len {
        vm.poll()?;
        values.push(get_index(vm, o, k)?);
    }
    finish(vm, &values)
}

/// 23.1.3.39 [Array.prototype.with](https://tc39.es/ecma262/#sec-array.prototype.with)
pub(super) fn with(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    let relative = vm.to_integer_or_infinity(args.get(0))?;
    let actual = if relative >= 0.0 { relative } else { len as f64 + relative };
    if actual >= len as f64 || actual < 0.0 {
        return Err(vm.range_error("Invalid array index"));
    }
    check_length(vm, len)?;
    let actual = actual as u64;
    let mut values = ValueVec::new(vm);
    for k in 0..len {
        vm.poll()?;
        values.push(if k == actual { args.get(1) } else { get_index(vm, o, k)? });
    }
    finish(vm, &values)
}
