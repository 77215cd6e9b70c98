//! 25.3 DataView.
use super::array_buffer::{immutable_error, to_index, with_class};
use crate::support::{Class, incompatible, require_new, set_tag};
use ogive_vm::buffer::{ElementType, element_from_bits, element_to_bits, view_field};
use ogive_vm::convert::MAX_SAFE_INTEGER;
use ogive_vm::{Arguments, Builtin, Gc, Inline, Intrinsic, JsResult, Kind, Object, Realm, Value, Vm, getter, method};

const CLASS: Class =
    Class::new("DataView", 1, construct, Intrinsic::DataView, Intrinsic::DataViewPrototype).methods(METHODS);

const METHODS: &[Builtin] = &[
    getter("buffer", buffer),
    getter("byteLength", byte_length),
    getter("byteOffset", byte_offset),
    method("getInt8", 1, get_int8).inline(Inline::DataViewGet(ElementType::Int8)),
    method("setInt8", 2, set_int8).inline(Inline::DataViewSet(ElementType::Int8)),
    method("getUint8", 1, get_uint8).inline(Inline::DataViewGet(ElementType::Uint8)),
    method("setUint8", 2, set_uint8).inline(Inline::DataViewSet(ElementType::Uint8)),
    method("getInt16", 1, get_int16).inline(Inline::DataViewGet(ElementType::Int16)),
    method("setInt16", 2, set_int16).inline(Inline::DataViewSet(ElementType::Int16)),
    method("getUint16", 1, get_uint16).inline(Inline::DataViewGet(ElementType::Uint16)),
    method("setUint16", 2, set_uint16).inline(Inline::DataViewSet(ElementType::Uint16)),
    method("getInt32", 1, get_int32).inline(Inline::DataViewGet(ElementType::Int32)),
    method("setInt32", 2, set_int32).inline(Inline::DataViewSet(ElementType::Int32)),
    method("getUint32", 1, get_uint32).inline(Inline::DataViewGet(ElementType::Uint32)),
    method("setUint32", 2, set_uint32).inline(Inline::DataViewSet(ElementType::Uint32)),
    method("getFloat16", 1, get_float16),
    method("setFloat16", 2, set_float16),
    method("getFloat32", 1, get_float32).inline(Inline::DataViewGet(ElementType::Float32)),
    method("setFloat32", 2, set_float32).inline(Inline::DataViewSet(ElementType::Float32)),
    method("getFloat64", 1, get_float64).inline(Inline::DataViewGet(ElementType::Float64)),
    method("setFloat64", 2, set_float64).inline(Inline::DataViewSet(ElementType::Float64)),
    method("getBigInt64", 1, get_big_int64),
    method("setBigInt64", 2, set_big_int64),
    method("getBigUint64", 1, get_big_uint64),
    method("setBigUint64", 2, set_big_uint64),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    set_tag(vm, prototype, "DataView");
}

fn this_view(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object() {
        Some(view) if view.kind() == Kind::DataView => Ok(view),
        _ => Err(incompatible(vm, args.this(), &with_class(name, "DataView"))),
    }
}
fn buffer_of(view: Gc<Object>) -> Gc<Object> {
    view.field(view_field::BUFFER).as_object().expect("a DataView has a buffer")
}
/// The TypeError of a view that lies outside of its buffer.
#[cold]
fn out_of_bounds(vm: &mut Vm, view: Gc<Object>, name: &str) -> ogive_vm::Thrown {
    if vm.is_detached_buffer(buffer_of(view)) {
        return vm.type_error(format!("Cannot perform DataView.prototype.{name} on a detached ArrayBuffer"));
    }
    vm.type_error(format!("Invalid DataView accessor {name}: the view is out of the bounds of its buffer"))
}

