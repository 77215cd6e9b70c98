//! 22.2.9 RegExp String iterators: what matchAll gives.
use super::exec::{advance, regexp_exec};
use crate::indexed::support::{get_index, incompatible, iterator_sort};
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, JsString, Kind, Object, Value, Vm};

/// 22.2.9.1 [CreateRegExpStringIterator](https://tc39.es/ecma262/#sec-createregexpstringiterator)
pub(super) fn new_iterator(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>, global: bool, unicode: bool) -> Gc<Object> {
    let prototype = vm.intrinsic(Intrinsic::RegExpStringIteratorPrototype);
    let iterator = vm.new_kind(Kind::BuiltinIterator, prototype.into());
    vm.set_field(iterator, 0, Value::int(iterator_sort::REGEXP_STRING));
    vm.set_field(iterator, 1, regexp.into());
    vm.set_field(iterator, 2, s.into());
    vm.set_field(iterator, 3, Value::int(global as i32 | (unicode as i32) << 1));
    iterator
}
/// 22.2.9.2.1 [%RegExpStringIteratorPrototype%.next](https://tc39.es/ecma262/#sec-%regexpstringiteratorprototype%.next)
pub(super) fn next(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let sort = Value::int(iterator_sort::REGEXP_STRING);
    let iterator = args.this().as_object().filter(|o| o.kind() == Kind::BuiltinIterator && o.field(0) == sort);
    let Some(iterator) = iterator else {
        return Err(incompatible(vm, "%RegExpStringIterator%.prototype.next", args.this()));
    };
    let (regexp, s) = (iterator.field(1).as_object(), iterator.field(2).as_string());
    let (Some(regexp), Some(s)) = (regexp, s) else { return Ok(vm.create_iter_result_object(Value::UNDEFINED, true).into()) };
    let flags = iterator.field(3).int_unchecked();
    let found = match regexp_exec(vm, regexp, s) {
        Ok(found) => found,
        Err(thrown) => {
            vm.set_field(iterator, 1, Value::UNDEFINED);
            return Err(thrown);
        }
    };
    let Some(result) = found.as_object() else {
        vm.set_field(iterator, 1, Value::UNDEFINED);
        return Ok(vm.create_iter_result_object(Value::UNDEFINED, true).into());
    };
    if flags & 1 == 0 {
        vm.set_field(iterator, 1, Value::UNDEFINED);
        return Ok(vm.create_iter_result_object(found, false).into());
    }
    let step = (|| {
        let text = get_index(vm, result, 0)?;
        let text = vm.to_string(text)?;
        if text.is_empty() {
            let key = vm.names.last_index;
            let index = vm.get(regexp, key)?;
            let index = vm.to_length(index)?;
            let next = advance(vm, s, index, flags & 2 != 0);
            vm.put(regexp, key, Value::from(next as usize))?;
        }
        Ok(())
    })();
    if let Err(thrown) = step {
        vm.set_field(iterator, 1, Value::UNDEFINED);
        return Err(thrown);
    }
    Ok(vm.create_iter_result_object(found, false).into())
}
