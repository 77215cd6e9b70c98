//! 25.5.1.1 JSON.parse's reviver, with the source text of primitives.
use super::parse::record;
use ogive_vm::operations::PropertyPart;
use ogive_vm::{Gc, JsResult, Object, PropertyKey, Value, Vm};

/// 25.5.1.2 [InternalizeJSONProperty](https://tc39.es/ecma262/#sec-internalizejsonproperty); `parsed` is a record or undefined.
pub(super) fn internalize(vm: &mut Vm, holder: Gc<Object>, name: PropertyKey, reviver: Value, parsed: Value) -> JsResult<Value> {
    vm.check_native_stack()?;
    vm.poll()?;
    let value = vm.get(holder, name)?;
    let context = vm.new_object();
    // The records of the parts count only while the value is the one that was parsed.
    let (sort, content) = match parsed.as_object() {
        Some(r) if vm.same_value(r.elements().get(0), value) => (r.elements().get(1).as_int(), r.elements().get(2)),
        _ => (None, Value::UNDEFINED),
    };
    if sort == Some(record::PRIMITIVE) {
        let key = vm.names.source;
        vm.add_fresh(context, key, content);
    }
    if let Some(object) = value.as_object() {
        let parts = content.as_object().filter(|_| sort != Some(record::PRIMITIVE));
        if vm.is_array(value)? {
            let length = vm.length_of_array_like(object)?;
            let parts = parts.filter(|_| sort == Some(record::ARRAY));
            for i in 0..length {
                let key = vm.key_of_integer(i);
                let part = match (parts, key.as_index()) {
                    (Some(parts), Some(i)) => part_of(vm, parts, i),
                    _ => Value::UNDEFINED,
                };
                internalize_part(vm, object, key, reviver, part)?;
            }
        } else {
            let parts = parts.filter(|_| sort == Some(record::OBJECT));
            let keys = vm.enumerable_own_properties(object, PropertyPart::Key)?;
            for &key in keys.iter() {
                let key = vm.to_property_key(key)?;
                let part = match parts {
                    Some(parts) => vm.get(parts, key)?,
                    None => Value::UNDEFINED,
                };
                internalize_part(vm, object, key, reviver, part)?;
            }
        }
    }
    let name = vm.key_to_value(name);
    vm.call(reviver, holder.into(), &[name, value, context.into()])
}
fn part_of(vm: &mut Vm, parts: Gc<Object>, i: u32) -> Value {
    if i < vm.array_length(parts) { parts.elements().get(i) } else { Value::UNDEFINED }
}
fn internalize_part(vm: &mut Vm, object: Gc<Object>, key: PropertyKey, reviver: Value, parsed: Value) -> JsResult<()> {
    let new = internalize(vm, object, key, reviver, parsed)?;
    if new.is_undefined() {
        vm.delete(object, key)?;
    } else {
        vm.create_data_property(object, key, new)?;
    }
    Ok(())
}
