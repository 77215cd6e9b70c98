//! Built-in functions: rows in tables, and the function objects made of them.
use crate::buffer::ElementType;
use crate::cells::Kind;
use crate::object::{Object, flags as object_flags};
use crate::realm::{Intrinsic, Realm};
use crate::shape::attrs;
use crate::stack::Arguments;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// A built-in function's code.
pub type NativeFn = fn(&mut Vm, Arguments) -> JsResult<Value>;

/// Internal field: address of the static [`Builtin`] row's function.
pub const FIELD_FUNCTION: usize = 0;
/// Internal field: what the function closes over (any Value).
pub const FIELD_DATA: usize = 1;
/// Internal field: the realm.
pub const FIELD_REALM: usize = 2;
/// Internal field: a second captured value.
pub const FIELD_EXTRA: usize = 3;

/// What a row defines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Row {
    /// A method: writable, not enumerable, configurable.
    Method,
    /// The getter of an accessor property.
    Getter,
    /// The setter of an accessor property.
    Setter,
}

/// What the optimizer puts in place of a call, where it knows the operands' types; which it wants of them is its own table's matter
/// (`optimizer/src/build/builtins.rs`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[allow(missing_docs, reason = "named as the functions of the library")]
pub enum Inline {
    MathAbs,
    MathAtan2,
    MathCeil,
    MathClz32,
    MathFloor,
    MathFround,
    MathImul,
    MathMax,
    MathMin,
    MathPow,
    MathRandom,
    MathRound,
    MathSign,
    MathSqrt,
    MathTrunc,
    /// A function of one double that has no expansion but needs no frame: `vm::machine::math_function`.
    MathUnary(MathUnary),
    NumberIsInteger,
    NumberIsNaN,
    NumberIsFinite,
    NumberIsSafeInteger,
    GlobalIsNaN,
    GlobalIsFinite,
    StringCharAt,
    StringCharCodeAt,
    StringCodePointAt,
    StringFromCharCode,
    StringSlice,
    StringSubstring,
    /// %Array%, called or constructed.
    ArrayConstructor,
    ArrayIsArray,
    ArrayPush,
    ArrayPop,
    MapGet,
    MapHas,
    MapSet,
    MapDelete,
    SetHas,
    SetAdd,
    SetDelete,
    ObjectIs,
    ObjectHasOwnProperty,
    FunctionCall,
    FunctionApply,
    TypedArrayLength,
    DataViewGet(ElementType),
    DataViewSet(ElementType),
}

/// Functions of Math from one double to one double.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "named as the functions of the library")]
pub enum MathUnary {
    Acos,
    Acosh,
    Asin,
    Asinh,
    Atan,
    Atanh,
    Cbrt,
    Cos,
    Cosh,
    Exp,
    Expm1,
    Log,
    Log1p,
    Log2,
    Log10,
    Sin,
    Sinh,
    Tan,
    Tanh,
}

/// One row of a builtin table. Safe defaults: may do anything.
#[derive(Clone, Copy)]
pub struct Builtin {
    /// Property name; `@@iterator` and the like for well-known symbols.
    pub name: &'static str,
    /// The `length` property.
    pub length: u8,
    /// The code.
    pub function: NativeFn,
    /// What the row defines.
    pub row: Row,
    /// Neither reads nor writes anything observable, and cannot throw for the receivers it is meant for.
    pub pure: bool,
    /// Attributes when not those of a method.
    pub attrs: u8,
    /// How the optimizer expands a call.
    pub inline: Option<Inline>,
}
impl Builtin {
    /// The optimizer may expand calls.
    pub const fn inline(mut self, inline: Inline) -> Builtin {
        self.inline = Some(inline);
        self
    }
    /// Marks the function free of effects.
    pub const fn pure(mut self) -> Builtin {
        self.pure = true;
        self
    }
    /// Sets the property's attributes.
    pub const fn attributes(mut self, attrs: u8) -> Builtin {
        self.attrs = attrs;
        self
    }
}
/// A method row.
pub const fn method(name: &'static str, length: u8, function: NativeFn) -> Builtin {
    Builtin { name, length, function, row: Row::Method, pure: false, attrs: attrs::HIDDEN, inline: None }
}
/// A getter row.
pub const fn getter(name: &'static str, function: NativeFn) -> Builtin {
    Builtin { name, length: 0, function, row: Row::Getter, pure: false, attrs: attrs::CONFIGURABLE, inline: None }
}
/// A setter row; it follows the getter row of the same name.
pub const fn setter(name: &'static str, function: NativeFn) -> Builtin {
    Builtin { name, length: 1, function, row: Row::Setter, pure: false, attrs: attrs::CONFIGURABLE, inline: None }
}

