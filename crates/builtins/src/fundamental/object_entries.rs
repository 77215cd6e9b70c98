//! 7.3.24 the enumerable own properties of an object, as arrays of keys, values or both.
use ogive_vm::{Gc, JsResult, Kind, KeyVec, Object, PropertyKey, Value, ValueVec, Vm, attrs};

/// What of each property goes into the array.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Keys,
    Values,
    Entries,
}

/// Results up to this long are gathered on the native stack.
const ON_STACK: usize = 32;

/// 7.3.24 [EnumerableOwnProperties](https://tc39.es/ecma262/#sec-enumerableownproperties) as an array.
pub(super) fn enumerable_own_properties(vm: &mut Vm, value: Value, part: Part) -> JsResult<Value> {
    let object = vm.to_object(value)?;
    // FAST: a plain object or array: no proxy, no lazy or exotic property; no accessor whose getter must run.
    if matches!(object.kind(), Kind::Object | Kind::Array) {
        let shape = object.shape();
        let stored = object.elements().len() as usize;
        let special = attrs::LAZY | if part == Part::Keys { 0 } else { attrs::ACCESSOR };
        let sparse = object.has_any_elements() && stored == 0;
        if !sparse && shape.property_count() + stored <= ON_STACK && shape.entries().all(|e| e.attrs & special == 0) {
            return Ok(plain(vm, object, part));
        }
    }
    let keys = vm.own_property_keys(object)?;
    let mut list = ValueVec::new(vm);
    for i in 0..keys.len() {
        vm.poll()?;
        let key = keys.get(i);
        if key.is_symbol() || !is_enumerable_own(vm, object, key)? {
            continue;
        }
        if part == Part::Keys {
            let key = vm.key_to_value(key);
            list.push(key);
            continue;
        }
        let value = vm.get(object, key)?;
        let item = if part == Part::Values { value } else { pair(vm, key, value) };
        list.push(item);
    }
    Ok(vm.new_array_from(list.as_slice()).into())
}

fn pair(vm: &mut Vm, key: PropertyKey, value: Value) -> Value {
    let key = vm.key_to_value(key);
    vm.new_array_from(&[key, value]).into()
}

/// Nothing here runs a script, so the object stays as it is.
fn plain(vm: &mut Vm, object: Gc<Object>, part: Part) -> Value {
    let mut items = [Value::UNDEFINED; ON_STACK];
    let mut count = 0;
    let mut add = |vm: &mut Vm, key: PropertyKey, value: Value| {
        items[count] = match part {
            Part::Keys => vm.key_to_value(key),
            Part::Values => value,
            Part::Entries => pair(vm, key, value),
        };
        count += 1;
    };
    let elements = object.elements();
    for i in 0..elements.len() {
        let value = elements.get(i);
        if !value.is_hole() {
            add(vm, PropertyKey::index(i), value);
        }
    }
    let shape = object.shape();
    for entry in shape.entries() {
        if entry.attrs & attrs::ENUMERABLE != 0 && !entry.key.is_symbol() {
            add(vm, entry.key, object.slot(shape, entry.slot));
        }
    }
    vm.new_array_from(&items[..count]).into()
}

/// Has the object that own property, and is it enumerable? [[GetOwnProperty]] is called once.
pub(super) fn is_enumerable_own(vm: &mut Vm, object: Gc<Object>, key: PropertyKey) -> JsResult<bool> {
    if object.kind() == Kind::Proxy {
        return Ok(vm.get_own_property(object, key)?.is_some_and(|d| d.is_enumerable()));
    }
    Ok(vm.own_property(object, key)?.is_some_and(|p| p.attrs & attrs::ENUMERABLE != 0))
}

/// 7.3.18 CreateArrayFromList of keys.
pub(crate) fn array_of_keys(vm: &mut Vm, keys: &KeyVec) -> JsResult<Value> {
    let mut list = ValueVec::new(vm);
    for key in keys.iter() {
        let key = vm.key_to_value(key);
        list.push(key);
    }
    Ok(vm.new_array_from(list.as_slice()).into())
}
