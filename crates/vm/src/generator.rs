//! Suspended frames: generators, async functions, async generators. A frame's window is copied to a heap cell and back.
//!
//! What is suspended is named by an *activation*: the generator object, or for an async function an object that no script sees.
//! Internal fields: [`generator_field`].
use crate::cells::{Kind, Traced};
use crate::interpreter::{At, Step};
use crate::object::Object;
use crate::stack::frame_flags;
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_bytecode::{Op, frame};
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer};
use std::cell::Cell;

/// The copy of a suspended frame's window (header words included).
#[repr(C)]
pub struct SavedFrame {
    pub(crate) header: Header,
    /// Words that follow.
    pub(crate) len: u32,
    /// Unit at which to resume.
    pub(crate) resume_unit: Cell<u32>,
}
// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for SavedFrame {
    const KIND: u8 = Kind::SavedFrame as u8;
}
impl Traced for SavedFrame {
    fn trace(&self, tracer: &mut Tracer) {
        // The callee keeps the code block alive. Dead temporaries hold whatever was in the window before, raw words too: a saved
        // window is scanned as the stack is. None names a cell that is gone (`drop_stale_words`), and what is there is kept.
        let range = self.words().as_ptr_range();
        // SAFETY: the cell's own words.
        unsafe { tracer.conservative_range(range.start as *const u64, range.end as *const u64) };
    }
    fn size(&self) -> usize {
        16 + self.len as usize * 8
    }
}
impl SavedFrame {
    /// The window.
    pub fn words(&self) -> &[Value] {
        // SAFETY: allocated with `len` words after the fixed part, all initialised.
        unsafe { std::slice::from_raw_parts(self.start(), self.len as usize) }
    }
    fn start(&self) -> *mut Value {
        // SAFETY: the words follow the fixed part.
        unsafe { (self as *const SavedFrame as *mut Value).add(2) }
    }
}

/// Internal fields of activations.
pub mod generator_field {
    /// The saved frame, or undefined.
    pub const FRAME: usize = 0;
    /// [`super::GeneratorState`] as int32; undefined: executing.
    pub const STATE: usize = 1;
    /// Async functions: the promise.
    pub const PROMISE: usize = 2;
    /// Async generators: [[AsyncGeneratorQueue]], an array of triples (mode, value, promise), or undefined.
    pub const QUEUE: usize = 2;
}

/// [[GeneratorState]], [[AsyncGeneratorState]]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub enum GeneratorState {
    /// suspended-start
    SuspendedStart = 0,
    /// suspended-yield (also: an async function that awaits)
    SuspendedYield = 1,
    /// executing
    Executing = 2,
    /// completed
    Completed = 3,
    /// draining-queue, or awaiting-return: async generators
    Draining = 4,
}

/// How a suspended frame goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub enum ResumeMode {
    /// With a value.
    Next = 0,
    /// As if it returned there.
    Return = 1,
    /// As if it threw there.
    Throw = 2,
}

/// What a generator's frame was left with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Yielded {
    /// A value to be wrapped, not done.
    Value,
    /// A result object (yield*).
    Result,
    /// The return value.
    Done,
}

/// Copies a window word by word: some of the words have just been written, and a wider load would have to wait until all stores are done.
///
/// # Safety
/// Both are `len` words and do not overlap.
#[inline(always)]
unsafe fn copy_words(from: *const Value, to: *mut Value, len: u32) {
    for index in 0..len as usize {
        // SAFETY: the caller's promise. Volatile: the compiler would make it a call of memcpy.
        unsafe { to.add(index).write_volatile(*from.add(index)) };
    }
}

impl Vm {
    /// The state of an activation.
    pub fn generator_state(&self, activation: Gc<Object>) -> GeneratorState {
        match activation.field(generator_field::STATE).as_int() {
            Some(0) => GeneratorState::SuspendedStart,
            Some(1) => GeneratorState::SuspendedYield,
            Some(3) => GeneratorState::Completed,
            Some(4) => GeneratorState::Draining,
            _ => GeneratorState::Executing,
        }
    }
    pub(crate) fn set_generator_state(&mut self, activation: Gc<Object>, state: GeneratorState) {
        activation.set_field_no_barrier(generator_field::STATE, Value::int(state as i32));
    }
    /// The frame has been left for good.
    pub(crate) fn finish_generator(&mut self, activation: Gc<Object>) {
        self.set_generator_state(activation, GeneratorState::Completed);
        activation.set_field_no_barrier(generator_field::FRAME, Value::UNDEFINED);
    }

