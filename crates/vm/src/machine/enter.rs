//! How frames get into machine code and out of it.
use super::{Machine, Tiers};
use crate::call::code_of;
use crate::code_block::{CodeBlock, call_flags};
use crate::interpreter::{self, At, Step};
use crate::stack::{Frame, frame_flags};
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_bytecode::frame;
use ogive_gc::Gc;

/// Where an exception in machine code leads.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Unwound {
    /// The handler's address in this frame; null: leave the frame with `value`.
    pub address: *const u8,
    /// Result bits.
    pub value: u64,
}

fn bits(result: JsResult<Value>) -> u64 {
    result.unwrap_or(Value::EXCEPTION).bits()
}

/// Sets [`frame_flags::ENTRY`]; the flags before.
///
/// # Safety
/// `fp` is a live frame.
unsafe fn make_entry(fp: *mut Value) -> u32 {
    // SAFETY: K2.
    unsafe {
        let word = fp.add(frame::ARGC as usize);
        let flags = ((*word).bits() >> 32) as u32;
        *word = Value((*word).bits() | (frame_flags::ENTRY as u64) << 32);
        flags
    }
}
/// Replaces the flags, keeping the argument count.
///
/// # Safety
/// `fp` is a live frame.
unsafe fn set_flags(fp: *mut Value, flags: u32) {
    // SAFETY: K2.
    unsafe {
        let word = fp.add(frame::ARGC as usize);
        *word = Value((*word).bits() & 0xFFFF_FFFF | (flags as u64) << 32);
    }
}
/// The caller's frame pointer.
///
/// # Safety
/// `fp` is a live frame.
unsafe fn caller_of(fp: *mut Value) -> *mut Value {
    // SAFETY: K1.
    unsafe { (*fp.add(frame::CALLER as usize)).bits() as *mut Value }
}

impl Vm {
    fn installed_tiers(&self) -> Tiers {
        self.machine.tiers.expect("machine code comes from installed tiers")
    }

    /// Runs the JavaScript frame that has just been pushed as `vm.frame`, to its end: in machine code if its function has any. The
    /// caller restores `vm.frame` and `vm.top`.
    pub(crate) fn run_pushed(&mut self) -> JsResult<Value> {
        let fp = self.frame;
        // SAFETY: a JavaScript frame has been pushed.
        let block = unsafe {
            make_entry(fp);
            Frame::from_raw(fp).code().expect("a JavaScript frame")
        };
        if !block.has(call_flags::MACHINE) {
            // SAFETY: an entry frame has been pushed.
            return unsafe { interpreter::run(self) };
        }
        self.check_native_stack()?;
        let enter = self.installed_tiers().enter;
        // SAFETY: the frame is complete, and the block's entry is machine code.
        let result = Value(unsafe { enter(self, fp, block.entry.get()) });
        if result.is_exception() { Err(Thrown) } else { Ok(result) }
    }

    /// The frame pushed as `vm.frame` above a running frame has machine code: runs it as a native function would run, and
    /// restores frame and top.
    pub(crate) fn run_as_native(&mut self, top: *mut Value) -> JsResult<Value> {
        // SAFETY: the frame has just been pushed.
        let caller = unsafe { caller_of(self.frame) };
        let result = self.run_pushed();
        (self.frame, self.top) = (caller, top);
        result
    }

    /// A frame that the interpreter runs goes on in machine code at `address` (baseline code, or an M entry that takes over a frame in place); what
    /// the interpreter does when it comes back.
    pub(crate) fn continue_in_machine(&mut self, fp: *mut Value, address: *const u8, entry: bool) -> JsResult<Step> {
        if fp == self.machine.waiting {
            self.machine.hop = Unwound { address, value: entry as u64 };
            return Ok(Step::Hop);
        }
        self.check_native_stack()?;
        let tiers = self.installed_tiers();
        // SAFETY: `fp` is the running frame, and the address belongs to its code.
        let (flags, result) = unsafe {
            let flags = make_entry(fp);
            let enter = if entry { tiers.enter } else { tiers.enter_at };
            let result = Value(enter(self, fp, address));
            set_flags(fp, flags);
            (flags, result)
        };
        if !result.is_exception() {
            return Ok(self.leave_frame(fp, result));
        }
        if flags & frame_flags::ENTRY != 0 {
            return Ok(Step::Fail);
        }
        // SAFETY: K1.
        self.frame = unsafe { caller_of(fp) };
        Err(Thrown)
    }

    /// Runs the resumed entry frame at its PC word, which is a place that suspended frames go on at, or an exception's handler: in the best code there is.
    pub(crate) fn run_resumed(&mut self, at: At) -> JsResult<Value> {
        let (block, unit) = (at.code(), at.unit() as u32);
        if block.osr(unit).is_none() {
            if block.baseline().is_some() {
                block.note_resumed(unit);
            }
            block.budget.set(block.budget.get() - 1);
            if block.budget.get() < 0 {
                self.ask_tiers(block, Some(unit));
            }
        }
        let Some((address, entry)) = block.address_at(unit) else {
            // SAFETY: an entry frame has been pushed.
            return unsafe { interpreter::run(self) };
        };
        let tiers = self.installed_tiers();
        let enter = if entry { tiers.enter } else { tiers.enter_at };
        // SAFETY: the frame is live, and the address belongs to its code.
        let result = Value(unsafe { enter(self, at.fp, address) });
        if result.is_exception() { Err(Thrown) } else { Ok(result) }
    }

