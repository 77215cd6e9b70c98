//! `util.inspect`: values as people want to see them. The console prints with it.
//!
//! ```text
//! options.rs  what can be chosen        names.rs    constructors, functions, errors
//! layout.rs   lines and columns         entries.rs  arrays, collections, promises, buffers
//! strings.rs  quoting, widths           format.rs   printf
//! ```
//! The rules are Node's, so that programs print the same here and there.
pub mod entries;
pub mod format;
pub mod layout;
pub mod names;
pub mod options;
pub mod strings;

use layout::Extras;
use names::prefix;
use ogive::raw::vm::{Gc, Intrinsic, JsResult, KeyVec, Kind, Object, PropertyDescriptor, PropertyKey, Value, ValueVec, Vm};
use ogive_runtime::support::{get, native, put, string};
pub use options::{Options, Style};

/// One inspection.
pub struct Inspector {
    pub(crate) options: Options,
    /// The `options` object that the user gave, or undefined: custom functions see its extra properties. Slot 0 of `seen`.
    seen: ValueVec,
    circular: Vec<Value>,
    indentation: usize,
    current_depth: f64,
    budget: usize,
}

/// A string for a value, with default options.
pub fn inspect(vm: &mut Vm, value: Value, options: Options) -> JsResult<String> {
    Inspector::new(vm, options).value(vm, value, 0.0, false)
}

/// `Symbol.for('nodejs.util.inspect.custom')`.
pub fn custom_symbol(vm: &mut Vm) -> JsResult<PropertyKey> {
    if let Some(symbol) = vm.roots.get("inspect.custom").and_then(|v| v.as_symbol()) {
        return Ok(PropertyKey::symbol(symbol));
    }
    let constructor = vm.intrinsic(Intrinsic::Symbol);
    let name = string(vm, "nodejs.util.inspect.custom");
    let made = ogive_runtime::support::invoke(vm, constructor.into(), "for", &[name])?;
    vm.roots.insert("inspect.custom", made);
    match made.as_symbol() {
        Some(symbol) => Ok(PropertyKey::symbol(symbol)),
        None => Err(vm.type_error("Symbol.for gave no symbol")),
    }
}

/// A Number as the inspector shows it.
pub fn number_text(vm: &mut Vm, value: Value) -> String {
    let n = value.as_number().unwrap_or(f64::NAN);
    if n == 0.0 && n.is_sign_negative() {
        return "-0".into();
    }
    match vm.to_string(value) {
        Ok(s) => s.to_rust_string_lossy(),
        Err(_) => "NaN".into(),
    }
}

impl Inspector {
    /// A fresh inspection.
    pub fn new(vm: &Vm, options: Options) -> Inspector {
        Inspector { options, seen: ValueVec::new(vm), circular: vec![], indentation: 0, current_depth: 0.0, budget: 0 }
    }
    /// Text in its colour.
    pub(crate) fn style(&self, text: &str, style: Style) -> String {
        if self.options.colors { style.paint(text) } else { text.to_string() }
    }

    /// formatValue
    pub fn value(&mut self, vm: &mut Vm, value: Value, depth: f64, typed_array: bool) -> JsResult<String> {
        let Some(mut object) = value.as_object() else { return Ok(self.primitive(vm, value)) };
        vm.check_native_stack()?;
        let outer = object;
        while object.kind() == Kind::Proxy {
            let target = object.field(0).as_object();
            let Some(target) = target else { return Ok(self.style("<Revoked Proxy>", Style::Special)) };
            if self.options.show_proxy {
                return self.proxy(vm, object, depth);
            }
            object = target;
        }
        if object != outer {
            let shown = self.unwrapped(vm, object, outer, depth, typed_array)?;
            return Ok(if shown.is_empty() { shown } else { format!("Proxy({shown})") });
        }
        self.unwrapped(vm, object, outer, depth, typed_array)
    }
    /// formatValue of what is behind proxies.
    fn unwrapped(&mut self, vm: &mut Vm, object: Gc<Object>, outer: Gc<Object>, depth: f64, typed_array: bool) -> JsResult<String> {
        if self.options.custom
            && let Some(text) = self.custom(vm, object, outer, depth)?
        {
            return Ok(text);
        }
        if self.seen.contains(&Value::from(object)) {
            let target = Value::from(object);
            let index = match self.circular.iter().position(|&v| v == target) {
                Some(i) => i + 1,
                None => {
                    self.circular.push(target);
                    self.circular.len()
                }
            };
            return Ok(self.style(&format!("[Circular *{index}]"), Style::Special));
        }
        self.raw(vm, object, depth, typed_array)
    }

