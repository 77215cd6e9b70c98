//! %TypedArray%.prototype methods that change the receiver.
use super::super::array::sort::{Order, sort_values};
use super::super::support::{get_index, relative_end, relative_index};
use super::construct::{buffer_of, byte_offset, copy_elements, detached, validate};
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, CountedVec, Gc, JsResult, Kind, Object, Value, Vm};

/// 23.2.3.6 [%TypedArray%.prototype.copyWithin](https://tc39.es/ecma262/#sec-%typedarray%.prototype.copywithin)
pub(super) fn copy_within(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "%TypedArray%.prototype.copyWithin";
    let (array, len) = validate(vm, args.this(), NAME, true)?;
    let len64 = len as u64;
    let to = relative_index(vm, args.get(0), len64)? as usize;
    let from = relative_index(vm, args.get(1), len64)? as usize;
    let end = relative_end(vm, args.get(2), len64)? as usize;
    let count = end.saturating_sub(from).min(len - to);
    if count > 0 {
        // The conversions may have shrunk the buffer.
        let (_, len) = validate(vm, array.into(), NAME, true)?;
        let count = count.min(len.saturating_sub(from)).min(len.saturating_sub(to));
        let size = array.element_type().size();
        if let Some(buffer) = buffer_of(array) {
            let base = byte_offset(array);
            vm.copy_buffer_bytes(buffer, base + from * size, buffer, base + to * size, count * size);
        }
    }
    Ok(array.into())
}
/// 23.2.3.9 [%TypedArray%.prototype.fill](https://tc39.es/ecma262/#sec-%typedarray%.prototype.fill)
pub(super) fn fill(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "%TypedArray%.prototype.fill";
    let (array, len) = validate(vm, args.this(), NAME, true)?;
    let value = vm.typed_array_convert(array, args.get(0))?;
    let start = relative_index(vm, args.get(1), len as u64)? as usize;
    let end = relative_end(vm, args.get(2), len as u64)? as usize;
    let (_, len) = validate(vm, array.into(), NAME, true)?;
    let end = end.min(len);
    if start < end {
        vm.typed_array_put(array, start, value);
        let size = array.element_type().size();
        // The first element's bytes, doubled until the range is full.
        let bytes = &mut vm.view_bytes_mut(array)[start * size..end * size];
        let mut done = size;
        while done < bytes.len() {
            let next = done.min(bytes.len() - done);
            bytes.copy_within(..next, done);
            done += next;
        }
    }
    Ok(array.into())
}
/// 23.2.3.25 [%TypedArray%.prototype.reverse](https://tc39.es/ecma262/#sec-%typedarray%.prototype.reverse)
pub(super) fn reverse(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, _) = validate(vm, args.this(), "%TypedArray%.prototype.reverse", true)?;
    let size = array.element_type().size();
    let bytes = vm.view_bytes_mut(array);
    bytes.reverse();
    if size > 1 {
        bytes.chunks_exact_mut(size).for_each(<[u8]>::reverse);
    }
    Ok(array.into())
}