    /// Copies a frame's window to the activation, to be resumed at `unit`.
    pub(crate) fn save_frame(&mut self, activation: Gc<Object>, fp: *mut Value, unit: u32) {
        // SAFETY: a live JavaScript frame.
        let block = unsafe { crate::stack::Frame::from_raw(fp) }.code().expect("a JavaScript frame");
        let len = block.register_count.get();
        let saved = match activation.field(generator_field::FRAME).as_internal::<SavedFrame>() {
            Some(saved) if saved.len == len => saved,
            _ => {
                let cell = self.heap.allocate(16 + len as usize * 8, Kind::SavedFrame as u8, 0) as *mut SavedFrame;
                // SAFETY: a fresh cell of that size; filled below, before the next allocation.
                let saved = unsafe {
                    (*cell).len = len;
                    self.drop_stale_words(fp, len);
                    Gc::from_ptr(cell)
                };
                self.set_field(activation, generator_field::FRAME, Value::internal(saved));
                saved
            }
        };
        saved.resume_unit.set(unit);
        // SAFETY: both are `len` words. Raw words of the header are below 2^48: Numbers to the collector.
        unsafe { copy_words(fp, saved.start(), len) };
        self.heap.barrier(saved);
    }

    /// A window is first saved: the registers that were not written yet may hold words of earlier frames, of cells that are gone.
    ///
    /// # Safety
    /// `fp` is a live frame of `len` words.
    unsafe fn drop_stale_words(&self, fp: *mut Value, len: u32) {
        for index in frame::ENV as usize..len as usize {
            // SAFETY: the caller's promise.
            let word = unsafe { &mut *fp.add(index) };
            if self.heap.is_stale(word.bits()) {
                *word = Value::UNDEFINED;
            }
        }
    }

    /// Pushes a suspended frame on the stack: it becomes `vm.frame`, at the instruction in which it was suspended.
    fn push_saved(&mut self, activation: Gc<Object>, flags: u32) -> JsResult<At> {
        let saved = activation.field(generator_field::FRAME).as_internal::<SavedFrame>().expect("a suspended activation");
        let window = self.free_window();
        if window.wrapping_add(saved.len as usize) > self.stack_limit {
            return Err(self.stack_overflow());
        }
        self.poll()?;
        // SAFETY: the room is checked.
        unsafe {
            copy_words(saved.start(), window, saved.len);
            *window.add(frame::CALLER as usize) = Value(self.frame as u64);
            let argc = (*window.add(frame::ARGC as usize)).bits() as u32 as u64;
            *window.add(frame::ARGC as usize) = Value(argc | ((flags | frame_flags::RESUMED) as u64) << 32);
            let code = crate::stack::Frame::from_raw(window).code().expect("a JavaScript frame");
            let pc = code.units.get().add(saved.resume_unit.get() as usize);
            *window.add(frame::PC as usize) = Value(pc as u64);
            self.frame = window;
            self.top = window;
            self.set_generator_state(activation, GeneratorState::Executing);
            Ok(At { fp: window, pc })
        }
    }

    /// The instruction in which the running frame was suspended goes on: its registers get the value, or it throws.
    pub(crate) fn deliver_resumption(&mut self, at: At, mode: ResumeMode, value: Value) -> JsResult<()> {
        if mode == ResumeMode::Throw {
            return Err(self.throw(value));
        }
        match at.op() {
            Op::Yield => {
                at.set(at.a(), value);
                at.set(at.b(), Value::bool(mode == ResumeMode::Return));
            }
            Op::Await => at.set(at.a(), value),
            _ => {}
        }
        // SAFETY: A1: all three ops are one unit long.
        unsafe { *at.fp.add(frame::PC as usize) = Value(at.pc.add(1) as u64) };
        Ok(())
    }

    /// Runs a suspended frame until it is suspended again or left; gives what it gave.
    pub(crate) fn resume_frame(&mut self, activation: Gc<Object>, mode: ResumeMode, value: Value) -> JsResult<Value> {
        self.check_native_stack()?;
        let saved = (self.frame, self.top);
        let result = self.resume_frame_inner(activation, mode, value);
        (self.frame, self.top) = saved;
        result
    }
    fn resume_frame_inner(&mut self, activation: Gc<Object>, mode: ResumeMode, value: Value) -> JsResult<Value> {
        let at = self.push_saved(activation, frame_flags::ENTRY)?;
        if let Err(Thrown) = self.deliver_resumption(at, mode, value)
            && self.unwind()? == Step::Leave
        {
            return Ok(std::mem::replace(&mut self.completion, Value::UNDEFINED));
        }
        self.run_resumed(self.running())
    }

