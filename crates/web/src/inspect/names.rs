//! What an object is called: constructor names, prefixes, functions, classes, errors.
use super::options::Style;
use super::strings::escape_into;
use super::Inspector;
use ogive::raw::vm::object::flags;
use ogive::raw::vm::{Gc, Intrinsic, JsResult, Kind, Object, PropertyKey, Value, Vm};
use ogive_runtime::support::{get, text};

/// `Name(size) [tag] `, or the form for null prototypes.
pub(super) fn prefix(constructor: Option<&str>, tag: &str, fallback: &str, size: &str) -> String {
    match constructor {
        None if !tag.is_empty() && fallback != tag => format!("[{fallback}{size}: null prototype] [{tag}] "),
        None => format!("[{fallback}{size}: null prototype] "),
        Some(name) if !tag.is_empty() && name != tag => format!("{name}{size} [{tag}] "),
        Some(name) => format!("{name}{size} "),
    }
}

/// Is an object on another's prototype chain (proxies end the walk)?
pub(super) fn inherits(object: Gc<Object>, prototype: Value) -> bool {
    let mut at = object;
    while at.kind() != Kind::Proxy {
        match at.prototype().as_object() {
            Some(next) if Value::from(next) == prototype => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}
/// An Error instance, or something that inherits from Error.prototype.
pub fn is_error(vm: &mut Vm, value: Value) -> bool {
    let Some(object) = value.as_object() else { return false };
    if object.kind() == Kind::Error {
        return true;
    }
    let prototype = vm.realm().intrinsic_value(Intrinsic::ErrorPrototype);
    prototype.is_object() && inherits(object, prototype)
}

/// The message of a symbol: `Symbol(x)`.
pub(super) fn symbol_text(vm: &mut Vm, symbol: Gc<ogive::raw::vm::Symbol>) -> String {
    let mut out = String::from("Symbol(");
    if let Some(description) = symbol.description() {
        let units = vm.units(description);
        escape_into(&mut out, units, None);
    }
    out.push(')');
    out
}

impl Inspector {
    /// The name of the constructor on the prototype chain; `None` for null prototypes.
    pub(super) fn constructor_name(&mut self, vm: &mut Vm, object: Gc<Object>, depth: f64) -> JsResult<Option<String>> {
        let mut at = Some(object);
        let mut first_prototype = None;
        let key = vm.names.constructor;
        while let Some(current) = at {
            if current.kind() == Kind::Proxy {
                break;
            }
            if let Some(descriptor) = vm.get_own_property(current, key)?
                && let Some(constructor) = descriptor.value.and_then(Value::as_object).filter(|c| c.is_callable())
            {
                let name_key = vm.names.name;
                let name = vm.get(constructor, name_key)?;
                let prototype_key = vm.names.prototype;
                let prototype = vm.get(constructor, prototype_key)?;
                if let Some(name) = name.as_string().filter(|s| !s.is_empty())
                    && prototype.is_object()
                    && inherits(object, prototype)
                {
                    return Ok(Some(vm.units(name).to_string_lossy()));
                }
            }
            let next = vm.get_prototype_of(current)?.as_object();
            if first_prototype.is_none() {
                first_prototype = Some(next);
            }
            at = next;
        }
        let Some(Some(first)) = first_prototype else { return Ok(None) };
        let own = match object.kind() {
            Kind::Array => "Array",
            Kind::Error => "Error",
            Kind::Function | Kind::NativeFunction | Kind::Undetectable | Kind::BoundFunction => "Function",
            Kind::Map => "Map",
            Kind::Set => "Set",
            Kind::Promise => "Promise",
            Kind::RegExp => "RegExp",
            Kind::Date => "Date",
            _ => "Object",
        };
        if depth > self.options.depth {
            return Ok(Some(format!("{own} <Complex prototype>")));
        }
        let inner = self.constructor_name(vm, first, depth + 1.0)?;
        Ok(Some(match inner {
            Some(name) => format!("{own} <{name}>"),
            None => {
                let mut options = self.options.clone();
                options.custom = false;
                options.depth = -1.0;
                let text = Inspector::new(vm, options).value(vm, first.into(), 0.0, false)?;
                format!("{own} <{text}>")
            }
        }))
    }

    /// `[Function: f]`, `[class A extends B]`.
    pub(super) fn function_base(&mut self, vm: &mut Vm, f: Gc<Object>, constructor: Option<&str>, tag: &str) -> JsResult<String> {
        if f.has_flag(flags::CLASS) && f.kind() == Kind::Function {
            return self.class_base(vm, f, constructor, tag);
        }
        let prototype = f.prototype();
        let realm = vm.realm();
        let is = |which: Intrinsic| prototype.is_object() && realm.intrinsic_value(which) == prototype;
        let sort = if f.kind() != Kind::Function {
            "Function"
        } else if is(Intrinsic::GeneratorFunctionPrototype) {
            "GeneratorFunction"
        } else if is(Intrinsic::AsyncGeneratorFunctionPrototype) {
            "AsyncGeneratorFunction"
        } else if is(Intrinsic::AsyncFunctionPrototype) {
            "AsyncFunction"
        } else {
            "Function"
        };
        let mut base = format!("[{sort}");
        if constructor.is_none() {
            base.push_str(" (null prototype)");
        }
        let key = vm.names.name;
        let name = vm.get(f, key)?;
        match name.as_string() {
            Some(name) if name.is_empty() => base.push_str(" (anonymous)"),
            Some(name) => {
                base.push_str(": ");
                base.push_str(&vm.units(name).to_string_lossy());
            }
            None => {
                let shown = self.value(vm, name, 0.0, false)?;
                base.push_str(": ");
                base.push_str(&shown);
            }
        }
        base.push(']');
        if let Some(constructor) = constructor.filter(|c| *c != sort && *c != "Function") {
            base.push_str(&format!(" {constructor}"));
        }
        if !tag.is_empty() && constructor != Some(tag) {
            base.push_str(&format!(" [{tag}]"));
        }
        Ok(base)
    }
    fn class_base(&mut self, vm: &mut Vm, f: Gc<Object>, constructor: Option<&str>, tag: &str) -> JsResult<String> {
        let key = vm.names.name;
        let own = vm.has_own_property(f, key)?;
        let name = if own { vm.get(f, key)? } else { Value::UNDEFINED };
        let name = match name.as_string().filter(|s| !s.is_empty()) {
            Some(name) => vm.units(name).to_string_lossy(),
            None => "(anonymous)".to_string(),
        };
        let mut base = format!("class {name}");
        if let Some(constructor) = constructor.filter(|c| *c != "Function") {
            base.push_str(&format!(" [{constructor}]"));
        }
        if !tag.is_empty() && constructor != Some(tag) {
            base.push_str(&format!(" [{tag}]"));
        }
        if constructor.is_none() {
            base.push_str(" extends null");
        } else if let Some(parent) = vm.get_prototype_of(f)?.as_object() {
            let parent_name = vm.get(parent, key)?;
            if let Some(parent_name) = parent_name.as_string().filter(|s| !s.is_empty()) {
                base.push_str(&format!(" extends {}", vm.units(parent_name).to_string_lossy()));
            }
        }
        Ok(format!("[{base}]"))
    }

    /// An error's stack, with the name put right, and its keys: cause and errors are shown, what the stack says is not.
    pub(super) fn error_base(
        &mut self,
        vm: &mut Vm,
        error: Gc<Object>,
        constructor: Option<&str>,
        tag: &str,
        keys: &mut ogive::raw::vm::KeyVec,
    ) -> JsResult<String> {
        let value = Value::from(error);
        let name = get(vm, value, "name")?;
        let name = if name.is_nullish() { "Error".to_string() } else { text_or(vm, name, "Error") };
        let mut stack = self.stack_string(vm, error)?;
        let (name_key, message_key, stack_key) = (vm.names.name, vm.names.message, vm.names.stack);
        if !self.options.show_hidden {
            for key in [name_key, message_key, stack_key] {
                if !keys.contains(key) {
                    continue;
                }
                let own = vm.get(error, key)?;
                let hide = match own.as_string() {
                    Some(s) => {
                        let own = vm.units(s).to_string_lossy();
                        stack.contains(&own)
                    }
                    None => true,
                };
                if hide {
                    keys.retain(|k| k != key);
                }
            }
        }
        let cause = vm.names.cause;
        if !keys.contains(cause) && vm.has_property(error, cause)? {
            keys.push(cause);
        }
        let errors = vm.names.errors;
        if !keys.contains(errors) && vm.get(error, errors)?.as_object().is_some_and(|o| o.kind() == Kind::Array) {
            keys.push(errors);
        }
        stack = improve_stack(stack, constructor, &name, tag);
        let message = vm.get(error, message_key)?;
        let message = text_or(vm, message, "");
        let from = if message.is_empty() { 0 } else { stack.find(&message).map_or(0, |at| at + message.len()) };
        match stack[from..].find("\n    at") {
            None => stack = format!("[{stack}]"),
            Some(at) => {
                let at = from + at;
                let frames: Vec<String> = stack[at + 1..].split('\n').map(str::to_string).collect();
                let frames = self.without_cause_frames(vm, error, frames)?;
                let frames = if self.options.colors { frames.into_iter().map(|f| grey_internal(&f)).collect() } else { frames };
                stack = format!("{}\n{}", &stack[..at], frames.join("\n"));
            }
        }
        if self.indentation != 0 {
            stack = stack.replace('\n', &format!("\n{}", " ".repeat(self.indentation)));
        }
        Ok(stack)
    }
    fn stack_string(&mut self, vm: &mut Vm, error: Gc<Object>) -> JsResult<String> {
        let key = vm.names.stack;
        let stack = vm.get(error, key)?;
        if let Some(stack) = stack.as_string().filter(|s| !s.is_empty()) {
            return Ok(vm.units(stack).to_string_lossy());
        }
        if stack.to_boolean() {
            let mut options = self.options.clone();
            options.depth = 0.0;
            return Inspector::new(vm, options).value(vm, stack, 0.0, false);
        }
        let to_string = get(vm, error.into(), "toString")?;
        let made = match to_string.as_object().filter(|f| f.is_callable()) {
            Some(f) => vm.call(f.into(), error.into(), &[])?,
            None => Value::UNDEFINED,
        };
        Ok(text_or(vm, made, "Error"))
    }
    fn without_cause_frames(&mut self, vm: &mut Vm, error: Gc<Object>, mut frames: Vec<String>) -> JsResult<Vec<String>> {
        let key = vm.names.cause;
        let cause = vm.get(error, key)?;
        if !is_error(vm, cause) {
            return Ok(frames);
        }
        let Some(cause) = cause.as_object() else { return Ok(frames) };
        let stack = self.stack_string(vm, cause)?;
        let Some(at) = stack.find("\n    at") else { return Ok(frames) };
        let theirs: Vec<&str> = stack[at + 1..].split('\n').collect();
        let mut best = (0, 0);
        for i in 0..frames.len() {
            for j in 0..theirs.len() {
                let n = frames[i..].iter().zip(&theirs[j..]).take_while(|(a, b)| *a == *b).count();
                if n > best.0 {
                    best = (n, i);
                }
            }
        }
        let (count, offset) = best;
        if count > 3 {
            let line = self.style(&format!("    ... {} lines matching cause stack trace ...", count - 2), Style::Undefined);
            frames.splice(offset + 1..offset + 1 + count - 2, [line]);
        }
        Ok(frames)
    }
}

fn grey_internal(frame: &str) -> String {
    if frame.contains("(node:") || frame.contains("at node:") { format!("\x1b[90m{frame}\x1b[39m") } else { frame.to_string() }
}

pub(super) fn text_or(vm: &mut Vm, value: Value, fallback: &str) -> String {
    match value.as_string() {
        Some(s) => vm.units(s).to_string_lossy(),
        None if value.is_undefined() => fallback.to_string(),
        None => match text(vm, value) {
            Ok(text) => text,
            Err(_) => {
                vm.take_exception();
                fallback.to_string()
            }
        },
    }
}

fn improve_stack(stack: String, constructor: Option<&str>, name: &str, tag: &str) -> String {
    let regular = name.ends_with("Error")
        && stack.starts_with(name)
        && (stack.len() == name.len() || matches!(stack.as_bytes()[name.len()], b':' | b'\n'));
    if constructor.is_some() && !regular {
        return stack;
    }
    let (mut len, mut fallback) = (name.len(), "Error".to_string());
    if constructor.is_none() {
        let start = stack.split([':', '\n']).next().unwrap_or_default();
        let good = start.ends_with("Error") || stack.contains("\n    at");
        let start = if good && start.starts_with(|c: char| c.is_ascii_alphabetic()) { start } else { "" };
        len = start.len();
        if !start.is_empty() {
            fallback = start.to_string();
        }
    }
    let prefix = prefix(constructor, tag, &fallback, "");
    let prefix = prefix.trim_end();
    if name == prefix {
        return stack;
    }
    if prefix.contains(name) {
        return if len == 0 { format!("{prefix}: {stack}") } else { format!("{prefix}{}", &stack[len..]) };
    }
    format!("{prefix} [{name}]{}", &stack[len..])
}

/// A key as `name`, `'quoted'` or `[Symbol(x)]`, without the value.
pub(super) fn key_text(inspector: &Inspector, vm: &mut Vm, key: PropertyKey, enumerable: bool) -> String {
    if let Some(symbol) = key.as_symbol() {
        let shown = symbol_text(vm, symbol);
        let shown = inspector.style(&shown, Style::Symbol);
        return if enumerable { shown } else { format!("[{shown}]") };
    }
    let value = vm.key_to_value(key);
    let Some(s) = value.as_string() else { return String::new() };
    let plain = vm.units(s).to_string_lossy();
    if plain == "__proto__" {
        return "['__proto__']".to_string();
    }
    if !enumerable {
        let mut out = String::from("[");
        let units = vm.units(s);
        escape_into(&mut out, units, None);
        out.push(']');
        return out;
    }
    if super::strings::is_plain_key(&plain) {
        return inspector.style(&plain, Style::Name);
    }
    let units = vm.units(s);
    let quoted = super::strings::quote(units);
    inspector.style(&quoted, Style::String)
}
