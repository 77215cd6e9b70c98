//! 24.2.4 the methods of Set.prototype that take another set-like object.
use super::receiver;
use ogive_vm::{Arguments, Gc, Intrinsic, IteratorRecord, JsResult, Kind, Object, PropertyKey, TableCursor, Value, Vm};

/// 24.2.1.1 a Set Record.
struct SetRecord {
    object: Gc<Object>,
    size: f64,
    has: Value,
    keys: Value,
}

/// 24.2.1.2 [GetSetRecord](https://tc39.es/ecma262/#sec-getsetrecord)
fn get_set_record(vm: &mut Vm, value: Value) -> JsResult<SetRecord> {
    let Some(object) = value.as_object() else {
        let text = crate::indexed::support::show(vm, value);
        return Err(vm.type_error(format!("{text} is not an object")));
    };
    let (size_key, has_key, keys_key) = (vm.names.size, vm.names.has, vm.names.keys);
    let raw = vm.get(object, size_key)?;
    let number = vm.to_number(raw)?;
    if number.is_nan() {
        return Err(vm.type_error("The 'size' property must be a number"));
    }
    let size = vm.to_integer_or_infinity(Value::number(number))?;
    if size < 0.0 {
        return Err(vm.range_error(format!("'{size}' is an invalid size")));
    }
    let has = callable_property(vm, object, has_key, "has")?;
    let keys = callable_property(vm, object, keys_key, "keys")?;
    Ok(SetRecord { object, size, has, keys })
}
fn callable_property(vm: &mut Vm, object: Gc<Object>, key: PropertyKey, name: &str) -> JsResult<Value> {
    let value = vm.get(object, key)?;
    if vm.is_callable(value) { Ok(value) } else { Err(vm.type_error(format!("The '{name}' property must be a function"))) }
}
impl SetRecord {
    /// 24.2.1.3 SetDataHas of the other set.
    fn has(&self, vm: &mut Vm, value: Value) -> JsResult<bool> {
        // FAST: a Set or Map with the original `has`.
        if self.object.kind() == Kind::Set && vm.is_native(self.has, super::set::has) {
            return Ok(vm.table_has(self.object, value));
        }
        Ok(vm.call(self.has, self.object.into(), &[value])?.to_boolean())
    }
    /// 7.4.4 [GetIteratorFromMethod](https://tc39.es/ecma262/#sec-getiteratorfrommethod) of `keys`, the method's way: the result must be an object.
    fn iterate(&self, vm: &mut Vm) -> JsResult<IteratorRecord> {
        let iterator = vm.call(self.keys, self.object.into(), &[])?;
        let Some(iterator) = iterator.as_object() else {
            let text = crate::indexed::support::show(vm, iterator);
            return Err(vm.type_error(format!("{text} is not an object")));
        };
        vm.get_iterator_direct(iterator)
    }
}