    /// 27.5.3.3 GeneratorResume, 27.5.3.4 GeneratorResumeAbrupt without result objects: `None` when done (the value is dropped
    /// unless it was yielded by a `yield*` as a result object).
    pub(crate) fn generator_step(&mut self, generator: Gc<Object>, mode: ResumeMode, value: Value) -> JsResult<Option<Value>> {
        let (value, yielded) = self.generator_run(generator, mode, value)?;
        match yielded {
            Yielded::Value => Ok(Some(value)),
            Yielded::Done => Ok(None),
            Yielded::Result => {
                let Some(result) = value.as_object() else { return Err(self.iterator_result_not_object(value)) };
                if self.iterator_complete(result)? { Ok(None) } else { self.iterator_value(result).map(Some) }
            }
        }
    }

    fn generator_run(&mut self, generator: Gc<Object>, mode: ResumeMode, value: Value) -> JsResult<(Value, Yielded)> {
        let mut state = self.generator_state(generator);
        if state == GeneratorState::Executing {
            return Err(self.type_error("Generator is already running"));
        }
        if state == GeneratorState::SuspendedStart && mode != ResumeMode::Next {
            self.finish_generator(generator);
            state = GeneratorState::Completed;
        }
        if state == GeneratorState::Completed {
            return match mode {
                ResumeMode::Next => Ok((Value::UNDEFINED, Yielded::Done)),
                ResumeMode::Return => Ok((value, Yielded::Done)),
                ResumeMode::Throw => Err(self.throw(value)),
            };
        }
        let result = self.resume_frame(generator, mode, value)?;
        Ok((result, self.yielded))
    }

    /// 27.5.1.2–4 %GeneratorPrototype%.next, return, throw: validates `this` and gives the result object.
    pub fn generator_resume(&mut self, this: Value, mode: ResumeMode, value: Value) -> JsResult<Value> {
        let generator = this.as_object().filter(|g| g.kind() == Kind::Generator);
        let Some(generator) = generator else {
            let name = ["next", "return", "throw"][mode as usize];
            let text = self.describe_for_error(this);
            return Err(self.type_error(format!("{name} method called on incompatible receiver {text}")));
        };
        let (value, yielded) = self.generator_run(generator, mode, value)?;
        Ok(match yielded {
            Yielded::Result => value,
            _ => self.create_iter_result_object(value, yielded == Yielded::Done).into(),
        })
    }

    // ---- 27.6.3 async generators ------------------------------------------------------------------------------------

    /// 27.6.1.2–4 %AsyncGeneratorPrototype%.next, return, throw: the promise of the request.
    pub fn async_generator_enqueue(&mut self, this: Value, mode: ResumeMode, value: Value) -> JsResult<Value> {
        let promise = self.new_promise();
        let Some(generator) = this.as_object().filter(|g| g.kind() == Kind::AsyncGenerator) else {
            let name = ["next", "return", "throw"][mode as usize];
            let text = self.describe_for_error(this);
            let error = self.new_error(crate::errors::ErrorKind::Type, &format!("{name} method called on incompatible receiver {text}"));
            self.reject_promise(promise, error.into());
            return Ok(promise.into());
        };
        let state = self.generator_state(generator);
        if state == GeneratorState::Completed && mode == ResumeMode::Next {
            let result = self.create_iter_result_object(Value::UNDEFINED, true);
            self.resolve_promise(promise, result.into())?;
            return Ok(promise.into());
        }
        if mode == ResumeMode::Throw && matches!(state, GeneratorState::Completed | GeneratorState::SuspendedStart) {
            self.finish_generator(generator);
            self.reject_promise(promise, value);
            return Ok(promise.into());
        }
        self.async_generator_push(generator, mode, value, promise)?;
        match state {
            GeneratorState::SuspendedStart | GeneratorState::Completed if mode == ResumeMode::Return => {
                self.async_generator_await_return(generator)?;
            }
            GeneratorState::SuspendedStart | GeneratorState::SuspendedYield => {
                self.resume_frame(generator, mode, value)?;
            }
            _ => {}
        }
        Ok(promise.into())
    }

