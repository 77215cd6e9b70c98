//! What the chapters of this half of the library share: making constructors, relative indices, callbacks, elements.
use ogive_vm::object::flags;
use ogive_vm::{Builtin, Gc, Intrinsic, JsResult, Object, PropertyKey, Realm, Value, Vm, attrs};

/// A constructor with its prototype object, as one row of data.
pub(crate) struct Class {
    /// The constructor's name, and its `length`.
    pub name: &'static str,
    pub length: u32,
    pub constructor: Intrinsic,
    pub prototype: Intrinsic,
    pub function: ogive_vm::NativeFn,
    pub statics: &'static [Builtin],
    pub methods: &'static [Builtin],
    /// @@toStringTag of the prototype.
    pub tag: Option<&'static str>,
}

/// Makes both objects of a class and sets the intrinsics. The prototype may exist already; then it is filled.
pub(crate) fn make_class(vm: &mut Vm, realm: Gc<Realm>, class: &Class) -> (Gc<Object>, Gc<Object>) {
    let parent = realm.intrinsic_value(Intrinsic::FunctionPrototype);
    let above = realm.intrinsic_value(Intrinsic::ObjectPrototype);
    make_class_under(vm, realm, class, parent, above)
}
/// As [`make_class`], with the constructor's and the prototype's own prototypes given.
pub(crate) fn make_class_under(vm: &mut Vm, realm: Gc<Realm>, class: &Class, parent: Value, above: Value) -> (Gc<Object>, Gc<Object>) {
    let prototype = match realm.intrinsic_value(class.prototype).as_object() {
        Some(prototype) => prototype,
        None => vm.new_object_with_prototype(above),
    };
    vm.make_prototype(prototype);
    vm.set_intrinsic(realm, class.prototype, prototype.into());
    let name = vm.intern_str(class.name).into();
    let constructor = vm.new_native_in(realm, name, class.length, class.function, flags::CONSTRUCTOR);
    if parent != constructor.prototype() {
        vm.ordinary_set_prototype_of(constructor, parent);
    }
    vm.set_intrinsic(realm, class.constructor, constructor.into());
    let (key_prototype, key_constructor) = (vm.names.prototype, vm.names.constructor);
    vm.define_own_builtin(constructor, key_prototype, prototype.into(), 0);
    vm.define_own_builtin(prototype, key_constructor, constructor.into(), attrs::HIDDEN);
    vm.define_builtins(realm, constructor, class.statics);
    vm.define_builtins(realm, prototype, class.methods);
    if let Some(tag) = class.tag {
        define_tag(vm, prototype, tag);
    }
    (constructor, prototype)
}
/// Defines @@toStringTag.
pub(crate) fn define_tag(vm: &mut Vm, object: Gc<Object>, tag: &str) {
    let key = PropertyKey::symbol(vm.symbols.to_string_tag);
    let tag = vm.intern_str(tag).into();
    vm.define_own_builtin(object, key, tag, attrs::CONFIGURABLE);
}
/// Defines a second name for a method that an object has already.
pub(crate) fn define_alias(vm: &mut Vm, object: Gc<Object>, alias: &str, name: &str) -> Value {
    let key = vm.builtin_key(name);
    let entry = object.shape().lookup(key).expect("the table has the method");
    let function = object.slot(object.shape(), entry.slot);
    let alias = vm.builtin_key(alias);
    vm.define_own_builtin(object, alias, function, attrs::HIDDEN);
    function
}
/// An object that only serves as the prototype of built-in iterators: %IteratorPrototype% above, one `next`, a tag.
pub(crate) fn make_iterator_prototype(vm: &mut Vm, realm: Gc<Realm>, which: Intrinsic, rows: &[Builtin], tag: &str) -> Gc<Object> {
    let above = vm.intrinsic_of(realm, Intrinsic::IteratorPrototype);
    let prototype = vm.new_object_with_prototype(above.into());
    vm.make_prototype(prototype);
    vm.set_intrinsic(realm, which, prototype.into());
    vm.define_builtins(realm, prototype, rows);
    define_tag(vm, prototype, tag);
    prototype
}

/// `get [@@species]`: the receiver.
pub(crate) fn species(_: &mut Vm, args: ogive_vm::Arguments) -> JsResult<Value> {
    Ok(args.this())
}

/// The sorts of built-in iterators: internal field 0 of `Kind::BuiltinIterator` objects.
pub(crate) mod iterator_sort {
    /// Fields: object (undefined when done), next index, kind (0 keys, 1 values, 2 entries).
    pub const ARRAY: i32 = 1;
    /// Fields: map object, position, kind.
    pub const MAP: i32 = 2;
    /// Fields: set object, position, kind.
    pub const SET: i32 = 3;
    /// Fields: string, position.
    pub const STRING: i32 = 4;
    /// Fields: regexp, string, flags (1 global, 2 unicode).
    pub const REGEXP_STRING: i32 = 5;
}

