//! 27.1.4 methods of Iterator.prototype that take all there is, or stop early.
use super::iterator::{this_iterator, with_callback};
use ogive_vm::convert::MAX_SAFE_INTEGER;
use ogive_vm::{Arguments, IteratorRecord, JsResult, StringBuilder, Value, Vm};

/// Calls `function(value, counter)`; a throw closes the iterator.
fn call_with(vm: &mut Vm, iterated: &IteratorRecord, function: Value, value: Value, counter: usize) -> JsResult<Value> {
    let result = vm.call(function, Value::UNDEFINED, &[value, Value::from(counter)]);
    vm.close_if_abrupt(iterated, result)
}

/// 27.1.4.4 [Iterator.prototype.every](https://tc39.es/ecma262/#sec-iterator.prototype.every)
pub(super) fn every(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(search(vm, args, "every", |answer| !answer)?.is_none().into())
}
/// 27.1.4.12 [Iterator.prototype.some](https://tc39.es/ecma262/#sec-iterator.prototype.some)
pub(super) fn some(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(search(vm, args, "some", |answer| answer)?.is_some().into())
}
/// 27.1.4.6 [Iterator.prototype.find](https://tc39.es/ecma262/#sec-iterator.prototype.find)
pub(super) fn find(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(search(vm, args, "find", |answer| answer)?.unwrap_or(Value::UNDEFINED))
}
/// The first value for which the predicate's answer is wanted; then the iterator is closed.
fn search(vm: &mut Vm, args: Arguments, name: &str, wanted: fn(bool) -> bool) -> JsResult<Option<Value>> {
    let (mut iterated, predicate) = with_callback(vm, args, name)?;
    let mut counter = 0;
    while let Some(value) = vm.iterator_step_value(&mut iterated)? {
        vm.poll()?;
        let answer = call_with(vm, &iterated, predicate, value, counter)?.to_boolean();
        if wanted(answer) {
            return vm.iterator_close(&iterated, Ok(Some(value)));
        }
        counter += 1;
    }
    Ok(None)
}

/// 27.1.4.8 [Iterator.prototype.forEach](https://tc39.es/ecma262/#sec-iterator.prototype.foreach)
pub(super) fn for_each(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (mut iterated, procedure) = with_callback(vm, args, "forEach")?;
    let mut counter = 0;
    while let Some(value) = vm.iterator_step_value(&mut iterated)? {
        vm.poll()?;
        call_with(vm, &iterated, procedure, value, counter)?;
        counter += 1;
    }
    Ok(Value::UNDEFINED)
}
/// 27.1.4.10 [Iterator.prototype.reduce](https://tc39.es/ecma262/#sec-iterator.prototype.reduce)
pub(super) fn reduce(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (mut iterated, reducer) = with_callback(vm, args, "reduce")?;
    let (mut accumulator, mut counter) = (args.get(1), 0usize);
    if args.len() < 2 {
        accumulator = match vm.iterator_step_value(&mut iterated)? {
            Some(first) => first,
            None => return Err(vm.type_error("Reduce of a done iterator with no initial value")),
        };
        counter = 1;
    }
    while let Some(value) = vm.iterator_step_value(&mut iterated)? {
        vm.poll()?;
        let result = vm.call(reducer, Value::UNDEFINED, &[accumulator, value, Value::from(counter)]);
        accumulator = vm.close_if_abrupt(&iterated, result)?;
        counter += 1;
    }
    Ok(accumulator)
}
/// 27.1.4.13 [Iterator.prototype.toArray](https://tc39.es/ecma262/#sec-iterator.prototype.toarray)
pub(super) fn to_array(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let iterated = this_iterator(vm, args, "toArray")?;
    let mut iterated = vm.get_iterator_direct(iterated.iterator)?;
    let list = vm.iterator_to_list(&mut iterated)?;
    Ok(vm.new_array_from(&list).into())
}

/// [Iterator.prototype.includes](https://tc39.es/proposal-iterator-includes/#sec-iterator.prototype.includes)
pub(super) fn includes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let iterated = this_iterator(vm, args, "includes")?;
    let checked = skipped_elements(vm, args.get(1));
    let mut to_skip = vm.close_if_abrupt(&iterated, checked)?;
    let mut iterated = vm.get_iterator_direct(iterated.iterator)?;
    while let Some(value) = vm.iterator_step_value(&mut iterated)? {
        vm.poll()?;
        if to_skip > 0.0 {
            to_skip -= 1.0;
        } else if vm.same_value_zero(value, args.get(0)) {
            return vm.iterator_close(&iterated, Ok(Value::TRUE));
        }
    }
    Ok(Value::FALSE)
}
fn skipped_elements(vm: &mut Vm, value: Value) -> JsResult<f64> {
    if value.is_undefined() {
        return Ok(0.0);
    }
    let Some(skip) = value.as_number().filter(|n| n.is_infinite() || n.trunc() == *n) else {
        let text = vm.display_string(value);
        return Err(vm.type_error(format!("{text} is not an integer")));
    };
    if skip < 0.0 || skip.is_finite() && skip > MAX_SAFE_INTEGER {
        return Err(vm.range_error("skippedElements must be an integer from 0 to 2^53 - 1, or Infinity"));
    }
    Ok(skip)
}

/// [Iterator.prototype.join](https://tc39.es/proposal-iterator-join/#sec-iterator.prototype.join)
pub(super) fn join(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let iterated = this_iterator(vm, args, "join")?;
    let separator = match args.get(0) {
        Value::UNDEFINED => vm.intern_str(","),
        value => {
            let converted = vm.to_string(value);
            vm.close_if_abrupt(&iterated, converted)?
        }
    };
    let mut iterated = vm.get_iterator_direct(iterated.iterator)?;
    let mut text = StringBuilder::new(vm);
    let mut first = true;
    while let Some(value) = vm.iterator_step_value(&mut iterated)? {
        vm.poll()?;
        let pushed = (|| {
            if !std::mem::replace(&mut first, false) {
                text.push_string(vm, separator)?;
            }
            if !value.is_nullish() {
                let string = vm.to_string(value)?;
                text.push_string(vm, string)?;
            }
            Ok(())
        })();
        vm.close_if_abrupt(&iterated, pushed)?;
    }
    Ok(text.finish(vm)?.into())
}
