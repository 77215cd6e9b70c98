//! The inspector as JavaScript functions: `inspect`, `format`, and what the console and `node:util` share.
use crate::inspect::{Inspector, Options, custom_symbol, format};
use ogive::raw::vm::{Arguments, JsResult, Value, Vm};
use ogive_runtime::support::{native, put, string, text};

/// The function `inspect(value, options)`, one for the agent.
pub fn inspect_function(vm: &mut Vm) -> Value {
    if let Some(&known) = vm.roots.get("util.inspect") {
        return known;
    }
    let f = native(vm, "inspect", 2, inspect);
    vm.roots.insert("util.inspect", f);
    if let Some(object) = f.as_object() {
        if let Ok(key) = custom_symbol(vm) {
            let symbol = vm.key_to_value(key);
            put(vm, object, "custom", symbol);
        }
        let defaults = Options::default().write(vm);
        put(vm, object, "defaultOptions", defaults.into());
    }
    f
}
/// The options that the user has set on `inspect.defaultOptions`.
pub fn default_options(vm: &mut Vm) -> JsResult<Options> {
    let mut options = Options::default();
    if let Some(&f) = vm.roots.get("util.inspect") {
        let defaults = ogive_runtime::support::get(vm, f, "defaultOptions")?;
        options.read(vm, defaults)?;
    }
    Ok(options)
}

/// util.inspect(value[, options]) and the older inspect(value, showHidden, depth, colors).
fn inspect(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let mut options = default_options(vm)?;
    if args.get(1).is_object() {
        options.read(vm, args.get(1))?;
    } else if args.len() > 1 {
        options.show_hidden = args.get(1).to_boolean();
        if args.len() > 2 && !args.get(2).is_undefined() {
            options.depth = args.get(2).as_number().unwrap_or(f64::INFINITY);
        }
        options.colors = args.get(3).to_boolean();
    }
    let text = Inspector::new(vm, options).value(vm, args.get(0), 0.0, false)?;
    Ok(string(vm, &text))
}
/// util.format(...args)
pub fn format_function(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let options = default_options(vm)?;
    let text = format::format(vm, args.all(), &options)?;
    Ok(string(vm, &text))
}
/// util.formatWithOptions(options, ...args)
pub fn format_with_options(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let mut options = default_options(vm)?;
    options.read(vm, args.get(0))?;
    let text = format::format(vm, args.from(1), &options)?;
    Ok(string(vm, &text))
}
/// util.stripVTControlCharacters(text)
pub fn strip_colors(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = text(vm, args.get(0))?;
    Ok(string(vm, &crate::inspect::strings::strip_colors(&s)))
}
/// The width of text on a terminal.
pub fn string_width(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = text(vm, args.get(0))?;
    Ok(Value::from(crate::inspect::strings::width(&s)))
}
