//! 27.2.4 Promise.all, allSettled, any and race; the keyed forms of the proposal await-dictionary.
//!
//! One [`State`] stands for the lists and the counter that the specification's element functions share. An element function
//! keeps the state and its index.
//!
//! FAST: an untouched promise of %Promise% gets a reaction in Rust in place of its element functions, the derived promise and
//! the call of `then`: no script could see any of them.
use ogive_vm::data::{Data, DataCell, DataTracer};
use ogive_vm::iterator::IteratorRecord;
use ogive_vm::native::{FIELD_DATA, FIELD_EXTRA};
use ogive_vm::promise::PromiseCapability;
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, Kind, NativeFn, Object, Thrown, Value, Vm, attrs};

/// Which function is at work.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Combinator {
    All,
    AllSettled,
    Any,
}

/// Shared by the elements of one call.
struct State {
    combinator: Combinator,
    capability: PromiseCapability,
    values: Vec<Value>,
    /// Keys as values, for the keyed forms.
    keys: Option<Vec<Value>>,
    called: Vec<bool>,
    remaining: usize,
}
impl Data for State {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        tracer.values(&[self.capability.promise, self.capability.resolve, self.capability.reject]);
        tracer.values(&self.values);
        tracer.values(self.keys.as_deref().unwrap_or(&[]));
    }
}

/// A call of a combinator that is taking its elements in.
struct Call {
    constructor: Value,
    resolve: Value,
    state: Gc<DataCell>,
    capability: PromiseCapability,
    /// Elements that are plain promises need no calls that a script could see.
    plain: bool,
}

/// 27.2.4.1 [Promise.all](https://tc39.es/ecma262/#sec-promise.all)
pub(super) fn all(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    combine(vm, args, Combinator::All)
}
/// 27.2.4.2 [Promise.allSettled](https://tc39.es/ecma262/#sec-promise.allsettled)
pub(super) fn all_settled(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    combine(vm, args, Combinator::AllSettled)
}
/// 27.2.4.3 [Promise.any](https://tc39.es/ecma262/#sec-promise.any)
pub(super) fn any(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    combine(vm, args, Combinator::Any)
}
/// [Promise.allKeyed](https://tc39.es/proposal-await-dictionary/#sec-promise.allkeyed)
pub(super) fn all_keyed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    combine_keyed(vm, args, Combinator::All)
}
/// [Promise.allSettledKeyed](https://tc39.es/proposal-await-dictionary/#sec-promise.allsettledkeyed)
pub(super) fn all_settled_keyed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    combine_keyed(vm, args, Combinator::AllSettled)
}

fn combine(vm: &mut Vm, args: Arguments, combinator: Combinator) -> JsResult<Value> {
    let capability = vm.new_promise_capability(args.this())?;
    let begun = begin(vm, args, combinator, capability, false).and_then(|call| Ok((call, vm.get_iterator(args.get(0))?)));
    let Some((call, mut iterator)) = vm.reject_if_abrupt(begun, &capability)? else { return Ok(capability.promise) };
    let done = perform(vm, &call, &mut iterator);
    let done = if iterator.done { done } else { vm.close_if_abrupt(&iterator, done) };
    vm.reject_if_abrupt(done, &capability)?;
    Ok(capability.promise)
}
fn begin(vm: &mut Vm, args: Arguments, combinator: Combinator, capability: PromiseCapability, keyed: bool) -> JsResult<Call> {
    let resolve = get_promise_resolve(vm, args.this())?;
    let keys = keyed.then(Vec::new);
    let state = vm.new_data(State { combinator, capability, values: vec![], keys, called: vec![], remaining: 1 });
    let plain = is_plain_resolve(vm, args.this(), resolve);
    Ok(Call { constructor: args.this(), resolve, state, capability, plain })
}
/// 27.2.4.1.1 [GetPromiseResolve](https://tc39.es/ecma262/#sec-getpromiseresolve)
fn get_promise_resolve(vm: &mut Vm, constructor: Value) -> JsResult<Value> {
    let key = vm.names.resolve;
    let resolve = vm.get_v(constructor, key)?;
    if !vm.is_callable(resolve) {
        return Err(vm.type_error("Promise resolve or reject function is not callable"));
    }
    Ok(resolve)
}
/// Is `resolve` the original Promise.resolve on %Promise%?
fn is_plain_resolve(vm: &mut Vm, constructor: Value, resolve: Value) -> bool {
    let realm = vm.realm();
    constructor == realm.intrinsic_value(Intrinsic::Promise) && resolve == realm.intrinsic_value(Intrinsic::PromiseResolve)
}
/// A promise on which PromiseResolve and `then` are those of %Promise%, with nothing own to intercept them.
fn plain_promise(vm: &mut Vm, value: Value) -> Option<Gc<Object>> {
    let promise = vm.as_promise(value).filter(|_| vm.protectors.promise_then)?;
    let realm = vm.realm();
    let (shape, prototype) = (promise.shape(), realm.intrinsic_value(Intrinsic::PromisePrototype));
    if shape.property_count() != 0 || shape.prototype() != prototype {
        return None;
    }
    let prototype = prototype.as_object()?;
    let prototype_shape = prototype.shape();
    let constructor = prototype_shape.lookup(vm.names.constructor).filter(|e| e.attrs & attrs::ACCESSOR == 0)?;
    (prototype.slot(prototype_shape, constructor.slot) == realm.intrinsic_value(Intrinsic::Promise)).then_some(promise)
}

