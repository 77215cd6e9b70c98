//! 23.2.5 the TypedArray constructors, and the operations that create and check typed arrays.
use super::super::support::{get_index, number};
use super::intrinsics_of;
use crate::support::require_new;
use ogive_vm::buffer::{ElementType, view_field};
use ogive_vm::native::FIELD_DATA;
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, Kind, Object, PropertyKey, Value, Vm};

/// 23.2.1.1 [%TypedArray%](https://tc39.es/ecma262/#sec-%typedarray%)
pub(super) fn abstract_constructor(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    Err(vm.type_error("Abstract class TypedArray not directly constructable"))
}

/// 23.2.5.1 [TypedArray](https://tc39.es/ecma262/#sec-typedarray); the callee's data field tells the element type.
pub(super) fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let ty = ElementType::from_u8(args.callee().field(FIELD_DATA).int_unchecked() as u8).expect("set when the constructor was made");
    let new_target = require_new(vm, args, ty.constructor_name())?;
    let (_, default) = intrinsics_of(ty);
    let Some(first) = args.get(0).as_object() else {
        let length = length_argument(vm, args.get(0))?;
        let prototype = vm.get_prototype_from_constructor(new_target, default)?;
        return Ok(allocate(vm, prototype, ty, length)?.into());
    };
    let prototype = vm.get_prototype_from_constructor(new_target, default)?;
    let array = match first.kind() {
        Kind::TypedArray => from_typed_array(vm, prototype, ty, first)?,
        Kind::ArrayBuffer => from_buffer(vm, prototype, ty, first, args.get(1), args.get(2))?,
        _ => from_object(vm, prototype, ty, first)?,
    };
    Ok(array.into())
}
fn length_argument(vm: &mut Vm, value: Value) -> JsResult<usize> {
    let integer = vm.to_integer_or_infinity(value)?;
    if !(0.0..=9007199254740991.0).contains(&integer) {
        return Err(vm.range_error(format!("Invalid typed array length: {integer}")));
    }
    Ok(integer as usize)
}
/// 23.2.5.1.6 [AllocateTypedArrayBuffer](https://tc39.es/ecma262/#sec-allocatetypedarraybuffer)
pub(super) fn allocate(vm: &mut Vm, prototype: Gc<Object>, ty: ElementType, length: usize) -> JsResult<Gc<Object>> {
    let buffer_prototype = vm.intrinsic(Intrinsic::ArrayBufferPrototype);
    if length as u64 > (1 << 53) / ty.size() as u64 {
        return Err(vm.range_error(format!("Invalid typed array length: {length}")));
    }
    let buffer = vm.new_array_buffer(buffer_prototype.into(), length * ty.size(), None, false)?;
    Ok(vm.new_view(prototype.into(), buffer, Some(ty), 0, Some(length)))
}
/// A typed array of the current realm's own constructor.
pub(super) fn new_typed_array(vm: &mut Vm, ty: ElementType, length: usize) -> JsResult<Gc<Object>> {
    let prototype = vm.intrinsic(intrinsics_of(ty).1);
    allocate(vm, prototype, ty, length)
}
/// 23.2.5.1.2 [InitializeTypedArrayFromTypedArray](https://tc39.es/ecma262/#sec-initializetypedarrayfromtypedarray)
fn from_typed_array(vm: &mut Vm, prototype: Gc<Object>, ty: ElementType, source: Gc<Object>) -> JsResult<Gc<Object>> {
    let Some(length) = vm.typed_array_length(source) else {
        return Err(vm.type_error("Cannot perform Construct on a detached ArrayBuffer"));
    };
    let from = source.element_type();
    if from.is_bigint() != ty.is_bigint() {
        let buffer_prototype = vm.intrinsic(Intrinsic::ArrayBufferPrototype);
        // The buffer is allocated before the types are compared.
        vm.new_array_buffer(buffer_prototype.into(), length.saturating_mul(ty.size()), None, false)?;
        return Err(vm.type_error("Cannot mix BigInt and other types, use explicit conversions"));
    }
    let array = allocate(vm, prototype, ty, length)?;
    copy_elements(vm, source, 0, array, 0, length)?;
    Ok(array)
}
/// Copies elements between typed arrays of the same content type that do not overlap; bytes where the types allow it.
pub(super) fn copy_elements(vm: &mut Vm, from: Gc<Object>, start: usize, to: Gc<Object>, at: usize, count: usize) -> JsResult<()> {
    let (a, b) = (from.element_type(), to.element_type());
    let bytewise = a == b || (a.is_bigint() && b.is_bigint()) || (a.size() == 1 && b.size() == 1 && b != ElementType::Uint8Clamped);
    if bytewise {
        let (Some(source), Some(target)) = (buffer_of(from), buffer_of(to)) else { return Ok(()) };
        let size = a.size();
        vm.copy_buffer_bytes(source, byte_offset(from) + start * size, target, byte_offset(to) + at * size, count * size);
        return vm.poll_n(count / 64);
    }
    for i in 0..count {
        vm.poll()?;
        let Some(value) = vm.typed_array_get(from, start + i) else { break };
        vm.typed_array_put(to, at + i, value);
    }
    Ok(())
}
/// [[ViewedArrayBuffer]]
#[inline]
pub(crate) fn buffer_of(view: Gc<Object>) -> Option<Gc<Object>> {
    view.field(view_field::BUFFER).as_object()
}
/// [[ByteOffset]]
#[inline]
pub(crate) fn byte_offset(view: Gc<Object>) -> usize {
    view.raw_field(view_field::OFFSET) as usize
}