/// 25.3.2.1 [DataView](https://tc39.es/ecma262/#sec-dataview-buffer-byteoffset-bytelength)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let new_target = require_new(vm, args, "DataView")?;
    let Some(buffer) = args.get(0).as_object().filter(|o| o.kind() == Kind::ArrayBuffer) else {
        return Err(vm.type_error("First argument to DataView constructor must be an ArrayBuffer"));
    };
    let offset = vm.to_integer_or_infinity(args.get(1))?;
    if !(0.0..=MAX_SAFE_INTEGER).contains(&offset) {
        return Err(vm.range_error(format!("Start offset {offset} is outside the bounds of the buffer")));
    }
    let offset = offset as usize;
    // 4 to 9
    require_attached(vm, buffer)?;
    require_offset(vm, buffer, offset)?;
    let length = match args.get(2) {
        Value::UNDEFINED if vm.is_resizable_buffer(buffer) => None,
        Value::UNDEFINED => Some(vm.buffer_length(buffer) - offset),
        length => {
            let length = vm.to_integer_or_infinity(length)?;
            if !(0.0..=MAX_SAFE_INTEGER).contains(&length) {
                return Err(vm.range_error(format!("Invalid DataView length {length}")));
            }
            require_length(vm, buffer, offset, length as usize)?;
            Some(length as usize)
        }
    };
    // 10 to 14: the look at the prototype may have changed the buffer.
    let prototype = vm.get_prototype_from_constructor(new_target, Intrinsic::DataViewPrototype)?;
    require_attached(vm, buffer)?;
    require_offset(vm, buffer, offset)?;
    if !args.get(2).is_undefined() {
        require_length(vm, buffer, offset, length.unwrap_or(0))?;
    }
    Ok(vm.new_view(prototype.into(), buffer, None, offset, length).into())
}
fn require_attached(vm: &mut Vm, buffer: Gc<Object>) -> JsResult<()> {
    if vm.is_detached_buffer(buffer) {
        return Err(vm.type_error("Cannot perform DataView on a detached ArrayBuffer"));
    }
    Ok(())
}
fn require_offset(vm: &mut Vm, buffer: Gc<Object>, offset: usize) -> JsResult<()> {
    if offset > vm.buffer_length(buffer) {
        return Err(vm.range_error(format!("Start offset {offset} is outside the bounds of the buffer")));
    }
    Ok(())
}
fn require_length(vm: &mut Vm, buffer: Gc<Object>, offset: usize, length: usize) -> JsResult<()> {
    if offset.saturating_add(length) > vm.buffer_length(buffer) {
        return Err(vm.range_error(format!("Invalid DataView length {length}")));
    }
    Ok(())
}

/// 25.3.4.1 [get DataView.prototype.buffer](https://tc39.es/ecma262/#sec-get-dataview.prototype.buffer)
fn buffer(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let view = this_view(vm, args, "get buffer")?;
    Ok(buffer_of(view).into())
}
/// 25.3.4.2 [get DataView.prototype.byteLength](https://tc39.es/ecma262/#sec-get-dataview.prototype.bytelength)
fn byte_length(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let view = this_view(vm, args, "get byteLength")?;
    match vm.view_length(view) {
        Some(length) => Ok(length.into()),
        None => Err(out_of_bounds(vm, view, "byteLength")),
    }
}
/// 25.3.4.3 [get DataView.prototype.byteOffset](https://tc39.es/ecma262/#sec-get-dataview.prototype.byteoffset)
fn byte_offset(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let view = this_view(vm, args, "get byteOffset")?;
    match vm.view_length(view) {
        Some(_) => Ok((view.raw_field(view_field::OFFSET) as usize).into()),
        None => Err(out_of_bounds(vm, view, "byteOffset")),
    }
}

const OUTSIDE: &str = "Offset is outside the bounds of the DataView";

/// The bytes of an element, which must lie within the view; valid until script runs.
fn element_bytes<'a>(vm: &mut Vm, view: Gc<Object>, index: usize, size: usize, name: &str) -> JsResult<&'a mut [u8]> {
    if vm.view_length(view).is_none() {
        return Err(out_of_bounds(vm, view, name));
    }
    let bytes = vm.view_bytes_mut(view);
    match index.checked_add(size).and_then(|end| bytes.get_mut(index..end)) {
        Some(bytes) => Ok(bytes),
        None => Err(vm.range_error(OUTSIDE)),
    }
}
/// 25.3.1.5 [GetViewValue](https://tc39.es/ecma262/#sec-getviewvalue)
#[inline(always)]
fn get(vm: &mut Vm, args: Arguments, ty: ElementType, name: &str) -> JsResult<Value> {
    let view = this_view(vm, args, name)?;
    let index = to_index(vm, args.get(0), OUTSIDE)?;
    let little_endian = args.get(1).to_boolean();
    let size = ty.size();
    let bytes = element_bytes(vm, view, index, size, name)?;
    let mut word = [0; 8];
    word[..size].copy_from_slice(bytes);
    if !little_endian {
        word[..size].reverse();
    }
    Ok(element_from_bits(vm, ty, u64::from_le_bytes(word)))
}
/// 25.3.1.6 [SetViewValue](https://tc39.es/ecma262/#sec-setviewvalue)
#[inline(always)]
fn set(vm: &mut Vm, args: Arguments, ty: ElementType, name: &str) -> JsResult<Value> {
    let view = this_view(vm, args, name)?;
    if vm.is_immutable_buffer(buffer_of(view)) {
        return Err(immutable_error(vm, &format!("DataView.prototype.{name}")));
    }
    let index = to_index(vm, args.get(0), OUTSIDE)?;
    let value = if ty.is_bigint() { vm.to_bigint(args.get(1))?.into() } else { vm.to_number_value(args.get(1))? };
    let little_endian = args.get(2).to_boolean();
    let size = ty.size();
    let mut word = element_to_bits(ty, value).to_le_bytes();
    if !little_endian {
        word[..size].reverse();
    }
    element_bytes(vm, view, index, size, name)?.copy_from_slice(&word[..size]);
    Ok(Value::UNDEFINED)
}