    /// Calls a user's inspect function; `None`: there is none, or it gave the object itself.
    fn custom(&mut self, vm: &mut Vm, object: Gc<Object>, context: Gc<Object>, depth: f64) -> JsResult<Option<String>> {
        let key = custom_symbol(vm)?;
        let function = vm.get(object, key)?;
        if !function.as_object().is_some_and(|f| f.is_callable()) || Some(&function) == vm.roots.get("util.inspect") {
            return Ok(None);
        }
        // A prototype object is shown as it is.
        let constructor_key = vm.names.constructor;
        if let Some(descriptor) = vm.get_own_property(object, constructor_key)?
            && let Some(constructor) = descriptor.value.and_then(Value::as_object)
        {
            let prototype_key = vm.names.prototype;
            if vm.get(constructor, prototype_key)? == Value::from(object) {
                return Ok(None);
            }
        }
        let left = self.options.depth - depth;
        let left = if left.is_finite() { Value::number(left) } else { Value::NULL };
        let options = self.options.write(vm);
        put(vm, options, "depth", left);
        let style = self.stylize_function(vm);
        put(vm, options, "stylize", style);
        let inspect = crate::util::inspect_function(vm);
        let made = vm.call(function, context.into(), &[left, options.into(), inspect])?;
        if made == Value::from(context) {
            return Ok(None);
        }
        if made.is_object() {
            let shown = self.value(vm, made, depth, false)?;
            return Ok(Some(shown.replace('\n', &format!("\n{}", " ".repeat(self.indentation)))));
        }
        let text = match made.as_symbol() {
            Some(symbol) => names::symbol_text(vm, symbol),
            None => ogive_runtime::support::text(vm, made)?,
        };
        Ok(Some(text.replace('\n', &format!("\n{}", " ".repeat(self.indentation)))))
    }
    fn stylize_function(&self, vm: &mut Vm) -> Value {
        fn plain(vm: &mut Vm, args: ogive::raw::vm::Arguments) -> JsResult<Value> {
            Ok(vm.to_string(args.get(0))?.into())
        }
        fn colored(vm: &mut Vm, args: ogive::raw::vm::Arguments) -> JsResult<Value> {
            let text = ogive_runtime::support::text(vm, args.get(0))?;
            let style = ogive_runtime::support::text(vm, args.get(1))?;
            Ok(string(vm, &Style::by_name(&style).paint(&text)))
        }
        native(vm, "stylize", 2, if self.options.colors { colored } else { plain })
    }

