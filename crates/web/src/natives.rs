//! The Rust functions behind the embedded JavaScript of this crate and of `node`.
use crate::base64;
use ogive::raw::vm::buffer::view_field;
use ogive::raw::vm::promise::PromiseState;
use ogive::raw::vm::{Arguments, Intrinsic, JsResult, Kind, NativeFn, Units, Value, Vm};
use ogive_runtime::event_loop::event_loop;
use ogive_runtime::support::{coded_error, functions, get, string, text};

/// The object of native functions that embedded files see.
pub fn object(vm: &mut Vm) -> Value {
    if let Some(&known) = vm.roots.get("web.natives") {
        return known;
    }
    let object = vm.new_object();
    let rows: &[(&str, u32, NativeFn)] = &[
        ("kind", 1, kind),
        ("promiseDetails", 1, promise_details),
        ("proxyDetails", 1, proxy_details),
        ("functionKind", 1, function_kind),
        ("encodeUtf8", 1, encode_utf8),
        ("encodeUtf8Into", 2, encode_utf8_into),
        ("decode", 3, decode),
        ("isWellFormed", 1, is_well_formed),
        ("now", 0, now),
        ("timeOrigin", 0, time_origin),
        ("enqueueTask", 1, enqueue_task),
        ("format", 0, crate::util::format_function),
        ("formatWithOptions", 0, crate::util::format_with_options),
        ("stripColors", 1, crate::util::strip_colors),
        ("stringWidth", 1, crate::util::string_width),
        ("urlParse", 2, crate::url::parse),
        ("urlSet", 3, crate::url::set),
        ("domainToAscii", 1, crate::url::domain_to_ascii),
        ("detach", 1, detach),
        ("newError", 2, new_error),
        ("reportUncaught", 1, report_uncaught),
        ("consoleMethods", 3, crate::console::console_methods),
        ("viewState", 1, view_state),
        ("invalidType", 3, invalid_type),
    ];
    functions(vm, object, rows);
    let inspect = crate::util::inspect_function(vm);
    ogive_runtime::support::put(vm, object, "inspect", inspect);
    vm.roots.insert("web.natives", object.into());
    object.into()
}

/// What an object is, by its internal slots: `"Map"`, `"Array"`…; for primitives `""`.
fn kind(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(object) = args.get(0).as_object() else { return Ok(vm.empty_string().into()) };
    let name = match object.kind() {
        Kind::ArrayBuffer if vm.is_shared_buffer(object) => "SharedArrayBuffer",
        Kind::TypedArray => object.element_type().constructor_name(),
        Kind::BuiltinIterator => match crate::inspect::entries::preview_iterator(vm, object) {
            Some(_) if object.field(0).as_int() == Some(2) => "MapIterator",
            Some(_) => "SetIterator",
            None => "Iterator",
        },
        Kind::Function | Kind::NativeFunction | Kind::Undetectable | Kind::BoundFunction => "Function",
        kind => kind.name(),
    };
    Ok(Value::from(vm.intern_str(name)))
}
/// `[state, result]` of a promise: 0 pending, 1 fulfilled, 2 rejected.
fn promise_details(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(promise) = vm.as_promise(args.get(0)) else { return Ok(Value::UNDEFINED) };
    let state = match vm.promise_state(promise) {
        PromiseState::Pending => 0,
        PromiseState::Fulfilled => 1,
        PromiseState::Rejected => 2,
    };
    let result = vm.promise_result(promise);
    Ok(vm.new_array_from(&[Value::int(state), result]).into())
}
/// `[target, handler]` of a proxy.
fn proxy_details(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    match args.get(0).as_object().filter(|o| o.kind() == Kind::Proxy) {
        Some(proxy) => Ok(vm.new_array_from(&[proxy.field(0), proxy.field(1)]).into()),
        None => Ok(Value::UNDEFINED),
    }
}
/// `""`, `"async"`, `"generator"` or `"async generator"`.
fn function_kind(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    use ogive::raw::bytecode::code::function_flags as flag;
    let template = args.get(0).as_object().filter(|o| o.kind() == Kind::Function).and_then(|f| vm.function_source(f));
    let flags = template.map_or(0, |t| t.flags);
    let name = match (flags & flag::ASYNC != 0, flags & flag::GENERATOR != 0) {
        (true, true) => "async generator",
        (true, false) => "async",
        (false, true) => "generator",
        _ => "",
    };
    Ok(string(vm, name))
}