/// The receiver and the record of the argument.
fn start(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<(Gc<Object>, SetRecord)> {
    let set = receiver(vm, args, Kind::Set, method)?;
    let other = get_set_record(vm, args.get(0))?;
    Ok((set, other))
}
fn new_set(vm: &mut Vm) -> Gc<Object> {
    let prototype = vm.intrinsic(Intrinsic::SetPrototype);
    vm.new_kind(Kind::Set, prototype.into())
}
fn copy_of(vm: &mut Vm, set: Gc<Object>) -> JsResult<Gc<Object>> {
    let copy = new_set(vm);
    let mut cursor = TableCursor::START;
    while let Some((key, _)) = vm.table_next(set, &mut cursor) {
        vm.poll()?;
        vm.table_set(copy, key, key)?;
    }
    Ok(copy)
}

/// 24.2.4.16 [Set.prototype.union](https://tc39.es/ecma262/#sec-set.prototype.union)
pub(super) fn union(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (set, other) = start(vm, args, "Set.prototype.union")?;
    let mut keys = other.iterate(vm)?;
    let result = copy_of(vm, set)?;
    while let Some(key) = vm.iterator_step_value(&mut keys)? {
        vm.poll()?;
        vm.table_set(result, key, key)?;
    }
    Ok(result.into())
}
/// 24.2.4.9 [Set.prototype.intersection](https://tc39.es/ecma262/#sec-set.prototype.intersection)
pub(super) fn intersection(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (set, other) = start(vm, args, "Set.prototype.intersection")?;
    let result = new_set(vm);
    if vm.table_size(set) as f64 <= other.size {
        let mut cursor = TableCursor::START;
        while let Some((key, _)) = vm.table_next(set, &mut cursor) {
            vm.poll()?;
            if other.has(vm, key)? {
                vm.table_set(result, key, key)?;
            }
        }
        return Ok(result.into());
    }
    let mut keys = other.iterate(vm)?;
    while let Some(key) = vm.iterator_step_value(&mut keys)? {
        vm.poll()?;
        if vm.table_has(set, key) {
            vm.table_set(result, key, key)?;
        }
    }
    Ok(result.into())
}
/// 24.2.4.5 [Set.prototype.difference](https://tc39.es/ecma262/#sec-set.prototype.difference)
pub(super) fn difference(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (set, other) = start(vm, args, "Set.prototype.difference")?;
    let result = copy_of(vm, set)?;
    if vm.table_size(set) as f64 <= other.size {
        // NB: the specification goes over the receiver, which `has` may change; a key that is not in the result is not lost.
        let mut cursor = TableCursor::START;
        while let Some((key, _)) = vm.table_next(set, &mut cursor) {
            vm.poll()?;
            if other.has(vm, key)? {
                vm.table_delete(result, key);
            }
        }
        return Ok(result.into());
    }
    let mut keys = other.iterate(vm)?;
    while let Some(key) = vm.iterator_step_value(&mut keys)? {
        vm.poll()?;
        vm.table_delete(result, key);
    }
    Ok(result.into())
}
/// 24.2.4.15 [Set.prototype.symmetricDifference](https://tc39.es/ecma262/#sec-set.prototype.symmetricdifference)
pub(super) fn symmetric_difference(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (set, other) = start(vm, args, "Set.prototype.symmetricDifference")?;
    let mut keys = other.iterate(vm)?;
    let result = copy_of(vm, set)?;
    while let Some(key) = vm.iterator_step_value(&mut keys)? {
        vm.poll()?;
        if vm.table_has(set, key) {
            vm.table_delete(result, key);
        } else {
            vm.table_set(result, key, key)?;
        }
    }
    Ok(result.into())
}
/// 24.2.4.11 [Set.prototype.isSubsetOf](https://tc39.es/ecma262/#sec-set.prototype.issubsetof)
pub(super) fn is_subset_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (set, other) = start(vm, args, "Set.prototype.isSubsetOf")?;
    if vm.table_size(set) as f64 > other.size {
        return Ok(Value::FALSE);
    }
    let mut cursor = TableCursor::START;
    while let Some((key, _)) = vm.table_next(set, &mut cursor) {
        vm.poll()?;
        if !other.has(vm, key)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}
/// 24.2.4.12 [Set.prototype.isSupersetOf](https://tc39.es/ecma262/#sec-set.prototype.issupersetof)
pub(super) fn is_superset_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (set, other) = start(vm, args, "Set.prototype.isSupersetOf")?;
    if (vm.table_size(set) as f64) < other.size {
        return Ok(Value::FALSE);
    }
    any_key(vm, &other, |vm, key| !vm.table_has(set, key)).map(|found| Value::bool(!found))
}
/// 24.2.4.10 [Set.prototype.isDisjointFrom](https://tc39.es/ecma262/#sec-set.prototype.isdisjointfrom)
pub(super) fn is_disjoint_from(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (set, other) = start(vm, args, "Set.prototype.isDisjointFrom")?;
    if vm.table_size(set) as f64 <= other.size {
        let mut cursor = TableCursor::START;
        while let Some((key, _)) = vm.table_next(set, &mut cursor) {
            vm.poll()?;
            if other.has(vm, key)? {
                return Ok(Value::FALSE);
            }
        }
        return Ok(Value::TRUE);
    }
    any_key(vm, &other, |vm, key| vm.table_has(set, key)).map(|found| Value::bool(!found))
}
/// Is there a key of the other set that satisfies `test`? Then its iterator is closed.
fn any_key(vm: &mut Vm, other: &SetRecord, mut test: impl FnMut(&mut Vm, Value) -> bool) -> JsResult<bool> {
    let mut keys = other.iterate(vm)?;
    while let Some(key) = vm.iterator_step_value(&mut keys)? {
        vm.poll()?;
        if test(vm, key) {
            vm.iterator_close(&keys, Ok(()))?;
            return Ok(true);
        }
    }
    Ok(false)
}