    /// formatPrimitive
    pub(crate) fn primitive(&mut self, vm: &mut Vm, value: Value) -> String {
        if let Some(s) = value.as_string() {
            return self.string(vm, s);
        }
        if value.is_number() {
            let text = number_text(vm, value);
            let text = if self.options.numeric_separator { separate(&text) } else { text };
            return self.style(&text, Style::Number);
        }
        if value.is_bigint() {
            let text = match vm.to_string(value) {
                Ok(s) => s.to_rust_string_lossy(),
                Err(_) => String::new(),
            };
            let text = if self.options.numeric_separator { separate(&text) } else { text };
            return self.style(&format!("{text}n"), Style::BigInt);
        }
        if let Some(symbol) = value.as_symbol() {
            let text = names::symbol_text(vm, symbol);
            return self.style(&text, Style::Symbol);
        }
        match value {
            Value::NULL => self.style("null", Style::Null),
            Value::TRUE => self.style("true", Style::Boolean),
            Value::FALSE => self.style("false", Style::Boolean),
            _ => self.style("undefined", Style::Undefined),
        }
    }
    fn string(&mut self, vm: &mut Vm, s: Gc<ogive::raw::vm::JsString>) -> String {
        let mut units = vm.units(s);
        let mut trailer = String::new();
        let limit = self.options.max_string_length;
        if units.len() as f64 > limit {
            let rest = units.len() - limit as usize;
            units = match units {
                ogive::raw::vm::Units::Latin1(u) => ogive::raw::vm::Units::Latin1(&u[..limit as usize]),
                ogive::raw::vm::Units::Utf16(u) => ogive::raw::vm::Units::Utf16(&u[..limit as usize]),
            };
            trailer = format!("... {rest} more character{}", if rest > 1 { "s" } else { "" });
        }
        let room = self.options.break_length - self.indentation as f64 - 4.0;
        if self.options.compact >= 0 && units.len() > 16 && units.len() as f64 > room {
            let mut lines = vec![];
            let mut start = 0;
            for i in 0..units.len() {
                if units.get(i) == b'\n' as u16 {
                    lines.push(units.slice(start, i + 1));
                    start = i + 1;
                }
            }
            if start < units.len() {
                lines.push(units.slice(start, units.len()));
            }
            let parts: Vec<String> = lines.into_iter().map(|l| self.style(&strings::quote(l), Style::String)).collect();
            return parts.join(&format!(" +\n{}", " ".repeat(self.indentation + 2))) + &trailer;
        }
        self.style(&strings::quote(units), Style::String) + &trailer
    }

    fn proxy(&mut self, vm: &mut Vm, proxy: Gc<Object>, depth: f64) -> JsResult<String> {
        if depth > self.options.depth {
            return Ok(self.style("Proxy [Array]", Style::Special));
        }
        self.indentation += 2;
        let target = self.value(vm, proxy.field(0), depth + 1.0, false)?;
        let handler = self.value(vm, proxy.field(1), depth + 1.0, false)?;
        self.indentation -= 2;
        self.reduce(vm, vec![target, handler], "", ("Proxy [", "]"), Extras::Array, depth + 1.0, Value::UNDEFINED)
    }

    /// Own keys to show: enumerable ones unless hidden ones are wanted; without indices if so asked.
    fn keys(&mut self, vm: &mut Vm, object: Gc<Object>, skip_indices: bool) -> JsResult<KeyVec> {
        let mut out = KeyVec::new(vm);
        if skip_indices && matches!(object.kind(), Kind::Array | Kind::TypedArray) {
            let shape = object.shape();
            let mut found = KeyVec::new(vm);
            for symbols in [false, true] {
                for entry in shape.entries() {
                    if entry.key.is_symbol() == symbols && !entry.key.is_private() {
                        found.push(entry.key);
                    }
                }
            }
            for key in found.iter() {
                if self.options.show_hidden || vm.get_own_property(object, key)?.is_some_and(|d| d.is_enumerable()) {
                    out.push(key);
                }
            }
            return Ok(out);
        }
        let all = vm.own_property_keys(object)?;
        for i in 0..all.len() {
            let key = all.get(i);
            if skip_indices && key.is_index() {
                continue;
            }
            if self.options.show_hidden {
                out.push(key);
                continue;
            }
            if vm.get_own_property(object, key)?.is_some_and(|d| d.is_enumerable()) {
                out.push(key);
            }
        }
        Ok(out)
    }

