//! Array.prototype methods that change the receiver.
use super::super::support::{
    MAX_SAFE, create_index, delete_index, get_if_present, get_index, number, put_index, put_length, relative_end, relative_index,
};
use super::construct::{array_species_create, makes_plain};
use ogive_vm::{Arguments, Gc, JsResult, Object, Value, Vm};

#[cold]
fn too_long(vm: &mut Vm, what: &str) -> ogive_vm::Thrown {
    vm.type_error(format!("{what} elements in an array-like object with length exceeding the supported range"))
}

/// 23.1.3.23 [Array.prototype.push](https://tc39.es/ecma262/#sec-array.prototype.push)
pub(super) fn push(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if let Some(array) = args.this().as_object()
        && vm.is_fast_writable(array)
        && (vm.array_length(array) as usize + args.len()) < u32::MAX as usize
    {
        // FAST: a plain array.
        for &value in args.all() {
            vm.array_push(array, value)?;
        }
        return Ok(Value::from(vm.array_length(array)));
    }
    let o = vm.to_object(args.this())?;
    let mut len = vm.length_of_array_like(o)?;
    if len + args.len() as u64 > MAX_SAFE {
        return Err(too_long(vm, "Pushing"));
    }
    for &value in args.all() {
        put_index(vm, o, len, value)?;
        len += 1;
    }
    put_length(vm, o, len)?;
    Ok(number(len))
}

/// 23.1.3.22 [Array.prototype.pop](https://tc39.es/ecma262/#sec-array.prototype.pop)
pub(super) fn pop(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if let Some(array) = args.this().as_object()
        && vm.is_fast_writable(array)
    {
        // FAST: a plain array.
        let value = vm.fast_pop(array);
        return Ok(if value.is_hole() { Value::UNDEFINED } else { value });
    }
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    if len == 0 {
        put_length(vm, o, 0)?;
        return Ok(Value::UNDEFINED);
    }
    let value = get_index(vm, o, len - 1)?;
    delete_index(vm, o, len - 1)?;
    put_length(vm, o, len - 1)?;
    Ok(value)
}

/// Moves the property at `from` to `to`: deletes there what is absent here.
fn move_element(vm: &mut Vm, o: Gc<Object>, from: u64, to: u64) -> JsResult<()> {
    vm.poll()?;
    match get_if_present(vm, o, from)? {
        Some(value) => put_index(vm, o, to, value),
        None => delete_index(vm, o, to),
    }
}

/// 23.1.3.27 [Array.prototype.shift](https://tc39.es/ecma262/#sec-array.prototype.shift)
pub(super) fn shift(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    // FAST: a plain array: one memmove.
    if vm.is_fast_writable(o) && vm.array_length(o) > 0 {
        let first = o.elements().get(0);
        vm.fast_splice(o, 0, 1, &[])?;
        return Ok(if first.is_hole() { Value::UNDEFINED } else { first });
    }
    let len = vm.length_of_array_like(o)?;
    if len == 0 {
        put_length(vm, o, 0)?;
        return Ok(Value::UNDEFINED);
    }
    let first = get_index(vm, o, 0)?;
    for k in 1..len {
        move_element(vm, o, k, k - 1)?;
    }
    delete_index(vm, o, len - 1)?;
    put_length(vm, o, len - 1)?;
    Ok(first)
}

/// 23.1.3.37 [Array.prototype.unshift](https://tc39.es/ecma262/#sec-array.prototype.unshift)
pub(super) fn unshift(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    if vm.is_fast_writable(o) && fits_fast(vm, o, 0, args.len()) {
        // FAST: a plain array: one memmove.
        vm.fast_splice(o, 0, 0, args.all())?;
        return Ok(Value::from(vm.array_length(o)));
    }
    let len = vm.length_of_array_like(o)?;
    let count = args.len() as u64;
    if count > 0 {
        if len + count > MAX_SAFE {
            return Err(too_long(vm, "Unshifting"));
        }
        for k in (0..len).rev() {
            move_element(vm, o, k, k + count)?;
        }
        for (j, &value) in args.all().iter().enumerate() {
            put_index(vm, o, j as u64, value)?;
        }
    }
    put_length(vm, o, len + count)?;
    Ok(number(len + count))
}
/// Is the array, with so many more elements from `start` on, of a size that fast elements have?
fn fits_fast(vm: &Vm, array: Gc<Object>, start: usize, more: usize) -> bool {
    const LIMIT: usize = 1 << 26;
    let stored = array.elements().len() as usize + more < LIMIT && (more == 0 || start + more < LIMIT);
    stored && vm.array_length(array) as usize + more <= u32::MAX as usize
}

