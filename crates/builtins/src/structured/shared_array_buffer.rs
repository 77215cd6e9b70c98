//! 25.2 SharedArrayBuffer: memory that several agents see. A growable one has its maximum reserved from the beginning.
use super::array_buffer::{construct_buffer, resolve_bounds, to_index, with_class};
use crate::support::{Class, get_species, incompatible, require_new, set_tag};
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm, getter, method};
use std::sync::Arc;

const CLASS: Class =
    Class::new("SharedArrayBuffer", 1, construct, Intrinsic::SharedArrayBuffer, Intrinsic::SharedArrayBufferPrototype)
        .statics(STATICS)
        .methods(METHODS);

const STATICS: &[Builtin] = &[getter("@@species", get_species)];
const METHODS: &[Builtin] = &[
    getter("byteLength", byte_length),
    method("slice", 2, slice),
    getter("maxByteLength", max_byte_length),
    getter("growable", growable),
    method("grow", 1, grow),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    set_tag(vm, prototype, "SharedArrayBuffer");
}

fn is_shared(vm: &Vm, object: Gc<Object>) -> bool {
    object.kind() == Kind::ArrayBuffer && vm.is_shared_buffer(object)
}
fn this_buffer(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object() {
        Some(buffer) if is_shared(vm, buffer) => Ok(buffer),
        _ => Err(incompatible(vm, args.this(), &with_class(name, "SharedArrayBuffer"))),
    }
}

/// 25.2.3.1 [SharedArrayBuffer](https://tc39.es/ecma262/#sec-sharedarraybuffer-length)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "SharedArrayBuffer")?;
    construct_buffer(vm, args, new_target, true)
}
/// 25.2.5.1 [get SharedArrayBuffer.prototype.byteLength](https://tc39.es/ecma262/#sec-get-sharedarraybuffer.prototype.bytelength)
fn byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "get byteLength")?;
    Ok(vm.buffer_length(buffer).into())
}
/// 25.2.5.3 [SharedArrayBuffer.prototype.grow](https://tc39.es/ecma262/#sec-sharedarraybuffer.prototype.grow)
fn grow(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "grow")?;
    if !vm.is_resizable_buffer(buffer) {
        return Err(incompatible(vm, args.this(), "SharedArrayBuffer.prototype.grow"));
    }
    let message = "SharedArrayBuffer.prototype.grow: Invalid length parameter";
    let length = to_index(vm, args.get(0), message)?;
    let more = length.saturating_sub(vm.buffer_length(buffer));
    if length <= vm.buffer_max_length(buffer) && !vm.heap.has_room_outside(more) {
        return Err(vm.range_error("SharedArrayBuffer.prototype.grow: Out of memory"));
    }
    if !vm.buffer_block(buffer).is_some_and(|block| block.grow(length)) {
        return Err(vm.range_error(message));
    }
    vm.refresh_views(buffer);
    Ok(Value::UNDEFINED)
}
/// 25.2.5.4 [get SharedArrayBuffer.prototype.growable](https://tc39.es/ecma262/#sec-sharedarraybuffer.prototype.growable)
fn growable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "get growable")?;
    Ok(vm.is_resizable_buffer(buffer).into())
}
/// 25.2.5.5 [get SharedArrayBuffer.prototype.maxByteLength](https://tc39.es/ecma262/#sec-sharedarraybuffer.prototype.maxbytelength)
fn max_byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "get maxByteLength")?;
    Ok(vm.buffer_max_length(buffer).into())
}
/// 25.2.5.6 [SharedArrayBuffer.prototype.slice](https://tc39.es/ecma262/#sec-sharedarraybuffer.prototype.slice)
fn slice(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let buffer = this_buffer(vm, args, "slice")?;
    let length = vm.buffer_length(buffer);
    let (first, last) = resolve_bounds(vm, length, args.get(0), args.get(1))?;
    let count = last.saturating_sub(first);
    let constructor = vm.species_or(buffer, Intrinsic::SharedArrayBuffer)?;
    let new = vm.construct(constructor, &[count.into()], constructor)?;
    if !is_shared(vm, new) {
        return Err(incompatible(vm, new.into(), "SharedArrayBuffer.prototype.slice"));
    }
    // 17: the same memory, whichever object names it.
    let same = match (vm.buffer_block(buffer), vm.buffer_block(new)) {
        (Some(a), Some(b)) => Arc::ptr_eq(&a, &b),
        _ => false,
    };
    if same {
        return Err(vm.type_error("SharedArrayBuffer subclass returned this from species constructor"));
    }
    if vm.buffer_length(new) < count {
        return Err(vm.type_error("Species constructor returned a too small SharedArrayBuffer"));
    }
    vm.copy_buffer_bytes(buffer, first, new, 0, count);
    Ok(new.into())
}
