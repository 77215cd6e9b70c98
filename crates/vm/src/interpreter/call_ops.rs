//! Calls, constructs and returns that the loop's fast paths do not take.
use super::at::{At, Step};
use super::callees::{note_callee, note_forwarded};
use crate::call::{Entered, code_of, function_field};
use crate::cells::Kind;
use crate::code_block::call_flags;
use crate::ic::Action;
use crate::object::Object;
use crate::shape::{Shape, attrs, shape_id};
use crate::stack::frame_flags;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::{Op, frame};
use ogive_gc::Gc;

/// The function's budget has run out right after its frame was pushed: an exception of the poll is the caller's.
#[cold]
#[inline(never)]
pub(super) fn poll_at_entry(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    if let Err(thrown) = vm.poll_slow() {
        // SAFETY: K1.
        vm.frame = unsafe { (*at.fp.add(frame::CALLER as usize)).bits() as *mut Value };
        return Err(thrown);
    }
    vm.hot_entry(at)
}

#[inline(always)]
fn entered(at: At, entered: Entered) -> Step {
    match entered {
        Entered::Done(value) => {
            at.set(at.a(), value);
            Step::Next
        }
        Entered::Pushed => Step::Switch,
    }
}

#[inline(always)]
fn set_word(window: *mut Value, word: u16, value: Value) {
    // SAFETY: W1.
    unsafe { *window.add(word as usize) = value }
}
#[inline(always)]
fn word(window: *mut Value, word: u16) -> Value {
    // SAFETY: W1.
    unsafe { *window.add(word as usize) }
}

fn eval_of(at: At) -> Value {
    at.code().realm.intrinsic_value(crate::realm::Intrinsic::Eval)
}

/// `JumpIfEval`
#[inline(never)]
pub(super) fn is_eval(at: At) -> bool {
    at.reg(at.a()) == eval_of(at)
}

#[inline(never)]
pub(super) fn call(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let window = at.window(at.b());
    if at.op() == Op::Call {
        set_word(window, frame::THIS, Value::UNDEFINED);
    }
    let (callee, argc) = (word(window, 0), at.c() as usize);
    note_callee(vm, at, callee);
    // FAST: native functions.
    if let Some(function) = callee.as_object()
        && function.kind() == Kind::NativeFunction
    {
        if let Some(argc) = forward_at(vm, at, window, function, argc) {
            // The window may be longer now than the frame has room.
            vm.top = window.wrapping_add(frame::ARGS as usize + argc);
            let result = vm.enter(window, argc, 0);
            vm.top = at.fp;
            return result.map(|e| entered(at, e));
        }
        let value = vm.call_native(window, function, argc, Value::UNDEFINED)?;
        at.set(at.a(), value);
        return Ok(Step::Next);
    }
    vm.enter(window, argc, 0).map(|e| entered(at, e))
}

/// [`Vm::forward`] of the instruction's window; its site learns of the target.
#[inline]
pub(crate) fn forward_at(vm: &mut Vm, at: At, window: *mut Value, native: Gc<Object>, argc: usize) -> Option<usize> {
    let argc = vm.forward(at.code().realm, window, native, argc)?;
    note_forwarded(vm, at, native.into(), word(window, 0));
    Some(argc)
}

/// Remembers the constructor in the site's cache.
fn note_constructor(vm: &mut Vm, at: At, callee: Value) {
    if let Some(ic) = at.ic(at.wide_i())
        && callee.is_object()
        && ic.extra != callee
    {
        ic.misses = ic.misses.saturating_add(1);
        ic.action = Action::Call;
        ic.extra = callee;
        ic.next = 0;
        let block = at.code();
        vm.heap.barrier(block);
    }
}

