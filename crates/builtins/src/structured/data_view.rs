//! 25.3 DataView.
use crate::support::{Class, incompatible, require_new, set_tag};
use ogive_vm::bigint::BigInt;
use ogive_vm::buffer::{ElementType, f16_to_f64, f64_to_f16, view_field};
use ogive_vm::convert::double_to_int32;
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm, getter, method};

use ElementType as E;
const METHODS: &[Builtin] = &[
    getter("buffer", buffer),
    getter("byteLength", byte_length),
    getter("byteOffset", byte_offset),
    method("getBigInt64", 1, get::<{ E::BigInt64 as u8 }>),
    method("getBigUint64", 1, get::<{ E::BigUint64 as u8 }>),
    method("getFloat16", 1, get::<{ E::Float16 as u8 }>),
    method("getFloat32", 1, get::<{ E::Float32 as u8 }>),
    method("getFloat64", 1, get::<{ E::Float64 as u8 }>),
    method("getInt8", 1, get::<{ E::Int8 as u8 }>),
    method("getInt16", 1, get::<{ E::Int16 as u8 }>),
    method("getInt32", 1, get::<{ E::Int32 as u8 }>),
    method("getUint8", 1, get::<{ E::Uint8 as u8 }>),
    method("getUint16", 1, get::<{ E::Uint16 as u8 }>),
    method("getUint32", 1, get::<{ E::Uint32 as u8 }>),
    method("setBigInt64", 2, set::<{ E::BigInt64 as u8 }>),
    method("setBigUint64", 2, set::<{ E::BigUint64 as u8 }>),
    method("setFloat16", 2, set::<{ E::Float16 as u8 }>),
    method("setFloat32", 2, set::<{ E::Float32 as u8 }>),
    method("setFloat64", 2, set::<{ E::Float64 as u8 }>),
    method("setInt8", 2, set::<{ E::Int8 as u8 }>),
    method("setInt16", 2, set::<{ E::Int16 as u8 }>),
    method("setInt32", 2, set::<{ E::Int32 as u8 }>),
    method("setUint8", 2, set::<{ E::Uint8 as u8 }>),
    method("setUint16", 2, set::<{ E::Uint16 as u8 }>),
    method("setUint32", 2, set::<{ E::Uint32 as u8 }>),
];
const CLASS: Class = Class::new("DataView", 1, construct, Intrinsic::DataView, Intrinsic::DataViewPrototype).methods(METHODS);

/// Makes the intrinsics of this section.
pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    set_tag(vm, prototype, "DataView");
}

/// 25.3.2.1 [DataView](https://tc39.es/ecma262/#sec-dataview-buffer-byteoffset-bytelength)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "DataView")?;
    let Some(buffer) = args.get(0).as_object().filter(|o| o.kind() == Kind::ArrayBuffer) else {
        return Err(vm.type_error("First argument to DataView constructor must be an ArrayBuffer"));
    };
    let offset = vm.to_index(args.get(1))?;
    check_attached(vm, buffer)?;
    check_offset(vm, buffer, offset)?;
    let length = if args.get(2).is_undefined() {
        None
    } else {
        let length = vm.to_index(args.get(2))?;
        check_length(vm, buffer, offset, length)?;
        Some(length)
    };
    let prototype = vm.get_prototype_from_constructor(new_target, Intrinsic::DataViewPrototype)?;
    // 10–14: the prototype's getter may have changed the buffer.
    check_attached(vm, buffer)?;
    check_offset(vm, buffer, offset)?;
    if let Some(length) = length {
        check_length(vm, buffer, offset, length)?;
    }
    let length = match length {
        None if !vm.is_resizable_buffer(buffer) => Some(vm.buffer_length(buffer) - offset),
        length => length,
    };
    Ok(vm.new_view(prototype.into(), buffer, None, offset, length).into())
}
fn check_attached(vm: &mut Vm, buffer: Gc<Object>) -> JsResult<()> {
    if vm.is_detached_buffer(buffer) { Err(detached(vm, "DataView")) } else { Ok(()) }
}
fn check_offset(vm: &mut Vm, buffer: Gc<Object>, offset: usize) -> JsResult<()> {
    if offset > vm.buffer_length(buffer) {
        return Err(vm.range_error(format!("Start offset {offset} is outside the bounds of the buffer")));
    }
    Ok(())
}
fn check_length(vm: &mut Vm, buffer: Gc<Object>, offset: usize, length: usize) -> JsResult<()> {
    if offset.saturating_add(length) > vm.buffer_length(buffer) {
        return Err(vm.range_error(format!("Invalid DataView length {length}")));
    }
    Ok(())
}
#[cold]
fn detached(vm: &mut Vm, what: &str) -> ogive_vm::Thrown {
    vm.type_error(format!("Cannot perform {what} on a detached ArrayBuffer"))
}

