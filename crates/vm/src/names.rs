//! Well-known property keys and symbols.
use crate::key::PropertyKey;
use crate::string::JsString;
use crate::symbol::{Symbol, SymbolSort};
use crate::vm::Vm;
use ogive_gc::{Gc, Tracer};

macro_rules! names {
    ($($name:ident = $text:literal,)*) => {
        /// Keys that the engine itself uses. `empty` is the string `""`.
        pub struct Names {
            /// The empty string, an atom.
            pub empty: Gc<JsString>,
            $(#[doc = $text] pub $name: PropertyKey,)*
        }
        impl Names {
            pub(crate) fn placeholder(s: Gc<JsString>) -> Names {
                let key = PropertyKey::from_bits(crate::value::Value::from(s).bits());
                Names { empty: s, $($name: key,)* }
            }
            pub(crate) fn fill(vm: &mut Vm) {
                $(vm.names.$name = vm.key($text);)*
            }
            pub(crate) fn trace(&self, tracer: &mut Tracer) {
                tracer.mark(self.empty);
                $(tracer.mark_word(self.$name.bits());)*
            }
        }
    };
}
names! {
    length = "length", name = "name", prototype = "prototype", constructor = "constructor", message = "message", stack = "stack",
    cause = "cause", errors = "errors", error = "error", suppressed = "suppressed", value = "value", done = "done", next = "next", return_ = "return", throw = "throw",
    then = "then", resolve = "resolve", reject = "reject", promise = "promise", status = "status", reason = "reason",
    get = "get", set = "set", has = "has", add = "add", keys = "keys", size = "size", delete = "delete",
    writable = "writable", enumerable = "enumerable", configurable = "configurable",
    to_string = "toString", value_of = "valueOf", to_json = "toJSON", join = "join", index = "index", input = "input", groups = "groups", indices = "indices",
    last_index = "lastIndex", exec = "exec", flags = "flags", source = "source", global = "global", unicode = "unicode", unicode_sets = "unicodeSets",
    callee = "callee", caller = "caller", arguments = "arguments", raw = "raw", proto = "__proto__", eval = "eval", this = "this",
    default = "default", string = "string", number = "number", undefined = "undefined", object = "object", function = "function", boolean = "boolean", symbol = "symbol", bigint = "bigint",
    null = "null", true_ = "true", false_ = "false", nan = "NaN", infinity = "Infinity", star = "*", anonymous = "anonymous",
    define_property = "defineProperty", delete_property = "deleteProperty", get_own_property_descriptor = "getOwnPropertyDescriptor",
    get_prototype_of = "getPrototypeOf", set_prototype_of = "setPrototypeOf", is_extensible = "isExtensible", own_keys = "ownKeys",
    prevent_extensions = "preventExtensions", apply = "apply", construct = "construct", global_this = "globalThis", with = "with", url = "url", type_ = "type",
    stack_trace_limit = "stackTraceLimit", prepare_stack_trace = "prepareStackTrace", capture_stack_trace = "captureStackTrace", object_tag = "[object Object]",
}

macro_rules! symbols {
    ($($field:ident = $name:literal,)*) => {
        /// 6.1.5.1 well-known symbols.
        pub struct Symbols {
            $(#[doc = concat!("@@", $name)] pub $field: Gc<Symbol>,)*
        }
        impl Symbols {
            pub(crate) fn placeholder() -> Symbols {
                // SAFETY: replaced by `fill` before anything reads it; the address is never followed.
                let nothing: Gc<Symbol> = unsafe { Gc::from_addr(16) };
                Symbols { $($field: nothing,)* }
            }
            pub(crate) fn fill(vm: &mut Vm) {
                $({
                    let description = vm.intern_str(concat!("Symbol.", $name));
                    vm.symbols.$field = vm.new_symbol(Some(description), SymbolSort::Unique);
                })*
            }
            /// By the name after `Symbol.`; panics on an unknown name (tables are static).
            pub fn by_name(&self, name: &str) -> Gc<Symbol> {
                match name {
                    $($name => self.$field,)*
                    _ => panic!("no well-known symbol {name}"),
                }
            }
            /// All with their names.
            pub fn all(&self) -> Vec<(&'static str, Gc<Symbol>)> {
                vec![$(($name, self.$field)),*]
            }
            pub(crate) fn trace(&self, tracer: &mut Tracer) {
                $(if self.$field.addr() != 16 { tracer.mark(self.$field); })*
            }
        }
    };
}
symbols! {
    async_iterator = "asyncIterator", has_instance = "hasInstance", is_concat_spreadable = "isConcatSpreadable", iterator = "iterator",
    match_ = "match", match_all = "matchAll", replace = "replace", search = "search", species = "species", split = "split",
    to_primitive = "toPrimitive", to_string_tag = "toStringTag", unscopables = "unscopables", dispose = "dispose", async_dispose = "asyncDispose",
}