/// 23.2.3.26 [%TypedArray%.prototype.set](https://tc39.es/ecma262/#sec-%typedarray%.prototype.set)
pub(super) fn set(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "%TypedArray%.prototype.set";
    let Some(target) = args.this().as_object().filter(|o| o.kind() == Kind::TypedArray) else {
        return Err(vm.type_error("this is not a typed array."));
    };
    if buffer_of(target).is_some_and(|b| vm.is_immutable_buffer(b)) {
        return Err(vm.type_error(format!("Cannot perform {NAME} on an immutable ArrayBuffer")));
    }
    let offset = vm.to_integer_or_infinity(args.get(1))?;
    if offset < 0.0 {
        return Err(vm.range_error("offset is out of bounds"));
    }
    let Some(length) = vm.typed_array_length(target) else { return Err(detached(vm, NAME)) };
    match args.get(0).as_object().filter(|o| o.kind() == Kind::TypedArray) {
        Some(source) => set_from_typed_array(vm, target, length, offset, source)?,
        None => set_from_array_like(vm, target, length, offset, args.get(0))?,
    }
    Ok(Value::UNDEFINED)
}
/// 23.2.3.26.1 [SetTypedArrayFromTypedArray](https://tc39.es/ecma262/#sec-settypedarrayfromtypedarray)
fn set_from_typed_array(vm: &mut Vm, target: Gc<Object>, length: usize, offset: f64, source: Gc<Object>) -> JsResult<()> {
    let Some(count) = vm.typed_array_length(source) else { return Err(detached(vm, "%TypedArray%.prototype.set")) };
    if source.element_type().is_bigint() != target.element_type().is_bigint() {
        return Err(vm.type_error("Cannot mix BigInt and other types, use explicit conversions"));
    }
    if count as f64 + offset > length as f64 {
        return Err(vm.range_error("offset is out of bounds"));
    }
    let offset = offset as usize;
    let block = |vm: &Vm, view| buffer_of(view).and_then(|b| vm.buffer_block(b));
    let same_memory = match (block(vm, source), block(vm, target)) {
        (Some(a), Some(b)) => std::sync::Arc::ptr_eq(&a, &b),
        _ => false,
    };
    if same_memory && source.element_type() != target.element_type() {
        // The source is read in whole first.
        let mut values = ValueVec::new(vm);
        for i in 0..count {
            vm.poll()?;
            values.push(vm.typed_array_get(source, i).unwrap_or(Value::UNDEFINED));
        }
        for i in 0..count {
            vm.typed_array_put(target, offset + i, values.get(i));
        }
        return Ok(());
    }
    copy_elements(vm, source, 0, target, offset, count)
}
/// 23.2.3.26.2 [SetTypedArrayFromArrayLike](https://tc39.es/ecma262/#sec-settypedarrayfromarraylike)
fn set_from_array_like(vm: &mut Vm, target: Gc<Object>, length: usize, offset: f64, source: Value) -> JsResult<()> {
    let source = vm.to_object(source)?;
    let count = vm.length_of_array_like(source)?;
    if count as f64 + offset > length as f64 {
        return Err(vm.range_error("offset is out of bounds"));
    }
    let offset = offset as usize;
    for k in 0..count {
        vm.poll()?;
        let value = get_index(vm, source, k)?;
        vm.typed_array_set_element(target, Some(offset + k as usize), value)?;
    }
    Ok(())
}

/// 23.2.3.29 [%TypedArray%.prototype.sort](https://tc39.es/ecma262/#sec-%typedarray%.prototype.sort)
pub(super) fn sort(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let order = Order::of_argument(vm, args.get(0))?;
    let (array, len) = validate(vm, args.this(), "%TypedArray%.prototype.sort", true)?;
    let Order::Function(f) = order else {
        sort_elements(vm, array, len)?;
        return Ok(array.into());
    };
    let mut values = ValueVec::new(vm);
    for k in 0..len {
        vm.poll()?;
        values.push(vm.typed_array_get(array, k).unwrap_or(Value::UNDEFINED));
    }
    sort_values(vm, &mut values, Order::Function(f))?;
    for k in 0..len {
        vm.typed_array_put(array, k, values.get(k));
    }
    Ok(array.into())
}
/// 23.2.4.7 [CompareTypedArrayElements](https://tc39.es/ecma262/#sec-typedarray-comparetypedarrayelements) order, in place: -0 before +0, NaN last.
pub(super) fn sort_elements(vm: &mut Vm, array: Gc<Object>, len: usize) -> JsResult<()> {
    vm.poll_n(len)?;
    let ty = array.element_type();
    if ty.is_bigint() {
        let signed = ty == ogive_vm::buffer::ElementType::BigInt64;
        let bytes = vm.view_bytes_mut(array);
        let (words, _) = bytes.as_chunks_mut::<8>();
        if signed {
            words.sort_unstable_by_key(|w| i64::from_ne_bytes(*w));
        } else {
            words.sort_unstable_by_key(|w| u64::from_ne_bytes(*w));
        }
        return Ok(());
    }
    let mut numbers = CountedVec::new(&vm.heap);
    if !numbers.try_reserve(len) {
        return Err(vm.out_of_memory());
    }
    for k in 0..len {
        numbers.push(vm.typed_array_get(array, k).and_then(Value::as_number).unwrap_or(f64::NAN));
    }
    numbers.sort_unstable_by(|a, b| a.is_nan().cmp(&b.is_nan()).then_with(|| a.total_cmp(b)));
    for (k, &d) in numbers.iter().enumerate() {
        vm.typed_array_put(array, k, Value::number(d));
    }
    Ok(())
}
