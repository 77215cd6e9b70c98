//! %TypedArray%.from and of, the accessors, iterators, and the methods that make another typed array.
use super::super::array::new_array_iterator;
use super::super::array::sort::{Order, sort_values};
use super::super::support::{callback, get_index, number, relative_end, relative_index};
use super::construct::{
    buffer_of, byte_offset, copy_elements, create_from, list_from_method, new_typed_array, species_create, species_of_length, validate,
};
use super::mutate::sort_elements;
use crate::support::{as_constructor, incompatible};
use ogive_vm::buffer::view_field;
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, Gc, JsResult, Kind, Object, PropertyKey, Value, Vm};

fn constructor_receiver(vm: &mut Vm, args: Arguments) -> JsResult<Gc<Object>> {
    match as_constructor(args.this()) {
        Some(constructor) => Ok(constructor),
        None => {
            let text = super::super::support::show(vm, args.this());
            Err(vm.type_error(format!("{text} is not a constructor")))
        }
    }
}
/// 23.2.2.1 [%TypedArray%.from](https://tc39.es/ecma262/#sec-%typedarray%.from)
pub(super) fn from(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let constructor = constructor_receiver(vm, args)?;
    let (source, mapper, this_arg) = (args.get(0), args.get(1), args.get(2));
    let mapping = !mapper.is_undefined();
    if mapping {
        callback(vm, mapper)?;
    }
    let key = PropertyKey::symbol(vm.symbols.iterator);
    let method = vm.get_method(source, key)?;
    let list = if method.is_undefined() { None } else { Some(list_from_method(vm, source, method)?) };
    let (object, length) = match &list {
        Some(values) => (None, values.len()),
        None => {
            let object = vm.to_object(source)?;
            (Some(object), vm.length_of_array_like(object)? as usize)
        }
    };
    let target = create_from(vm, constructor, &[number(length as u64)], Some(length), true, "%TypedArray%.from")?;
    for k in 0..length {
        vm.poll()?;
        let mut value = match (&list, object) {
            (Some(values), _) => values.get(k),
            (None, Some(object)) => get_index(vm, object, k as u64)?,
            _ => Value::UNDEFINED,
        };
        if mapping {
            value = vm.call(mapper, this_arg, &[value, number(k as u64)])?;
        }
        vm.typed_array_set_element(target, Some(k), value)?;
    }
    Ok(target.into())
}
/// 23.2.2.2 [%TypedArray%.of](https://tc39.es/ecma262/#sec-%typedarray%.of)
pub(super) fn of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let constructor = constructor_receiver(vm, args)?;
    let target = create_from(vm, constructor, &[number(args.len() as u64)], Some(args.len()), true, "%TypedArray%.of")?;
    for (k, &value) in args.all().iter().enumerate() {
        vm.typed_array_set_element(target, Some(k), value)?;
    }
    Ok(target.into())
}

fn this_typed_array(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object().filter(|o| o.kind() == Kind::TypedArray) {
        Some(array) => Ok(array),
        None => Err(incompatible(vm, args.this(), name)),
    }
}
/// 23.2.3.2 [get %TypedArray%.prototype.buffer](https://tc39.es/ecma262/#sec-get-%typedarray%.prototype.buffer)
pub(super) fn buffer(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let array = this_typed_array(vm, args, "get TypedArray.prototype.buffer")?;
    Ok(array.field(view_field::BUFFER))
}
/// 23.2.3.3 [get %TypedArray%.prototype.byteLength](https://tc39.es/ecma262/#sec-get-%typedarray%.prototype.bytelength)
pub(super) fn byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let array = this_typed_array(vm, args, "get TypedArray.prototype.byteLength")?;
    let length = vm.typed_array_length(array).unwrap_or(0);
    Ok(Value::from(length * array.element_type().size()))
}
/// 23.2.3.4 [get %TypedArray%.prototype.byteOffset](https://tc39.es/ecma262/#sec-get-%typedarray%.prototype.byteoffset)
pub(super) fn byte_offset_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let array = this_typed_array(vm, args, "get TypedArray.prototype.byteOffset")?;
    Ok(if vm.typed_array_length(array).is_some() { Value::from(byte_offset(array)) } else { Value::ZERO })
}
/// 23.2.3.20 [get %TypedArray%.prototype.length](https://tc39.es/ecma262/#sec-get-%typedarray%.prototype.length)
pub(super) fn length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let array = this_typed_array(vm, args, "get TypedArray.prototype.length")?;
    Ok(Value::from(vm.typed_array_length(array).unwrap_or(0)))
}
/// 23.2.3.38 [get %TypedArray%.prototype \[ @@toStringTag \]](https://tc39.es/ecma262/#sec-get-%typedarray%.prototype-@@tostringtag)
pub(super) fn to_string_tag(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    match args.this().as_object().filter(|o| o.kind() == Kind::TypedArray) {
        Some(array) => Ok(vm.intern_str(array.element_type().constructor_name()).into()),
        None => Ok(Value::UNDEFINED),
    }
}
/// 23.2.3.19 [%TypedArray%.prototype.keys](https://tc39.es/ecma262/#sec-%typedarray%.prototype.keys)
pub(super) fn keys(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, _) = validate(vm, args.this(), "%TypedArray%.prototype.keys", false)?;
    Ok(new_array_iterator(vm, array, 0).into())
}
/// 23.2.3.35 [%TypedArray%.prototype.values](https://tc39.es/ecma262/#sec-%typedarray%.prototype.values)
pub(super) fn values(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, _) = validate(vm, args.this(), "%TypedArray%.prototype.values", false)?;
    Ok(new_array_iterator(vm, array, 1).into())
}
/// 23.2.3.7 [%TypedArray%.prototype.entries](https://tc39.es/ecma262/#sec-%typedarray%.prototype.entries)
pub(super) fn entries(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, _) = validate(vm, args.this(), "%TypedArray%.prototype.entries", false)?;
    Ok(new_array_iterator(vm, array, 2).into())
}