    fn async_generator_push(&mut self, generator: Gc<Object>, mode: ResumeMode, value: Value, promise: Gc<Object>) -> JsResult<()> {
        let queue = match generator.field(generator_field::QUEUE).as_object() {
            Some(queue) => queue,
            None => {
                let queue = self.new_array_from(&[]);
                self.set_field(generator, generator_field::QUEUE, queue.into());
                queue
            }
        };
        for part in [Value::int(mode as i32), value, promise.into()] {
            self.array_push(queue, part)?;
        }
        Ok(())
    }
    /// The first request of the queue: its mode and value.
    pub(crate) fn async_generator_first(&self, generator: Gc<Object>) -> Option<(ResumeMode, Value)> {
        let queue = generator.field(generator_field::QUEUE).as_object()?;
        let elements = queue.elements();
        if elements.is_empty() {
            return None;
        }
        let mode = match as_int(elements.get(0)) {
            0 => ResumeMode::Next,
            1 => ResumeMode::Return,
            _ => ResumeMode::Throw,
        };
        Some((mode, elements.get(1)))
    }
    /// 27.6.3.5 AsyncGeneratorCompleteStep: the first request is answered with the value, or the error.
    pub(crate) fn async_generator_complete_step(&mut self, generator: Gc<Object>, completion: Result<Value, Value>, done: bool) -> JsResult<()> {
        let queue = generator.field(generator_field::QUEUE).as_object().expect("a request is waiting");
        let elements = queue.elements();
        let promise = elements.get(2).as_object().expect("a request's promise");
        let rest = self.new_array_from(&elements.values()[3..]);
        self.set_field(generator, generator_field::QUEUE, rest.into());
        match completion {
            Ok(value) => {
                let result = self.create_iter_result_object(value, done);
                self.resolve_promise(promise, result.into())
            }
            Err(error) => {
                self.reject_promise(promise, error);
                Ok(())
            }
        }
    }
    /// 27.6.3.2 AsyncGeneratorStart, steps 4.g on: the body has ended with a value, or an error.
    pub(crate) fn finish_async_generator(&mut self, generator: Gc<Object>, completion: Result<Value, Value>) -> JsResult<()> {
        self.finish_generator(generator);
        self.set_generator_state(generator, GeneratorState::Draining);
        self.async_generator_complete_step(generator, completion, true)?;
        self.async_generator_drain(generator)
    }
    /// 27.6.3.10 AsyncGeneratorDrainQueue
    fn async_generator_drain(&mut self, generator: Gc<Object>) -> JsResult<()> {
        while let Some((mode, value)) = self.async_generator_first(generator) {
            match mode {
                ResumeMode::Return => return self.async_generator_await_return(generator),
                ResumeMode::Next => self.async_generator_complete_step(generator, Ok(Value::UNDEFINED), true)?,
                ResumeMode::Throw => self.async_generator_complete_step(generator, Err(value), true)?,
            }
        }
        self.set_generator_state(generator, GeneratorState::Completed);
        Ok(())
    }
    /// 27.6.3.9 AsyncGeneratorAwaitReturn
    fn async_generator_await_return(&mut self, generator: Gc<Object>) -> JsResult<()> {
        self.finish_generator(generator);
        self.set_generator_state(generator, GeneratorState::Draining);
        let Some((_, value)) = self.async_generator_first(generator) else { return Ok(()) };
        if self.await_with(value, return_settled, [generator.into(), Value::UNDEFINED]).is_err() {
            if self.terminating {
                return Err(Thrown);
            }
            let error = self.take_exception();
            self.async_generator_complete_step(generator, Err(error), true)?;
            return self.async_generator_drain(generator);
        }
        Ok(())
    }

    /// The `prototype` property of a generator function, when it takes no script to find it.
    pub(crate) fn instance_prototype(&mut self, function: Gc<Object>) -> Option<Gc<Object>> {
        self.materialize_lazy_properties(function);
        let shape = function.shape();
        let entry = shape.lookup(self.names.prototype).filter(|e| e.attrs & crate::shape::attrs::ACCESSOR == 0)?;
        function.slot(shape, entry.slot).as_object()
    }
}

/// The promise of a `return` request of an async generator that does not run has settled.
fn return_settled(vm: &mut Vm, data: [Value; 2], value: Value, rejected: bool) -> JsResult<()> {
    let generator = data[0].as_object().expect("queued with its generator");
    let completion = if rejected { Err(value) } else { Ok(value) };
    vm.async_generator_complete_step(generator, completion, true)?;
    vm.async_generator_drain(generator)
}

/// An element of the queue that holds an int32, however the array's promise stores it.
fn as_int(value: Value) -> i32 {
    value.as_number().map_or(0, |n| n as i32)
}
