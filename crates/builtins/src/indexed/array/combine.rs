//! Array.prototype methods that make a new array of parts: concat, slice, flat, flatMap.
use super::super::support::{MAX_SAFE, callback, create_index, get_if_present, number, put_length, relative_end, relative_index};
use super::construct::{array_species_create, makes_plain};
use ogive_vm::{Arguments, Gc, JsResult, Object, PropertyKey, Value, Vm};

/// 23.1.3.2.1 [IsConcatSpreadable](https://tc39.es/ecma262/#sec-isconcatspreadable)
fn is_concat_spreadable(vm: &mut Vm, value: Value) -> JsResult<bool> {
    let Some(object) = value.as_object() else { return Ok(false) };
    // FAST: no object has the symbol; a proxy is asked all the same.
    if !vm.protectors.no_concat_spreadable || vm.fast_array_length(object).is_none() {
        let key = PropertyKey::symbol(vm.symbols.is_concat_spreadable);
        let spreadable = vm.get(object, key)?;
        if !spreadable.is_undefined() {
            return Ok(spreadable.to_boolean());
        }
    }
    vm.is_array(value)
}

/// 23.1.3.2 [Array.prototype.concat](https://tc39.es/ecma262/#sec-array.prototype.concat)
pub(super) fn concat(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let plain = makes_plain(vm, o);
    let result = array_species_create(vm, o, 0)?;
    let mut n = 0u64;
    for i in 0..=args.len() {
        let item = if i == 0 { o.into() } else { args.get(i - 1) };
        if !is_concat_spreadable(vm, item)? {
            if n >= MAX_SAFE {
                return Err(too_large(vm));
            }
            create_index(vm, result, n, item)?;
            n += 1;
            continue;
        }
        let source = item.as_object().expect("only objects are spreadable");
        // FAST: a plain array appended to a plain result.
        if plain
            && let Some(length) = vm.fast_array_length(source)
            && length == source.elements().len()
            && n + (length as u64) < 1 << 26
            && vm.is_fast_writable(result)
        {
            vm.set_array_length(result, n as u32);
            let room = n as u32 + room_for(vm, args, i);
            vm.append_array(result, source, room)?;
            n += length as u64;
            vm.poll_n(length as usize / 8)?;
            continue;
        }
        let len = vm.length_of_array_like(source)?;
        if n + len > MAX_SAFE {
            return Err(too_large(vm));
        }
        for k in 0..len {
            vm.poll()?;
            if let Some(value) = get_if_present(vm, source, k)? {
                create_index(vm, result, n + k, value)?;
            }
        }
        n += len;
    }
    put_length(vm, result, n)?;
    Ok(result.into())
}
/// How many elements the parts from number `first` on have, as far as that is plain to see.
fn room_for(vm: &Vm, args: Arguments, first: usize) -> u32 {
    let of = |value: Value| value.as_object().and_then(|o| vm.fast_array_length(o)).unwrap_or(1);
    let mut room = 0u32;
    for i in first..=args.len() {
        room = room.saturating_add(of(if i == 0 { args.this() } else { args.get(i - 1) }));
    }
    room.min(1 << 25)
}
#[cold]
fn too_large(vm: &mut Vm) -> ogive_vm::Thrown {
    vm.type_error("Array too large")
}

/// 23.1.3.28 [Array.prototype.slice](https://tc39.es/ecma262/#sec-array.prototype.slice)
pub(super) fn slice(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    let start = relative_index(vm, args.get(0), len)?;
    let end = relative_end(vm, args.get(1), len)?.max(start);
    // FAST: a plain array: one copy.
    if makes_plain(vm, o)
        && let Some(length) = vm.fast_array_length(o)
        && length as u64 == len
    {
        return Ok(vm.fast_slice(o, start as u32, end as u32)?.into());
    }
    let result = array_species_create(vm, o, end - start)?;
    for k in start..end {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, k)? {
            create_index(vm, result, k - start, value)?;
        }
    }
    put_length(vm, result, end - start)?;
    Ok(result.into())
}

/// 23.1.3.13 [Array.prototype.flat](https://tc39.es/ecma262/#sec-array.prototype.flat)
pub(super) fn flat(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    let depth = if args.get(0).is_undefined() { 1.0 } else { vm.to_integer_or_infinity(args.get(0))? };
    let result = array_species_create(vm, o, 0)?;
    flatten(vm, result, o, len, 0, depth, None)?;
    Ok(result.into())
}
/// 23.1.3.14 [Array.prototype.flatMap](https://tc39.es/ecma262/#sec-array.prototype.flatmap)
pub(super) fn flat_map(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    if !vm.is_callable(args.get(0)) {
        return Err(vm.type_error("flatMap mapper function is not callable"));
    }
    let mapper = callback(vm, args.get(0))?;
    let result = array_species_create(vm, o, 0)?;
    flatten(vm, result, o, len, 0, 1.0, Some((mapper, args.get(1))))?;
    Ok(result.into())
}
/// 23.1.3.13.1 [FlattenIntoArray](https://tc39.es/ecma262/#sec-flattenintoarray): the next target index.
fn flatten(
    vm: &mut Vm,
    target: Gc<Object>,
    source: Gc<Object>,
    len: u64,
    mut to: u64,
    depth: f64,
    mapper: Option<(Value, Value)>,
) -> JsResult<u64> {
    vm.check_native_stack()?;
    for k in 0..len {
        vm.poll()?;
        let Some(mut element) = get_if_present(vm, source, k)? else { continue };
        if let Some((f, this_arg)) = mapper {
            element = vm.call(f, this_arg, &[element, number(k), source.into()])?;
        }
        if depth > 0.0
            && let Some(inner) = element.as_object()
            && vm.is_array(element)?
        {
            let inner_len = vm.length_of_array_like(inner)?;
            to = flatten(vm, target, inner, inner_len, to, depth - 1.0, None)?;
            continue;
        }
        if to >= MAX_SAFE {
            return Err(too_large(vm));
        }
        create_index(vm, target, to, element)?;
        to += 1;
    }
    Ok(to)
}
