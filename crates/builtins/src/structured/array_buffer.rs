//! 25.1 ArrayBuffer. Memory and views are in `vm/src/buffer.rs`.
use crate::support::{Class, get_species, incompatible, require_new, set_tag};
use ogive_vm::buffer::buffer_field;
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm, getter, method};

const CLASS: Class = Class::new("ArrayBuffer", 1, construct, Intrinsic::ArrayBuffer, Intrinsic::ArrayBufferPrototype)
    .statics(STATICS)
    .methods(METHODS);

const STATICS: &[Builtin] = &[method("isView", 1, is_view), getter("@@species", get_species)];
const METHODS: &[Builtin] = &[
    getter("byteLength", byte_length),
    method("slice", 2, slice),
    getter("maxByteLength", max_byte_length),
    getter("resizable", resizable),
    method("resize", 1, resize),
    method("transfer", 0, transfer),
    method("transferToFixedLength", 0, transfer_to_fixed_length),
    getter("detached", detached),
    getter("immutable", immutable),
    method("sliceToImmutable", 2, slice_to_immutable),
    method("transferToImmutable", 0, transfer_to_immutable),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    set_tag(vm, prototype, "ArrayBuffer");
}

/// What becomes of the maximum when a buffer is transferred.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Resizability {
    Preserve,
    Fixed,
    Immutable,
}

/// `this` as an ArrayBuffer that is not shared.
fn this_buffer(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object() {
        Some(buffer) if is_array_buffer(vm, buffer) => Ok(buffer),
        _ => Err(incompatible(vm, args.this(), &with_class(name, "ArrayBuffer"))),
    }
}
/// The full name of a method or, as in `get byteLength`, of a getter.
pub(super) fn with_class(name: &str, class: &str) -> String {
    match name.strip_prefix("get ") {
        Some(name) => format!("get {class}.prototype.{name}"),
        None => format!("{class}.prototype.{name}"),
    }
}
fn is_array_buffer(vm: &Vm, object: Gc<Object>) -> bool {
    object.kind() == Kind::ArrayBuffer && !vm.is_shared_buffer(object)
}
fn require_attached(vm: &mut Vm, buffer: Gc<Object>, name: &str) -> JsResult<()> {
    if vm.is_detached_buffer(buffer) {
        return Err(vm.type_error(format!("Cannot perform ArrayBuffer.prototype.{name} on a detached ArrayBuffer")));
    }
    Ok(())
}
/// The TypeError of a write to an immutable buffer.
#[cold]
pub(super) fn immutable_error(vm: &mut Vm, name: &str) -> ogive_vm::Thrown {
    vm.type_error(format!("Cannot perform {name} on an immutable ArrayBuffer"))
}

/// 7.1.22 ToIndex with the message of the caller.
pub(super) fn to_index(vm: &mut Vm, value: Value, message: &str) -> JsResult<usize> {
    let integer = vm.to_integer_or_infinity(value)?;
    if !(0.0..=ogive_vm::convert::MAX_SAFE_INTEGER).contains(&integer) {
        return Err(vm.range_error(message));
    }
    Ok(integer as usize)
}

/// Steps of the constructors of both kinds of buffers after the check of NewTarget.
pub(super) fn construct_buffer(vm: &mut Vm, args: Arguments, new_target: Gc<Object>, shared: bool) -> JsResult<Value> {
    let length = to_index(vm, args.get(0), "Invalid array buffer length")?;
    let max = max_byte_length_option(vm, args.get(1))?;
    // 25.1.3.1, 3.a
    if max.is_some_and(|max| length > max) {
        return Err(vm.range_error("Invalid array buffer max length"));
    }
    let prototype = if shared { Intrinsic::SharedArrayBufferPrototype } else { Intrinsic::ArrayBufferPrototype };
    let prototype = vm.get_prototype_from_constructor(new_target, prototype)?;
    Ok(vm.new_array_buffer(prototype.into(), length, max, shared)?.into())
}
/// 25.1.3.7 [GetArrayBufferMaxByteLengthOption](https://tc39.es/ecma262/#sec-getarraybuffermaxbytelengthoption)
fn max_byte_length_option(vm: &mut Vm, options: Value) -> JsResult<Option<usize>> {
    let Some(options) = options.as_object() else { return Ok(None) };
    let key = vm.key("maxByteLength");
    let max = vm.get(options, key)?;
    if max.is_undefined() {
        return Ok(None);
    }
    to_index(vm, max, "Invalid array buffer max length").map(Some)
}
/// 25.1.3.1 AllocateArrayBuffer of %ArrayBuffer%.
fn allocate(vm: &mut Vm, length: usize, max: Option<usize>) -> JsResult<Gc<Object>> {
    let prototype = vm.intrinsic(Intrinsic::ArrayBufferPrototype);
    vm.new_array_buffer(prototype.into(), length, max, false)
}
/// ResolveBounds of slices: (from, to).
pub(super) fn resolve_bounds(vm: &mut Vm, length: usize, start: Value, end: Value) -> JsResult<(usize, usize)> {
    let limit = length as f64;
    let place = |i: f64| if i < 0.0 { (limit + i).max(0.0) as usize } else { i.min(limit) as usize };
    let from = place(vm.to_integer_or_infinity(start)?);
    let to = if end.is_undefined() { length } else { place(vm.to_integer_or_infinity(end)?) };
    Ok((from, to))
}

