//! 27.2.1 promise abstract operations and 27.2.2 promise jobs.
//!
//! A promise is an object of `Kind::Promise`; its internal fields are the `FIELD_…` constants. One [`Reaction`] cell stands
//! for both the fulfill and the reject reaction of one `then`. Reactions of a pending promise form a ring: the promise
//! holds the last, whose `next` is the first.
//!
//! FAST: where the specification makes a capability of %Promise% whose functions no script can see (`then`, `await`,
//! Promise.resolve), the capability is *light*: the promise alone. `await` needs neither closures nor a capability: its
//! reaction calls a Rust function.
use crate::cells::{Kind, Traced};
use crate::native::{FIELD_DATA, FIELD_EXTRA};
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::stack::Arguments;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer};
use std::cell::Cell;

/// [[PromiseState]] as an int32: see [`PromiseState`].
pub const FIELD_STATE: usize = 0;
/// [[PromiseResult]].
pub const FIELD_RESULT: usize = 1;
/// The last reaction of the ring, or undefined.
pub const FIELD_REACTIONS: usize = 2;
/// [[PromiseIsHandled]], a boolean.
pub const FIELD_HANDLED: usize = 3;

/// [[PromiseState]]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub enum PromiseState {
    /// pending
    Pending = 0,
    /// fulfilled
    Fulfilled = 1,
    /// rejected
    Rejected = 2,
}

/// 27.2.1.1 a PromiseCapability record. Light when `resolve` is undefined: then `promise` is an untouched promise of this engine.
#[derive(Clone, Copy, Debug)]
pub struct PromiseCapability {
    /// [[Promise]]
    pub promise: Value,
    /// [[Resolve]]
    pub resolve: Value,
    /// [[Reject]]
    pub reject: Value,
}

/// A reaction in Rust: its data, the value or reason, and whether it is a rejection. An error is a termination.
pub type NativeReaction = fn(&mut Vm, [Value; 2], Value, bool) -> JsResult<()>;

/// 27.2.1.2 a PromiseReaction for either outcome. `header.flags` is 1 for a native reaction.
///
/// ```text
///            script                          native
///  first     fulfill handler or undefined    address of the NativeReaction
///  second    reject handler or undefined     data 0
///  promise   capability or undefined         data 1
/// ```
#[repr(C)]
pub struct Reaction {
    header: Header,
    first: Value,
    second: Value,
    promise: Value,
    resolve: Value,
    reject: Value,
    /// The asynchronous context that it was made in, and will run in.
    context: Value,
    next: Cell<Value>,
}
// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for Reaction {
    const KIND: u8 = Kind::PromiseReaction as u8;
}
impl Traced for Reaction {
    fn trace(&self, tracer: &mut Tracer) {
        for value in [self.first, self.second, self.promise, self.resolve, self.reject, self.context, self.next.get()] {
            tracer.mark_word(value.bits());
        }
    }
}
const NATIVE: u8 = 1;

impl Vm {
    /// A pending promise of the current realm's %Promise%.
    pub fn new_promise(&mut self) -> Gc<Object> {
        let prototype = self.intrinsic(Intrinsic::PromisePrototype);
        let promise = self.new_kind(Kind::Promise, prototype.into());
        self.init_promise(promise);
        promise
    }
    /// Makes a fresh object of `Kind::Promise` pending.
    pub fn init_promise(&mut self, promise: Gc<Object>) {
        self.set_field(promise, FIELD_STATE, Value::ZERO);
        self.set_field(promise, FIELD_HANDLED, Value::FALSE);
    }
    /// 27.2.1.6 [IsPromise](https://tc39.es/ecma262/#sec-ispromise)
    pub fn as_promise(&self, value: Value) -> Option<Gc<Object>> {
        value.as_object().filter(|o| o.kind() == Kind::Promise)
    }
    /// [[PromiseState]]
    pub fn promise_state(&self, promise: Gc<Object>) -> PromiseState {
        match promise.field(FIELD_STATE).int_unchecked() {
            0 => PromiseState::Pending,
            1 => PromiseState::Fulfilled,
            _ => PromiseState::Rejected,
        }
    }
    /// [[PromiseResult]]: undefined while pending.
    pub fn promise_result(&self, promise: Gc<Object>) -> Value {
        promise.field(FIELD_RESULT)
    }
    /// [[PromiseIsHandled]]
    pub fn promise_is_handled(&self, promise: Gc<Object>) -> bool {
        promise.field(FIELD_HANDLED) == Value::TRUE
    }
    /// Sets [[PromiseIsHandled]], so that a rejection is not reported.
    pub fn mark_promise_handled(&mut self, promise: Gc<Object>) {
        self.set_field(promise, FIELD_HANDLED, Value::TRUE);
    }

