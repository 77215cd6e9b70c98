//! 27.1.6 Async-from-Sync Iterator objects: a sync iterator as `for await` and `yield*` see it.
//!
//! An object of `Kind::BuiltinIterator` whose fields hold the sync iterator and its next method. The library puts [`ROWS`] on
//! %AsyncFromSyncIteratorPrototype%, which no script can reach.
use crate::cells::Kind;
use crate::iterator::IteratorRecord;
use crate::native::{Builtin, method};
use crate::object::Object;
use crate::promise::{NativeReaction, PromiseCapability};
use crate::realm::Intrinsic;
use crate::stack::Arguments;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// Internal field of a `Kind::BuiltinIterator`: which iterator it is. This one's tag.
pub const TAG: Value = Value::int(100);
const FIELD_TAG: usize = 0;
const FIELD_ITERATOR: usize = 1;
const FIELD_NEXT: usize = 2;

/// 27.1.6.2 the %AsyncFromSyncIteratorPrototype% object's methods.
pub const ROWS: &[Builtin] = &[method("next", 1, next), method("return", 1, return_), method("throw", 1, throw)];

impl Vm {
    /// 27.1.6.1 [CreateAsyncFromSyncIterator](https://tc39.es/ecma262/#sec-createasyncfromsynciterator)
    pub fn create_async_from_sync_iterator(&mut self, sync: &IteratorRecord) -> JsResult<IteratorRecord> {
        let prototype = self.intrinsic(Intrinsic::AsyncFromSyncIteratorPrototype);
        let object = self.new_kind(Kind::BuiltinIterator, prototype.into());
        self.set_field(object, FIELD_TAG, TAG);
        self.set_field(object, FIELD_ITERATOR, sync.iterator.into());
        self.set_field(object, FIELD_NEXT, sync.next_method);
        self.get_iterator_direct(object)
    }
    /// 27.1.6.4 [AsyncFromSyncIteratorContinuation](https://tc39.es/ecma262/#sec-asyncfromsynciteratorcontinuation)
    fn async_from_sync_continue(
        &mut self,
        result: Gc<Object>,
        capability: &PromiseCapability,
        record: &IteratorRecord,
        close_on_rejection: bool,
    ) -> JsResult<Value> {
        let done = self.iterator_complete(result);
        let Some(done) = self.reject_if_abrupt(done, capability)? else { return Ok(capability.promise) };
        let value = self.iterator_value(result);
        let Some(value) = self.reject_if_abrupt(value, capability)? else { return Ok(capability.promise) };
        let constructor = self.intrinsic(Intrinsic::Promise);
        let mut wrapper = self.promise_resolve(constructor, value);
        let closes = !done && close_on_rejection;
        if closes {
            wrapper = self.close_if_abrupt(record, wrapper);
        }
        let Some(wrapper) = self.reject_if_abrupt(wrapper, capability)? else { return Ok(capability.promise) };
        let unwrap: NativeReaction = match (done, closes) {
            (true, _) => unwrap_done,
            (_, true) => unwrap_or_close,
            _ => unwrap_more,
        };
        self.promise_then_native(wrapper, unwrap, [capability.promise, record.iterator.into()]);
        Ok(capability.promise)
    }
    /// Steps of `return` and `throw` after the method has been called: its result must be an object.
    fn async_from_sync_answer(
        &mut self,
        result: JsResult<Value>,
        capability: &PromiseCapability,
        record: &IteratorRecord,
        close_on_rejection: bool,
    ) -> JsResult<Value> {
        let Some(result) = self.reject_if_abrupt(result, capability)? else { return Ok(capability.promise) };
        match result.as_object() {
            Some(result) => self.async_from_sync_continue(result, capability, record, close_on_rejection),
            None => {
                let thrown = self.iterator_result_not_object(result);
                self.reject_if_abrupt::<()>(Err(thrown), capability)?;
                Ok(capability.promise)
            }
        }
    }
}

