//! 27.1.3.2.3, 27.1.3.2.4 Iterator.zip and Iterator.zipKeyed.
//!
//! A zip helper keeps its iterators in an array (null in place of those that are no longer open) and their next methods in
//! another.
use super::iterator_helper::{Helper, field, new_helper};
use ogive_vm::iterator::Primitives;
use ogive_vm::{Arguments, Gc, IteratorRecord, JsResult, Object, PropertyKey, Thrown, Value, ValueVec, Vm};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
enum Mode {
    Shortest,
    Longest,
    Strict,
}

/// Iterators opened so far, as pairs of iterator and next method.
struct Opened(ValueVec);
impl Opened {
    fn push(&mut self, record: &IteratorRecord) {
        self.0.push(record.iterator.into());
        self.0.push(record.next_method);
    }
    fn len(&self) -> usize {
        self.0.len() / 2
    }
    /// 7.4.13 [IfAbruptCloseIterators](https://tc39.es/ecma262/#sec-ifabruptcloseiterators): last to first.
    fn close_if_abrupt<T>(&self, vm: &mut Vm, completion: JsResult<T>) -> JsResult<T> {
        let mut completion = completion;
        for i in (0..self.len()).rev() {
            if completion.is_ok() {
                break;
            }
            let iterator = self.0.get(2 * i).as_object().expect("an opened iterator");
            let record = IteratorRecord { iterator, next_method: Value::UNDEFINED, done: false };
            completion = vm.iterator_close(&record, completion);
        }
        completion
    }
}

/// Steps on the options object that both functions share: mode, and the padding of mode "longest".
fn read_options(vm: &mut Vm, options: Value) -> JsResult<(Mode, Value)> {
    let (mode, options) = match options.as_object() {
        Some(options) => {
            let key = vm.key("mode");
            (vm.get(options, key)?, Some(options))
        }
        None if options.is_undefined() => (Value::UNDEFINED, None),
        None => return Err(not_an_object(vm, options)),
    };
    let text = mode.as_string().map(|s| s.to_rust_string_lossy());
    let mode = match text.as_deref() {
        None if mode.is_undefined() => Mode::Shortest,
        Some("shortest") => Mode::Shortest,
        Some("longest") => Mode::Longest,
        Some("strict") => Mode::Strict,
        _ => return Err(vm.type_error("mode must be \"shortest\", \"longest\" or \"strict\"")),
    };
    let padding = match options.filter(|_| mode == Mode::Longest) {
        Some(options) => {
            let key = vm.key("padding");
            vm.get(options, key)?
        }
        None => Value::UNDEFINED,
    };
    if !padding.is_undefined() && !padding.is_object() {
        return Err(not_an_object(vm, padding));
    }
    Ok((mode, padding))
}
#[cold]
fn not_an_object(vm: &mut Vm, value: Value) -> Thrown {
    let text = vm.display_string(value);
    vm.type_error(format!("{text} is not an object"))
}

/// 27.1.3.2.3 [Iterator.zip](https://tc39.es/ecma262/#sec-iterator.zip)
pub(super) fn zip(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let iterables = args.get(0);
    if !iterables.is_object() {
        return Err(not_an_object(vm, iterables));
    }
    let (mode, padding_option) = read_options(vm, args.get(1))?;
    let mut opened = Opened(ValueVec::new(vm));
    let mut input = vm.get_iterator(iterables)?;
    loop {
        vm.poll()?;
        let next = vm.iterator_step_value(&mut input);
        let Some(next) = opened.close_if_abrupt(vm, next)? else { break };
        let iterator = vm.get_iterator_flattenable(next, Primitives::Reject);
        match opened.close_if_abrupt(vm, iterator) {
            Ok(iterator) => opened.push(&iterator),
            // The input iterator is the first in the list, so the last to be closed.
            Err(thrown) => return vm.iterator_close(&input, Err(thrown)),
        }
    }
    let mut padding = ValueVec::new(vm);
    if mode == Mode::Longest {
        if !padding_option.is_undefined() {
            read_padding(vm, padding_option, &opened, &mut padding)?;
        }
        padding.resize(opened.len(), Value::UNDEFINED);
    }
    Ok(iterator_zip(vm, &opened, mode, &padding, Value::UNDEFINED))
}
fn read_padding(vm: &mut Vm, option: Value, opened: &Opened, padding: &mut ValueVec) -> JsResult<()> {
    let iterator = vm.get_iterator(option);
    let mut iterator = opened.close_if_abrupt(vm, iterator)?;
    for _ in 0..opened.len() {
        vm.poll()?;
        let next = vm.iterator_step_value(&mut iterator);
        match opened.close_if_abrupt(vm, next)? {
            Some(value) => padding.push(value),
            None => return Ok(()),
        }
    }
    let closed = vm.iterator_close(&iterator, Ok(()));
    opened.close_if_abrupt(vm, closed)
}