    /// formatRaw
    fn raw(&mut self, vm: &mut Vm, object: Gc<Object>, depth: f64, typed_array: bool) -> JsResult<String> {
        let value = Value::from(object);
        let constructor = self.constructor_name(vm, object, depth)?;
        let constructor = constructor.as_deref();
        let tag = self.tag(vm, object)?;
        let tag = tag.as_str();
        let kind = object.kind();
        let (mut base, mut open, mut close) = (String::new(), String::from("{"), "}");
        let mut extras = Extras::Object;
        let list = matches!(kind, Kind::Array | Kind::TypedArray);
        let mut keys = if kind == Kind::ModuleNamespace { vm.own_property_keys(object)? } else { self.keys(vm, object, list)? };
        if kind == Kind::ModuleNamespace {
            keys.retain(|k| !k.is_symbol());
        }
        match kind {
            Kind::Array => {
                let length = vm.array_length(object);
                let named = constructor != Some("Array") || !tag.is_empty();
                let name = if named { prefix(constructor, tag, "Array", &format!("({length})")) } else { String::new() };
                open = format!("{name}[");
                close = "]";
                if length == 0 && keys.is_empty() {
                    return Ok(format!("{open}]"));
                }
                extras = Extras::Array;
            }
            Kind::Set | Kind::Map => {
                let fallback = if kind == Kind::Set { "Set" } else { "Map" };
                let size = vm.table_size(object);
                let name = prefix(constructor, tag, fallback, &format!("({size})"));
                if size == 0 && keys.is_empty() {
                    return Ok(format!("{name}{{}}"));
                }
                open = format!("{name}{{");
            }
            Kind::TypedArray => {
                let length = vm.typed_array_length(object).unwrap_or(0);
                let fallback = object.element_type().constructor_name();
                let name = prefix(constructor, tag, fallback, &format!("({length})"));
                open = format!("{name}[");
                close = "]";
                if length == 0 && keys.is_empty() && !self.options.show_hidden {
                    return Ok(format!("{open}]"));
                }
                extras = Extras::Array;
            }
            Kind::Function | Kind::NativeFunction | Kind::Undetectable | Kind::BoundFunction => {
                base = self.function_base(vm, object, constructor, tag)?;
                if keys.is_empty() {
                    return Ok(self.style(&base, Style::Special));
                }
            }
            Kind::Arguments => {
                open = "[Arguments] {".into();
                if keys.is_empty() {
                    return Ok(format!("{open}}}"));
                }
            }
            Kind::RegExp => {
                let prototype = vm.intrinsic(Intrinsic::RegExpPrototype);
                let to_string = get(vm, prototype.into(), "toString")?;
                let shown = vm.call(to_string, value, &[])?;
                base = names::text_or(vm, shown, "");
                let name = prefix(constructor, tag, "RegExp", "");
                if name != "RegExp " {
                    base = format!("{name}{base}");
                }
                if keys.is_empty() || depth > self.options.depth {
                    return Ok(self.style(&base, Style::RegExp));
                }
            }
            Kind::Date => {
                let prototype = vm.intrinsic(Intrinsic::DatePrototype);
                let time = vm.call_method(prototype, value, "getTime")?;
                let invalid = time.as_number().is_none_or(f64::is_nan);
                let method = if invalid { "toString" } else { "toISOString" };
                let shown = vm.call_method(prototype, value, method)?;
                base = names::text_or(vm, shown, "Invalid Date");
                let name = prefix(constructor, tag, "Date", "");
                if name != "Date " {
                    base = format!("{name}{base}");
                }
                if keys.is_empty() {
                    return Ok(self.style(&base, Style::Date));
                }
            }
            _ if names::is_error(vm, value) => {
                base = self.error_base(vm, object, constructor, tag, &mut keys)?;
                if keys.is_empty() {
                    return Ok(base);
                }
            }
            Kind::ArrayBuffer => {
                let fallback = if vm.is_shared_buffer(object) { "SharedArrayBuffer" } else { "ArrayBuffer" };
                let name = prefix(constructor, tag, fallback, "");
                if typed_array && keys.is_empty() {
                    let n = Value::from(vm.buffer_length(object));
                    let n = self.primitive(vm, n);
                    return Ok(format!("{name}{{ byteLength: {n} }}"));
                }
                open = format!("{name}{{");
            }
            Kind::DataView => open = format!("{}{{", prefix(constructor, tag, "DataView", "")),
            Kind::Promise => open = format!("{}{{", prefix(constructor, tag, "Promise", "")),
            Kind::WeakSet => open = format!("{}{{", prefix(constructor, tag, "WeakSet", "")),
            Kind::WeakMap => open = format!("{}{{", prefix(constructor, tag, "WeakMap", "")),
            Kind::ModuleNamespace => open = format!("{}{{", prefix(constructor, tag, "Module", "")),
            Kind::BooleanObject | Kind::NumberObject | Kind::StringObject | Kind::SymbolObject | Kind::BigIntObject => {
                base = self.boxed(vm, object, constructor, tag, &mut keys);
                if keys.is_empty() {
                    return Ok(base);
                }
            }
            Kind::BuiltinIterator if tag == "Map Iterator" || tag == "Set Iterator" => {
                open = format!("[{tag}] {{");
            }
            _ => {
                if constructor == Some("Object") && tag.is_empty() {
                    if keys.is_empty() {
                        return Ok("{}".into());
                    }
                } else {
                    let name = prefix(constructor, tag, "Object", "");
                    if keys.is_empty() {
                        return Ok(format!("{name}{{}}"));
                    }
                    open = format!("{name}{{");
                }
            }
        }
        if depth > self.options.depth {
            let name = prefix(constructor, tag, if list { "Array" } else { "Object" }, "");
            let name = name.trim_end();
            let shown = if constructor.is_some() { format!("[{name}]") } else { name.to_string() };
            return Ok(self.style(&shown, Style::Special));
        }
        let depth = depth + 1.0;
        self.seen.push(value);
        self.current_depth = depth;
        let mut output = self.entries(vm, object, depth, &mut open)?;
        let named = output.len();
        if kind == Kind::DataView {
            for name in ["byteLength", "byteOffset", "buffer"] {
                let inner = get(vm, value, name)?;
                self.indentation += 2;
                let shown = self.value(vm, inner, depth, false)?;
                self.indentation -= 2;
                output.push(format!("[{name}]: {shown}"));
            }
        }
        for i in 0..keys.len() {
            let key = keys.get(i);
            let shown = match kind {
                Kind::ModuleNamespace => self.namespace_property(vm, object, depth, key)?,
                _ => self.property(vm, object, depth, key, extras, None)?,
            };
            output.push(shown);
        }
        if self.options.sorted {
            let from = if extras == Extras::Object { 0 } else { named };
            output[from..].sort();
        }
        if let Some(i) = self.circular.iter().position(|&v| v == value) {
            let reference = self.style(&format!("<ref *{}>", i + 1), Style::Special);
            if self.options.compact >= 0 {
                base = if base.is_empty() { reference } else { format!("{reference} {base}") };
            } else {
                open = format!("{reference} {open}");
            }
        }
        self.seen.pop();
        let out = self.reduce(vm, output, &base, (&open, close), extras, depth, value)?;
        self.budget += out.len();
        if self.budget > 1 << 27 {
            self.options.depth = -1.0;
        }
        Ok(out)
    }