/// 23.2.5.1.3 [InitializeTypedArrayFromArrayBuffer](https://tc39.es/ecma262/#sec-initializetypedarrayfromarraybuffer)
fn from_buffer(vm: &mut Vm, prototype: Gc<Object>, ty: ElementType, buffer: Gc<Object>, offset: Value, length: Value) -> JsResult<Gc<Object>> {
    let (name, size) = (ty.constructor_name(), ty.size());
    let offset = match vm.to_index(offset) {
        Ok(offset) => offset,
        Err(thrown) => return Err(thrown),
    };
    if !offset.is_multiple_of(size) {
        return Err(vm.range_error(format!("start offset of {name} should be a multiple of {size}")));
    }
    let wanted = if length.is_undefined() { None } else { Some(vm.to_index(length)?) };
    if vm.is_detached_buffer(buffer) {
        return Err(vm.type_error("Cannot perform Construct on a detached ArrayBuffer"));
    }
    let bytes = vm.buffer_length(buffer);
    let length = match wanted {
        Some(length) => {
            if length.checked_mul(size).and_then(|n| n.checked_add(offset)).is_none_or(|end| end > bytes) {
                return Err(vm.range_error(format!("Invalid typed array length: {length}")));
            }
            Some(length)
        }
        None => {
            let tracks = vm.is_resizable_buffer(buffer);
            if !tracks && !bytes.is_multiple_of(size) {
                return Err(vm.range_error(format!("byte length of {name} should be a multiple of {size}")));
            }
            if offset > bytes {
                return Err(vm.range_error(format!("Start offset {offset} is outside the bounds of the buffer")));
            }
            if tracks { None } else { Some((bytes - offset) / size) }
        }
    };
    Ok(vm.new_view(prototype.into(), buffer, Some(ty), offset, length))
}
/// 23.2.5.1.1 steps 6.b.iii: an iterable or array-like object.
fn from_object(vm: &mut Vm, prototype: Gc<Object>, ty: ElementType, source: Gc<Object>) -> JsResult<Gc<Object>> {
    let key = PropertyKey::symbol(vm.symbols.iterator);
    let method = vm.get_method(source.into(), key)?;
    if method.is_undefined() {
        let length = vm.length_of_array_like(source)?;
        let array = allocate(vm, prototype, ty, length as usize)?;
        for k in 0..length {
            vm.poll()?;
            let value = get_index(vm, source, k)?;
            vm.typed_array_set_element(array, Some(k as usize), value)?;
        }
        return Ok(array);
    }
    let values = list_from_method(vm, source.into(), method)?;
    let array = allocate(vm, prototype, ty, values.len())?;
    for k in 0..values.len() {
        vm.poll()?;
        vm.typed_array_set_element(array, Some(k), values.get(k))?;
    }
    Ok(array)
}
/// All values of an iterable whose method is known.
pub(super) fn list_from_method(vm: &mut Vm, iterable: Value, method: Value) -> JsResult<ValueVec> {
    // FAST: an array that iterates as such: no script runs meanwhile.
    if let Some(array) = vm.is_plainly_iterable(iterable)
        && let Some(length) = vm.fast_array_length(array)
    {
        let mut values = ValueVec::with_capacity(vm, length as usize);
        for i in 0..length {
            vm.poll()?;
            let value = array.elements().get(i);
            values.push(if value.is_hole() { Value::UNDEFINED } else { value });
        }
        return Ok(values);
    }
    let mut record = vm.get_iterator_from_method(iterable, method)?;
    vm.iterator_to_list(&mut record)
}