#[inline(never)]
pub(super) fn construct(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let window = at.window(at.b());
    let (callee, new_target) = (word(window, 0), new_target_of(at, window));
    // FAST: the same base constructor as last time, for a new.target with the same `prototype`.
    if let Some((function, shape)) = cached_construct(at, callee, new_target)
        && code_of(function).budget.get() > 0
    {
        let block = code_of(function);
        let argc = at.c() as usize;
        let size = (block.register_count.get() as usize).max(frame::ARGS as usize + argc);
        if window.wrapping_add(size) <= vm.stack_limit {
            block.budget.set(block.budget.get() - 1);
            let this = vm.new_object_with_shape(shape);
            set_word(window, frame::THIS, this.into());
            // SAFETY: W1; the code was linked when the cache was filled; the size has been checked.
            unsafe { vm.write_frame(window, function, argc, new_target, frame_flags::CONSTRUCT) };
            let top = vm.top;
            return vm.pushed(function, top).map(|e| entered(at, e));
        }
    }
    let result = construct_window(vm, at, window, at.c() as usize)?;
    cache_construct(vm, at, callee, new_target);
    Ok(result)
}

/// The constructor whose `prototype` the object gets: the callee, or what a super call passes on.
#[inline]
fn new_target_of(at: At, window: *mut Value) -> Value {
    word(window, if at.x() & 1 != 0 { frame::NEW_TARGET } else { frame::CALLEE })
}

/// The constructor and instance shape that a `Construct` site has cached, if they still are what `callee` would give for `new_target`.
#[inline]
fn cached_construct(at: At, callee: Value, new_target: Value) -> Option<(Gc<Object>, Gc<Shape>)> {
    let ic = at.ic(at.wide_i())?;
    if ic.next == 0 || ic.extra != callee {
        return None;
    }
    let (function, target) = (callee.as_object()?, new_target.as_object()?);
    if target.shape_id() != ic.shape {
        return None;
    }
    // SAFETY: the shape guard says that new.target has its `prototype` in the inline slot at `offset`; the cache keeps the
    // instance shape alive.
    unsafe {
        let prototype = *super::word_at(target, ic.offset);
        let same = prototype.is_object() && prototype.payload() as u64 == ic.holder;
        same.then(|| (function, crate::ic::shape_from_id(function.addr(), ic.next)))
    }
}

/// Fills a `Construct` site's cache after `callee` has been entered there, if it is a base constructor.
fn cache_construct(vm: &mut Vm, at: At, callee: Value, new_target: Value) {
    let function = |value: Value| value.as_object().filter(|f| f.kind() == Kind::Function);
    let (Some(function), Some(target), Some(ic)) = (function(callee), function(new_target), at.ic(at.wide_i())) else { return };
    if ic.extra != callee || code_of(function).has(call_flags::DERIVED | call_flags::COLD) {
        return;
    }
    let shape = target.shape();
    let Some(entry) = shape.lookup(vm.names.prototype).filter(|e| e.attrs & attrs::ACCESSOR == 0 && shape.is_inline(e.slot)) else { return };
    let Some(prototype) = target.slot(shape, entry.slot).as_object() else { return };
    let Some(instances) = vm.settled_instance_shape(prototype) else { return };
    vm.note_cached(shape);
    ic.shape = target.shape_id();
    ic.offset = shape.inline_offset(entry.slot);
    ic.holder = prototype.addr() as u64;
    ic.next = shape_id(instances);
    let block = at.code();
    vm.heap.barrier(block);
}

fn construct_window(vm: &mut Vm, at: At, window: *mut Value, argc: usize) -> JsResult<Step> {
    let (callee, new_target) = (word(window, 0), new_target_of(at, window));
    if !vm.is_constructor(callee) {
        if at.x() & 1 != 0 {
            let text = vm.describe_for_error(callee);
            return Err(vm.type_error(format!("Super constructor {text} of anonymous class is not a constructor")));
        }
        return Err(vm.not_a_constructor(callee));
    }
    note_constructor(vm, at, callee);
    let new_target = new_target.as_object().expect("new.target of a construct is a constructor");
    vm.enter_construct(window, argc, new_target, 0).map(|e| entered(at, e))
}