    /// 27.2.1.3 [CreateResolvingFunctions](https://tc39.es/ecma262/#sec-createresolvingfunctions): (resolve, reject). Each closes over
    /// the promise and the other function; the first to be called takes the promise out of both ([[AlreadyResolved]]).
    pub fn create_resolving_functions(&mut self, promise: Gc<Object>) -> (Value, Value) {
        let resolve = self.new_native_with("", 1, resolve_function, promise.into(), Value::UNDEFINED);
        let reject = self.new_native_with("", 1, reject_function, promise.into(), resolve.into());
        self.set_field(resolve, FIELD_EXTRA, reject.into());
        (resolve.into(), reject.into())
    }
    fn take_resolving(&mut self, function: Gc<Object>) -> Option<Gc<Object>> {
        let promise = function.field(FIELD_DATA).as_object()?;
        self.set_field(function, FIELD_DATA, Value::UNDEFINED);
        if let Some(other) = function.field(FIELD_EXTRA).as_object() {
            self.set_field(other, FIELD_DATA, Value::UNDEFINED);
        }
        Some(promise)
    }
    /// 27.2.1.3.2 [Promise Resolve Functions](https://tc39.es/ecma262/#sec-promise-resolve-functions) from step 7 on. Fails only when
    /// the script is being terminated.
    pub fn resolve_promise(&mut self, promise: Gc<Object>, resolution: Value) -> JsResult<()> {
        // 7
        if resolution == Value::from(promise) {
            let error = self.new_error(crate::errors::ErrorKind::Type, "Chaining cycle detected for promise #<Promise>");
            self.reject_promise(promise, error.into());
            return Ok(());
        }
        // 8
        let Some(object) = resolution.as_object() else {
            self.fulfill_promise(promise, resolution);
            return Ok(());
        };
        // 9, 10
        let then = self.names.then;
        match self.get(object, then) {
            Ok(then) if self.is_callable(then) => {
                // 13 to 15
                self.enqueue_job(promise_resolve_thenable_job, [promise.into(), resolution, then, self.async_context]);
            }
            Ok(_) => self.fulfill_promise(promise, resolution),
            Err(thrown) => {
                let error = self.catch(thrown)?;
                self.reject_promise(promise, error);
            }
        }
        Ok(())
    }
    /// The pending exception, unless it is a termination, which travels on.
    pub fn catch(&mut self, thrown: crate::vm::Thrown) -> JsResult<Value> {
        if self.is_terminating() { Err(thrown) } else { Ok(self.take_exception()) }
    }
    /// 27.2.1.4 [FulfillPromise](https://tc39.es/ecma262/#sec-fulfillpromise)
    pub fn fulfill_promise(&mut self, promise: Gc<Object>, value: Value) {
        self.settle(promise, value, PromiseState::Fulfilled);
    }
    /// 27.2.1.7 [RejectPromise](https://tc39.es/ecma262/#sec-rejectpromise)
    pub fn reject_promise(&mut self, promise: Gc<Object>, reason: Value) {
        if !self.promise_is_handled(promise) {
            // 7: the tracker is told before the reactions are queued, as it sees a rejected promise.
            self.set_field(promise, FIELD_STATE, Value::int(PromiseState::Rejected as i32));
            self.set_field(promise, FIELD_RESULT, reason);
            self.host.promise_rejection(promise, false);
        }
        self.settle(promise, reason, PromiseState::Rejected);
    }
    fn settle(&mut self, promise: Gc<Object>, value: Value, state: PromiseState) {
        let reactions = promise.field(FIELD_REACTIONS);
        self.set_field(promise, FIELD_STATE, Value::int(state as i32));
        self.set_field(promise, FIELD_RESULT, value);
        self.set_field(promise, FIELD_REACTIONS, Value::UNDEFINED);
        self.trigger_reactions(reactions, value, state == PromiseState::Rejected);
    }
    /// 27.2.1.8 [TriggerPromiseReactions](https://tc39.es/ecma262/#sec-triggerpromisereactions) on a ring given by its last reaction.
    fn trigger_reactions(&mut self, last: Value, argument: Value, rejected: bool) {
        let Some(last) = last.as_internal::<Reaction>() else { return };
        let mut reaction = last;
        loop {
            let next = reaction.next.get().as_internal::<Reaction>().expect("reactions form a ring");
            self.enqueue_job(reaction_job, [Value::internal(next), argument, Value::bool(rejected), Value::UNDEFINED]);
            if next == last {
                return;
            }
            reaction = next;
        }
    }