/// 23.2.3.27 [%TypedArray%.prototype.slice](https://tc39.es/ecma262/#sec-%typedarray%.prototype.slice)
pub(super) fn slice(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "%TypedArray%.prototype.slice";
    let (array, len) = validate(vm, args.this(), NAME, false)?;
    let start = relative_index(vm, args.get(0), len as u64)? as usize;
    let end = relative_end(vm, args.get(1), len as u64)? as usize;
    let count = end.saturating_sub(start);
    let target = species_of_length(vm, array, count, NAME)?;
    if count == 0 {
        return Ok(target.into());
    }
    let (_, len) = validate(vm, array.into(), NAME, false)?;
    let count = end.min(len).saturating_sub(start);
    let same_type = target.element_type() == array.element_type();
    if same_type && buffer_of(target) == buffer_of(array) {
        // 14.g: byte by byte upwards, which shows when the ranges overlap.
        let size = array.element_type().size();
        let (from, to) = (byte_offset(array) + start * size, byte_offset(target));
        if let Some(buffer) = buffer_of(array) {
            let bytes = vm.buffer_bytes_mut(buffer);
            for i in 0..(count * size).min(bytes.len().saturating_sub(from.max(to))) {
                bytes[to + i] = bytes[from + i];
            }
        }
    } else if same_type {
        let room = vm.typed_array_length(target).unwrap_or(0);
        copy_elements(vm, array, start, target, 0, count.min(room))?;
    } else {
        for i in 0..count {
            vm.poll()?;
            let value = vm.typed_array_get(array, start + i).unwrap_or(Value::UNDEFINED);
            vm.typed_array_set_element(target, Some(i), value)?;
        }
    }
    Ok(target.into())
}
/// 23.2.3.30 [%TypedArray%.prototype.subarray](https://tc39.es/ecma262/#sec-%typedarray%.prototype.subarray)
pub(super) fn subarray(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let array = this_typed_array(vm, args, "%TypedArray%.prototype.subarray")?;
    let buffer = array.field(view_field::BUFFER);
    let len = vm.typed_array_length(array).unwrap_or(0) as u64;
    let start = relative_index(vm, args.get(0), len)?;
    let offset = byte_offset(array) as u64 + start * array.element_type().size() as u64;
    let tracks = array.field(view_field::LENGTH).is_hole();
    if tracks && args.get(1).is_undefined() {
        return Ok(species_create_view(vm, array, &[buffer, number(offset)])?.into());
    }
    let end = relative_end(vm, args.get(1), len)?;
    let count = end.saturating_sub(start);
    Ok(species_create_view(vm, array, &[buffer, number(offset), number(count)])?.into())
}
fn species_create_view(vm: &mut Vm, array: Gc<Object>, arguments: &[Value]) -> JsResult<Gc<Object>> {
    species_create(vm, array, arguments, None, false, "%TypedArray%.prototype.subarray")
}

/// 23.2.3.32 [%TypedArray%.prototype.toReversed](https://tc39.es/ecma262/#sec-%typedarray%.prototype.toreversed)
pub(super) fn to_reversed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len) = validate(vm, args.this(), "%TypedArray%.prototype.toReversed", false)?;
    let copy = new_typed_array(vm, array.element_type(), len)?;
    for k in 0..len {
        vm.poll()?;
        let value = vm.typed_array_get(array, len - 1 - k).unwrap_or(Value::UNDEFINED);
        vm.typed_array_put(copy, k, value);
    }
    Ok(copy.into())
}
/// 23.2.3.33 [%TypedArray%.prototype.toSorted](https://tc39.es/ecma262/#sec-%typedarray%.prototype.tosorted)
pub(super) fn to_sorted(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let order = Order::of_argument(vm, args.get(0))?;
    let (array, len) = validate(vm, args.this(), "%TypedArray%.prototype.toSorted", false)?;
    let copy = new_typed_array(vm, array.element_type(), len)?;
    let Order::Function(f) = order else {
        copy_elements(vm, array, 0, copy, 0, len)?;
        sort_elements(vm, copy, len)?;
        return Ok(copy.into());
    };
    let mut values = ValueVec::new(vm);
    for k in 0..len {
        values.push(vm.typed_array_get(array, k).unwrap_or(Value::UNDEFINED));
    }
    sort_values(vm, &mut values, Order::Function(f))?;
    for k in 0..len {
        vm.typed_array_put(copy, k, values.get(k));
    }
    Ok(copy.into())
}
/// 23.2.3.36 [%TypedArray%.prototype.with](https://tc39.es/ecma262/#sec-%typedarray%.prototype.with)
pub(super) fn with(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len) = validate(vm, args.this(), "%TypedArray%.prototype.with", false)?;
    let relative = vm.to_integer_or_infinity(args.get(0))?;
    let actual = if relative >= 0.0 { relative } else { len as f64 + relative };
    let value = vm.typed_array_convert(array, args.get(1))?;
    let now = vm.typed_array_length(array).unwrap_or(0);
    if !(0.0..now as f64).contains(&actual) {
        return Err(vm.range_error("Invalid typed array index"));
    }
    let copy = new_typed_array(vm, array.element_type(), len)?;
    copy_elements(vm, array, 0, copy, 0, len.min(now))?;
    for k in now..len {
        // What is gone reads as undefined.
        let gone = vm.typed_array_convert(copy, Value::UNDEFINED)?;
        vm.typed_array_put(copy, k, gone);
    }
    vm.typed_array_put(copy, actual as usize, value);
    Ok(copy.into())
}
