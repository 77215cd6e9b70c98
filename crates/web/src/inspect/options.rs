//! Options of the inspector, read from and written to JavaScript objects.
use ogive::raw::vm::{Gc, JsResult, Object, Value, Vm};
use ogive_runtime::support::{get, put};

/// See Node's `util.inspect`.
#[derive(Clone, Debug)]
pub struct Options {
    /// Nesting shown; infinite for `null`.
    pub depth: f64,
    /// Terminal colours.
    pub colors: bool,
    /// Properties that are not enumerable, too.
    pub show_hidden: bool,
    /// Proxies as proxies.
    pub show_proxy: bool,
    /// Call inspect.custom methods.
    pub custom: bool,
    /// Array, Set, Map and typed array entries shown.
    pub max_array_length: f64,
    /// String units shown.
    pub max_string_length: f64,
    /// Line width.
    pub break_length: f64,
    /// How many inner levels share a line; 0: none (`false`); -1: as old Node (`true`).
    pub compact: i32,
    /// Sort keys.
    pub sorted: bool,
    /// 0 no, 1 all, 2 those without setter, 3 those with.
    pub getters: u8,
    /// 1_000.
    pub numeric_separator: bool,
}
impl Default for Options {
    fn default() -> Options {
        Options {
            depth: 2.0,
            colors: false,
            show_hidden: false,
            show_proxy: false,
            custom: true,
            max_array_length: 100.0,
            max_string_length: 10_000.0,
            break_length: 80.0,
            compact: 3,
            sorted: false,
            getters: 0,
            numeric_separator: false,
        }
    }
}
impl Options {
    /// Overrides what an object says.
    pub fn read(&mut self, vm: &mut Vm, from: Value) -> JsResult<()> {
        if from.as_object().is_none() {
            return Ok(());
        }
        let limit = |value: Value| match value.as_number() {
            Some(n) => n,
            None => f64::INFINITY,
        };
        for name in [
            "depth", "colors", "showHidden", "showProxy", "customInspect", "maxArrayLength", "maxStringLength", "breakLength", "compact",
            "sorted", "getters", "numericSeparator",
        ] {
            let value = get(vm, from, name)?;
            if value.is_undefined() {
                continue;
            }
            match name {
                "depth" => self.depth = limit(value),
                "colors" => self.colors = value.to_boolean(),
                "showHidden" => self.show_hidden = value.to_boolean(),
                "showProxy" => self.show_proxy = value.to_boolean(),
                "customInspect" => self.custom = value.to_boolean(),
                "maxArrayLength" => self.max_array_length = limit(value).max(0.0),
                "maxStringLength" => self.max_string_length = limit(value).max(0.0),
                "breakLength" => self.break_length = limit(value),
                "compact" => {
                    self.compact = match (value.as_bool(), value.as_number()) {
                        (Some(true), _) => -1,
                        (Some(false), _) => 0,
                        (_, Some(n)) => n as i32,
                        _ => 3,
                    }
                }
                "sorted" => self.sorted = value.to_boolean(),
                "getters" => {
                    self.getters = match value.as_string().map(|s| s.to_rust_string_lossy()).as_deref() {
                        Some("get") => 2,
                        Some("set") => 3,
                        _ => value.to_boolean() as u8,
                    }
                }
                _ => self.numeric_separator = value.to_boolean(),
            }
        }
        Ok(())
    }
    /// As an object.
    pub fn write(&self, vm: &mut Vm) -> Gc<Object> {
        let object = vm.new_object();
        let number = |n: f64| if n.is_finite() { Value::number(n) } else { Value::number(f64::INFINITY) };
        let depth = if self.depth.is_finite() { Value::number(self.depth) } else { Value::NULL };
        for (name, value) in [
            ("showHidden", Value::bool(self.show_hidden)),
            ("depth", depth),
            ("colors", Value::bool(self.colors)),
            ("customInspect", Value::bool(self.custom)),
            ("showProxy", Value::bool(self.show_proxy)),
            ("maxArrayLength", number(self.max_array_length)),
            ("maxStringLength", number(self.max_string_length)),
            ("breakLength", number(self.break_length)),
            ("compact", match self.compact {
                -1 => Value::TRUE,
                0 => Value::FALSE,
                n => Value::int(n),
            }),
            ("sorted", Value::bool(self.sorted)),
            ("getters", Value::bool(self.getters != 0)),
            ("numericSeparator", Value::bool(self.numeric_separator)),
        ] {
            put(vm, object, name, value);
        }
        object
    }
}

/// What a piece of text is: decides its colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Style {
    Special,
    Number,
    BigInt,
    Boolean,
    Undefined,
    Null,
    String,
    Symbol,
    Date,
    RegExp,
    Module,
    Name,
}
impl Style {
    /// By Node's name.
    pub fn by_name(name: &str) -> Style {
        match name {
            "special" => Style::Special,
            "number" => Style::Number,
            "bigint" => Style::BigInt,
            "boolean" => Style::Boolean,
            "undefined" => Style::Undefined,
            "null" => Style::Null,
            "string" => Style::String,
            "symbol" => Style::Symbol,
            "date" => Style::Date,
            "regexp" => Style::RegExp,
            "module" => Style::Module,
            _ => Style::Name,
        }
    }
    /// Wraps text in the colour.
    pub fn paint(self, text: &str) -> String {
        let (on, off) = match self {
            Style::Special => (36, 39),
            Style::Number | Style::BigInt | Style::Boolean => (33, 39),
            Style::Undefined => (90, 39),
            Style::Null => (1, 22),
            Style::String | Style::Symbol => (32, 39),
            Style::Date => (35, 39),
            Style::RegExp => (31, 39),
            Style::Module => (4, 24),
            Style::Name => return text.to_string(),
        };
        format!("\x1b[{on}m{text}\x1b[{off}m")
    }
}