/// 27.1.3.2.4 [Iterator.zipKeyed](https://tc39.es/ecma262/#sec-iterator.zipkeyed)
pub(super) fn zip_keyed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let Some(iterables) = args.get(0).as_object() else { return Err(not_an_object(vm, args.get(0))) };
    let (mode, padding_option) = read_options(vm, args.get(1))?;
    let mut opened = Opened(ValueVec::new(vm));
    let mut keys = ValueVec::new(vm);
    let all_keys = vm.own_property_keys(iterables)?;
    for i in 0..all_keys.len() {
        vm.poll()?;
        let key = all_keys.get(i);
        let added = open_keyed(vm, iterables, key);
        if let Some(iterator) = opened.close_if_abrupt(vm, added)? {
            keys.push(vm.key_to_value(key));
            opened.push(&iterator);
        }
    }
    let mut padding = ValueVec::new(vm);
    if let Some(option) = padding_option.as_object() {
        for i in 0..keys.len() {
            let read = vm.to_property_key(keys.get(i)).and_then(|key| vm.get(option, key));
            padding.push(opened.close_if_abrupt(vm, read)?);
        }
    }
    padding.resize(opened.len(), Value::UNDEFINED);
    let keys = vm.new_array_from(&keys).into();
    Ok(iterator_zip(vm, &opened, mode, &padding, keys))
}
fn open_keyed(vm: &mut Vm, iterables: Gc<Object>, key: PropertyKey) -> JsResult<Option<IteratorRecord>> {
    if !vm.get_own_property(iterables, key)?.is_some_and(|d| d.is_enumerable()) {
        return Ok(None);
    }
    let value = vm.get(iterables, key)?;
    if value.is_undefined() {
        return Ok(None);
    }
    Ok(Some(vm.get_iterator_flattenable(value, Primitives::Reject)?))
}

/// 27.1.3.2.5 [IteratorZip](https://tc39.es/ecma262/#sec-iteratorzip)
fn iterator_zip(vm: &mut Vm, opened: &Opened, mode: Mode, padding: &ValueVec, keys: Value) -> Value {
    let (mut iterators, mut nexts) = (ValueVec::new(vm), ValueVec::new(vm));
    for pair in opened.0.chunks_exact(2) {
        iterators.push(pair[0]);
        nexts.push(pair[1]);
    }
    let iterators = Value::from(vm.new_array_from(&iterators));
    let nexts = Value::from(vm.new_array_from(&nexts));
    let padding = Value::from(vm.new_array_from(padding));
    new_helper(vm, Helper::Zip, [iterators, nexts, padding, Value::int(mode as i32), keys])
}

fn list(helper: Gc<Object>, i: usize) -> Gc<Object> {
    helper.field(i).as_object().expect("a zip helper has its lists")
}
fn record(helper: Gc<Object>, i: u32) -> Option<IteratorRecord> {
    let iterator = list(helper, field::ITERATOR).elements().get(i).as_object()?;
    Some(IteratorRecord { iterator, next_method: list(helper, field::NEXT).elements().get(i), done: false })
}
/// The iterator is no longer open.
fn forget(vm: &mut Vm, helper: Gc<Object>, i: u32) {
    vm.define_element(list(helper, field::ITERATOR), i, Value::NULL, ogive_vm::attrs::ALL);
}
/// 7.4.12 [IteratorCloseAll](https://tc39.es/ecma262/#sec-iteratorcloseall) of the open iterators.
pub(super) fn close_open<T>(vm: &mut Vm, helper: Gc<Object>, completion: JsResult<T>) -> JsResult<T> {
    let mut completion = completion;
    for i in (0..vm.array_length(list(helper, field::ITERATOR))).rev() {
        if let Some(record) = record(helper, i) {
            completion = vm.iterator_close(&record, completion);
        }
    }
    completion
}

/// The closure of IteratorZip from one Yield to the next.
pub(super) fn step(vm: &mut Vm, helper: Gc<Object>) -> JsResult<Option<Value>> {
    let count = vm.array_length(list(helper, field::ITERATOR));
    let mode = match helper.field(field::COUNTER).as_int() {
        Some(1) => Mode::Longest,
        Some(2) => Mode::Strict,
        _ => Mode::Shortest,
    };
    let mut results = ValueVec::new(vm);
    for i in 0..count {
        vm.poll()?;
        let padding = list(helper, field::FUNCTION).elements().get(i);
        let Some(mut iterator) = record(helper, i) else {
            results.push(padding);
            continue;
        };
        match vm.iterator_step_value(&mut iterator) {
            Err(thrown) => {
                forget(vm, helper, i);
                return close_open(vm, helper, Err(thrown));
            }
            Ok(Some(value)) => results.push(value),
            Ok(None) => {
                forget(vm, helper, i);
                match mode {
                    Mode::Shortest => return close_open(vm, helper, Ok(None)),
                    Mode::Strict => return strict_end(vm, helper, i, count),
                    Mode::Longest if (0..count).all(|k| record(helper, k).is_none()) => return Ok(None),
                    Mode::Longest => results.push(padding),
                }
            }
        }
    }
    if count == 0 {
        return Ok(None);
    }
    let Some(keys) = helper.field(field::INNER).as_object() else { return Ok(Some(vm.new_array_from(&results).into())) };
    let object = vm.new_object_with_prototype(Value::NULL);
    for i in 0..count {
        let key = vm.to_property_key(keys.elements().get(i))?;
        vm.create_data_property_or_throw(object, key, results.get(i as usize))?;
    }
    Ok(Some(object.into()))
}
/// In mode "strict" all must end together: iterator `i` was the first to end.
fn strict_end(vm: &mut Vm, helper: Gc<Object>, i: u32, count: u32) -> JsResult<Option<Value>> {
    if i != 0 {
        let thrown = uneven(vm);
        return close_open(vm, helper, Err(thrown));
    }
    for k in 1..count {
        let Some(mut iterator) = record(helper, k) else { continue };
        match vm.iterator_step(&mut iterator) {
            Err(thrown) => {
                forget(vm, helper, k);
                return close_open(vm, helper, Err(thrown));
            }
            Ok(None) => forget(vm, helper, k),
            Ok(Some(_)) => {
                let thrown = uneven(vm);
                return close_open(vm, helper, Err(thrown));
            }
        }
    }
    Ok(None)
}
#[cold]
fn uneven(vm: &mut Vm) -> Thrown {
    vm.type_error("Iterators passed to Iterator.zip with {mode: \"strict\"} have different lengths")
}
