//! Globals that are made when first read, and the embedded JavaScript that makes them.
use crate::natives;
use ogive::raw::vm::native::FIELD_DATA;
use ogive::raw::vm::{Arguments, JsResult, NativeFn, Value, Vm, attrs};
use ogive_runtime::support::{get, native, put_hidden, string, text};

/// Embedded files: name, text.
const FILES: &[(&str, &str)] = &[
    ("event_target", include_str!("../js/event_target.js")),
    ("url", include_str!("../js/url.js")),
    ("encoding", include_str!("../js/encoding.js")),
    ("performance", include_str!("../js/performance.js")),
    ("clone", include_str!("../js/clone.js")),
    ("streams", include_str!("../js/streams.js")),
];
/// Global name, file.
const LAZY: &[(&str, &str)] = &[
    ("Event", "event_target"),
    ("EventTarget", "event_target"),
    ("CustomEvent", "event_target"),
    ("AbortController", "event_target"),
    ("AbortSignal", "event_target"),
    ("DOMException", "event_target"),
    ("MessageChannel", "event_target"),
    ("MessagePort", "event_target"),
    ("MessageEvent", "event_target"),
    ("URL", "url"),
    ("URLSearchParams", "url"),
    ("TextEncoder", "encoding"),
    ("TextDecoder", "encoding"),
    ("performance", "performance"),
    ("PerformanceEntry", "performance"),
    ("PerformanceMark", "performance"),
    ("PerformanceMeasure", "performance"),
    ("PerformanceObserver", "performance"),
    ("structuredClone", "clone"),
    ("ReadableStream", "streams"),
    ("ReadableStreamDefaultReader", "streams"),
    ("ReadableStreamDefaultController", "streams"),
    ("WritableStream", "streams"),
    ("WritableStreamDefaultWriter", "streams"),
    ("TransformStream", "streams"),
    ("TextEncoderStream", "streams"),
    ("TextDecoderStream", "streams"),
    ("CountQueuingStrategy", "streams"),
    ("ByteLengthQueuingStrategy", "streams"),
];

/// Defines the lazy globals, and those that are small.
pub fn install(vm: &mut Vm) {
    let global = vm.realm().global();
    for (name, length, function) in [("atob", 1, natives::atob as NativeFn), ("btoa", 1, natives::btoa)] {
        let f = native(vm, name, length, function);
        put_hidden(vm, global, name, f);
    }
    for &(name, _) in LAZY {
        lazy_global(vm, name, read);
    }
    let shared = global.into();
    put_hidden(vm, global, "global", shared);
}

/// Defines a global whose getter `read` makes the value; the getter's data is the name.
pub fn lazy_global(vm: &mut Vm, name: &str, read: NativeFn) {
    let global = vm.realm().global();
    let label = Value::from(vm.intern_str(name));
    let getter = vm.new_native_with(name, 0, read, label, Value::UNDEFINED);
    let setter = vm.new_native_with(name, 1, replace, label, Value::UNDEFINED);
    ogive_runtime::support::put_accessor(vm, global, name, getter.into(), setter.into(), false);
}
/// Makes a lazy global an ordinary property.
pub fn settle_global(vm: &mut Vm, name: &str, value: Value) {
    let global = vm.realm().global();
    let key = vm.key(name);
    let descriptor = ogive::raw::vm::PropertyDescriptor::data(value, attrs::HIDDEN);
    if vm.define_own_property(global, key, &descriptor).is_err() {
        vm.take_exception();
    }
}
fn replace(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let name = text(vm, args.callee().field(FIELD_DATA))?;
    settle_global(vm, &name, args.get(0));
    Ok(Value::UNDEFINED)
}
fn read(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let name = text(vm, args.callee().field(FIELD_DATA))?;
    let Some((_, file)) = LAZY.iter().find(|(n, _)| *n == name) else { return Ok(Value::UNDEFINED) };
    let exports = load(vm, file)?;
    let value = get(vm, exports, &name)?;
    settle_global(vm, &name, value);
    Ok(value)
}

/// The exports of an embedded file; it runs when first asked for.
pub fn load(vm: &mut Vm, file: &str) -> JsResult<Value> {
    let table = match vm.roots.get("web.files").and_then(|v| v.as_object()) {
        Some(table) => table,
        None => {
            let table = vm.new_object_with_prototype(Value::NULL);
            vm.roots.insert("web.files", table.into());
            table
        }
    };
    let key = vm.key(file);
    let known = vm.get(table, key)?;
    if !known.is_undefined() {
        return Ok(known);
    }
    let Some((_, source)) = FILES.iter().find(|(n, _)| *n == file) else {
        return Err(vm.error(format!("no embedded file '{file}'")));
    };
    let exports = Value::from(vm.new_object());
    vm.create_data_property_or_throw(table, key, exports)?;
    let natives = natives::object(vm);
    let function = ogive_runtime::embedded::function(vm, &format!("node:internal/{file}"), "exports, natives, load", source)?;
    fn load_other(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
        let name = text(vm, args.get(0))?;
        load(vm, &name)
    }
    let load = native(vm, "load", 1, load_other);
    vm.call(function, Value::UNDEFINED, &[exports, natives, load])?;
    Ok(exports)
}

/// For other layers: a string argument of a native function.
pub fn string_value(vm: &mut Vm, text: &str) -> Value {
    string(vm, text)
}
