//! How each iterator helper goes on: the bodies of the specification's closures from one Yield to the next. `None`: done.
use super::iterator_helper::{field, inner, set_inner, underlying};
use ogive_vm::iterator::Primitives;
use ogive_vm::{Gc, IteratorRecord, JsResult, Object, Value, Vm};

type Step = JsResult<Option<Value>>;

fn iterated(helper: Gc<Object>) -> IteratorRecord {
    underlying(helper).expect("the helper has an underlying iterator until it is done")
}
/// Calls the helper's function with a value and the counter; a throw closes the underlying iterator.
fn call(vm: &mut Vm, helper: Gc<Object>, iterated: &IteratorRecord, value: Value) -> JsResult<Value> {
    let counter = helper.field(field::COUNTER);
    let result = vm.call(helper.field(field::FUNCTION), Value::UNDEFINED, &[value, counter]);
    let next = counter.as_number().unwrap_or(0.0) + 1.0;
    vm.set_field(helper, field::COUNTER, Value::number(next));
    vm.close_if_abrupt(iterated, result)
}

pub(super) fn map(vm: &mut Vm, helper: Gc<Object>) -> Step {
    let mut iterated = iterated(helper);
    let Some(value) = vm.iterator_step_value(&mut iterated)? else { return Ok(None) };
    Ok(Some(call(vm, helper, &iterated, value)?))
}
pub(super) fn filter(vm: &mut Vm, helper: Gc<Object>) -> Step {
    let mut iterated = iterated(helper);
    while let Some(value) = vm.iterator_step_value(&mut iterated)? {
        vm.poll()?;
        if call(vm, helper, &iterated, value)?.to_boolean() {
            return Ok(Some(value));
        }
    }
    Ok(None)
}
pub(super) fn take(vm: &mut Vm, helper: Gc<Object>) -> Step {
    let mut iterated = iterated(helper);
    let remaining = helper.field(field::COUNTER).as_number().unwrap_or(0.0);
    if remaining == 0.0 {
        return vm.iterator_close(&iterated, Ok(None));
    }
    vm.set_field(helper, field::COUNTER, Value::number(remaining - 1.0));
    vm.iterator_step_value(&mut iterated)
}
pub(super) fn drop(vm: &mut Vm, helper: Gc<Object>) -> Step {
    let mut iterated = iterated(helper);
    let mut remaining = helper.field(field::COUNTER).as_number().unwrap_or(0.0);
    vm.set_field(helper, field::COUNTER, Value::ZERO);
    while remaining > 0.0 {
        vm.poll()?;
        remaining -= 1.0;
        if vm.iterator_step(&mut iterated)?.is_none() {
            return Ok(None);
        }
    }
    vm.iterator_step_value(&mut iterated)
}
pub(super) fn flat_map(vm: &mut Vm, helper: Gc<Object>) -> Step {
    let mut iterated = iterated(helper);
    loop {
        vm.poll()?;
        if let Some(mut inner) = inner(helper) {
            let value = vm.iterator_step_value(&mut inner);
            if let Some(value) = vm.close_if_abrupt(&iterated, value)? {
                return Ok(Some(value));
            }
            set_inner(vm, helper, None);
        }
        let Some(value) = vm.iterator_step_value(&mut iterated)? else { return Ok(None) };
        let mapped = call(vm, helper, &iterated, value)?;
        let inner = vm.get_iterator_flattenable(mapped, Primitives::Reject);
        let inner = vm.close_if_abrupt(&iterated, inner)?;
        set_inner(vm, helper, Some(&inner));
    }
}

fn buffer(helper: Gc<Object>) -> Gc<Object> {
    helper.field(field::INNER).as_object().expect("chunks and windows have a buffer")
}
/// The values of a helper's buffer as an array for the script.
fn copy(vm: &mut Vm, buffer: Gc<Object>) -> Value {
    let elements = buffer.elements();
    vm.new_array_from(elements.values()).into()
}
pub(super) fn chunks(vm: &mut Vm, helper: Gc<Object>) -> Step {
    // After the last, partial chunk there is nothing to read and nothing to close.
    let Some(mut iterated) = underlying(helper) else { return Ok(None) };
    let size = helper.field(field::FUNCTION).as_number().unwrap_or(1.0);
    let buffer = vm.new_array(0)?;
    while let Some(value) = vm.iterator_step_value(&mut iterated)? {
        vm.poll()?;
        vm.array_push(buffer, value)?;
        if vm.array_length(buffer) as f64 == size {
            return Ok(Some(buffer.into()));
        }
    }
    vm.set_field(helper, field::ITERATOR, Value::UNDEFINED);
    Ok((vm.array_length(buffer) > 0).then(|| buffer.into()))
}
pub(super) fn windows(vm: &mut Vm, helper: Gc<Object>) -> Step {
    let Some(mut iterated) = underlying(helper) else { return Ok(None) };
    let size = helper.field(field::FUNCTION).as_number().unwrap_or(1.0);
    let mut kept = buffer(helper);
    while let Some(value) = vm.iterator_step_value(&mut iterated)? {
        vm.poll()?;
        if vm.array_length(kept) as f64 == size {
            // The script has the last window: a fresh one without its first value.
            let elements = kept.elements();
            kept = vm.new_array_from(&elements.values()[1..]);
        }
        vm.array_push(kept, value)?;
        vm.set_field(helper, field::INNER, kept.into());
        if vm.array_length(kept) as f64 == size {
            return Ok(Some(copy(vm, kept)));
        }
    }
    vm.set_field(helper, field::ITERATOR, Value::UNDEFINED);
    let length = vm.array_length(kept) as f64;
    let partial = helper.field(field::COUNTER) == Value::TRUE && length > 0.0 && length < size;
    Ok(partial.then(|| kept.into()))
}

pub(super) fn concat(vm: &mut Vm, helper: Gc<Object>) -> Step {
    let list = helper.field(field::ITERATOR).as_object().expect("concat has a list");
    loop {
        vm.poll()?;
        if let Some(mut inner) = inner(helper) {
            if let Some(value) = vm.iterator_step_value(&mut inner)? {
                return Ok(Some(value));
            }
            set_inner(vm, helper, None);
        }
        let at = helper.field(field::COUNTER).as_index().unwrap_or(0);
        if at >= vm.array_length(list) {
            return Ok(None);
        }
        vm.set_field(helper, field::COUNTER, Value::from(at + 2));
        let (method, iterable) = (list.elements().get(at), list.elements().get(at + 1));
        let inner = vm.get_iterator_from_method(iterable, method)?;
        set_inner(vm, helper, Some(&inner));
    }
}
