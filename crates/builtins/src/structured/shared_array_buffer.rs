//! 25.2 SharedArrayBuffer.
use super::array_buffer::{allocate, max_byte_length_option, new_by_species, this_buffer};
use crate::indexed::support::{relative_end, relative_index};
use crate::support::{Class, get_species, incompatible, require_new, set_tag};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Realm, Value, Vm, getter, method};

const METHODS: &[Builtin] = &[
    getter("byteLength", byte_length),
    method("grow", 1, grow),
    getter("growable", growable),
    getter("maxByteLength", max_byte_length),
    method("slice", 2, slice),
];
const CLASS: Class = Class::new("SharedArrayBuffer", 1, construct, Intrinsic::SharedArrayBuffer, Intrinsic::SharedArrayBufferPrototype)
    .statics(&[getter("@@species", get_species)])
    .methods(METHODS);

/// Makes the intrinsics of this section.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    set_tag(vm, prototype, "SharedArrayBuffer");
}

/// 25.2.3.1 [SharedArrayBuffer](https://tc39.es/ecma262/#sec-sharedarraybuffer-length)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "SharedArrayBuffer")?;
    let length = vm.to_index(args.get(0))?;
    let max = max_byte_length_option(vm, args.get(1))?;
    Ok(allocate(vm, new_target, Intrinsic::SharedArrayBufferPrototype, length, max, true)?.into())
}
/// 25.2.5.1 [get SharedArrayBuffer.prototype.byteLength](https://tc39.es/ecma262/#sec-get-sharedarraybuffer.prototype.bytelength)
fn byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, true, "get SharedArrayBuffer.prototype.byteLength")?;
    Ok(Value::from(vm.buffer_length(buffer)))
}
/// 25.2.5.3 [SharedArrayBuffer.prototype.grow](https://tc39.es/ecma262/#sec-sharedarraybuffer.prototype.grow)
fn grow(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "SharedArrayBuffer.prototype.grow";
    let buffer = this_buffer(vm, args, true, NAME)?;
    if !vm.is_resizable_buffer(buffer) {
        return Err(incompatible(vm, args.this(), NAME));
    }
    let length = vm.to_index(args.get(0))?;
    if !vm.buffer_block(buffer).is_some_and(|block| block.grow(length)) {
        return Err(vm.range_error("SharedArrayBuffer.prototype.grow: Invalid length parameter"));
    }
    vm.refresh_views(buffer);
    Ok(Value::UNDEFINED)
}
/// 25.2.5.4 [get SharedArrayBuffer.prototype.growable](https://tc39.es/ecma262/#sec-sharedarraybuffer.prototype.growable)
fn growable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, true, "get SharedArrayBuffer.prototype.growable")?;
    Ok(Value::bool(vm.is_resizable_buffer(buffer)))
}
/// 25.2.5.5 [get SharedArrayBuffer.prototype.maxByteLength](https://tc39.es/ecma262/#sec-get-sharedarraybuffer.prototype.maxbytelength)
fn max_byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, true, "get SharedArrayBuffer.prototype.maxByteLength")?;
    Ok(Value::from(vm.buffer_max_length(buffer)))
}
/// 25.2.5.6 [SharedArrayBuffer.prototype.slice](https://tc39.es/ecma262/#sec-sharedarraybuffer.prototype.slice)
fn slice(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    const NAME: &str = "SharedArrayBuffer.prototype.slice";
    let buffer = this_buffer(vm, args, true, NAME)?;
    let len = vm.buffer_length(buffer) as u64;
    let first = relative_index(vm, args.get(0), len)? as usize;
    let last = relative_end(vm, args.get(1), len)? as usize;
    let count = last.saturating_sub(first);
    let made = new_by_species(vm, buffer, count, Intrinsic::SharedArrayBuffer)?;
    if made.kind() != Kind::ArrayBuffer || !vm.is_shared_buffer(made) {
        return Err(incompatible(vm, made.into(), NAME));
    }
    let same = match (vm.buffer_block(buffer), vm.buffer_block(made)) {
        (Some(a), Some(b)) => std::sync::Arc::ptr_eq(&a, &b),
        _ => false,
    };
    if same {
        return Err(vm.type_error("SharedArrayBuffer subclass returned this from species constructor"));
    }
    if vm.buffer_length(made) < count {
        return Err(vm.type_error("Species constructor returned a too small SharedArrayBuffer"));
    }
    vm.copy_buffer_bytes(buffer, first, made, 0, count);
    Ok(made.into())
}