/// The record that `this` wraps.
fn record_of(arguments: &Arguments) -> IteratorRecord {
    let this = arguments.this().as_object().expect("only the engine calls these methods");
    let iterator = this.field(FIELD_ITERATOR).as_object().expect("the field holds the sync iterator");
    IteratorRecord { iterator, next_method: this.field(FIELD_NEXT), done: false }
}
/// The argument, if it was given.
fn given<'a>(arguments: &Arguments) -> &'a [Value] {
    let all = arguments.all();
    &all[..all.len().min(1)]
}

/// 27.1.6.2.1 [%AsyncFromSyncIteratorPrototype%.next](https://tc39.es/ecma262/#sec-%asyncfromsynciteratorprototype%.next)
fn next(vm: &mut Vm, arguments: Arguments) -> JsResult<Value> {
    let mut record = record_of(&arguments);
    let capability = vm.new_light_capability();
    let result = vm.iterator_next(&mut record, given(&arguments));
    let Some(result) = vm.reject_if_abrupt(result, &capability)? else { return Ok(capability.promise) };
    vm.async_from_sync_continue(result, &capability, &record, true)
}
/// 27.1.6.2.2 [%AsyncFromSyncIteratorPrototype%.return](https://tc39.es/ecma262/#sec-%asyncfromsynciteratorprototype%.return)
fn return_(vm: &mut Vm, arguments: Arguments) -> JsResult<Value> {
    let record = record_of(&arguments);
    let capability = vm.new_light_capability();
    let key = vm.names.return_;
    let method = vm.get_method(record.iterator.into(), key);
    let Some(method) = vm.reject_if_abrupt(method, &capability)? else { return Ok(capability.promise) };
    if method.is_undefined() {
        let result = vm.create_iter_result_object(arguments.get(0), true);
        vm.resolve_capability(&capability, result.into())?;
        return Ok(capability.promise);
    }
    let result = vm.call(method, record.iterator.into(), given(&arguments));
    vm.async_from_sync_answer(result, &capability, &record, false)
}
/// 27.1.6.2.3 [%AsyncFromSyncIteratorPrototype%.throw](https://tc39.es/ecma262/#sec-%asyncfromsynciteratorprototype%.throw)
fn throw(vm: &mut Vm, arguments: Arguments) -> JsResult<Value> {
    let record = record_of(&arguments);
    let capability = vm.new_light_capability();
    let key = vm.names.throw;
    let method = vm.get_method(record.iterator.into(), key);
    let Some(method) = vm.reject_if_abrupt(method, &capability)? else { return Ok(capability.promise) };
    if method.is_undefined() {
        // 8: an iterator without throw is closed, and the protocol violation is the reason.
        let closed = vm.iterator_close(&record, Ok(()));
        let Some(()) = vm.reject_if_abrupt(closed, &capability)? else { return Ok(capability.promise) };
        let thrown = vm.type_error("The iterator does not provide a 'throw' method");
        vm.reject_if_abrupt::<()>(Err(thrown), &capability)?;
        return Ok(capability.promise);
    }
    let result = vm.call(method, record.iterator.into(), given(&arguments));
    vm.async_from_sync_answer(result, &capability, &record, true)
}

/// Settles the promise in `data[0]` with a result object, or as rejected.
fn unwrap(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool, done: bool) -> JsResult<()> {
    let promise = data[0].as_object().expect("the reaction has a promise");
    if rejected {
        vm.reject_promise(promise, value);
        return Ok(());
    }
    let result = vm.create_iter_result_object(value, done);
    vm.resolve_promise(promise, result.into())
}
fn unwrap_done(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
    unwrap(vm, data, value, rejected, true)
}
fn unwrap_more(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
    unwrap(vm, data, value, rejected, false)
}
fn unwrap_or_close(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
    if !rejected {
        return unwrap(vm, data, value, false, false);
    }
    let iterator = data[1].as_object().expect("the reaction has an iterator");
    let record = IteratorRecord { iterator, next_method: Value::UNDEFINED, done: true };
    let thrown = vm.throw(value);
    match vm.iterator_close::<()>(&record, Err(thrown)) {
        Ok(()) => Ok(()),
        Err(thrown) => {
            let reason = vm.catch(thrown)?;
            unwrap(vm, data, reason, true, false)
        }
    }
}