/// 27.2.4.1.2 [PerformPromiseAll](https://tc39.es/ecma262/#sec-performpromiseall) and its sisters.
fn perform(vm: &mut Vm, call: &Call, iterator: &mut IteratorRecord) -> JsResult<()> {
    while let Some(value) = vm.iterator_step_value(iterator)? {
        vm.poll()?;
        add_element(vm, call, value)?;
    }
    release(vm, call.state)
}

fn combine_keyed(vm: &mut Vm, args: Arguments, combinator: Combinator) -> JsResult<Value> {
    let capability = vm.new_promise_capability(args.this())?;
    let done = begin(vm, args, combinator, capability, true).and_then(|call| perform_keyed(vm, &call, args.get(0)));
    vm.reject_if_abrupt(done, &capability)?;
    Ok(capability.promise)
}
fn perform_keyed(vm: &mut Vm, call: &Call, promises: Value) -> JsResult<()> {
    let Some(promises) = promises.as_object() else {
        let text = vm.display_string(promises);
        return Err(vm.type_error(format!("{text} is not an object")));
    };
    let keys = vm.own_property_keys(promises)?;
    for i in 0..keys.len() {
        vm.poll()?;
        let key = keys.get(i);
        if !vm.get_own_property(promises, key)?.is_some_and(|d| d.is_enumerable()) {
            continue;
        }
        let value = vm.get(promises, key)?;
        let key = vm.key_to_value(key);
        if let Some(mut state) = vm.data_mut::<State>(&call.state) {
            state.keys.get_or_insert_default().push(key);
        }
        add_element(vm, call, value)?;
    }
    release(vm, call.state)
}

/// One element: its promise's outcome goes to the state.
fn add_element(vm: &mut Vm, call: &Call, value: Value) -> JsResult<()> {
    let index = {
        let mut state = vm.data_mut::<State>(&call.state).expect("the call's own state");
        state.values.push(Value::UNDEFINED);
        state.called.push(false);
        state.values.len() - 1
    };
    let index_value = Value::from(index);
    if call.plain
        && let Some(promise) = plain_promise(vm, value)
    {
        count_one(vm, call.state);
        vm.promise_then_native(promise, settle_plain, [Value::internal(call.state), index_value]);
        return Ok(());
    }
    let next = vm.call(call.resolve, call.constructor, &[value])?;
    let element = |vm: &mut Vm, function: NativeFn| -> Value {
        vm.new_native_with("", 1, function, Value::internal(call.state), index_value).into()
    };
    let combinator = call.state.borrow::<State>().expect("the call's own state").combinator;
    let (on_fulfilled, on_rejected) = match combinator {
        Combinator::All => (element(vm, fulfill_element), call.capability.reject),
        Combinator::AllSettled => (element(vm, fulfill_element), element(vm, reject_element)),
        Combinator::Any => (call.capability.resolve, element(vm, reject_element)),
    };
    count_one(vm, call.state);
    let key = vm.names.then;
    vm.invoke(next, key, &[on_fulfilled, on_rejected])?;
    Ok(())
}
fn count_one(vm: &mut Vm, state: Gc<DataCell>) {
    if let Some(mut state) = vm.data_mut::<State>(&state) {
        state.remaining += 1;
    }
}