    /// 27.2.1.5 [NewPromiseCapability](https://tc39.es/ecma262/#sec-newpromisecapability), with functions.
    pub fn new_promise_capability(&mut self, constructor: Value) -> JsResult<PromiseCapability> {
        let Some(constructor) = constructor.as_object().filter(|c| c.is_constructor()) else {
            let text = self.display_string(constructor);
            return Err(self.type_error(format!("{text} is not a constructor")));
        };
        // FAST: %Promise% calls the executor and nothing else.
        if constructor == self.intrinsic(Intrinsic::Promise) {
            let promise = self.new_promise();
            let (resolve, reject) = self.create_resolving_functions(promise);
            return Ok(PromiseCapability { promise: promise.into(), resolve, reject });
        }
        let undefined = Value::UNDEFINED;
        let executor = self.new_native_with("", 2, capability_executor, undefined, undefined);
        let promise = self.construct(constructor, &[executor.into()], constructor)?;
        let (resolve, reject) = (executor.field(FIELD_DATA), executor.field(FIELD_EXTRA));
        if !self.is_callable(resolve) || !self.is_callable(reject) {
            return Err(self.type_error("Promise resolve or reject function is not callable"));
        }
        Ok(PromiseCapability { promise: promise.into(), resolve, reject })
    }
    /// A light capability: a fresh promise of %Promise%, with no functions.
    pub fn new_light_capability(&mut self) -> PromiseCapability {
        let promise = self.new_promise().into();
        PromiseCapability { promise, resolve: Value::UNDEFINED, reject: Value::UNDEFINED }
    }
    /// Call(capability.[[Resolve]], undefined, « value »).
    pub fn resolve_capability(&mut self, capability: &PromiseCapability, value: Value) -> JsResult<()> {
        if capability.resolve.is_undefined() {
            return self.resolve_promise(self.light_promise(capability), value);
        }
        self.call(capability.resolve, Value::UNDEFINED, &[value]).map(|_| ())
    }
    /// Call(capability.[[Reject]], undefined, « reason »).
    pub fn reject_capability(&mut self, capability: &PromiseCapability, reason: Value) -> JsResult<()> {
        if capability.resolve.is_undefined() {
            self.reject_promise(self.light_promise(capability), reason);
            return Ok(());
        }
        self.call(capability.reject, Value::UNDEFINED, &[reason]).map(|_| ())
    }
    fn light_promise(&self, capability: &PromiseCapability) -> Gc<Object> {
        capability.promise.as_object().expect("a light capability's promise is an object")
    }
    /// 27.2.1.1.1 [IfAbruptRejectPromise](https://tc39.es/ecma262/#sec-ifabruptrejectpromise): a throw rejects the capability; then
    /// `Ok(None)` tells the caller to return its promise.
    pub fn reject_if_abrupt<T>(&mut self, completion: JsResult<T>, capability: &PromiseCapability) -> JsResult<Option<T>> {
        match completion {
            Ok(value) => Ok(Some(value)),
            Err(thrown) => {
                let error = self.catch(thrown)?;
                self.reject_capability(capability, error)?;
                Ok(None)
            }
        }
    }

