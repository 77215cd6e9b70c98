//! 23.1.2.2 Array.fromAsync: the closure of the specification as a machine whose state is a cell. Each await leaves it with
//! the stage at which to go on.
use super::super::support::{MAX_SAFE, create_index, get_index, not_callable, number, put_length};
use super::construct::construct_with_length;
use ogive_vm::data::{Data, DataCell, DataTracer};
use ogive_vm::{Arguments, Gc, IteratorRecord, JsResult, Object, PropertyKey, Thrown, Value, Vm};

/// What an await waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The result of the iterator's `next`.
    Step,
    /// An element of an array-like.
    Element,
    /// What the mapper answered.
    Mapped,
    /// The result of the iterator's `return`; then the promise is rejected.
    Closing,
}

/// The closure's variables.
#[derive(Clone, Copy)]
struct State {
    stage: Stage,
    promise: Gc<Object>,
    array: Gc<Object>,
    /// The iterator; none for an array-like, which is `source`.
    record: Option<IteratorRecord>,
    source: Value,
    len: u64,
    mapper: Value,
    this_arg: Value,
    k: u64,
    /// The reason to reject with, while closing.
    reason: Value,
}
impl Data for State {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        tracer.cell(self.promise);
        tracer.cell(self.array);
        if let Some(record) = &self.record {
            tracer.cell(record.iterator);
            tracer.value(record.next_method);
        }
        tracer.values(&[self.source, self.mapper, self.this_arg, self.reason]);
    }
}

/// 23.1.2.2 [Array.fromAsync](https://tc39.es/ecma262/#sec-array.fromasync)
pub(super) fn from_async(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let promise = vm.new_promise();
    if let Err(thrown) = start(vm, args, promise) {
        let reason = vm.catch(thrown)?;
        vm.reject_promise(promise, reason);
    }
    Ok(promise.into())
}
fn start(vm: &mut Vm, args: Arguments, promise: Gc<Object>) -> JsResult<()> {
    let (items, mapper, this_arg) = (args.get(0), args.get(1), args.get(2));
    if !mapper.is_undefined() && !vm.is_callable(mapper) {
        return Err(not_callable(vm, mapper));
    }
    let async_key = PropertyKey::symbol(vm.symbols.async_iterator);
    let sync_key = PropertyKey::symbol(vm.symbols.iterator);
    let async_method = vm.get_method(items, async_key)?;
    let sync_method = if async_method.is_undefined() { vm.get_method(items, sync_key)? } else { Value::UNDEFINED };
    let record = if !async_method.is_undefined() {
        Some(vm.get_iterator_from_method(items, async_method)?)
    } else if !sync_method.is_undefined() {
        let sync = vm.get_iterator_from_method(items, sync_method)?;
        Some(vm.create_async_from_sync_iterator(&sync)?)
    } else {
        None
    };
    let (source, len) = match record {
        Some(_) => (Value::UNDEFINED, 0),
        None => {
            let object = vm.to_object(items)?;
            (object.into(), vm.length_of_array_like(object)?)
        }
    };
    let array = construct_with_length(vm, args.this(), record.is_none().then_some(len))?;
    let stage = if record.is_some() { Stage::Step } else { Stage::Element };
    let state = State { stage, promise, array, record, source, len, mapper, this_arg, k: 0, reason: Value::UNDEFINED };
    let cell = vm.new_data(state);
    next_element(vm, cell, state)
}

/// Awaits a value and goes on at a stage.
fn wait(vm: &mut Vm, cell: Gc<DataCell>, state: State, value: Value) -> JsResult<()> {
    if let Some(mut stored) = vm.data_mut::<State>(&cell) {
        *stored = state;
    }
    vm.await_with(value, resume, [Value::internal(cell), Value::UNDEFINED])
}
/// Asks for the next element, or ends.
fn next_element(vm: &mut Vm, cell: Gc<DataCell>, mut state: State) -> JsResult<()> {
    let Some(record) = state.record else {
        if state.k >= state.len {
            return finish(vm, &state);
        }
        let source = state.source.as_object().expect("an array-like is an object");
        let element = get_index(vm, source, state.k)?;
        state.stage = Stage::Element;
        return wait(vm, cell, state, element);
    };
    if state.k >= MAX_SAFE {
        let thrown = vm.type_error("Array too large");
        return close(vm, cell, state, thrown);
    }
    let step = vm.call(record.next_method, record.iterator.into(), &[])?;
    state.stage = Stage::Step;
    wait(vm, cell, state, step)
}
fn finish(vm: &mut Vm, state: &State) -> JsResult<()> {
    put_length(vm, state.array, state.k)?;
    vm.resolve_promise(state.promise, state.array.into())
}

/// Goes on after an await.
fn resume(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
    let Some(cell) = data[0].as_internal::<DataCell>() else { return Ok(()) };
    let Some(state) = cell.borrow::<State>().map(|s| *s) else { return Ok(()) };
    if let Err(thrown) = go_on(vm, cell, state, value, rejected) {
        let reason = vm.catch(thrown)?;
        vm.reject_promise(state.promise, reason);
    }
    Ok(())
}
fn go_on(vm: &mut Vm, cell: Gc<DataCell>, mut state: State, value: Value, rejected: bool) -> JsResult<()> {
    if state.stage == Stage::Closing {
        return Err(vm.throw(state.reason));
    }
    if rejected {
        let thrown = vm.throw(value);
        return if state.stage == Stage::Mapped { close(vm, cell, state, thrown) } else { Err(thrown) };
    }
    let mut element = value;
    if state.stage == Stage::Step {
        let Some(result) = value.as_object() else { return Err(vm.iterator_result_not_object(value)) };
        if vm.iterator_complete(result)? {
            return finish(vm, &state);
        }
        element = vm.iterator_value(result)?;
    }
    if state.stage != Stage::Mapped && !state.mapper.is_undefined() {
        let mapped = match vm.call(state.mapper, state.this_arg, &[element, number(state.k)]) {
            Ok(mapped) => mapped,
            Err(thrown) => return close(vm, cell, state, thrown),
        };
        state.stage = Stage::Mapped;
        return match wait(vm, cell, state, mapped) {
            Err(thrown) => close(vm, cell, state, thrown),
            done => done,
        };
    }
    if let Err(thrown) = create_index(vm, state.array, state.k, element) {
        return close(vm, cell, state, thrown);
    }
    state.k += 1;
    next_element(vm, cell, state)
}
/// 7.4.13 [AsyncIteratorClose](https://tc39.es/ecma262/#sec-asynciteratorclose) with a throw completion, which wins over whatever `return` does.
fn close(vm: &mut Vm, cell: Gc<DataCell>, mut state: State, thrown: Thrown) -> JsResult<()> {
    let Some(record) = state.record else { return Err(thrown) };
    state.reason = vm.catch(thrown)?;
    state.stage = Stage::Closing;
    let key = vm.names.return_;
    let awaited = (|| {
        let method = vm.get_method(record.iterator.into(), key)?;
        if method.is_undefined() {
            return Ok(false);
        }
        let result = vm.call(method, record.iterator.into(), &[])?;
        wait(vm, cell, state, result)?;
        Ok(true)
    })();
    match awaited {
        Ok(true) => return Ok(()),
        Ok(false) => {}
        Err(thrown) => {
            vm.catch(thrown)?;
        }
    }
    Err(vm.throw(state.reason))
}
