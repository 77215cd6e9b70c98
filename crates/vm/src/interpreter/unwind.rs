//! Exceptions: finding the handler, leaving frames.
use super::at::{At, Step};
use crate::code_block::call_flags;
use crate::stack::frame_flags;
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_bytecode::{Format, Op, frame};

/// The flags word of a frame.
#[inline(always)]
pub(crate) fn flags_of(fp: *mut Value) -> u32 {
    // SAFETY: callers pass live frames (K2).
    unsafe { ((*fp.add(frame::ARGC as usize)).bits() >> 32) as u32 }
}

impl Vm {
    /// The running instruction of the running JavaScript frame.
    #[inline]
    pub(crate) fn running(&self) -> At {
        // SAFETY: F1.
        unsafe { At { fp: self.frame, pc: (*self.frame.add(frame::PC as usize)).bits() as *const u64 } }
    }

    /// An exception is pending and `vm.frame` is the JavaScript frame in which it was thrown: goes to its handler. An error
    /// means that the entry frame has been left by the exception.
    #[inline(never)]
    pub(crate) fn unwind(&mut self) -> JsResult<Step> {
        loop {
            let at = self.running();
            let block = at.code();
            self.note_thrown(at);
            if !self.terminating && self.go_to_handler(at) {
                return Ok(Step::Switch);
            }
            if block.has(call_flags::RESUMABLE)
                && let Some(result) = self.fail_suspendable(at.fp)
            {
                return Ok(self.leave_frame(at.fp, result));
            }
            // SAFETY: K1.
            self.frame = unsafe { (*at.fp.add(frame::CALLER as usize)).bits() as *mut Value };
            if flags_of(at.fp) & frame_flags::ENTRY != 0 {
                return Err(Thrown);
            }
        }
    }

    pub(crate) fn go_to_handler(&mut self, at: At) -> bool {
        let block = at.code();
        let Some(code) = block.code() else { return false };
        let unit = at.unit() as u32;
        let Some(handler) = code.handlers.iter().find(|h| h.start <= unit && unit < h.end) else { return false };
        at.set(handler.register, self.take_exception());
        // SAFETY: C2: the target is a unit of the code.
        unsafe { *at.fp.add(frame::PC as usize) = Value(block.units.get().add(handler.target as usize) as u64) };
        true
    }

    /// Leaves a frame with a value, by its flags: to where its caller goes on, or out of the entry frame.
    #[inline(never)]
    pub(crate) fn leave_frame(&mut self, fp: *mut Value, value: Value) -> Step {
        let (mut fp, mut value) = (fp, value);
        loop {
            let flags = flags_of(fp);
            // SAFETY: K1, K2.
            unsafe {
                if flags & frame_flags::CONSTRUCT != 0 && !value.is_object() {
                    value = *fp.add(frame::THIS as usize);
                }
                self.frame = (*fp.add(frame::CALLER as usize)).bits() as *mut Value;
            }
            if flags & frame_flags::ENTRY != 0 {
                self.completion = value;
                return Step::Leave;
            }
            if flags & frame_flags::TAIL != 0 {
                fp = self.frame;
                continue;
            }
            self.deliver(value, flags);
            return Step::Switch;
        }
    }

    /// The instruction that the running frame was waiting in gets its result, and the frame's PC word moves past it.
    pub(crate) fn deliver(&mut self, value: Value, flags: u32) {
        let at = self.running();
        let op = at.op();
        if flags & frame_flags::DISCARD == 0 {
            at.set(destination(at, op), value);
        }
        // SAFETY: A1.
        unsafe { *at.fp.add(frame::PC as usize) = Value(at.pc.add(op.units()) as u64) };
    }
}

/// The register that an instruction which calls writes.
pub(super) fn destination(at: At, op: Op) -> u16 {
    if op.row().format == Format::Abx { at.b() } else { at.a() }
}
