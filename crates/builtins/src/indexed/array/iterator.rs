//! 23.1.5 Array iterators, for arrays, array-likes and typed arrays.
use super::super::support::{incompatible, iterator_sort};
use ogive_vm::builtin_iterator::array_kind::{ENTRIES, KEYS, VALUES};
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, Kind, Object, Value, Vm};


/// 23.1.5.1 [CreateArrayIterator](https://tc39.es/ecma262/#sec-createarrayiterator); `kind`: of `array_kind`.
pub(crate) fn new_array_iterator(vm: &mut Vm, object: Gc<Object>, kind: i32) -> Gc<Object> {
    let prototype = vm.intrinsic(Intrinsic::ArrayIteratorPrototype);
    let iterator = vm.new_kind(Kind::BuiltinIterator, prototype.into());
    vm.set_field(iterator, 0, Value::int(iterator_sort::ARRAY));
    vm.set_field(iterator, 1, object.into());
    vm.set_field(iterator, 2, Value::ZERO);
    vm.set_field(iterator, 3, Value::int(kind));
    iterator
}
/// 23.1.3.19 [Array.prototype.keys](https://tc39.es/ecma262/#sec-array.prototype.keys)
pub(super) fn keys(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    Ok(new_array_iterator(vm, o, KEYS).into())
}
/// 23.1.3.38 [Array.prototype.values](https://tc39.es/ecma262/#sec-array.prototype.values)
pub(super) fn values(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    Ok(new_array_iterator(vm, o, VALUES).into())
}
/// 23.1.3.5 [Array.prototype.entries](https://tc39.es/ecma262/#sec-array.prototype.entries)
pub(super) fn entries(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    Ok(new_array_iterator(vm, o, ENTRIES).into())
}

/// 23.1.5.2.1 [%ArrayIteratorPrototype%.next](https://tc39.es/ecma262/#sec-%arrayiteratorprototype%.next)
pub(super) fn next(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let iterator = args.this().as_object().filter(|o| o.kind() == Kind::BuiltinIterator && o.field(0) == Value::int(iterator_sort::ARRAY));
    let Some(iterator) = iterator else { return Err(incompatible(vm, "Array Iterator.prototype.next", args.this())) };
    let value = vm.array_iterator_step(iterator)?;
    Ok(vm.create_iter_result_object(value.unwrap_or(Value::UNDEFINED), value.is_none()).into())
}