    /// A loop's budget is spent in the interpreter, which is about to go on at the loop head `unit` of the running frame.
    pub(crate) fn hot_loop(&mut self, at: At, unit: u32) -> JsResult<Step> {
        let block = at.code();
        self.ask_tiers(block, Some(unit));
        match block.address_at(unit) {
            Some((address, entry)) => self.continue_in_machine(at.fp, address, entry),
            None => Ok(Step::Next),
        }
    }

    /// A function's budget is spent at its entry in the interpreter, whose frame is in place.
    pub(crate) fn hot_entry(&mut self, at: At) -> JsResult<Step> {
        let block = at.code();
        self.ask_tiers(block, None);
        match block.baseline().and_then(|code| code.address_of(0)) {
            Some(address) => self.continue_in_machine(at.fp, address, false),
            None => Ok(Step::Next),
        }
    }

    /// Refills a block's budget, and lets the tiers compile.
    pub(crate) fn ask_tiers(&mut self, block: Gc<CodeBlock>, unit: Option<u32>) {
        block.budget.set(crate::interrupt::FUEL);
        if let Some(tiers) = self.machine.tiers {
            (tiers.spent)(self, block, unit);
        }
    }
}

/// The trampoline's function: runs a function without machine code whose window an M caller has filled in.
///
/// # Safety
/// Convention M.
pub unsafe extern "C" fn interpret(vm: *mut Vm, fp: *mut Value) -> u64 {
    // SAFETY: convention M: the Vm lives, and the window's words are in place.
    let (vm, function, word, new_target) = unsafe {
        let vm = &mut *vm;
        vm.frame = caller_of(fp);
        let function = (*fp).as_object().expect("M callers check the callee");
        (vm, function, (*fp.add(frame::ARGC as usize)).bits(), *fp.add(frame::NEW_TARGET as usize))
    };
    let pushed = vm.check_native_stack().and_then(|()| vm.push_function(fp, function, word as u32 as usize, new_target, (word >> 32) as u32));
    // The budget has been spent by a call from machine code: the function may have become machine code by now.
    bits(pushed.and_then(|()| vm.run_pushed()))
}

/// Goes on in the interpreter from `vm.frame` (rebuilt after a failed bet), at its PC word or by unwinding a pending exception, until the
/// entry frame `root` is left: no address, and the result's bits. If that frame goes on in machine code instead: the address, and 1 when it is an M entry,
/// 0 when it lies inside the frame's own baseline code.
///
/// # Safety
/// `vm.frame` and its callers up to the entry frame `root` are as the interpreter would have made them; the native frame below is the exit stub's.
pub unsafe fn resume(vm: &mut Vm, root: *mut Value, throwing: bool) -> Unwound {
    let leave = |result: JsResult<Value>| Unwound { address: std::ptr::null(), value: bits(result) };
    if throwing {
        match vm.unwind() {
            Ok(Step::Leave) => return leave(Ok(std::mem::replace(&mut vm.completion, Value::UNDEFINED))),
            Ok(_) => {}
            Err(Thrown) => return leave(Err(Thrown)),
        }
    }
    let outer = std::mem::replace(&mut vm.machine.waiting, root);
    // SAFETY: the caller's promise.
    let result = unsafe { interpreter::run_or_hop(vm) };
    vm.machine.waiting = outer;
    match result {
        Ok(true) => vm.machine.hop,
        Ok(false) => leave(Ok(std::mem::replace(&mut vm.completion, Value::UNDEFINED))),
        Err(Thrown) => leave(Err(Thrown)),
    }
}

/// An exception is pending in the frame `fp`, thrown by the instruction at `pc`.
///
/// # Safety
/// Convention M; the frame is one of baseline code.
pub unsafe extern "C" fn unwind(vm: *mut Vm, fp: *mut Value, pc: *const u64) -> Unwound {
    // SAFETY: as demanded.
    let vm = unsafe { &mut *vm };
    let at = At { fp, pc };
    vm.enter_at(at);
    let leave = |value: Value| Unwound { address: std::ptr::null(), value: value.bits() };
    let block = at.code();
    vm.note_thrown(at);
    if !vm.is_terminating() && vm.go_to_handler(at) {
        let unit = vm.running().unit() as u32;
        let address = block.baseline().and_then(|code| code.address_of(unit)).expect("handlers have addresses");
        return Unwound { address, value: 0 };
    }
    if block.has(call_flags::RESUMABLE)
        && let Some(result) = vm.fail_suspendable(fp)
    {
        return leave(result);
    }
    leave(Value::EXCEPTION)
}

