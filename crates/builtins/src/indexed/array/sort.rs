//! Array.prototype.sort, and the orders that toSorted and typed arrays share with it.
//!
//! The elements are copied to a list that the collector sees; a script that changes the array meanwhile does not disturb it.
use super::super::support::{delete_index, get_if_present, put_index};
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, JsResult, Value, Vm};
use std::cmp::Ordering;

/// How to compare.
#[derive(Clone, Copy)]
pub(crate) enum Order {
    /// By the strings of the values.
    Strings,
    /// By a function.
    Function(Value),
}
impl Order {
    /// Of a comparator argument: TypeError unless undefined or callable.
    pub(crate) fn of_argument(vm: &mut Vm, value: Value) -> JsResult<Order> {
        if value.is_undefined() {
            return Ok(Order::Strings);
        }
        if !vm.is_callable(value) {
            let text = vm.describe_for_error(value);
            return Err(vm.type_error(format!("The comparison function must be either a function or undefined [{text}]")));
        }
        Ok(Order::Function(value))
    }
}

/// 23.1.3.30 [Array.prototype.sort](https://tc39.es/ecma262/#sec-array.prototype.sort)
pub(super) fn sort(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let order = Order::of_argument(vm, args.get(0))?;
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    let mut values = ValueVec::new(vm);
    // FAST: a plain array: only what is stored can be there.
    let stored = if vm.fast_array_length(o).is_some() { len.min(o.elements().len() as u64) } else { len };
    for k in 0..stored {
        vm.poll()?;
        if let Some(value) = get_if_present(vm, o, k)? {
            values.push(value);
        }
    }
    sort_values(vm, &mut values, order)?;
    let count = values.len() as u64;
    // FAST: still a plain array of the same length, and none of its elements a hole.
    if vm.is_fast_writable(o) && vm.array_length(o) as u64 == len && count == len {
        vm.replace_elements(o, values.as_slice())?;
        return Ok(o.into());
    }
    for k in 0..count {
        vm.poll()?;
        put_index(vm, o, k, values.get(k as usize))?;
    }
    // NB: holes were skipped: as many properties are deleted at the end.
    let end = if vm.fast_array_length(o).is_some() { len.min(o.elements().len() as u64) } else { len };
    for k in count..end {
        vm.poll()?;
        delete_index(vm, o, k)?;
    }
    Ok(o.into())
}

/// 23.1.3.30.1 [SortIndexedProperties](https://tc39.es/ecma262/#sec-sortindexedproperties), the sorting: undefined last.
pub(crate) fn sort_values(vm: &mut Vm, values: &mut ValueVec, order: Order) -> JsResult<()> {
    let total = values.len();
    let slice = values.as_mut_slice();
    let mut to = 0;
    for from in 0..slice.len() {
        if !slice[from].is_undefined() {
            slice[to] = slice[from];
            to += 1;
        }
    }
    values.truncate(to);
    match order {
        Order::Strings => sort_by_strings(vm, values),
        Order::Function(f) => values.sort_by(vm, |vm, a, b| compare_by(vm, f, a, b)),
    }?;
    values.resize(total, Value::UNDEFINED);
    Ok(())
}
/// Calls a comparator: 23.1.3.30.2 CompareArrayElements, step 4.
pub(crate) fn compare_by(vm: &mut Vm, f: Value, a: Value, b: Value) -> JsResult<Ordering> {
    let answer = vm.call(f, Value::UNDEFINED, &[a, b])?;
    if let Some(i) = answer.as_int() {
        return Ok(i.cmp(&0));
    }
    let d = vm.to_number(answer)?;
    Ok(d.partial_cmp(&0.0).unwrap_or(Ordering::Equal))
}

/// The default order: each value's string is made once.
fn sort_by_strings(vm: &mut Vm, values: &mut ValueVec) -> JsResult<()> {
    // FAST: strings are compared as they are.
    if values.iter().all(|v| v.is_string()) {
        return values.sort_by(vm, |vm, a, b| Ok(compare_strings(vm, a, b)));
    }
    let mut strings = ValueVec::new(vm);
    let mut order = ValueVec::new(vm);
    for i in 0..values.len() {
        vm.poll()?;
        strings.push(vm.to_string(values.get(i))?.into());
        order.push(Value::from(i));
    }
    let at = |v: Value| v.as_index().expect("the list holds indices") as usize;
    order.sort_by(vm, |vm, a, b| Ok(compare_strings(vm, strings.get(at(a)), strings.get(at(b)))))?;
    let unsorted = ValueVec::from_slice(vm, values);
    for i in 0..order.len() {
        values.set(i, unsorted.get(at(order.get(i))));
    }
    Ok(())
}
fn compare_strings(vm: &mut Vm, a: Value, b: Value) -> Ordering {
    let (Some(a), Some(b)) = (a.as_string(), b.as_string()) else { return Ordering::Equal };
    if a == b {
        return Ordering::Equal;
    }
    let units = vm.units(a);
    units.compare(&vm.units(b))
}
