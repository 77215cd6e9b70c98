//! 25.1 ArrayBuffer, with the [immutable ArrayBuffers proposal](https://tc39.es/proposal-immutable-arraybuffer/).
use crate::indexed::support::{relative_end, relative_index};
use crate::support::{Class, get_species, incompatible, require_new, set_tag};
use ogive_vm::buffer::buffer_field;
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm, getter, method};

const STATICS: &[Builtin] = &[method("isView", 1, is_view).pure(), getter("@@species", get_species)];
const METHODS: &[Builtin] = &[
    getter("byteLength", byte_length),
    getter("detached", detached),
    getter("immutable", immutable),
    getter("maxByteLength", max_byte_length),
    getter("resizable", resizable),
    method("resize", 1, resize),
    method("slice", 2, slice),
    method("sliceToImmutable", 2, slice_to_immutable),
    method("transfer", 0, transfer),
    method("transferToFixedLength", 0, transfer_to_fixed_length),
    method("transferToImmutable", 0, transfer_to_immutable),
];
const CLASS: Class = Class::new("ArrayBuffer", 1, construct, Intrinsic::ArrayBuffer, Intrinsic::ArrayBufferPrototype)
    .statics(STATICS)
    .methods(METHODS);

/// Makes the intrinsics of this section.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    set_tag(vm, prototype, "ArrayBuffer");
}

/// 25.1.3.7 [GetArrayBufferMaxByteLengthOption](https://tc39.es/ecma262/#sec-getarraybuffermaxbytelengthoption)
pub(super) fn max_byte_length_option(vm: &mut Vm, options: Value) -> JsResult<Option<usize>> {
    let Some(options) = options.as_object() else { return Ok(None) };
    let key = vm.key("maxByteLength");
    let max = vm.get(options, key)?;
    if max.is_undefined() { Ok(None) } else { vm.to_index(max).map(Some) }
}
/// 25.1.3.1 [AllocateArrayBuffer](https://tc39.es/ecma262/#sec-allocatearraybuffer)
pub(super) fn allocate(
    vm: &mut Vm,
    constructor: Gc<Object>,
    default: Intrinsic,
    length: usize,
    max: Option<usize>,
    shared: bool,
) -> JsResult<Gc<Object>> {
    if max.is_some_and(|max| length > max) {
        return Err(vm.range_error("Invalid array buffer max length"));
    }
    let prototype = vm.get_prototype_from_constructor(constructor, default)?;
    vm.new_array_buffer(prototype.into(), length, max, shared)
}
/// 25.1.4.1 [ArrayBuffer](https://tc39.es/ecma262/#sec-arraybuffer-length)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "ArrayBuffer")?;
    let length = vm.to_index(args.get(0))?;
    let max = max_byte_length_option(vm, args.get(1))?;
    Ok(allocate(vm, new_target, Intrinsic::ArrayBufferPrototype, length, max, false)?.into())
}
/// 25.1.5.1 [ArrayBuffer.isView](https://tc39.es/ecma262/#sec-arraybuffer.isview)
fn is_view(_: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::bool(args.get(0).as_object().is_some_and(|o| matches!(o.kind(), Kind::TypedArray | Kind::DataView))))
}

/// The receiver: a buffer, shared or not as asked for.
pub(super) fn this_buffer(vm: &mut Vm, args: Arguments, shared: bool, method: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object().filter(|o| o.kind() == Kind::ArrayBuffer) {
        Some(buffer) if vm.is_shared_buffer(buffer) == shared => Ok(buffer),
        _ => Err(incompatible(vm, args.this(), method)),
    }
}
#[cold]
fn is_detached(vm: &mut Vm, method: &str) -> ogive_vm::Thrown {
    vm.type_error(format!("Cannot perform {method} on a detached ArrayBuffer"))
}
#[cold]
fn is_immutable(vm: &mut Vm, method: &str) -> ogive_vm::Thrown {
    vm.type_error(format!("Cannot perform {method} on an immutable ArrayBuffer"))
}

