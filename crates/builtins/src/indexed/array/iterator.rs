//! 23.1.5 Array iterators, for arrays, array-likes and typed arrays.
use super::super::support::{get_index, incompatible, iterator_sort, number};
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, Kind, Object, Value, Vm};

/// What an array iterator gives.
const KEYS: i32 = 0;
const VALUES: i32 = 1;
const ENTRIES: i32 = 2;

/// 23.1.5.1 [CreateArrayIterator](https://tc39.es/ecma262/#sec-createarrayiterator); `kind`: 0 keys, 1 values, 2 entries.
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
    let Some(object) = iterator.field(1).as_object() else { return Ok(vm.create_iter_result_object(Value::UNDEFINED, true).into()) };
    let index = iterator.field(2).as_number().unwrap_or(0.0) as u64;
    let length = match object.kind() {
        Kind::TypedArray => match vm.typed_array_length(object) {
            Some(length) => length as u64,
            None => {
                return Err(vm.type_error("Cannot perform %ArrayIteratorPrototype%.next on a detached ArrayBuffer"));
            }
        },
        Kind::Array => vm.array_length(object) as u64,
        _ => vm.length_of_array_like(object)?,
    };
    if index >= length {
        vm.set_field(iterator, 1, Value::UNDEFINED);
        return Ok(vm.create_iter_result_object(Value::UNDEFINED, true).into());
    }
    vm.set_field(iterator, 2, number(index + 1));
    let result = match iterator.field(3).int_unchecked() {
        KEYS => number(index),
        VALUES => get_index(vm, object, index)?,
        _ => {
            let value = get_index(vm, object, index)?;
            vm.new_array_from(&[number(index), value]).into()
        }
    };
    Ok(vm.create_iter_result_object(result, false).into())
}