impl Vm {
    /// 10.3.4 CreateBuiltinFunction in the current realm, not a constructor. `name` as given, no prefix.
    pub fn new_native(&mut self, name: &str, length: u32, function: NativeFn) -> Gc<Object> {
        let realm = self.realm();
        let name = self.new_string(name).into();
        self.new_native_in(realm, name, length, function, 0)
    }
    /// A built-in function closing over `data`.
    pub fn new_native_with(&mut self, name: &str, length: u32, function: NativeFn, data: Value, extra: Value) -> Gc<Object> {
        let f = self.new_native(name, length, function);
        self.set_field(f, FIELD_DATA, data);
        self.set_field(f, FIELD_EXTRA, extra);
        f
    }
    /// A built-in function object: `extra_flags` are object flags ([`object_flags::CONSTRUCTOR`]).
    pub fn new_native_in(&mut self, realm: Gc<Realm>, name: Value, length: u32, function: NativeFn, extra_flags: u8) -> Gc<Object> {
        let shape = realm.native_shape.get();
        let f = self.new_object_with_shape(shape);
        f.set_flag(object_flags::CALLABLE | extra_flags);
        self.set_raw_field(f, FIELD_FUNCTION, function as usize as u64);
        self.set_field(f, FIELD_REALM, Value::internal(realm));
        self.set_slot_raw(f, shape, 0, Value::from(length));
        self.set_slot_raw(f, shape, 1, name);
        f
    }
    /// An object with [[IsHTMLDDA]] ([B.3.6](https://tc39.es/ecma262/#sec-IsHTMLDDA-internal-slot)): callable, gives null, and emulates undefined.
    pub fn new_undetectable(&mut self, realm: Gc<Realm>) -> Gc<Object> {
        let shape = self.root_shape(Kind::Undetectable, realm.intrinsic_value(Intrinsic::ObjectPrototype));
        let f = self.new_object_with_shape(shape);
        f.set_flag(object_flags::CALLABLE);
        let function: NativeFn = |_, _| Ok(Value::NULL);
        self.set_raw_field(f, FIELD_FUNCTION, function as usize as u64);
        self.set_field(f, FIELD_REALM, Value::internal(realm));
        f
    }
    /// Is the value the built-in function with this code?
    pub fn is_native(&self, value: Value, function: NativeFn) -> bool {
        value.as_object().is_some_and(|f| f.kind() == Kind::NativeFunction && f.raw_field(FIELD_FUNCTION) == function as usize as u64)
    }
    /// The Rust function behind a native function object.
    #[inline(always)]
    pub(crate) fn native_function(object: Gc<Object>) -> NativeFn {
        debug_assert!(matches!(object.kind(), Kind::NativeFunction | Kind::Undetectable));
        // SAFETY: FIELD_FUNCTION is set from a NativeFn in `new_native_in` and never changed.
        unsafe { std::mem::transmute::<usize, NativeFn>(object.raw_field(FIELD_FUNCTION) as usize) }
    }

    /// Says how the optimizer expands calls of a built-in function.
    pub fn set_inline(&mut self, function: NativeFn, inline: Inline) {
        self.inlines.insert(function as usize, inline);
    }
    /// How the optimizer expands calls of a built-in function.
    pub fn inline_of(&self, function: Gc<Object>) -> Option<Inline> {
        if function.kind() != Kind::NativeFunction {
            return None;
        }
        self.inlines.get(&(function.raw_field(FIELD_FUNCTION) as usize)).copied()
    }

    /// The key a builtin table names: `@@iterator` means the well-known symbol.
    pub fn builtin_key(&mut self, name: &str) -> crate::key::PropertyKey {
        match name.strip_prefix("@@") {
            Some(symbol) => crate::key::PropertyKey::symbol(self.symbols.by_name(symbol)),
            None => self.key(name),
        }
    }
    /// Defines a table's rows on an object of a realm.
    pub fn define_builtins(&mut self, realm: Gc<Realm>, object: Gc<Object>, rows: &[Builtin]) {
        for row in rows {
            let key = self.builtin_key(row.name);
            let shown = match row.name.strip_prefix("@@") {
                Some(symbol) => format!("[Symbol.{symbol}]"),
                None => row.name.to_string(),
            };
            let (name, prefix) = match row.row {
                Row::Method => (shown, ""),
                Row::Getter => (format!("get {shown}"), "get"),
                Row::Setter => (format!("set {shown}"), "set"),
            };
            if let Some(inline) = row.inline {
                self.set_inline(row.function, inline);
            }
            let name = Value::from(self.intern_str(&name));
            let f = Value::from(self.new_native_in(realm, name, row.length as u32, row.function, 0));
            match prefix {
                "" => self.define_own_builtin(object, key, f, row.attrs),
                _ => self.define_builtin_accessor(object, key, prefix == "get", f, row.attrs),
            }
        }
    }
    /// Defines or overwrites an own data property with the given attributes.
    pub fn define_own_builtin(&mut self, object: Gc<Object>, key: crate::key::PropertyKey, value: Value, attributes: u8) {
        if let Some(i) = key.as_index() {
            return self.define_element(object, i, value, attributes);
        }
        if let Some(entry) = object.shape().lookup(key) {
            if entry.attrs != attributes {
                self.reconfigure_property(object, key, attributes);
            }
            let shape = object.shape();
            let entry = shape.lookup(key).expect("it is there");
            return self.set_slot(object, &entry, value);
        }
        self.add_property(object, key, value, attributes);
    }
    fn define_builtin_accessor(&mut self, object: Gc<Object>, key: crate::key::PropertyKey, get: bool, f: Value, attributes: u8) {
        if let Some(entry) = object.shape().lookup(key)
            && let Some(accessor) = object.slot(object.shape(), entry.slot).as_internal::<crate::object::Accessor>()
        {
            if get { accessor.get.set(f) } else { accessor.set.set(f) }
            self.heap.barrier(accessor);
            return;
        }
        let (g, s) = if get { (f, Value::UNDEFINED) } else { (Value::UNDEFINED, f) };
        let accessor = self.new_accessor(g, s);
        self.add_property(object, key, Value::internal(accessor), attributes & !attrs::WRITABLE | attrs::ACCESSOR);
    }
}