/// 25.1.6.1 [get ArrayBuffer.prototype.byteLength](https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.bytelength)
fn byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, false, "get ArrayBuffer.prototype.byteLength")?;
    Ok(Value::from(vm.buffer_length(buffer)))
}
/// 25.1.6.3 [get ArrayBuffer.prototype.detached](https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.detached)
fn detached(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, false, "get ArrayBuffer.prototype.detached")?;
    Ok(Value::bool(vm.is_detached_buffer(buffer)))
}
/// [get ArrayBuffer.prototype.immutable](https://tc39.es/proposal-immutable-arraybuffer/#sec-get-arraybuffer.prototype.immutable)
fn immutable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, false, "get ArrayBuffer.prototype.immutable")?;
    Ok(Value::bool(vm.is_immutable_buffer(buffer)))
}
/// 25.1.6.4 [get ArrayBuffer.prototype.maxByteLength](https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.maxbytelength)
fn max_byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, false, "get ArrayBuffer.prototype.maxByteLength")?;
    Ok(Value::from(vm.buffer_max_length(buffer)))
}
/// 25.1.6.5 [get ArrayBuffer.prototype.resizable](https://tc39.es/ecma262/#sec-get-arraybuffer.prototype.resizable)
fn resizable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, false, "get ArrayBuffer.prototype.resizable")?;
    Ok(Value::bool(vm.is_resizable_buffer(buffer)))
}
/// 25.1.6.6 [ArrayBuffer.prototype.resize](https://tc39.es/ecma262/#sec-arraybuffer.prototype.resize)
fn resize(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "ArrayBuffer.prototype.resize";
    let buffer = this_buffer(vm, args, false, NAME)?;
    if !vm.is_resizable_buffer(buffer) {
        return Err(incompatible(vm, args.this(), NAME));
    }
    let length = vm.to_index(args.get(0))?;
    if vm.is_detached_buffer(buffer) {
        return Err(is_detached(vm, NAME));
    }
    if length > vm.buffer_max_length(buffer) {
        return Err(vm.range_error("ArrayBuffer.prototype.resize: Invalid length parameter"));
    }
    vm.resize_buffer(buffer, length);
    Ok(Value::UNDEFINED)
}
/// 25.1.6.7 [ArrayBuffer.prototype.slice](https://tc39.es/ecma262/#sec-arraybuffer.prototype.slice)
fn slice(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "ArrayBuffer.prototype.slice";
    let buffer = this_buffer(vm, args, false, NAME)?;
    if vm.is_detached_buffer(buffer) {
        return Err(is_detached(vm, NAME));
    }
    let len = vm.buffer_length(buffer) as u64;
    let first = relative_index(vm, args.get(0), len)?;
    let last = relative_end(vm, args.get(1), len)?;
    let count = last.saturating_sub(first) as usize;
    let made = new_by_species(vm, buffer, count, Intrinsic::ArrayBuffer)?;
    // 15–22: what the constructor gave must be another, large enough ArrayBuffer.
    if made.kind() != Kind::ArrayBuffer || vm.is_shared_buffer(made) {
        return Err(incompatible(vm, made.into(), NAME));
    }
    if vm.is_detached_buffer(made) {
        return Err(is_detached(vm, NAME));
    }
    if vm.is_immutable_buffer(made) {
        return Err(is_immutable(vm, NAME));
    }
    if made == buffer {
        return Err(vm.type_error("ArrayBuffer subclass returned this from species constructor"));
    }
    if vm.buffer_length(made) < count {
        return Err(vm.type_error("Species constructor returned a too small ArrayBuffer"));
    }
    if vm.is_detached_buffer(buffer) {
        return Err(is_detached(vm, NAME));
    }
    let now = vm.buffer_length(buffer);
    if (first as usize) < now {
        vm.copy_buffer_bytes(buffer, first as usize, made, 0, count.min(now - first as usize));
    }
    Ok(made.into())
}
/// Constructs a buffer of a length by the species of another.
pub(super) fn new_by_species(vm: &mut Vm, buffer: Gc<Object>, length: usize, default: Intrinsic) -> JsResult<Gc<Object>> {
    let default = vm.intrinsic(default);
    let constructor = vm.species_constructor(buffer, default)?;
    vm.construct(constructor, &[Value::from(length)], constructor)
}
/// [ArrayBuffer.prototype.sliceToImmutable](https://tc39.es/proposal-immutable-arraybuffer/#sec-arraybuffer.prototype.sliceToImmutable)
fn slice_to_immutable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "ArrayBuffer.prototype.sliceToImmutable";
    let buffer = this_buffer(vm, args, false, NAME)?;
    if vm.is_detached_buffer(buffer) {
        return Err(is_detached(vm, NAME));
    }
    let len = vm.buffer_length(buffer) as u64;
    let first = relative_index(vm, args.get(0), len)? as usize;
    let last = relative_end(vm, args.get(1), len)? as usize;
    let count = last.saturating_sub(first);
    if vm.is_detached_buffer(buffer) {
        return Err(is_detached(vm, NAME));
    }
    if vm.buffer_length(buffer) < last {
        return Err(vm.range_error("ArrayBuffer.prototype.sliceToImmutable: the buffer has been shrunk"));
    }
    let made = new_plain(vm, count, None)?;
    vm.copy_buffer_bytes(buffer, first, made, 0, count);
    vm.set_immutable_buffer(made);
    Ok(made.into())
}
fn new_plain(vm: &mut Vm, length: usize, max: Option<usize>) -> JsResult<Gc<Object>> {
    let prototype = vm.intrinsic(Intrinsic::ArrayBufferPrototype);
    vm.new_array_buffer(prototype.into(), length, max, false)
}

