//! 22.1.5 String iterators: code points.
use super::this_string;
use crate::indexed::support::{incompatible, iterator_sort};
use ogive_vm::{Arguments, Intrinsic, JsResult, Kind, Value, Vm};

/// 22.1.3.36 [String.prototype \[ @@iterator \]](https://tc39.es/ecma262/#sec-string.prototype-@@iterator)
pub(super) fn iterator(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "[Symbol.iterator]")?;
    let prototype = vm.intrinsic(Intrinsic::StringIteratorPrototype);
    let iterator = vm.new_kind(Kind::BuiltinIterator, prototype.into());
    vm.set_field(iterator, 0, Value::int(iterator_sort::STRING));
    vm.set_field(iterator, 1, s.into());
    vm.set_field(iterator, 2, Value::ZERO);
    Ok(iterator.into())
}
/// 22.1.5.1.1 [%StringIteratorPrototype%.next](https://tc39.es/ecma262/#sec-%stringiteratorprototype%.next)
pub(super) fn next(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let iterator = args.this().as_object().filter(|o| o.kind() == Kind::BuiltinIterator && o.field(0) == Value::int(iterator_sort::STRING));
    let Some(iterator) = iterator else { return Err(incompatible(vm, "String Iterator.prototype.next", args.this())) };
    let value = vm.string_iterator_step(iterator);
    Ok(vm.create_iter_result_object(value.unwrap_or(Value::UNDEFINED), value.is_none()).into())
}