    /// 27.2.4.7.1 [PromiseResolve](https://tc39.es/ecma262/#sec-promise-resolve)
    pub fn promise_resolve(&mut self, constructor: Gc<Object>, value: Value) -> JsResult<Gc<Object>> {
        let default = self.intrinsic(Intrinsic::Promise);
        if let Some(promise) = self.as_promise(value) {
            let found = if self.has_plain_promise_species(promise) {
                default.into()
            } else {
                let key = self.names.constructor;
                self.get(promise, key)?
            };
            if found == Value::from(constructor) {
                return Ok(promise);
            }
        }
        if constructor == default {
            let promise = self.new_promise();
            self.resolve_promise(promise, value)?;
            return Ok(promise);
        }
        let capability = self.new_promise_capability(constructor.into())?;
        self.resolve_capability(&capability, value)?;
        Ok(capability.promise.as_object().expect("[[Construct]] gives an object"))
    }
    /// 27.2.5.4 [Promise.prototype.then](https://tc39.es/ecma262/#sec-promise.prototype.then) on a promise: the derived promise.
    pub fn promise_then(&mut self, promise: Gc<Object>, on_fulfilled: Value, on_rejected: Value) -> JsResult<Value> {
        let default = self.intrinsic(Intrinsic::Promise);
        let plain = self.has_plain_promise_species(promise);
        let constructor = if plain { default } else { self.species_constructor(promise, default)? };
        let capability = if constructor == default {
            self.new_light_capability()
        } else {
            self.new_promise_capability(constructor.into())?
        };
        self.perform_promise_then(promise, on_fulfilled, on_rejected, Some(capability));
        Ok(capability.promise)
    }
    /// 27.2.5.4.1 [PerformPromiseThen](https://tc39.es/ecma262/#sec-performpromisethen)
    pub fn perform_promise_then(
        &mut self,
        promise: Gc<Object>,
        on_fulfilled: Value,
        on_rejected: Value,
        capability: Option<PromiseCapability>,
    ) {
        let none = PromiseCapability { promise: Value::UNDEFINED, resolve: Value::UNDEFINED, reject: Value::UNDEFINED };
        let capability = capability.unwrap_or(none);
        let handler = |v: Value| if v.as_object().is_some_and(|o| o.is_callable()) { v } else { Value::UNDEFINED };
        let reaction = Reaction {
            header: Header::new(Reaction::KIND, 0),
            first: handler(on_fulfilled),
            second: handler(on_rejected),
            promise: capability.promise,
            resolve: capability.resolve,
            reject: capability.reject,
            context: self.async_context,
            next: Cell::new(Value::UNDEFINED),
        };
        let reaction = self.heap.alloc(0, reaction);
        self.add_reaction(promise, reaction);
    }
    /// As PerformPromiseThen, with a Rust function for both outcomes and no derived promise.
    pub fn promise_then_native(&mut self, promise: Gc<Object>, on_settled: NativeReaction, data: [Value; 2]) {
        let undefined = Value::UNDEFINED;
        let reaction = Reaction {
            header: Header::new(Reaction::KIND, 0),
            first: Value(on_settled as usize as u64),
            second: data[0],
            promise: data[1],
            resolve: undefined,
            reject: undefined,
            context: self.async_context,
            next: Cell::new(undefined),
        };
        let reaction = self.heap.alloc(0, reaction);
        reaction.header.flags.set(NATIVE);
        self.add_reaction(promise, reaction);
    }
    /// Steps 9 to 12 of PerformPromiseThen.
    fn add_reaction(&mut self, promise: Gc<Object>, reaction: Gc<Reaction>) {
        let state = self.promise_state(promise);
        if state == PromiseState::Pending {
            let this = Value::internal(reaction);
            match promise.field(FIELD_REACTIONS).as_internal::<Reaction>() {
                Some(last) => {
                    reaction.next.set(last.next.get());
                    last.next.set(this);
                    self.heap.barrier(last);
                }
                None => reaction.next.set(this),
            }
            self.heap.barrier(reaction);
            self.set_field(promise, FIELD_REACTIONS, this);
        } else {
            let rejected = state == PromiseState::Rejected;
            if rejected && !self.promise_is_handled(promise) {
                self.host.promise_rejection(promise, true);
            }
            let argument = self.promise_result(promise);
            self.enqueue_job(reaction_job, [Value::internal(reaction), argument, Value::bool(rejected), Value::UNDEFINED]);
        }
        self.mark_promise_handled(promise);
    }