/// 25.1.4.1 [ArrayBuffer](https://tc39.es/ecma262/#sec-arraybuffer-length)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "ArrayBuffer")?;
    construct_buffer(vm, args, new_target, false)
}
/// 25.1.5.1 [ArrayBuffer.isView](https://tc39.es/ecma262/#sec-arraybuffer.isview)
fn is_view(_: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(args.get(0).as_object().is_some_and(|o| matches!(o.kind(), Kind::TypedArray | Kind::DataView)).into())
}

/// 25.1.6.1 [get ArrayBuffer.prototype.byteLength](https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.bytelength)
fn byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "get byteLength")?;
    Ok(vm.buffer_length(buffer).into())
}
/// 25.1.6.3 [get ArrayBuffer.prototype.detached](https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.detached)
fn detached(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "get detached")?;
    Ok(vm.is_detached_buffer(buffer).into())
}
/// [get ArrayBuffer.prototype.immutable](https://tc39.es/proposal-immutable-arraybuffer/#sec-get-arraybuffer.prototype.immutable)
fn immutable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "get immutable")?;
    Ok(vm.is_immutable_buffer(buffer).into())
}
/// 25.1.6.4 [get ArrayBuffer.prototype.maxByteLength](https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.maxbytelength)
fn max_byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "get maxByteLength")?;
    Ok(vm.buffer_max_length(buffer).into())
}
/// 25.1.6.5 [get ArrayBuffer.prototype.resizable](https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.resizable)
fn resizable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "get resizable")?;
    Ok(vm.is_resizable_buffer(buffer).into())
}
/// 25.1.6.6 [ArrayBuffer.prototype.resize](https://tc39.es/ecma262/#sec-arraybuffer.prototype.resize)
fn resize(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "resize")?;
    if !vm.is_resizable_buffer(buffer) {
        return Err(incompatible(vm, args.this(), "ArrayBuffer.prototype.resize"));
    }
    let message = "ArrayBuffer.prototype.resize: Invalid length parameter";
    let length = to_index(vm, args.get(0), message)?;
    require_attached(vm, buffer, "resize")?;
    if length > vm.buffer_max_length(buffer) {
        return Err(vm.range_error(message));
    }
    let more = length.saturating_sub(vm.buffer_length(buffer));
    if !vm.heap.has_room_outside(more) {
        return Err(vm.range_error("ArrayBuffer.prototype.resize: Out of memory"));
    }
    vm.resize_buffer(buffer, length);
    Ok(Value::UNDEFINED)
}
/// 25.1.6.7 [ArrayBuffer.prototype.slice](https://tc39.es/ecma262/#sec-arraybuffer.prototype.slice)
fn slice(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "slice")?;
    require_attached(vm, buffer, "slice")?;
    let length = vm.buffer_length(buffer);
    let (first, last) = resolve_bounds(vm, length, args.get(0), args.get(1))?;
    let count = last.saturating_sub(first);
    let constructor = vm.species_or(buffer, Intrinsic::ArrayBuffer)?;
    let new = vm.construct(constructor, &[count.into()], constructor)?;
    // 17 to 22
    if !is_array_buffer(vm, new) {
        return Err(incompatible(vm, new.into(), "ArrayBuffer.prototype.slice"));
    }
    require_attached(vm, new, "slice")?;
    if vm.is_immutable_buffer(new) {
        return Err(immutable_error(vm, "ArrayBuffer.prototype.slice"));
    }
    if new == buffer {
        return Err(vm.type_error("ArrayBuffer subclass returned this from species constructor"));
    }
    if vm.buffer_length(new) < count {
        return Err(vm.type_error("Species constructor returned a too small ArrayBuffer"));
    }
    // 24: the constructor may have done anything to `this`.
    require_attached(vm, buffer, "slice")?;
    vm.copy_buffer_bytes(buffer, first, new, 0, count);
    Ok(new.into())
}
/// [ArrayBuffer.prototype.sliceToImmutable](https://tc39.es/proposal-immutable-arraybuffer/#sec-arraybuffer.prototype.slicetoimmutable)
fn slice_to_immutable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "sliceToImmutable")?;
    require_attached(vm, buffer, "sliceToImmutable")?;
    let length = vm.buffer_length(buffer);
    let (first, last) = resolve_bounds(vm, length, args.get(0), args.get(1))?;
    let count = last.saturating_sub(first);
    require_attached(vm, buffer, "sliceToImmutable")?;
    if vm.buffer_length(buffer) < last {
        return Err(vm.range_error("ArrayBuffer.prototype.sliceToImmutable: the buffer has become too short"));
    }
    let new = allocate(vm, count, None)?;
    vm.copy_buffer_bytes(buffer, first, new, 0, count);
    vm.set_immutable_buffer(new);
    Ok(new.into())
}
/// 25.1.6.8 [ArrayBuffer.prototype.transfer](https://tc39.es/ecma262/#sec-arraybuffer.prototype.transfer)
fn transfer(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    copy_and_detach(vm, args, "transfer", Resizability::Preserve)
}
/// 25.1.6.9 [ArrayBuffer.prototype.transferToFixedLength](https://tc39.es/ecma262/#sec-arraybuffer.prototype.transfertofixedlength)
fn transfer_to_fixed_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    copy_and_detach(vm, args, "transferToFixedLength", Resizability::Fixed)
}
/// [ArrayBuffer.prototype.transferToImmutable](https://tc39.es/proposal-immutable-arraybuffer/#sec-arraybuffer.prototype.transfertoimmutable)
fn transfer_to_immutable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    copy_and_detach(vm, args, "transferToImmutable", Resizability::Immutable)
}
/// 25.1.3.4 [ArrayBufferCopyAndDetach](https://tc39.es/ecma262/#sec-arraybuffercopyanddetach)
fn copy_and_detach(vm: &mut Vm, args: Arguments, name: &str, resizability: Resizability) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, name)?;
    let length = match args.get(0) {
        Value::UNDEFINED => vm.buffer_length(buffer),
        length => to_index(vm, length, "Invalid array buffer length")?,
    };
    require_attached(vm, buffer, name)?;
    if vm.is_immutable_buffer(buffer) {
        return Err(immutable_error(vm, &format!("ArrayBuffer.prototype.{name}")));
    }
    if !buffer.field(buffer_field::DETACH_KEY).is_undefined() {
        return Err(vm.type_error(format!("Cannot perform ArrayBuffer.prototype.{name} on an ArrayBuffer that is not detachable")));
    }
    let (old_length, was_resizable) = (vm.buffer_length(buffer), vm.is_resizable_buffer(buffer));
    let max = (resizability == Resizability::Preserve && was_resizable).then(|| vm.buffer_max_length(buffer));
    if max.is_some_and(|max| length > max) {
        return Err(vm.range_error("Invalid array buffer length"));
    }
    // FAST: the memory goes over as it is.
    let new = if length == old_length && max.is_some() == was_resizable {
        let prototype = vm.intrinsic(Intrinsic::ArrayBufferPrototype);
        match vm.detach_buffer(buffer) {
            Some(block) => vm.new_array_buffer_of(prototype.into(), block, was_resizable, false),
            None => allocate(vm, length, max)?,
        }
    } else {
        let new = allocate(vm, length, max)?;
        vm.copy_buffer_bytes(buffer, 0, new, 0, length.min(old_length));
        vm.detach_buffer(buffer);
        new
    };
    if resizability == Resizability::Immutable {
        vm.set_immutable_buffer(new);
    }
    Ok(new.into())
}
