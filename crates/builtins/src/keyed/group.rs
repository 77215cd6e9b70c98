//! 7.3.35 GroupBy, and Map.groupBy.
use crate::indexed::support::{MAX_SAFE, callback, number};
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, Kind, Object, TableCursor, Value, Vm};

/// 7.3.35 [GroupBy](https://tc39.es/ecma262/#sec-groupby): a Map from key to a plain array of values, in order of first
/// appearance. `coerce` makes the key of what the callback answers.
pub(crate) fn group_by(
    vm: &mut Vm,
    items: Value,
    f: Value,
    mut coerce: impl FnMut(&mut Vm, Value) -> JsResult<Value>,
) -> JsResult<Gc<Object>> {
    if items.is_nullish() {
        let text = if items.is_null() { "null" } else { "undefined" };
        return Err(vm.type_error(format!("{text} is not iterable")));
    }
    callback(vm, f)?;
    let prototype = vm.intrinsic(Intrinsic::MapPrototype);
    let groups = vm.new_kind(Kind::Map, prototype.into());
    let mut record = vm.get_iterator(items)?;
    let mut k = 0u64;
    while let Some(value) = vm.iterator_step_value(&mut record)? {
        vm.poll()?;
        let step = (|| {
            if k >= MAX_SAFE {
                return Err(vm.type_error("Too many values to group"));
            }
            let answer = vm.call(f, Value::UNDEFINED, &[value, number(k)])?;
            coerce(vm, answer)
        })();
        let key = match step {
            Ok(key) => key,
            Err(thrown) => return vm.iterator_close(&record, Err(thrown)),
        };
        match vm.table_get(groups, key).and_then(Value::as_object) {
            Some(group) => vm.array_push(group, value)?,
            None => {
                let group = vm.new_array_from(&[value]);
                vm.table_set(groups, key, group.into())?;
            }
        }
        k += 1;
    }
    Ok(groups)
}

/// 24.1.2.1 [Map.groupBy](https://tc39.es/ecma262/#sec-map.groupby)
pub(super) fn map_group_by(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    // NB: a Map whose prototype a script may have changed is made anew: nothing of it is observable meanwhile.
    Ok(group_by(vm, args.get(0), args.get(1), |_, key| Ok(Vm::normalize_key(key)))?.into())
}

/// The groups of [`group_by`] in order: key and array.
pub(crate) fn for_each_group(vm: &mut Vm, groups: Gc<Object>, mut f: impl FnMut(&mut Vm, Value, Value) -> JsResult<()>) -> JsResult<()> {
    let mut cursor = TableCursor::START;
    while let Some((key, group)) = vm.table_next(groups, &mut cursor) {
        f(vm, key, group)?;
    }
    Ok(())
}
