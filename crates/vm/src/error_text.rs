//! Values and errors as text for messages and stack traces. Only [`Vm::error_to_string`] and [`Vm::error_to_display`] may run a script.
use crate::cells::Kind;
use crate::key::PropertyKey;
use crate::number_format::number_to_text;
use crate::object::{Object, flags};
use crate::string::JsString;
use crate::string_ops::StringBuilder;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// Links of a prototype chain that are followed for a text.
const MAX_LINKS: usize = 1000;

impl Vm {
    /// 20.5.3.4 [Error.prototype.toString](https://tc39.es/ecma262/#sec-error.prototype.tostring) of an object.
    pub fn error_to_string(&mut self, error: Gc<Object>) -> JsResult<Gc<JsString>> {
        let (name_key, message_key) = (self.names.name, self.names.message);
        let name = self.get(error, name_key)?;
        let name = if name.is_undefined() { self.new_string("Error") } else { self.to_string(name)? };
        let message = self.get(error, message_key)?;
        let message = if message.is_undefined() { self.empty_string() } else { self.to_string(message)? };
        if name.is_empty() {
            return Ok(message);
        }
        if message.is_empty() {
            return Ok(name);
        }
        let mut out = StringBuilder::new(self);
        out.push_string(self, name)?;
        out.push_str(": ");
        out.push_string(self, message)?;
        out.finish(self)
    }
    /// A value in a message as a script would print it, without running any: strings as they are, objects as `#<Foo>`.
    pub fn display_string(&mut self, value: Value) -> String {
        if let Some(s) = value.as_string() {
            return s.to_rust_string_lossy();
        }
        if let Some(d) = value.as_number() {
            return number_to_text(d);
        }
        if let Some(symbol) = value.as_symbol() {
            return format!("Symbol({})", symbol.description().map(|d| d.to_rust_string_lossy()).unwrap_or_default());
        }
        if let Some(b) = value.as_bigint() {
            return match self.bigint_to_string(b, 10) {
                Ok(s) => s.to_rust_string_lossy(),
                Err(_) => "a BigInt".into(),
            };
        }
        match value.as_object() {
            Some(o) if o.kind() == Kind::Error => self.display_error(o),
            Some(_) => self.describe_for_error(value),
            None => format!("{value:?}"),
        }
    }
    /// An uncaught exception for people to read: an error's stack, or the value.
    pub fn error_to_display(&mut self, value: Value) -> String {
        if let Some(error) = value.as_object().filter(|o| o.kind() == Kind::Error)
            && !self.is_terminating()
        {
            let key = self.names.stack;
            match self.get(error, key) {
                Ok(stack) if stack.is_string() => return self.display_string(stack),
                Ok(_) => {}
                // What goes wrong here is of no interest.
                Err(_) => {
                    self.take_exception();
                }
            }
        }
        self.display_string(value)
    }
    /// A value where a message has no source text to name it by, as V8 does: `number 5`, `string "a"`, `object null`, `object`.
    pub fn display_with_type(&mut self, value: Value) -> String {
        let kind = self.typeof_string(value).to_rust_string_lossy();
        if value.is_string() {
            return format!("{kind} \"{}\"", self.display_string(value));
        }
        if value.is_null() || value.is_bool() || value.is_number() {
            return format!("{kind} {}", self.display_string(value));
        }
        kind
    }
    /// `Name: message` of an error's data properties.
    fn display_error(&mut self, error: Gc<Object>) -> String {
        let (name, message) = (self.names.name, self.names.message);
        let name = self.data_property_string(error, name).unwrap_or_else(|| "Error".into());
        let message = self.data_property_string(error, message).unwrap_or_default();
        match (name.is_empty(), message.is_empty()) {
            (true, _) => message,
            (_, true) => name,
            _ => format!("{name}: {message}"),
        }
    }
    /// The value of a data property that an object has or inherits, found without running a script.
    pub(crate) fn data_property(&mut self, object: Gc<Object>, key: PropertyKey) -> Option<Value> {
        let mut link = Some(object);
        for _ in 0..MAX_LINKS {
            let object = link.filter(|o| o.kind() != Kind::Proxy)?;
            if object.kind() == Kind::Function && key == self.names.name {
                self.materialize_lazy_properties(object);
            }
            if let Some(found) = self.stored_property(object, key) {
                return (!found.is_accessor()).then_some(found.value);
            }
            link = object.prototype().as_object();
        }
        None
    }
    pub(crate) fn data_property_string(&mut self, object: Gc<Object>, key: PropertyKey) -> Option<String> {
        self.data_property(object, key)?.as_string().map(|s| s.to_rust_string_lossy())
    }
    /// What V8 calls an object's constructor name: @@toStringTag, else the name of its `constructor`.
    pub fn constructor_name(&mut self, object: Gc<Object>) -> Option<String> {
        let name = self.names.name;
        if object.is_callable() {
            let class = object.kind() == Kind::Function && object.has_flag(flags::CLASS);
            let name = if class { self.data_property_string(object, name).filter(|n| !n.is_empty()) } else { None };
            return Some(name.unwrap_or_else(|| "Function".into()));
        }
        let tag = PropertyKey::symbol(self.symbols.to_string_tag);
        if let Some(tag) = self.data_property_string(object, tag) {
            return Some(tag);
        }
        let constructor = self.names.constructor;
        let constructor = self.data_property(object, constructor)?.as_object()?;
        self.data_property_string(constructor, name).filter(|n| !n.is_empty())
    }
}