fn this_view(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object().filter(|o| o.kind() == Kind::DataView) {
        Some(view) => Ok(view),
        None => Err(incompatible(vm, args.this(), method)),
    }
}
/// 25.3.4.1 [get DataView.prototype.buffer](https://tc39.es/ecma262/#sec-get-dataview.prototype.buffer)
fn buffer(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(this_view(vm, args, "get DataView.prototype.buffer")?.field(view_field::BUFFER))
}
/// 25.3.4.2 [get DataView.prototype.byteLength](https://tc39.es/ecma262/#sec-get-dataview.prototype.bytelength)
fn byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let view = this_view(vm, args, "get DataView.prototype.byteLength")?;
    match vm.view_length(view) {
        Some(length) => Ok(Value::from(length)),
        None => Err(detached(vm, "get DataView.prototype.byteLength")),
    }
}
/// 25.3.4.3 [get DataView.prototype.byteOffset](https://tc39.es/ecma262/#sec-get-dataview.prototype.byteoffset)
fn byte_offset(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let view = this_view(vm, args, "get DataView.prototype.byteOffset")?;
    match vm.view_length(view) {
        Some(_) => Ok(Value::from(view.raw_field(view_field::OFFSET) as usize)),
        None => Err(detached(vm, "get DataView.prototype.byteOffset")),
    }
}

/// The bytes of an element of the view, in the order of memory; TypeError and RangeError as the specification has them.
fn locate<'a>(vm: &mut Vm, view: Gc<Object>, index: usize, size: usize, method: &str) -> JsResult<&'a mut [u8]> {
    let Some(length) = vm.view_length(view) else { return Err(detached(vm, method)) };
    match index.checked_add(size) {
        Some(end) if end <= length => Ok(&mut vm.view_bytes_mut(view)[index..end]),
        _ => Err(vm.range_error("Offset is outside the bounds of the DataView")),
    }
}
/// 25.3.1.5 [GetViewValue](https://tc39.es/ecma262/#sec-getviewvalue)
fn get<const TYPE: u8>(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let ty = E::ALL[TYPE as usize];
    let view = this_view(vm, args, "DataView.prototype.get")?;
    let index = vm.to_index(args.get(0))?;
    let little = args.get(1).to_boolean();
    let bytes = locate(vm, view, index, ty.size(), "DataView.prototype.get")?;
    let mut word = [0; 8];
    word[..bytes.len()].copy_from_slice(bytes);
    if !little {
        word[..bytes.len()].reverse();
    }
    let bits = u64::from_le_bytes(word);
    Ok(match ty {
        E::Float16 => Value::number(f16_to_f64(bits as u16)),
        E::Float32 => Value::number(f32::from_bits(bits as u32) as f64),
        E::Float64 => Value::number(f64::from_bits(bits)),
        _ => vm.element_of_bits(ty, bits),
    })
}
/// 25.3.1.6 [SetViewValue](https://tc39.es/ecma262/#sec-setviewvalue)
fn set<const TYPE: u8>(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let ty = E::ALL[TYPE as usize];
    let view = this_view(vm, args, "DataView.prototype.set")?;
    if view.field(view_field::BUFFER).as_object().is_some_and(|b| vm.is_immutable_buffer(b)) {
        return Err(vm.type_error("Cannot perform DataView.prototype.set on an immutable ArrayBuffer"));
    }
    let index = vm.to_index(args.get(0))?;
    let bits = if ty.is_bigint() {
        let value: Gc<BigInt> = vm.to_bigint(args.get(1))?;
        value.low_u64()
    } else {
        let d = vm.to_number(args.get(1))?;
        match ty {
            E::Float16 => f64_to_f16(d) as u64,
            E::Float32 => (d as f32).to_bits() as u64,
            E::Float64 => d.to_bits(),
            _ => double_to_int32(d) as u32 as u64,
        }
    };
    let little = args.get(2).to_boolean();
    let bytes = locate(vm, view, index, ty.size(), "DataView.prototype.set")?;
    bytes.copy_from_slice(&bits.to_le_bytes()[..ty.size()]);
    if !little {
        bytes.reverse();
    }
    Ok(Value::UNDEFINED)
}