/// What kind of buffer a transfer makes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Transfer {
    Preserve,
    FixedLength,
    Immutable,
}
/// 25.1.3.4 [ArrayBufferCopyAndDetach](https://tc39.es/ecma262/#sec-arraybuffercopyanddetach)
fn copy_and_detach(vm: &mut Vm, args: Arguments, how: Transfer, method: &str) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, false, method)?;
    let length = if args.get(0).is_undefined() { vm.buffer_length(buffer) } else { vm.to_index(args.get(0))? };
    if vm.is_detached_buffer(buffer) {
        return Err(is_detached(vm, method));
    }
    if vm.is_immutable_buffer(buffer) {
        return Err(is_immutable(vm, method));
    }
    let resizable = vm.is_resizable_buffer(buffer);
    let max = (how == Transfer::Preserve && resizable).then(|| vm.buffer_max_length(buffer));
    if !buffer.field(buffer_field::DETACH_KEY).is_undefined() {
        return Err(vm.type_error("ArrayBuffer has a detach key and cannot be detached"));
    }
    if max.is_some_and(|max| length > max) {
        return Err(vm.range_error("Invalid array buffer length"));
    }
    let old = vm.buffer_length(buffer);
    let made = if length == old && resizable == max.is_some() {
        // FAST: the memory itself moves.
        let prototype = vm.intrinsic(Intrinsic::ArrayBufferPrototype);
        match vm.detach_buffer(buffer) {
            Some(block) => vm.new_array_buffer_of(prototype.into(), block, max.is_some(), false),
            None => return Err(is_detached(vm, method)),
        }
    } else {
        let made = new_plain(vm, length, max)?;
        vm.copy_buffer_bytes(buffer, 0, made, 0, length.min(old));
        vm.detach_buffer(buffer);
        made
    };
    if how == Transfer::Immutable {
        vm.set_immutable_buffer(made);
    }
    Ok(made.into())
}
/// 25.1.6.8 [ArrayBuffer.prototype.transfer](https://tc39.es/ecma262/#sec-arraybuffer.prototype.transfer)
fn transfer(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    copy_and_detach(vm, args, Transfer::Preserve, "ArrayBuffer.prototype.transfer")
}
/// 25.1.6.9 [ArrayBuffer.prototype.transferToFixedLength](https://tc39.es/ecma262/#sec-arraybuffer.prototype.transfertofixedlength)
fn transfer_to_fixed_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    copy_and_detach(vm, args, Transfer::FixedLength, "ArrayBuffer.prototype.transferToFixedLength")
}
/// [ArrayBuffer.prototype.transferToImmutable](https://tc39.es/proposal-immutable-arraybuffer/#sec-arraybuffer.prototype.transferToImmutable)
fn transfer_to_immutable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    copy_and_detach(vm, args, Transfer::Immutable, "ArrayBuffer.prototype.transferToImmutable")
}