/// A callback argument: TypeError unless callable.
#[inline]
pub(crate) fn callback(vm: &mut Vm, value: Value) -> JsResult<Value> {
    if value.as_object().is_some_and(|f| f.is_callable()) { Ok(value) } else { Err(not_callable(vm, value)) }
}
/// A value for an error message: primitives as they are written, objects as `#<Foo>`.
pub(crate) fn show(vm: &mut Vm, value: Value) -> String {
    match value.as_string() {
        Some(s) => s.to_rust_string_lossy(),
        None if value.is_object() => vm.describe_for_error(value),
        None if value.is_number() => {
            let s = vm.number_to_string(value.as_number().unwrap_or(0.0));
            s.to_rust_string_lossy()
        }
        None => match value.as_symbol() {
            Some(s) => format!("Symbol({})", s.description().map(|d| d.to_rust_string_lossy()).unwrap_or_default()),
            None => match value.as_bool() {
                Some(b) => b.to_string(),
                None => vm.describe_for_error(value),
            },
        },
    }
}
#[cold]
pub(crate) fn not_callable(vm: &mut Vm, value: Value) -> ogive_vm::Thrown {
    let text = show(vm, value);
    let text = if value.is_string() { format!("\"{text}\"") } else { text };
    vm.type_error(format!("{text} is not a function"))
}
/// The TypeError of a method called on a receiver of another kind.
#[cold]
pub(crate) fn incompatible(vm: &mut Vm, method: &str, this: Value) -> ogive_vm::Thrown {
    let text = show(vm, this);
    vm.type_error(format!("Method {method} called on incompatible receiver {text}"))
}
/// The TypeError of a constructor called without `new`.
#[cold]
pub(crate) fn needs_new(vm: &mut Vm, name: &str) -> ogive_vm::Thrown {
    vm.type_error(format!("Constructor {name} requires 'new'"))
}

/// A relative start or end: negative counts from the length, clamped to 0..=len.
#[inline]
pub(crate) fn relative_index(vm: &mut Vm, value: Value, len: u64) -> JsResult<u64> {
    let relative = vm.to_integer_or_infinity(value)?;
    Ok(if relative < 0.0 { (len as f64 + relative).max(0.0) as u64 } else { (relative.min(len as f64)) as u64 })
}
/// As [`relative_index`]; undefined means the length.
#[inline]
pub(crate) fn relative_end(vm: &mut Vm, value: Value, len: u64) -> JsResult<u64> {
    if value.is_undefined() { Ok(len) } else { relative_index(vm, value, len) }
}
/// An index as a Number.
#[inline(always)]
pub(crate) fn number(i: u64) -> Value {
    Value::from(i as usize)
}

/// [[Get]] of an index of any size.
#[inline]
pub(crate) fn get_index(vm: &mut Vm, object: Gc<Object>, i: u64) -> JsResult<Value> {
    let value = vm.peek_element(object, i);
    if !value.is_hole() {
        return Ok(value);
    }
    let key = vm.key_of_integer(i);
    vm.get(object, key)
}
/// HasProperty, then Get: `None` when the property is absent.
#[inline]
pub(crate) fn get_if_present(vm: &mut Vm, object: Gc<Object>, i: u64) -> JsResult<Option<Value>> {
    let value = vm.peek_element(object, i);
    if !value.is_hole() {
        return Ok(Some(value));
    }
    // FAST: a hole of a plain array, and no prototype has elements.
    if vm.protectors.no_indexed_prototypes && vm.fast_array_length(object).is_some() {
        return Ok(None);
    }
    let key = vm.key_of_integer(i);
    if vm.has_property(object, key)? { vm.get(object, key).map(Some) } else { Ok(None) }
}
/// Set with throwing, of an index of any size.
#[inline]
pub(crate) fn put_index(vm: &mut Vm, object: Gc<Object>, i: u64, value: Value) -> JsResult<()> {
    // FAST: overwriting an element of a plain array.
    if i < u32::MAX as u64 && vm.is_fast_writable(object) && vm.overwrite_element(object, i as u32, value) {
        return Ok(());
    }
    let key = vm.key_of_integer(i);
    vm.put(object, key, value)
}
/// DeletePropertyOrThrow of an index of any size.
pub(crate) fn delete_index(vm: &mut Vm, object: Gc<Object>, i: u64) -> JsResult<()> {
    let key = vm.key_of_integer(i);
    vm.delete_or_throw(object, key)
}
/// Set of `length` with throwing.
#[inline]
pub(crate) fn put_length(vm: &mut Vm, object: Gc<Object>, length: u64) -> JsResult<()> {
    let key = vm.names.length;
    vm.put(object, key, number(length))
}
/// CreateDataPropertyOrThrow of an index of any size.
#[inline]
pub(crate) fn create_index(vm: &mut Vm, object: Gc<Object>, i: u64, value: Value) -> JsResult<()> {
    let key = vm.key_of_integer(i);
    vm.create_data_property_or_throw(object, key, value)
}
/// 2^53 - 1.
pub(crate) const MAX_SAFE: u64 = (1 << 53) - 1;