    /// Would `constructor` and then @@species of this promise give %Promise%, without running any script?
    fn has_plain_promise_species(&self, promise: Gc<Object>) -> bool {
        self.protectors.promise_then
            && promise.prototype() == self.realm().intrinsic_value(Intrinsic::PromisePrototype)
            && promise.shape().lookup(self.names.constructor).is_none()
    }

    /// The async function that alone waits for a pending promise, directly or through promises derived from it.
    pub(crate) fn sole_awaiter(&self, promise: Gc<Object>) -> Option<Gc<Object>> {
        let mut promise = promise;
        for _ in 0..100 {
            let reaction = promise.field(FIELD_REACTIONS).as_internal::<Reaction>()?;
            if reaction.next.get() != Value::internal(reaction) {
                return None;
            }
            let native = reaction.header.flags.get() == NATIVE;
            let next = if native { reaction.second } else { reaction.promise }.as_object()?;
            match next.kind() {
                Kind::Generator if native => return Some(next),
                Kind::Promise => promise = next,
                _ => return None,
            }
        }
        None
    }

    /// 27.7.5.3 [Await](https://tc39.es/ecma262/#await): when the promise of `value` settles, a job calls `on_settled` with `data`, the
    /// value or reason, and whether it is a rejection. Fails when PromiseResolve throws.
    pub fn await_with(&mut self, value: Value, on_settled: NativeReaction, data: [Value; 2]) -> JsResult<()> {
        let constructor = self.intrinsic(Intrinsic::Promise);
        let promise = self.promise_resolve(constructor, value)?;
        self.promise_then_native(promise, on_settled, data);
        Ok(())
    }
}

fn resolve_function(vm: &mut Vm, arguments: Arguments) -> JsResult<Value> {
    if let Some(promise) = vm.take_resolving(arguments.callee()) {
        vm.resolve_promise(promise, arguments.get(0))?;
    }
    Ok(Value::UNDEFINED)
}
/// 27.2.1.3.1 [Promise Reject Functions](https://tc39.es/ecma262/#sec-promise-reject-functions)
fn reject_function(vm: &mut Vm, arguments: Arguments) -> JsResult<Value> {
    if let Some(promise) = vm.take_resolving(arguments.callee()) {
        vm.reject_promise(promise, arguments.get(0));
    }
    Ok(Value::UNDEFINED)
}
/// The executor of NewPromiseCapability: keeps what it is given in its own fields.
fn capability_executor(vm: &mut Vm, arguments: Arguments) -> JsResult<Value> {
    let this = arguments.callee();
    if !this.field(FIELD_DATA).is_undefined() || !this.field(FIELD_EXTRA).is_undefined() {
        return Err(vm.type_error("Promise executor has already been invoked with non-undefined arguments"));
    }
    vm.set_field(this, FIELD_DATA, arguments.get(0));
    vm.set_field(this, FIELD_EXTRA, arguments.get(1));
    Ok(Value::UNDEFINED)
}