/// 25.3.4.5 [DataView.prototype.getBigInt64](https://tc39.es/ecma262/#sec-dataview.prototype.getbigint64)
fn get_big_int64(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get(vm, args, ElementType::BigInt64, "getBigInt64")
}
/// 25.3.4.6 [DataView.prototype.getBigUint64](https://tc39.es/ecma262/#sec-dataview.prototype.getbiguint64)
fn get_big_uint64(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get(vm, args, ElementType::BigUint64, "getBigUint64")
}
/// 25.3.4.7 [DataView.prototype.getFloat16](https://tc39.es/ecma262/#sec-dataview.prototype.getfloat16)
fn get_float16(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get(vm, args, ElementType::Float16, "getFloat16")
}
/// 25.3.4.8 [DataView.prototype.getFloat32](https://tc39.es/ecma262/#sec-dataview.prototype.getfloat32)
fn get_float32(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get(vm, args, ElementType::Float32, "getFloat32")
}
/// 25.3.4.9 [DataView.prototype.getFloat64](https://tc39.es/ecma262/#sec-dataview.prototype.getfloat64)
fn get_float64(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get(vm, args, ElementType::Float64, "getFloat64")
}
/// 25.3.4.10 [DataView.prototype.getInt8](https://tc39.es/ecma262/#sec-dataview.prototype.getint8)
fn get_int8(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get(vm, args, ElementType::Int8, "getInt8")
}
/// 25.3.4.11 [DataView.prototype.getInt16](https://tc39.es/ecma262/#sec-dataview.prototype.getint16)
fn get_int16(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get(vm, args, ElementType::Int16, "getInt16")
}
/// 25.3.4.12 [DataView.prototype.getInt32](https://tc39.es/ecma262/#sec-dataview.prototype.getint32)
fn get_int32(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get(vm, args, ElementType::Int32, "getInt32")
}
/// 25.3.4.13 [DataView.prototype.getUint8](https://tc39.es/ecma262/#sec-dataview.prototype.getuint8)
fn get_uint8(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get(vm, args, ElementType::Uint8, "getUint8")
}
/// 25.3.4.14 [DataView.prototype.getUint16](https://tc39.es/ecma262/#sec-dataview.prototype.getuint16)
fn get_uint16(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get(vm, args, ElementType::Uint16, "getUint16")
}
/// 25.3.4.15 [DataView.prototype.getUint32](https://tc39.es/ecma262/#sec-dataview.prototype.getuint32)
fn get_uint32(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    get(vm, args, ElementType::Uint32, "getUint32")
}
/// 25.3.4.16 [DataView.prototype.setBigInt64](https://tc39.es/ecma262/#sec-dataview.prototype.setbigint64)
fn set_big_int64(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set(vm, args, ElementType::BigInt64, "setBigInt64")
}
/// 25.3.4.17 [DataView.prototype.setBigUint64](https://tc39.es/ecma262/#sec-dataview.prototype.setbiguint64)
fn set_big_uint64(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set(vm, args, ElementType::BigUint64, "setBigUint64")
}
/// 25.3.4.18 [DataView.prototype.setFloat16](https://tc39.es/ecma262/#sec-dataview.prototype.setfloat16)
fn set_float16(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set(vm, args, ElementType::Float16, "setFloat16")
}
/// 25.3.4.19 [DataView.prototype.setFloat32](https://tc39.es/ecma262/#sec-dataview.prototype.setfloat32)
fn set_float32(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set(vm, args, ElementType::Float32, "setFloat32")
}
/// 25.3.4.20 [DataView.prototype.setFloat64](https://tc39.es/ecma262/#sec-dataview.prototype.setfloat64)
fn set_float64(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set(vm, args, ElementType::Float64, "setFloat64")
}
/// 25.3.4.21 [DataView.prototype.setInt8](https://tc39.es/ecma262/#sec-dataview.prototype.setint8)
fn set_int8(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set(vm, args, ElementType::Int8, "setInt8")
}
/// 25.3.4.22 [DataView.prototype.setInt16](https://tc39.es/ecma262/#sec-dataview.prototype.setint16)
fn set_int16(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set(vm, args, ElementType::Int16, "setInt16")
}
/// 25.3.4.23 [DataView.prototype.setInt32](https://tc39.es/ecma262/#sec-dataview.prototype.setint32)
fn set_int32(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set(vm, args, ElementType::Int32, "setInt32")
}
/// 25.3.4.24 [DataView.prototype.setUint8](https://tc39.es/ecma262/#sec-dataview.prototype.setuint8)
fn set_uint8(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set(vm, args, ElementType::Uint8, "setUint8")
}
/// 25.3.4.25 [DataView.prototype.setUint16](https://tc39.es/ecma262/#sec-dataview.prototype.setuint16)
fn set_uint16(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set(vm, args, ElementType::Uint16, "setUint16")
}
/// 25.3.4.26 [DataView.prototype.setUint32](https://tc39.es/ecma262/#sec-dataview.prototype.setuint32)
fn set_uint32(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    set(vm, args, ElementType::Uint32, "setUint32")
}