/// After status `REENTER`: where the frame at `fp` goes on. `value` is 1 when the address is an M entry (another function's, by a tail call, or
/// optimized code for that place), 0 when it lies inside the frame's own baseline code.
///
/// # Safety
/// Convention M.
pub unsafe extern "C" fn reenter(vm: *mut Vm, fp: *mut Value) -> Unwound {
    // SAFETY: as demanded.
    let (vm, at) = unsafe { (&mut *vm, At { fp, pc: (*fp.add(frame::PC as usize)).bits() as *const u64 }) };
    let block = at.code();
    if at.pc == block.units.get() {
        return Unwound { address: block.entry.get(), value: 1 };
    }
    debug_assert!(vm.frame == fp);
    let (address, entry) = block.address_at(at.unit() as u32).expect("resumption points have addresses");
    Unwound { address, value: entry as u64 }
}

/// A machine entry has spent its block's budget: 0 to go on, 2 when an exception is pending (the caller's: no frame is left), else the M entry to jump
/// to instead.
///
/// # Safety
/// Convention M; the frame's CODE word is written.
pub unsafe extern "C" fn spent_at_entry(vm: *mut Vm, fp: *mut Value) -> u64 {
    // SAFETY: as demanded.
    let (vm, block) = unsafe { (&mut *vm, code_of((*fp).as_object().expect("a callee"))) };
    let before = block.entry.get();
    // SAFETY: convention M: the caller's PC word is written, and the frame's own words are given back as they were.
    let (argc, header) = unsafe {
        vm.frame = caller_of(fp);
        ((*fp.add(frame::ARGC as usize)).bits() as u32 as usize, *fp.cast::<[Value; frame::THIS as usize]>())
    };
    let polled = vm.in_native_frame(fp, argc, |vm| {
        vm.poll_slow()?;
        vm.ask_tiers(block, None);
        Ok(())
    });
    // SAFETY: as above.
    unsafe { *fp.cast::<[Value; frame::THIS as usize]>() = header };
    if polled.is_err() {
        return interpreter::slow_paths::status::EXCEPTION;
    }
    let after = block.entry.get();
    if after == before { 0 } else { after as u64 }
}

/// Baseline code has spent its block's budget at the loop instruction `pc`, which jumps to unit `unit`: 0 to go on, 2 when an
/// exception is pending, else the M entry of optimized code that takes over the frame at that loop head.
///
/// # Safety
/// Convention M.
pub unsafe extern "C" fn spent_at_loop(vm: *mut Vm, fp: *mut Value, pc: *const u64, unit: u32) -> u64 {
    // SAFETY: as demanded.
    let vm = unsafe { &mut *vm };
    let at = At { fp, pc };
    vm.enter_at(at);
    if vm.poll_slow().is_err() {
        return interpreter::slow_paths::status::EXCEPTION;
    }
    let block = at.code();
    vm.ask_tiers(block, Some(unit));
    block.osr(unit).map_or(0, |code| code.entry as u64)
}

/// A machine entry cannot make its frame: throws, in the caller's frame, what [[Call]] of a class constructor throws, or that the stack is full.
/// Result bits.
///
/// # Safety
/// Convention M.
pub unsafe extern "C" fn refuse_entry(vm: *mut Vm, fp: *mut Value) -> u64 {
    // SAFETY: as demanded.
    let (vm, function, new_target) = unsafe {
        let vm = &mut *vm;
        vm.frame = caller_of(fp);
        (vm, (*fp).as_object().expect("a callee"), *fp.add(frame::NEW_TARGET as usize))
    };
    if code_of(function).has(call_flags::CLASS) && new_target.is_undefined() {
        vm.class_without_new(function);
    } else {
        vm.stack_overflow();
    }
    Value::EXCEPTION.bits()
}

/// The instruction at `pc` calls the native function in a window with `argc` arguments. Result bits.
///
/// # Safety
/// Convention M; the window's words are in place.
pub unsafe extern "C" fn call_native(vm: *mut Vm, fp: *mut Value, pc: *const u64, window: *mut Value, argc: usize) -> u64 {
    // SAFETY: as demanded.
    let (vm, function) = unsafe { (&mut *vm, (*window).as_object().expect("a native function")) };
    let at = At { fp, pc };
    vm.enter_at(at);
    match interpreter::forward_at(vm, at, window, function, argc) {
        Some(argc) => bits(vm.call_forwarded(window, argc)),
        None => bits(vm.call_native(window, function, argc, Value::UNDEFINED)),
    }
}

/// The request word is not zero in optimized code: 1 to go on, 0 to leave the code, so that a lower tier polls (what ends a script needs all frames).
///
/// # Safety
/// `vm.frame` is the running frame.
pub unsafe extern "C" fn requested(vm: *mut Vm) -> u8 {
    // SAFETY: as demanded.
    let vm = unsafe { &mut *vm };
    vm.install_if_asked() as u8
}

const _: () = assert!(std::mem::offset_of!(Machine, untag_object) == 0);