/// A Uint8Array with these bytes.
pub fn bytes_value(vm: &mut Vm, bytes: &[u8]) -> JsResult<Value> {
    let constructor = vm.intrinsic(Intrinsic::Uint8Array);
    let array = vm.construct(constructor, &[Value::from(bytes.len())], constructor)?;
    vm.view_bytes_mut(array).copy_from_slice(bytes);
    Ok(array.into())
}
/// The bytes of a typed array, DataView or ArrayBuffer.
pub fn bytes_of(vm: &mut Vm, value: Value) -> Option<Vec<u8>> {
    let object = value.as_object()?;
    match object.kind() {
        Kind::TypedArray | Kind::DataView => Some(vm.view_bytes_mut(object).to_vec()),
        Kind::ArrayBuffer => Some(vm.buffer_bytes(object).to_vec()),
        _ => None,
    }
}
/// Well-formed UTF-8 of a string: lone surrogates become U+FFFD.
pub fn utf8(vm: &mut Vm, value: Value) -> JsResult<Vec<u8>> {
    let s = vm.to_string(value)?;
    Ok(match vm.units(s) {
        units @ Units::Latin1(_) => units.to_wtf8(),
        units => units.to_string_lossy().into_bytes(),
    })
}
fn encode_utf8(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let bytes = utf8(vm, args.get(0))?;
    bytes_value(vm, &bytes)
}
fn encode_utf8_into(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = vm.to_string(args.get(0))?;
    let units = vm.units(s);
    let Some(target) = args.get(1).as_object().filter(|o| o.kind() == Kind::TypedArray) else { return Err(vm.type_error("not a Uint8Array")) };
    let out = vm.view_bytes_mut(target);
    let (mut read, mut written) = (0, 0);
    while read < units.len() {
        let (c, n) = units.code_point_at(read);
        let mut encoded = [0; 4];
        let encoded = char::from_u32(c).unwrap_or('\u{FFFD}').encode_utf8(&mut encoded);
        if written + encoded.len() > out.len() {
            break;
        }
        out[written..written + encoded.len()].copy_from_slice(encoded.as_bytes());
        written += encoded.len();
        read += n;
    }
    Ok(vm.new_array_from(&[Value::from(read), Value::from(written)]).into())
}
/// decode(view, encoding, flags): encodings `utf-8`, `utf-16le`, `utf-16be`, `latin1`; flags: 1 fatal, 2 keep the byte order mark.
fn decode(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(bytes) = bytes_of(vm, args.get(0)) else {
        return Err(ogive_runtime::support::invalid_type(vm, "list", "an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView", args.get(0)));
    };
    let encoding = text(vm, args.get(1))?;
    let flags = vm.to_int32(args.get(2))?;
    let (fatal, keep) = (flags & 1 != 0, flags & 2 != 0);
    let bad = |vm: &mut Vm| {
        let message = format!("The encoded data was not valid for encoding {encoding}");
        Err(coded_error(vm, ogive::raw::vm::ErrorKind::Type, "ERR_ENCODING_INVALID_ENCODED_DATA", &message))
    };
    match encoding.as_str() {
        "utf-8" => {
            let bytes = if keep { &bytes[..] } else { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes) };
            if bytes.is_ascii() {
                return Ok(vm.new_latin1(bytes).into());
            }
            match std::str::from_utf8(bytes) {
                Ok(good) => Ok(string(vm, good)),
                Err(_) if fatal => bad(vm),
                Err(_) => {
                    let lossy = String::from_utf8_lossy(bytes).into_owned();
                    Ok(string(vm, &lossy))
                }
            }
        }
        "utf-16le" | "utf-16be" => {
            let big = encoding == "utf-16be";
            let units: Vec<u16> = bytes.chunks_exact(2).map(|c| if big { u16::from_be_bytes([c[0], c[1]]) } else { u16::from_le_bytes([c[0], c[1]]) }).collect();
            let units = if keep { &units[..] } else { units.strip_prefix(&[0xFEFF]).unwrap_or(&units) };
            if fatal && (bytes.len() % 2 != 0 || String::from_utf16(units).is_err()) {
                return bad(vm);
            }
            let mut clean: Vec<u16> = String::from_utf16_lossy(units).encode_utf16().collect();
            if bytes.len() % 2 != 0 {
                clean.push(0xFFFD);
            }
            Ok(vm.new_utf16(&clean).into())
        }
        _ => Ok(vm.new_latin1(&bytes).into()),
    }
}
fn is_well_formed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = vm.to_string(args.get(0))?;
    Ok(Value::bool(match vm.units(s) {
        Units::Latin1(_) => true,
        Units::Utf16(u) => String::from_utf16(u).is_ok(),
    }))
}
fn now(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    Ok(Value::number(event_loop(vm).uptime()))
}
fn time_origin(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1000.0;
    Ok(Value::number(since - event_loop(vm).uptime()))
}
/// Calls a function in a later turn, as finished input and output does.
fn enqueue_task(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    event_loop(vm).add_task(args.get(0));
    Ok(Value::UNDEFINED)
}
fn detach(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if let Some(buffer) = args.get(0).as_object().filter(|o| o.kind() == Kind::ArrayBuffer) {
        vm.detach_buffer(buffer);
    }
    Ok(Value::UNDEFINED)
}
/// invalidType(argument, expected, value): Node's ERR_INVALID_ARG_TYPE.
fn invalid_type(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (name, expected) = (text(vm, args.get(0))?, text(vm, args.get(1))?);
    let _ = ogive_runtime::support::invalid_type(vm, &name, &expected, args.get(2));
    Ok(vm.take_exception())
}
/// Of a typed array or DataView: 1 if it tracks the length of its buffer, 2 if it is out of bounds, else 0.
fn view_state(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(view) = args.get(0).as_object().filter(|o| matches!(o.kind(), Kind::TypedArray | Kind::DataView)) else { return Ok(Value::int(0)) };
    let tracks = view.field(view_field::LENGTH).is_hole();
    let outside = vm.view_length(view).is_none();
    Ok(Value::int(if outside { 2 } else { tracks as i32 }))
}
/// An error whose stack begins at the caller: newError(message, code).
fn new_error(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let message = text(vm, args.get(0))?;
    let error = vm.new_error(ogive::raw::vm::ErrorKind::Error, &message);
    if args.len() > 1 {
        let code = text(vm, args.get(1))?;
        ogive_runtime::support::mark_code(vm, error, &code);
    }
    Ok(error.into())
}
fn report_uncaught(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let _ = vm.throw(args.get(0));
    ogive_runtime::event_loop::report_uncaught(vm, ogive_runtime::event_loop::Origin::Exception);
    Ok(Value::UNDEFINED)
}