/// 27.2.2.1 [NewPromiseReactionJob](https://tc39.es/ecma262/#sec-newpromisereactionjob): « reaction, argument, rejected ».
fn reaction_job(vm: &mut Vm, [reaction, argument, rejected, _]: [Value; 4]) -> JsResult<()> {
    let reaction = reaction.as_internal::<Reaction>().expect("the job's first value is its reaction");
    vm.with_async_context(reaction.context, |vm| run_reaction(vm, reaction, argument, rejected == Value::TRUE))
}
fn run_reaction(vm: &mut Vm, reaction: Gc<Reaction>, argument: Value, rejected: bool) -> JsResult<()> {
    if reaction.header.flags.get() == NATIVE {
        // SAFETY: a native reaction's first word is the NativeReaction it was made with (`promise_then_native`).
        let run = unsafe { std::mem::transmute::<usize, NativeReaction>(reaction.first.bits() as usize) };
        return run(vm, [reaction.second, reaction.promise], argument, rejected);
    }
    // 1.d, 1.e
    let handler = if rejected { reaction.second } else { reaction.first };
    let result = if !handler.is_undefined() {
        vm.call(handler, Value::UNDEFINED, &[argument])
    } else if rejected {
        Err(vm.throw(argument))
    } else {
        Ok(argument)
    };
    // 1.f: no capability, and no handler of ours throws.
    if reaction.promise.is_undefined() {
        return result.map(|_| ());
    }
    let capability = PromiseCapability { promise: reaction.promise, resolve: reaction.resolve, reject: reaction.reject };
    match result {
        Ok(value) => vm.resolve_capability(&capability, value),
        Err(thrown) => {
            let error = vm.catch(thrown)?;
            vm.reject_capability(&capability, error)
        }
    }
}
/// 27.2.2.2 [NewPromiseResolveThenableJob](https://tc39.es/ecma262/#sec-newpromiseresolvethenablejob): « promise, thenable, then », and the asynchronous context.
fn promise_resolve_thenable_job(vm: &mut Vm, [promise, thenable, then, context]: [Value; 4]) -> JsResult<()> {
    vm.with_async_context(context, |vm| resolve_thenable(vm, promise, thenable, then))
}
fn resolve_thenable(vm: &mut Vm, promise: Value, thenable: Value, then: Value) -> JsResult<()> {
    let promise = promise.as_object().expect("the job's first value is its promise");
    // FAST: the original `then` on a promise of this engine, whose species is %Promise%, makes a promise and two functions
    // that nobody can see.
    if let Some(from) = vm.as_promise(thenable)
        && then == vm.realm().intrinsic_value(Intrinsic::PromiseThen)
        && vm.has_plain_promise_species(from)
    {
        vm.promise_then_native(from, pass_on, [promise.into(), Value::UNDEFINED]);
        return Ok(());
    }
    let (resolve, reject) = vm.create_resolving_functions(promise);
    match vm.call(then, thenable, &[resolve, reject]) {
        Ok(_) => Ok(()),
        Err(thrown) => {
            let error = vm.catch(thrown)?;
            vm.call(reject, Value::UNDEFINED, &[error]).map(|_| ())
        }
    }
}
/// Settles the promise in `data[0]` as another has been settled.
fn pass_on(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
    let promise = data[0].as_object().expect("pass_on has a promise");
    if rejected {
        vm.reject_promise(promise, value);
        return Ok(());
    }
    vm.resolve_promise(promise, value)
}

impl Vm {
    /// The reason of a rejected promise (marked handled); `None` when it is pending or fulfilled. For hosts.
    pub fn promise_rejection_reason(&mut self, promise: Gc<Object>) -> Option<Value> {
        if self.promise_state(promise) != PromiseState::Rejected {
            return None;
        }
        self.mark_promise_handled(promise);
        Some(self.promise_result(promise))
    }
}
