//! Shorthands that host functions need all the time.
use ogive::raw::vm::{Arguments, Builtin, ErrorKind, Gc, JsResult, NativeFn, Object, Thrown, Value, Vm, attrs};

/// A string value.
pub fn string(vm: &mut Vm, text: &str) -> Value {
    vm.new_string(text).into()
}
/// ToString as Rust text, lone surrogates replaced.
pub fn text(vm: &mut Vm, value: Value) -> JsResult<String> {
    let s = vm.to_string(value)?;
    Ok(vm.units(s).to_string_lossy())
}
/// ToString as WTF-8.
pub fn wtf8(vm: &mut Vm, value: Value) -> JsResult<Vec<u8>> {
    let s = vm.to_string(value)?;
    Ok(vm.units(s).to_wtf8())
}
/// `value[name]`; undefined for primitives without it.
pub fn get(vm: &mut Vm, value: Value, name: &str) -> JsResult<Value> {
    let key = vm.key(name);
    match value.as_object() {
        Some(object) => vm.get(object, key),
        None => vm.get_v(value, key),
    }
}
/// Defines an ordinary data property.
pub fn put(vm: &mut Vm, object: Gc<Object>, name: &str, value: Value) {
    let key = vm.key(name);
    vm.define_own_builtin(object, key, value, attrs::ALL);
}
/// Defines a data property that is not enumerable.
pub fn put_hidden(vm: &mut Vm, object: Gc<Object>, name: &str, value: Value) {
    let key = vm.key(name);
    vm.define_own_builtin(object, key, value, attrs::HIDDEN);
}
/// Defines an accessor property, configurable.
pub fn put_accessor(vm: &mut Vm, object: Gc<Object>, name: &str, get: Value, set: Value, enumerable: bool) {
    use ogive::raw::vm::PropertyDescriptor;
    let key = vm.key(name);
    let attributes = attrs::CONFIGURABLE | if enumerable { attrs::ENUMERABLE } else { 0 };
    let descriptor = PropertyDescriptor::accessor(get, set, attributes);
    if vm.define_own_property(object, key, &descriptor).is_err() {
        vm.take_exception();
    }
}
/// A native function value.
pub fn native(vm: &mut Vm, name: &str, length: u32, function: NativeFn) -> Value {
    vm.new_native(name, length, function).into()
}
/// Keeps a native function out of stack traces: what it calls on behalf of a script seems to be called by the program itself.
pub fn hide(value: Value) {
    if let Some(f) = value.as_object() {
        f.set_flag(ogive::raw::vm::object::flags::KIND_1);
    }
}
/// Defines functions: enumerable, as modules have them.
pub fn functions(vm: &mut Vm, object: Gc<Object>, rows: &[(&str, u32, NativeFn)]) {
    for &(name, length, function) in rows {
        let f = native(vm, name, length, function);
        put(vm, object, name, f);
    }
}
/// Rows on an object of the current realm.
pub fn define(vm: &mut Vm, object: Gc<Object>, rows: &[Builtin]) {
    let realm = vm.realm();
    vm.define_builtins(realm, object, rows);
}
/// An array of strings.
pub fn string_array<S: AsRef<str>>(vm: &mut Vm, items: &[S]) -> JsResult<Value> {
    let array = vm.new_array(0)?;
    for item in items {
        let item = string(vm, item.as_ref());
        vm.array_push(array, item)?;
    }
    Ok(array.into())
}
/// An error with a `code` property, thrown.
pub fn coded_error(vm: &mut Vm, kind: ErrorKind, code: &str, message: &str) -> Thrown {
    let error = vm.new_error(kind, message);
    mark_code(vm, error, code);
    vm.throw(error.into())
}
/// Gives an error a code, and names it in the stack as Node does: `TypeError [CODE]: …`.
pub fn mark_code(vm: &mut Vm, error: Gc<Object>, code: &str) {
    let key = vm.names.stack;
    if code.starts_with("ERR_")
        && let Ok(stack) = vm.get(error, key)
        && let Some(stack) = stack.as_string()
    {
        let stack = vm.units(stack).to_string_lossy();
        let end = stack.find([':', '\n']).unwrap_or(stack.len());
        let stack = format!("{} [{code}]{}", &stack[..end], &stack[end..]);
        let stack = string(vm, &stack);
        put_hidden(vm, error, "stack", stack);
    }
    let code = string(vm, code);
    put(vm, error, "code", code);
}
/// The TypeError of an argument of the wrong type, as Node words it. `expected`: `of type function`.
pub fn invalid_type(vm: &mut Vm, name: &str, expected: &str, value: Value) -> Thrown {
    let received = received(vm, value);
    let what = if name.contains('.') { "property" } else { "argument" };
    let message = format!("The \"{name}\" {what} must be {expected}. Received {received}");
    coded_error(vm, ErrorKind::Type, "ERR_INVALID_ARG_TYPE", &message)
}
/// `Received type string ('x')` without the first word.
pub fn received(vm: &mut Vm, value: Value) -> String {
    if value.is_nullish() {
        return format!("{value:?}");
    }
    if let Some(object) = value.as_object() {
        let name_key = vm.names.name;
        if object.is_callable() {
            let name = vm.get(object, name_key).ok().and_then(|n| n.as_string()).map(|s| s.to_rust_string_lossy()).unwrap_or_default();
            return format!("function {name}");
        }
        let constructor_key = vm.names.constructor;
        let name = vm.get(object, constructor_key).and_then(|c| match c.as_object() {
            Some(c) => vm.get(c, name_key),
            None => Ok(Value::UNDEFINED),
        });
        return match name.ok().and_then(|n| n.as_string()).filter(|s| !s.is_empty()) {
            Some(name) => format!("an instance of {}", name.to_rust_string_lossy()),
            None => "[Object: null prototype] {}".into(),
        };
    }
    let sort = vm.typeof_string(value).to_rust_string_lossy();
    let shown = match value.as_string() {
        Some(s) => {
            let text = s.to_rust_string_lossy();
            let short: String = text.chars().take(25).collect();
            if short.len() < text.len() { format!("'{short}...'") } else { format!("'{text}'") }
        }
        None => match value.is_symbol() {
            true => "Symbol()".into(),
            false => text(vm, value).unwrap_or_default() + if value.is_bigint() { "n" } else { "" },
        },
    };
    format!("type {sort} ({shown})")
}
/// The boolean that `this` function was called with as its first argument, undefined counted as false.
pub fn flag(args: Arguments, i: usize) -> bool {
    args.get(i).to_boolean()
}
/// JSON.parse.
pub fn parse_json(vm: &mut Vm, text: Value) -> JsResult<Value> {
    let json = vm.intrinsic(ogive::raw::vm::Intrinsic::Json);
    let parse = get(vm, json.into(), "parse")?;
    vm.call(parse, Value::UNDEFINED, &[text])
}
/// An own property of a namespace-like object called with arguments.
pub fn invoke(vm: &mut Vm, object: Value, name: &str, args: &[Value]) -> JsResult<Value> {
    let f = get(vm, object, name)?;
    vm.call(f, object, args)
}