/// A DOMException thrown.
pub fn dom_exception(vm: &mut Vm, message: &str, name: &str) -> ogive::raw::vm::Thrown {
    let made = crate::globals::load(vm, "event_target").and_then(|exports| {
        let constructor = get(vm, exports, "DOMException")?;
        let (message, name) = (string(vm, message), string(vm, name));
        match constructor.as_object() {
            Some(c) => vm.construct(c, &[message, name], c),
            None => Err(vm.error("no DOMException")),
        }
    });
    match made {
        Ok(error) => vm.throw(error.into()),
        Err(thrown) => thrown,
    }
}
/// 8.3 [atob](https://html.spec.whatwg.org/#dom-atob)
pub fn atob(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let input = ogive_runtime::support::wtf8(vm, args.get(0))?;
    match base64::decode_strict(&input) {
        Some(bytes) => Ok(vm.new_latin1(&bytes).into()),
        None => Err(dom_exception(vm, "Invalid character", "InvalidCharacterError")),
    }
}
/// 8.3 [btoa](https://html.spec.whatwg.org/#dom-btoa)
pub fn btoa(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = vm.to_string(args.get(0))?;
    let units = vm.units(s);
    let bytes: Option<Vec<u8>> = units.iter().map(|u| u8::try_from(u).ok()).collect();
    match bytes {
        Some(bytes) => Ok(string(vm, &base64::encode(&bytes, false))),
        None => Err(dom_exception(vm, "Invalid character", "InvalidCharacterError")),
    }
}