    /// The @@toStringTag, unless it is shown as a property anyway.
    fn tag(&mut self, vm: &mut Vm, object: Gc<Object>) -> JsResult<String> {
        let key = PropertyKey::symbol(vm.symbols.to_string_tag);
        let tag = vm.get(object, key)?;
        let Some(tag) = tag.as_string().filter(|t| !t.is_empty()) else { return Ok(String::new()) };
        if let Some(own) = vm.get_own_property(object, key)?
            && (self.options.show_hidden || own.is_enumerable())
        {
            return Ok(String::new());
        }
        Ok(vm.units(tag).to_string_lossy())
    }

    fn boxed(&mut self, vm: &mut Vm, object: Gc<Object>, constructor: Option<&str>, tag: &str, keys: &mut KeyVec) -> String {
        let (name, style) = match object.kind() {
            Kind::NumberObject => ("Number", Style::Number),
            Kind::StringObject => {
                keys.retain(|k| !k.is_index());
                ("String", Style::String)
            }
            Kind::BooleanObject => ("Boolean", Style::Boolean),
            Kind::BigIntObject => ("BigInt", Style::BigInt),
            _ => ("Symbol", Style::Symbol),
        };
        let mut base = format!("[{name}");
        match constructor {
            None => base.push_str(" (null prototype)"),
            Some(c) if c != name => base.push_str(&format!(" ({c})")),
            _ => {}
        }
        let colors = std::mem::replace(&mut self.options.colors, false);
        let inner = self.primitive(vm, object.field(0));
        self.options.colors = colors;
        base.push_str(&format!(": {inner}]"));
        if !tag.is_empty() && constructor != Some(tag) {
            base.push_str(&format!(" [{tag}]"));
        }
        if keys.is_empty() { self.style(&base, style) } else { base }
    }