/// Copies the elements of the argument array into the window; their number.
fn spread(vm: &mut Vm, window: *mut Value) -> JsResult<usize> {
    let array = word(window, frame::ARGS).as_object().expect("the compiler builds an array");
    let elements = array.elements();
    let len = elements.len() as usize;
    // SAFETY: the room is checked.
    unsafe {
        let args = window.add(frame::ARGS as usize);
        if args.wrapping_add(len) > vm.stack_limit {
            return Err(vm.stack_overflow());
        }
        std::ptr::copy_nonoverlapping(elements.values().as_ptr(), args, len);
        vm.top = args.add(len);
        for i in 0..len {
            if (*args.add(i)).is_hole() {
                *args.add(i) = Value::UNDEFINED;
            }
        }
    }
    Ok(len)
}

#[inline(never)]
pub(super) fn call_spread(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let window = at.window(at.b());
    let callee = word(window, 0);
    if !vm.is_callable(callee) {
        return Err(vm.not_callable(callee));
    }
    note_callee(vm, at, callee);
    let argc = spread(vm, window)?;
    let result = vm.enter(window, argc, 0);
    vm.top = at.fp;
    result.map(|e| entered(at, e))
}

#[inline(never)]
pub(super) fn construct_spread(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let window = at.window(at.b());
    let argc = spread(vm, window)?;
    let (callee, new_target) = (word(window, 0), new_target_of(at, window));
    let result = construct_window(vm, at, window, argc);
    vm.top = at.fp;
    if result.is_ok() {
        cache_construct(vm, at, callee, new_target);
    }
    result
}

#[inline(never)]
pub(super) fn call_eval(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let window = at.window(at.b());
    eval_window(vm, at, window, at.c() as usize)
}

#[inline(never)]
pub(super) fn call_eval_spread(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let window = at.window(at.b());
    let argc = spread(vm, window)?;
    let result = eval_window(vm, at, window, argc);
    vm.top = at.fp;
    result
}

/// 13.3.6.1 step 6: a direct eval if the callee is %eval%.
fn eval_window(vm: &mut Vm, at: At, window: *mut Value, argc: usize) -> JsResult<Step> {
    let callee = word(window, 0);
    let eval = eval_of(at);
    if callee != eval || !eval.is_object() {
        if vm.options.tail_calls && is_tail_position(at) {
            return tail_call_window(vm, at, window, argc);
        }
        return vm.enter(window, argc, 0).map(|e| entered(at, e));
    }
    let source = if argc == 0 { Value::UNDEFINED } else { word(window, frame::ARGS) };
    let scope = at.code().code().expect("linked").scopes[at.wide_i() as usize].clone();
    let result = vm.direct_eval(source, at.reg(at.d()), &scope, at.fp)?;
    at.set(at.a(), result);
    Ok(Step::Next)
}

/// A `CallEval` of something else than %eval% whose result is returned at once, in strict code and in no handler's range.
fn is_tail_position(at: At) -> bool {
    let block = at.code();
    let Some(code) = block.code() else { return false };
    let unit = at.unit();
    let follows = code.units.get(unit + 2).is_some_and(|&u| u as u8 == Op::Return as u8 && (u >> 16) as u16 == at.a());
    let covered = || code.handlers.iter().any(|h| (h.start..h.end).contains(&(unit as u32)));
    follows && block.has(call_flags::STRICT) && !block.has(call_flags::RESUMABLE) && !covered()
}

/// 15.10.3 PrepareForTailCall: the window moves down over the running frame.
#[inline(never)]
pub(super) fn tail_call(vm: &mut Vm, at: At) -> JsResult<Step> {
    vm.enter_at(at);
    let window = at.window(at.b());
    if at.x() & 1 == 0 {
        set_word(window, frame::THIS, Value::UNDEFINED);
    }
    note_callee(vm, at, word(window, 0));
    tail_call_window(vm, at, window, at.c() as usize)
}

/// A `TailCall` of the loop: a function with machine code takes the frame over in place.
#[inline(never)]
pub(super) fn tail_call_in_loop(vm: &mut Vm, at: At) -> JsResult<Step> {
    match tail_call(vm, at)? {
        Step::Switch if vm.frame == at.fp && at.code().has(call_flags::MACHINE) => vm.continue_in_machine(at.fp, at.code().entry.get(), true),
        step => Ok(step),
    }
}