fn fulfill_element(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    element_function(vm, args, false)
}
fn reject_element(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    element_function(vm, args, true)
}
/// 27.2.4.1.3 [Promise.all Resolve Element Functions](https://tc39.es/ecma262/#sec-promise.all-resolve-element-functions) and their
/// sisters.
fn element_function(vm: &mut Vm, args: Arguments, rejected: bool) -> JsResult<Value> {
    let state = args.callee().field(FIELD_DATA).as_internal::<DataCell>().expect("an element function has a state");
    let index = args.callee().field(FIELD_EXTRA);
    settle(vm, state, index, args.get(0), rejected)?;
    Ok(Value::UNDEFINED)
}
/// The outcome of a plain promise.
fn settle_plain(vm: &mut Vm, [state, index]: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
    let state = state.as_internal::<DataCell>().expect("the reaction was made with a state");
    let (combinator, capability) = {
        let state = state.borrow::<State>().expect("the reaction was made with a state");
        (state.combinator, state.capability)
    };
    match (combinator, rejected) {
        (Combinator::All, true) => vm.reject_capability(&capability, value),
        (Combinator::Any, false) => vm.resolve_capability(&capability, value),
        _ => settle(vm, state, index, value, rejected),
    }
}
/// Stores an outcome, unless the element has one, and finishes when it was the last.
fn settle(vm: &mut Vm, state: Gc<DataCell>, index: Value, value: Value, rejected: bool) -> JsResult<()> {
    let index = index.as_index().unwrap_or(0) as usize;
    let combinator = {
        let mut state = vm.data_mut::<State>(&state).expect("a state");
        if std::mem::replace(&mut state.called[index], true) {
            return Ok(());
        }
        state.combinator
    };
    let value = if combinator == Combinator::AllSettled { settled_object(vm, value, rejected) } else { value };
    vm.data_mut::<State>(&state).expect("a state").values[index] = value;
    release(vm, state)
}
/// { status, value } or { status, reason }
fn settled_object(vm: &mut Vm, value: Value, rejected: bool) -> Value {
    let object = vm.new_object();
    let (status, value_key) = (vm.names.status, if rejected { vm.names.reason } else { vm.names.value });
    let text = vm.intern_str(if rejected { "rejected" } else { "fulfilled" });
    vm.add_fresh(object, status, text.into());
    vm.add_fresh(object, value_key, value);
    object.into()
}
/// Counts one down; the last settles the whole. An error is that of calling the capability's function, or Any's AggregateError.
fn release(vm: &mut Vm, state: Gc<DataCell>) -> JsResult<()> {
    let finished = {
        let mut state = vm.data_mut::<State>(&state).expect("a state");
        state.remaining -= 1;
        (state.remaining == 0).then_some((state.combinator, state.capability))
    };
    let Some((combinator, capability)) = finished else { return Ok(()) };
    let result = collect(vm, state)?;
    if combinator == Combinator::Any {
        let error = aggregate_error(vm, result);
        return vm.reject_capability(&capability, error);
    }
    vm.resolve_capability(&capability, result)
}
fn collect(vm: &mut Vm, state: Gc<DataCell>) -> JsResult<Value> {
    // Collections read the state while it is borrowed; nothing writes it here.
    let state = state.borrow::<State>().expect("a state");
    let Some(keys) = &state.keys else { return Ok(vm.new_array_from(&state.values).into()) };
    let object = vm.new_object_with_prototype(Value::NULL);
    for (&key, &value) in keys.iter().zip(&state.values) {
        let key = vm.to_property_key(key)?;
        vm.create_data_property_or_throw(object, key, value)?;
    }
    Ok(object.into())
}
fn aggregate_error(vm: &mut Vm, errors: Value) -> Value {
    let prototype = vm.intrinsic(Intrinsic::AggregateErrorPrototype);
    let error = vm.new_kind(Kind::Error, prototype.into());
    let (message_key, errors_key, message) = (vm.names.message, vm.names.errors, vm.intern_str("All promises were rejected"));
    vm.add_property(error, message_key, message.into(), attrs::HIDDEN);
    vm.add_property(error, errors_key, errors, attrs::HIDDEN);
    vm.capture_stack(error, None);
    error.into()
}

/// 27.2.4.5 [Promise.race](https://tc39.es/ecma262/#sec-promise.race)
pub(super) fn race(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let capability = vm.new_promise_capability(args.this())?;
    let begun = get_promise_resolve(vm, args.this()).and_then(|resolve| Ok((resolve, vm.get_iterator(args.get(0))?)));
    let Some((resolve, mut iterator)) = vm.reject_if_abrupt(begun, &capability)? else { return Ok(capability.promise) };
    let done = perform_race(vm, args.this(), resolve, &capability, &mut iterator);
    let done = if iterator.done { done } else { vm.close_if_abrupt(&iterator, done) };
    vm.reject_if_abrupt(done, &capability)?;
    Ok(capability.promise)
}
/// 27.2.4.5.1 [PerformPromiseRace](https://tc39.es/ecma262/#sec-performpromiserace)
fn perform_race(
    vm: &mut Vm,
    constructor: Value,
    resolve: Value,
    capability: &PromiseCapability,
    iterator: &mut IteratorRecord,
) -> JsResult<()> {
    let plain = is_plain_resolve(vm, constructor, resolve);
    while let Some(value) = vm.iterator_step_value(iterator)? {
        vm.poll()?;
        if plain && let Some(promise) = plain_promise(vm, value) {
            vm.promise_then_native(promise, settle_race, [capability.resolve, capability.reject]);
            continue;
        }
        let next = vm.call(resolve, constructor, &[value])?;
        let key = vm.names.then;
        vm.invoke(next, key, &[capability.resolve, capability.reject])?;
    }
    Ok::<(), Thrown>(())
}
fn settle_race(vm: &mut Vm, [resolve, reject]: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
    vm.call(if rejected { reject } else { resolve }, Value::UNDEFINED, &[value]).map(|_| ())
}
