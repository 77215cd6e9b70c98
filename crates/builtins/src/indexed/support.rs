//! What the collections share: relative indices, callbacks, elements by any index, sorts of iterators.
use ogive_vm::{Arguments, Gc, JsResult, Object, Value, Vm, attrs};

/// Defines a second name for a method that an object has already.
pub(crate) fn define_alias(vm: &mut Vm, object: Gc<Object>, alias: &str, name: &str) -> Value {
    let key = vm.builtin_key(name);
    let entry = object.shape().lookup(key).expect("the table has the method");
    let function = object.slot(object.shape(), entry.slot);
    let alias = vm.builtin_key(alias);
    vm.define_own_builtin(object, alias, function, attrs::HIDDEN);
    function
}
pub(crate) use ogive_vm::iterator::iterator_sort;

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
/// What scripts of the library call.
pub(crate) fn throw_not_callable(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Err(not_callable(vm, args.get(0)))
}
/// Likewise.
pub(crate) fn throw_empty_reduce(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    Err(vm.type_error("Reduce of empty array with no initial value"))
}
/// The TypeError of a method called on a receiver of another kind.
#[cold]
pub(crate) fn incompatible(vm: &mut Vm, method: &str, this: Value) -> ogive_vm::Thrown {
    let text = show(vm, this);
    vm.type_error(format!("Method {method} called on incompatible receiver {text}"))
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
    // FAST: the next element of a plain array.
    if vm.is_fast_writable(object) && vm.array_length(object) as u64 == i && i < u32::MAX as u64 {
        return vm.array_push(object, value);
    }
    let key = vm.key_of_integer(i);
    vm.create_data_property_or_throw(object, key, value)
}
/// 2^53 - 1.
pub(crate) const MAX_SAFE: u64 = (1 << 53) - 1;