fn tail_call_window(vm: &mut Vm, at: At, window: *mut Value, argc: usize) -> JsResult<Step> {
    let callee = word(window, 0);
    let flags = super::unwind::flags_of(at.fp);
    let plain = flags & !(frame_flags::ENTRY | frame_flags::DISCARD | frame_flags::TAIL) == 0;
    let moves = plain && vm.options.tail_calls && callee.as_object().is_some_and(|f| f.kind() == Kind::Function);
    if !moves {
        return match vm.enter(window, argc, frame_flags::TAIL)? {
            Entered::Done(value) => Ok(vm.leave_frame(at.fp, value)),
            Entered::Pushed => Ok(Step::Switch),
        };
    }
    let function = callee.as_object().expect("checked above");
    let block = code_of(function);
    if block.has(call_flags::COLD) {
        vm.in_native_frame(window, argc, |vm| vm.warm_up(block, function.field(function_field::ENV)))?;
    }
    vm.poll()?;
    block.budget.set(block.budget.get() - 1);
    if block.budget.get() < 0 {
        vm.ask_tiers(block, None);
    }
    // SAFETY: the window lies above the frame's header, and the frame's own words but caller and flags are not needed any more.
    unsafe {
        let caller = (*at.fp.add(frame::CALLER as usize)).bits() as *mut Value;
        let size = (block.register_count.get() as usize).max(frame::ARGS as usize + argc);
        if block.has(call_flags::CLASS) || at.fp.wrapping_add(size) > vm.stack_limit {
            // Let the ordinary path throw.
            return vm.enter(window, argc, frame_flags::TAIL).map(|_| Step::Switch);
        }
        *at.fp = callee;
        *at.fp.add(frame::THIS as usize) = word(window, frame::THIS);
        std::ptr::copy(window.add(frame::ARGS as usize), at.fp.add(frame::ARGS as usize), argc);
        vm.frame = caller;
        vm.write_frame(at.fp, function, argc, Value::UNDEFINED, flags);
    }
    Ok(Step::Switch)
}

/// A return from a frame whose flags are not zero.
#[inline(never)]
pub(super) fn leave(vm: &mut Vm, at: At, value: Value) -> Step {
    vm.leave_frame(at.fp, value)
}

/// 7.3.34 InitializeInstanceElements: calls the constructor's field initializer, if it has one, on `this`.
#[inline(never)]
pub(super) fn init_fields(vm: &mut Vm, at: At) -> JsResult<Step> {
    let constructor = at.reg(at.b()).as_object().expect("a class constructor");
    let initializer = constructor.field(function_field::FIELDS);
    if !initializer.is_object() {
        return Ok(Step::Next);
    }
    vm.enter_at(at);
    let window = vm.free_window();
    // SAFETY: room for a header is always left above the limit (`RegisterStack::limit`).
    unsafe {
        *window = initializer;
        *window.add(frame::THIS as usize) = at.reg(at.a());
        vm.top = window.add(frame::ARGS as usize);
    }
    let entered = vm.enter(window, 0, frame_flags::DISCARD);
    vm.top = window;
    entered.map(|e| match e {
        Entered::Done(_) => Step::Next,
        Entered::Pushed => Step::Switch,
    })
}

impl Vm {
    /// Pushes a call of a getter or setter (or another function) above the running frame, for the loop to run. The result goes
    /// where the running instruction's results go, or is dropped.
    pub(super) fn push_call(&mut self, at: At, callee: Value, this: Value, args: &[Value], discard: bool) -> JsResult<Step> {
        let window = self.free_window();
        // SAFETY: room for a few words is always left above the limit.
        unsafe {
            *window = callee;
            *window.add(frame::THIS as usize) = this;
            std::ptr::copy_nonoverlapping(args.as_ptr(), window.add(frame::ARGS as usize), args.len());
            self.top = window.add(frame::ARGS as usize + args.len());
        }
        let flags = if discard { frame_flags::DISCARD } else { frame_flags::RESULT };
        let entered = self.enter(window, args.len(), flags);
        self.top = window;
        match entered? {
            Entered::Pushed => Ok(Step::Switch),
            Entered::Done(value) => {
                if !discard {
                    at.set(super::unwind::destination(at, at.op()), value);
                }
                Ok(Step::Next)
            }
        }
    }
}