/// 23.2.4.4 [ValidateTypedArray](https://tc39.es/ecma262/#sec-validatetypedarray): the array and its length. `method` is named in the
/// TypeError; with `write` the buffer must not be immutable.
pub(super) fn validate(vm: &mut Vm, value: Value, method: &str, write: bool) -> JsResult<(Gc<Object>, usize)> {
    let Some(array) = value.as_object().filter(|o| o.kind() == Kind::TypedArray) else {
        return Err(vm.type_error("this is not a typed array."));
    };
    if write && buffer_of(array).is_some_and(|b| vm.is_immutable_buffer(b)) {
        return Err(vm.type_error(format!("Cannot perform {method} on an immutable ArrayBuffer")));
    }
    match vm.typed_array_length(array) {
        Some(length) => Ok((array, length)),
        None => Err(detached(vm, method)),
    }
}
#[cold]
pub(crate) fn detached(vm: &mut Vm, method: &str) -> ogive_vm::Thrown {
    vm.type_error(format!("Cannot perform {method} on a detached ArrayBuffer"))
}
/// 23.2.4.2 [TypedArrayCreateFromConstructor](https://tc39.es/ecma262/#sec-typedarraycreatefromctor); `least`: the length asked for.
pub(super) fn create_from(vm: &mut Vm, constructor: Gc<Object>, arguments: &[Value], least: Option<usize>, write: bool, method: &str) -> JsResult<Gc<Object>> {
    let made = vm.construct(constructor, arguments, constructor)?;
    let (array, length) = validate(vm, made.into(), method, write)?;
    if least.is_some_and(|least| length < least) {
        return Err(vm.type_error("Derived TypedArray constructor created an array which was too small"));
    }
    Ok(array)
}
/// 23.2.4.1 [TypedArraySpeciesCreate](https://tc39.es/ecma262/#sec-typedarrayspeciescreate)
/// `write`: it is going to be filled.
pub(super) fn species_create(vm: &mut Vm, exemplar: Gc<Object>, arguments: &[Value], least: Option<usize>, write: bool, method: &str) -> JsResult<Gc<Object>> {
    let ty = exemplar.element_type();
    let default = vm.intrinsic(intrinsics_of(ty).0);
    let constructor = vm.species_constructor(exemplar, default)?;
    let array = create_from(vm, constructor, arguments, least, write, method)?;
    if array.element_type().is_bigint() != ty.is_bigint() {
        return Err(vm.type_error("Content type of source and derived typed arrays differ"));
    }
    Ok(array)
}
/// As [`species_create`], of a length.
pub(super) fn species_of_length(vm: &mut Vm, exemplar: Gc<Object>, length: usize, method: &str) -> JsResult<Gc<Object>> {
    species_create(vm, exemplar, &[number(length as u64)], Some(length), true, method)
}