/// 23.1.3.26 [Array.prototype.reverse](https://tc39.es/ecma262/#sec-array.prototype.reverse)
pub(super) fn reverse(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    // FAST: a plain array stored in full.
    if vm.is_fast_writable(o) && vm.fast_reverse(o) {
        return Ok(o.into());
    }
    let len = vm.length_of_array_like(o)?;
    for lower in 0..len / 2 {
        vm.poll()?;
        let upper = len - 1 - lower;
        let (lower_value, upper_value) = (get_if_present(vm, o, lower)?, get_if_present(vm, o, upper)?);
        match (lower_value, upper_value) {
            (Some(a), Some(b)) => {
                put_index(vm, o, lower, b)?;
                put_index(vm, o, upper, a)?;
            }
            (None, Some(b)) => {
                put_index(vm, o, lower, b)?;
                delete_index(vm, o, upper)?;
            }
            (Some(a), None) => {
                delete_index(vm, o, lower)?;
                put_index(vm, o, upper, a)?;
            }
            (None, None) => {}
        }
    }
    Ok(o.into())
}

/// 23.1.3.7 [Array.prototype.fill](https://tc39.es/ecma262/#sec-array.prototype.fill)
pub(super) fn fill(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    let start = relative_index(vm, args.get(1), len)?;
    let end = relative_end(vm, args.get(2), len)?;
    let value = args.get(0);
    // FAST: a plain array whose length is still what it was.
    if vm.is_fast_writable(o) && vm.array_length(o) as u64 == len && vm.fast_fill(o, value, start as u32, end as u32)? {
        return Ok(o.into());
    }
    for k in start..end {
        vm.poll()?;
        put_index(vm, o, k, value)?;
    }
    Ok(o.into())
}

/// 23.1.3.4 [Array.prototype.copyWithin](https://tc39.es/ecma262/#sec-array.prototype.copywithin)
pub(super) fn copy_within(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    let to = relative_index(vm, args.get(0), len)?;
    let from = relative_index(vm, args.get(1), len)?;
    let end = relative_end(vm, args.get(2), len)?;
    let count = end.saturating_sub(from).min(len - to);
    // FAST: a plain array stored in full, of the same length as before the conversions.
    if vm.is_fast_writable(o) && vm.array_length(o) as u64 == len && vm.fast_copy_within(o, to as u32, from as u32, count as u32) {
        return Ok(o.into());
    }
    let backwards = from < to && to < from + count;
    for step in 0..count {
        let i = if backwards { count - 1 - step } else { step };
        move_element(vm, o, from + i, to + i)?;
    }
    Ok(o.into())
}

/// 23.1.3.31 [Array.prototype.splice](https://tc39.es/ecma262/#sec-array.prototype.splice)
pub(super) fn splice(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    let start = relative_index(vm, args.get(0), len)?;
    let items = args.from(2);
    let deleted = match args.len() {
        0 => 0,
        1 => len - start,
        _ => vm.to_integer_or_infinity(args.get(1))?.clamp(0.0, (len - start) as f64) as u64,
    };
    let inserted = items.len() as u64;
    if len + inserted - deleted > MAX_SAFE {
        return Err(too_long(vm, "Splicing"));
    }
    // FAST: a plain array that the conversions left alone.
    if vm.is_fast_writable(o) && makes_plain(vm, o) && vm.array_length(o) as u64 == len && fits_fast(vm, o, start as usize, items.len()) {
        let removed = vm.fast_slice(o, start as u32, (start + deleted) as u32)?;
        vm.fast_splice(o, start as u32, deleted as u32, items)?;
        return Ok(removed.into());
    }
    let removed = array_species_create(vm, o, deleted)?;
    for k in 0..deleted {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, start + k)? {
            create_index(vm, removed, k, value)?;
        }
    }
    put_length(vm, removed, deleted)?;
    if inserted < deleted {
        for k in start..len - deleted {
            move_element(vm, o, k + deleted, k + inserted)?;
        }
        for k in (len - deleted + inserted..len).rev() {
            vm.poll()?;
            delete_index(vm, o, k)?;
        }
    } else if inserted > deleted {
        for k in (start..len - deleted).rev() {
            move_element(vm, o, k + deleted, k + inserted)?;
        }
    }
    for (k, &value) in items.iter().enumerate() {
        put_index(vm, o, start + k as u64, value)?;
    }
    put_length(vm, o, len - deleted + inserted)?;
    Ok(removed.into())
}
