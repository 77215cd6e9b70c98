//! Array.prototype.sort: a stable merge sort that keeps its balance whatever the comparator answers.
//!
//! The elements are copied to a list that the collector sees; a script that changes the array meanwhile does not disturb it.
//! Natural runs are found first (ascending, or strictly descending and then reversed), short ones are extended by insertion,
//! and runs are merged pairwise from the bottom up: at most n log2 n comparisons, and n - 1 on sorted input.
use super::super::support::{delete_index, get_if_present, put_index};
use ogive_vm::{Arguments, JsResult, Value, ValueVec, Vm};
use std::cmp::Ordering;

/// Runs shorter than this are extended by binary insertion.
const MIN_RUN: usize = 16;

/// How to compare.
#[derive(Clone, Copy)]
pub(crate) enum Order {
    /// By the strings of the values.
    Strings,
    /// By a function.
    Function(Value),
    /// By the Numbers or BigInts themselves (typed arrays).
    Numeric,
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
    let mut count = values.len();
    if !matches!(order, Order::Numeric) {
        let slice = values.as_mut_slice();
        let mut to = 0;
        for from in 0..slice.len() {
            if !slice[from].is_undefined() {
                slice[to] = slice[from];
                to += 1;
            }
        }
        slice[to..].fill(Value::UNDEFINED);
        count = to;
    }
    if count < 2 {
        return Ok(());
    }
    match order {
        Order::Strings => sort_by_strings(vm, values, count),
        Order::Numeric => {
            let mut compare = |_: &mut Vm, a: Value, b: Value| Ok(compare_numeric(a, b));
            merge_sort(vm, values, count, &mut compare)
        }
        Order::Function(f) => {
            let mut compare = |vm: &mut Vm, a: Value, b: Value| compare_by(vm, f, a, b);
            merge_sort(vm, values, count, &mut compare)
        }
    }
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
/// Numbers ascending, -0 before +0, NaN last; BigInts ascending.
pub(crate) fn compare_numeric(a: Value, b: Value) -> Ordering {
    match (a.as_number(), b.as_number()) {
        (Some(x), Some(y)) => match (x.is_nan(), y.is_nan()) {
            (false, false) => x.total_cmp(&y),
            (x_nan, y_nan) => x_nan.cmp(&y_nan),
        },
        _ => match (a.as_bigint(), b.as_bigint()) {
            (Some(x), Some(y)) => {
                let sign = |b: &ogive_vm::bigint::BigInt| if b.is_negative() { -1 } else { !b.is_zero() as i32 };
                let low = |b: &ogive_vm::bigint::BigInt| b.limbs().first().copied().unwrap_or(0);
                let order = sign(&x).cmp(&sign(&y));
                order.then_with(|| if x.is_negative() { low(&y).cmp(&low(&x)) } else { low(&x).cmp(&low(&y)) })
            }
            _ => Ordering::Equal,
        },
    }
}

/// The default order: each value's string is made once.
fn sort_by_strings(vm: &mut Vm, values: &mut ValueVec, count: usize) -> JsResult<()> {
    // FAST: strings only, or ints only, are compared as they are.
    if values.as_slice()[..count].iter().all(|v| v.is_string()) {
        for i in 0..count {
            if let Some(s) = values.get(i).as_string() {
                vm.units(s);
            }
        }
        return merge_sort(vm, values, count, &mut |vm, a, b| Ok(compare_strings(vm, a, b)));
    }
    // Pairs: the string at 2i, the value at 2i + 1; sorted through an index that is made of Numbers.
    let mut strings = ValueVec::new(vm);
    for i in 0..count {
        vm.poll()?;
        let s = vm.to_string(values.get(i))?;
        vm.units(s);
        strings.push(s.into());
    }
    let mut order = ValueVec::new(vm);
    (0..count).for_each(|i| order.push(Value::from(i)));
    let at = |v: Value| v.as_index().expect("the list holds indices") as usize;
    merge_sort(vm, &mut order, count, &mut |vm, a, b| Ok(compare_strings(vm, strings.get(at(a)), strings.get(at(b)))))?;
    let mut sorted = ValueVec::new(vm);
    (0..count).for_each(|i| sorted.push(values.get(at(order.get(i)))));
    values.as_mut_slice()[..count].copy_from_slice(sorted.as_slice());
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

type Compare<'a> = dyn FnMut(&mut Vm, Value, Value) -> JsResult<Ordering> + 'a;

/// Sorts the first `count` values.
fn merge_sort(vm: &mut Vm, values: &mut ValueVec, count: usize, compare: &mut Compare) -> JsResult<()> {
    let mut ends = vec![];
    let mut start = 0;
    while start < count {
        let mut end = find_run(vm, values, start, count, compare)?;
        if end - start < MIN_RUN {
            let wanted = (start + MIN_RUN).min(count);
            insert_into_run(vm, values, start, end, wanted, compare)?;
            end = wanted;
        }
        ends.push(end);
        start = end;
    }
    let mut buffer = ValueVec::new(vm);
    while ends.len() > 1 {
        let mut merged = Vec::with_capacity(ends.len() / 2 + 1);
        let mut start = 0;
        for pair in ends.chunks(2) {
            if let [middle, end] = *pair {
                merge(vm, values, &mut buffer, start, middle, end, compare)?;
            }
            start = pair[pair.len() - 1];
            merged.push(start);
        }
        ends = merged;
    }
    Ok(())
}
/// The end of the run at `start`; a strictly descending one is reversed.
fn find_run(vm: &mut Vm, values: &mut ValueVec, start: usize, count: usize, compare: &mut Compare) -> JsResult<usize> {
    let mut end = start + 1;
    if end == count {
        return Ok(end);
    }
    let descending = compare(vm, values.get(end), values.get(start))? == Ordering::Less;
    end += 1;
    while end < count {
        vm.poll()?;
        if (compare(vm, values.get(end), values.get(end - 1))? == Ordering::Less) != descending {
            break;
        }
        end += 1;
    }
    if descending {
        values.as_mut_slice()[start..end].reverse();
    }
    Ok(end)
}
/// Inserts values `from..to` into the sorted run `start..from`.
fn insert_into_run(vm: &mut Vm, values: &mut ValueVec, start: usize, from: usize, to: usize, compare: &mut Compare) -> JsResult<()> {
    for i in from..to {
        vm.poll()?;
        let value = values.get(i);
        let (mut low, mut high) = (start, i);
        while low < high {
            let middle = (low + high) / 2;
            if compare(vm, value, values.get(middle))? == Ordering::Less { high = middle } else { low = middle + 1 }
        }
        values.as_mut_slice()[low..=i].rotate_right(1);
    }
    Ok(())
}
/// Merges two neighbouring runs.
fn merge(
    vm: &mut Vm,
    values: &mut ValueVec,
    buffer: &mut ValueVec,
    start: usize,
    middle: usize,
    end: usize,
    compare: &mut Compare,
) -> JsResult<()> {
    // Already in order?
    if compare(vm, values.get(middle), values.get(middle - 1))? != Ordering::Less {
        return Ok(());
    }
    buffer.truncate(0);
    for i in start..middle {
        buffer.push(values.get(i));
    }
    let (mut left, mut right, mut to) = (0, middle, start);
    while left < buffer.len() && right < end {
        vm.poll()?;
        let take_right = compare(vm, values.get(right), buffer.get(left))? == Ordering::Less;
        let value = if take_right { values.get(right) } else { buffer.get(left) };
        values.set(to, value);
        to += 1;
        if take_right { right += 1 } else { left += 1 }
    }
    for i in left..buffer.len() {
        values.set(to, buffer.get(i));
        to += 1;
    }
    Ok(())
}