    /// formatProperty
    pub(crate) fn property(
        &mut self,
        vm: &mut Vm,
        object: Gc<Object>,
        depth: f64,
        key: PropertyKey,
        extras: Extras,
        known: Option<Value>,
    ) -> JsResult<String> {
        let descriptor = match known {
            Some(value) => PropertyDescriptor::data(value, ogive::raw::vm::attrs::ALL),
            None => match vm.get_own_property(object, key)? {
                Some(descriptor) => descriptor,
                None => {
                    let value = vm.get(object, key)?;
                    let shown = PropertyDescriptor::data(value, ogive::raw::vm::attrs::ALL);
                    // cause and errors may be inherited; they are shown as hidden.
                    if key == vm.names.cause || key == vm.names.errors { PropertyDescriptor { enumerable: Some(false), ..shown } } else { shown }
                }
            },
        };
        let mut space = String::from(" ");
        let getter = descriptor.get.unwrap_or(Value::UNDEFINED);
        let setter = descriptor.set.unwrap_or(Value::UNDEFINED);
        let shown = if let Some(value) = descriptor.value {
            let step = if self.options.compact >= 0 || extras != Extras::Object { 2 } else { 3 };
            self.indentation += step;
            let shown = self.value(vm, value, depth, false)?;
            if step == 3 && self.options.break_length < strings::width(&shown) as f64 {
                space = format!("\n{}", " ".repeat(self.indentation));
            }
            self.indentation -= step;
            shown
        } else if !getter.is_undefined() {
            let label = if setter.is_undefined() { "Getter" } else { "Getter/Setter" };
            let call = match self.options.getters {
                1 => true,
                2 => setter.is_undefined(),
                3 => !setter.is_undefined(),
                _ => false,
            };
            if call {
                match vm.call(getter, object.into(), &[]) {
                    Ok(result) => {
                        self.indentation += 2;
                        let inner = self.value(vm, result, depth, false)?;
                        self.indentation -= 2;
                        if result.is_object() {
                            format!("{} {inner}", self.style(&format!("[{label}]"), Style::Special))
                        } else {
                            format!("{} {inner}{}", self.style(&format!("[{label}:"), Style::Special), self.style("]", Style::Special))
                        }
                    }
                    Err(_) => {
                        let error = vm.take_exception();
                        let message = get(vm, error, "message")?;
                        let message = names::text_or(vm, message, "");
                        self.style(&format!("[{label}: <Inspection threw ({message})>]"), Style::Special)
                    }
                }
            } else {
                self.style(&format!("[{label}]"), Style::Special)
            }
        } else if !setter.is_undefined() {
            self.style("[Setter]", Style::Special)
        } else {
            self.style("undefined", Style::Undefined)
        };
        if extras == Extras::Element {
            return Ok(shown);
        }
        let name = names::key_text(self, vm, key, descriptor.is_enumerable());
        Ok(format!("{name}:{space}{shown}"))
    }

    fn namespace_property(&mut self, vm: &mut Vm, object: Gc<Object>, depth: f64, key: PropertyKey) -> JsResult<String> {
        match vm.get(object, key) {
            Ok(value) => self.property(vm, object, depth, key, Extras::Object, Some(value)),
            Err(_) => {
                vm.take_exception();
                let name = names::key_text(self, vm, key, true);
                Ok(format!("{name}: {}", self.style("<uninitialized>", Style::Special)))
            }
        }
    }
}

/// Digits in groups of three.
fn separate(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |r| ("-", r));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(a, b)| (a, Some(b)));
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return text.to_string();
    }
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push('_');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        for (i, c) in fraction.chars().enumerate() {
            if i > 0 && i % 3 == 0 {
                out.push('_');
            }
            out.push(c);
        }
    }
    out
}

/// Methods of builtin prototypes, called whatever the object itself says.
pub(crate) trait CallMethod {
    fn call_method(&mut self, prototype: Gc<Object>, this: Value, name: &str) -> JsResult<Value>;
}
impl CallMethod for Vm {
    fn call_method(&mut self, prototype: Gc<Object>, this: Value, name: &str) -> JsResult<Value> {
        let f = get(self, prototype.into(), name)?;
        self.call(f, this, &[])
    }
}
