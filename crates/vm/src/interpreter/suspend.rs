//! Suspending and leaving generators and async functions; see `generator.rs` for what they are suspended to.
use super::at::{At, Step};
use crate::cells::Kind;
use crate::code_block::call_flags;
use crate::generator::{GeneratorState, ResumeMode, Yielded, generator_field};
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::stack::frame_flags;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::frame;
use ogive_gc::Gc;

/// The generator or activation of a frame, once it has one.
pub(super) fn activation_of(fp: *mut Value) -> Option<Gc<Object>> {
    // SAFETY: callers pass live frames (K2). Generators and async functions are never constructed, so the word is free for this.
    let word = unsafe { *fp.add(frame::NEW_TARGET as usize) };
    word.as_object().filter(|o| matches!(o.kind(), Kind::Generator | Kind::AsyncGenerator))
}

fn set_activation(at: At, activation: Gc<Object>) {
    at.set(frame::NEW_TARGET, activation.into());
}

/// Saves the running frame to resume at the running instruction.
fn save(vm: &mut Vm, at: At, activation: Gc<Object>, state: GeneratorState) {
    vm.save_frame(activation, at.fp, at.unit() as u32);
    vm.set_generator_state(activation, state);
}

/// `InitialYield`: 27.5.3.1, 27.6.3.1. The generator object is the call's result.
#[inline(never)]
pub(super) fn initial_yield(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let is_async = at.code().template().is_async();
    let (kind, default) = if is_async {
        (Kind::AsyncGenerator, Intrinsic::AsyncGeneratorPrototype)
    } else {
        (Kind::Generator, Intrinsic::GeneratorPrototype)
    };
    let function = at.reg(frame::CALLEE).as_object().expect("a callee");
    let generator = match vm.instance_prototype(function) {
        Some(prototype) => vm.new_kind(kind, prototype.into()),
        None => vm.ordinary_create_from_constructor(function, default, kind)?,
    };
    set_activation(at, generator);
    save(vm, at, generator, GeneratorState::SuspendedStart);
    Ok(vm.leave_frame(at.fp, generator.into()))
}

/// `Yield`
#[inline(never)]
pub(super) fn yield_value(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let generator = activation_of(at.fp).expect("a generator's frame");
    let value = at.reg(at.c());
    if generator.kind() == Kind::AsyncGenerator {
        return async_yield(vm, at, generator, value);
    }
    save(vm, at, generator, GeneratorState::SuspendedYield);
    vm.yielded = if at.x() & 1 != 0 { Yielded::Result } else { Yielded::Value };
    Ok(vm.leave_frame(at.fp, value))
}

/// 27.6.3.8 AsyncGeneratorYield; the value has been awaited.
fn async_yield(vm: &mut Vm, at: At, generator: Gc<Object>, value: Value) -> JsResult<Step> {
    vm.async_generator_complete_step(generator, Ok(value), false)?;
    match vm.async_generator_first(generator) {
        Some((mode, value)) => {
            vm.deliver_resumption(at, mode, value)?;
            Ok(Step::Switch)
        }
        None => {
            save(vm, at, generator, GeneratorState::SuspendedYield);
            Ok(vm.leave_frame(at.fp, Value::UNDEFINED))
        }
    }
}

/// `AsyncStart`: the promise is made when it is first needed.
#[inline(never)]
pub(super) fn async_start(_: &mut Vm, _: At) -> JsResult<()> {
    Ok(())
}

/// The activation of a running async function, and whether it was made now.
fn async_activation(vm: &mut Vm, at: At) -> (Gc<Object>, bool) {
    if let Some(activation) = activation_of(at.fp) {
        return (activation, false);
    }
    let promise = vm.new_promise();
    let activation = vm.new_kind(Kind::Generator, Value::NULL);
    vm.set_field(activation, generator_field::PROMISE, promise.into());
    set_activation(at, activation);
    (activation, true)
}

/// `Await`: 27.7.5.3.
#[inline(never)]
pub(super) fn await_value(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let value = at.reg(at.b());
    let (activation, _) = async_activation(vm, at);
    vm.await_with(value, await_settled, [activation.into(), Value::UNDEFINED])?;
    // A first suspension gives the promise to the caller; later ones return to the job that resumed.
    let first = super::unwind::flags_of(at.fp) & frame_flags::RESUMED == 0;
    let result = if first { activation.field(generator_field::PROMISE) } else { Value::UNDEFINED };
    // An async generator that awaits still executes: requests queue up.
    save(vm, at, activation, GeneratorState::Executing);
    Ok(vm.leave_frame(at.fp, result))
}

/// The job after an awaited promise has settled.
fn await_settled(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
    let activation = data[0].as_object().expect("queued with its activation");
    let mode = if rejected { ResumeMode::Throw } else { ResumeMode::Next };
    match vm.resume_frame(activation, mode, value) {
        Ok(_) => Ok(()),
        Err(thrown) => Err(thrown),
    }
}

/// `AsyncReturn`
#[inline(never)]
pub(super) fn async_return(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let value = at.reg(at.a());
    let result = match activation_of(at.fp) {
        Some(activation) => {
            let promise = activation.field(generator_field::PROMISE).as_object().expect("made with the activation");
            vm.resolve_promise(promise, value)?;
            vm.finish_generator(activation);
            if super::unwind::flags_of(at.fp) & frame_flags::RESUMED != 0 { Value::UNDEFINED } else { promise.into() }
        }
        None => {
            let promise = vm.new_promise();
            vm.resolve_promise(promise, value)?;
            promise.into()
        }
    };
    Ok(vm.leave_frame(at.fp, result))
}

/// `GeneratorReturn`
#[inline(never)]
pub(super) fn generator_return(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let generator = activation_of(at.fp).expect("a generator's frame");
    let value = at.reg(at.a());
    if generator.kind() == Kind::AsyncGenerator {
        vm.finish_async_generator(generator, Ok(value))?;
        return Ok(vm.leave_frame(at.fp, Value::UNDEFINED));
    }
    vm.finish_generator(generator);
    vm.yielded = Yielded::Done;
    Ok(vm.leave_frame(at.fp, value))
}

impl Vm {
    /// A pending exception leaves a generator's or async function's frame: what the frame's caller gets instead of it, if it
    /// does not go on to the caller.
    pub(crate) fn fail_suspendable(&mut self, fp: *mut Value) -> Option<Value> {
        let activation = activation_of(fp);
        if self.terminating {
            if let Some(activation) = activation {
                self.finish_generator(activation);
            }
            return None;
        }
        // SAFETY: a live JavaScript frame.
        let block = unsafe { crate::stack::Frame::from_raw(fp) }.code()?;
        if block.has(call_flags::ASYNC) {
            let error = self.take_exception();
            let promise = match activation {
                Some(activation) => {
                    self.finish_generator(activation);
                    activation.field(generator_field::PROMISE).as_object().expect("made with the activation")
                }
                None => self.new_promise(),
            };
            self.reject_promise(promise, error);
            let resumed = super::unwind::flags_of(fp) & frame_flags::RESUMED != 0;
            return Some(if resumed { Value::UNDEFINED } else { promise.into() });
        }
        // Before its InitialYield a generator's exception is its caller's.
        let generator = activation?;
        if generator.kind() != Kind::AsyncGenerator {
            self.finish_generator(generator);
            return None;
        }
        let error = self.take_exception();
        match self.finish_async_generator(generator, Err(error)) {
            Ok(()) => Some(Value::UNDEFINED),
            Err(_) => None,
        }
    }
}
