//! Polls: how a running script is told to stop. Loops and calls of the interpreter and of baseline code spend their function's budget, loops
//! in library code spend fuel; when it is gone the slow path looks at requests from other threads, the deadline and the heap limit. Optimized
//! code spends nothing: it looks at the request word alone.
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

/// Back edges and calls between two looks at the clock and the requests.
pub const FUEL: i32 = 20_000;

/// Running functions whose budgets are taken when the heap is full.
const FRAMES_TOLD: usize = 16;

/// Bits of the request word.
pub mod request {
    /// The host wants the script to end.
    pub const INTERRUPT: u32 = 1;
    /// A deadline has come: the clock is to be looked at.
    pub const DEADLINE: u32 = 2;
    /// The heap is full.
    pub const HEAP: u32 = 4;
    /// Compiled code waits to be installed.
    pub const INSTALL: u32 = 8;
}

/// Stops a script from any thread.
#[derive(Clone, Default)]
pub struct InterruptHandle(Arc<AtomicU32>);
impl InterruptHandle {
    /// Ends the running script, or the next, with an uncatchable error.
    pub fn interrupt(&self) {
        self.0.fetch_or(request::INTERRUPT, Ordering::Release);
    }
    /// Says that compiled code waits to be installed.
    pub fn request_install(&self) {
        self.0.fetch_or(request::INSTALL, Ordering::Release);
    }
}

/// See the module head.
pub struct Interrupt {
    /// Counts down; below zero: poll.
    pub fuel: i32,
    handle: InterruptHandle,
    deadline: Option<Instant>,
}
impl Interrupt {
    pub(crate) fn new() -> Interrupt {
        Interrupt { fuel: FUEL, handle: InterruptHandle::default(), deadline: None }
    }
    /// For other threads.
    pub fn handle(&self) -> InterruptHandle {
        self.handle.clone()
    }
    /// Scripts end at that time; `None`: no deadline.
    pub fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
        self.fuel = 0;
        if let Some(deadline) = deadline {
            crate::watchdog::set_alarm(deadline, &self.handle.0);
        }
    }
    /// The request word, which optimized code reads.
    pub(crate) fn request_word(&self) -> *const AtomicU32 {
        Arc::as_ptr(&self.handle.0)
    }
    /// Has anyone asked for a poll?
    #[inline(always)]
    pub(crate) fn is_requested(&self) -> bool {
        self.handle.0.load(Ordering::Relaxed) != 0
    }
    /// Should a long native computation (a regexp) stop now? Then its caller must call [`Vm::poll_slow`].
    pub fn must_stop(&self) -> bool {
        self.handle.0.load(Ordering::Acquire) & request::INTERRUPT != 0 || self.deadline.is_some_and(|d| Instant::now() >= d)
    }
    pub(crate) fn request_heap_limit(&mut self) {
        self.handle.0.fetch_or(request::HEAP, Ordering::Release);
        self.fuel = -1;
    }
}

impl Vm {
    /// Spends one unit of fuel: for loops in library code. An error is a termination, or the RangeError of a full heap.
    #[inline(always)]
    pub fn poll(&mut self) -> JsResult<()> {
        self.interrupt.fuel -= 1;
        if self.interrupt.fuel < 0 { self.poll_slow() } else { Ok(()) }
    }
    /// Spends `n` units: for library loops that take n cheap steps.
    #[inline]
    pub fn poll_n(&mut self, n: usize) -> JsResult<()> {
        self.interrupt.fuel = self.interrupt.fuel.saturating_sub(n.min(1 << 20) as i32);
        if self.interrupt.fuel < 0 { self.poll_slow() } else { Ok(()) }
    }
    /// Spends `n` units where nothing can be thrown: when the fuel is gone, whoever runs polls at its next call or back edge.
    #[inline]
    pub(crate) fn charge(&mut self, n: usize) {
        self.interrupt.fuel = self.interrupt.fuel.saturating_sub(n.min(1 << 20) as i32);
        if self.interrupt.fuel < 0 {
            self.end_budgets();
        }
    }
    /// The heap is full, or nearly: whoever runs shall poll at its next call or back edge, so that a script cannot fill the heap's reserve too
    /// before it gets its RangeError.
    #[cold]
    pub(crate) fn poll_soon(&mut self) {
        self.interrupt.request_heap_limit();
        self.end_budgets();
    }
    /// Whoever runs shall poll at its next call or back edge, and library loops at their next step.
    #[cold]
    pub(crate) fn end_budgets(&mut self) {
        self.interrupt.fuel = -1;
        let mut next = self.current_frame();
        for _ in 0..FRAMES_TOLD {
            let Some(frame) = next else { break };
            if let Some(code) = frame.code() {
                code.budget.set(0);
            }
            next = frame.caller();
        }
    }
    /// Looks at every reason to stop.
    #[cold]
    #[inline(never)]
    pub fn poll_slow(&mut self) -> JsResult<()> {
        self.interrupt.fuel = FUEL;
        let requests = self.interrupt.handle.0.swap(0, Ordering::AcqRel);
        if requests & request::INTERRUPT != 0 {
            return Err(self.terminate("Script execution was interrupted"));
        }
        if self.interrupt.deadline.is_some_and(|d| Instant::now() >= d) {
            self.interrupt.deadline = None;
            return Err(self.terminate("Script execution timed out"));
        }
        if requests & request::INSTALL != 0
            && let Some(tiers) = self.machine.tiers
        {
            (tiers.install)(self);
        }
        if requests & request::HEAP != 0 {
            // Something could not be made, and its place was taken by something else: whatever room there is now, this is an error.
            return Err(self.heap_is_full());
        }
        if self.heap.limit_reached() || self.heap.is_past_limit() {
            self.heap.collect(ogive_gc::CollectionKind::Full, ogive_gc::CollectionReason::Growth);
            if self.heap.limit_reached() || self.heap.is_past_limit() {
                return Err(self.heap_is_full());
            }
        }
        Ok(())
    }
    /// The error of a full heap, made of the reserve, is enough: that the limit is met again while it is made asks for no second one.
    #[cold]
    fn heap_is_full(&mut self) -> Thrown {
        self.heap.clear_limit_reached();
        let thrown = self.out_of_memory();
        self.interrupt.handle.0.fetch_and(!request::HEAP, Ordering::AcqRel);
        self.heap.clear_limit_reached();
        thrown
    }
    /// Installs code if that is all that is asked for. If not, it is false, and whoever polls next shall look at it.
    #[cold]
    pub(crate) fn install_if_asked(&mut self) -> bool {
        let only = self.interrupt.handle.0.compare_exchange(request::INSTALL, 0, Ordering::AcqRel, Ordering::Acquire);
        match (only, self.machine.tiers) {
            (Ok(_), Some(tiers)) => (tiers.install)(self),
            (Ok(_), None) => {}
            (Err(0), _) => {}
            (Err(_), _) => {
                self.end_budgets();
                return false;
            }
        }
        true
    }
    /// Ends the script: an Error that no handler catches.
    pub fn terminate(&mut self, message: &str) -> Thrown {
        let thrown = self.error(message);
        self.terminating = true;
        thrown
    }
    /// Is a termination under way?
    pub fn is_terminating(&self) -> bool {
        self.terminating
    }
    /// The host has seen the termination: scripts may run again.
    pub fn clear_termination(&mut self) {
        self.terminating = false;
        self.exception = Value::HOLE;
    }
    /// The RangeError of a full heap.
    #[cold]
    pub fn out_of_memory(&mut self) -> Thrown {
        self.range_error("Out of memory")
    }
    /// The RangeError of a string that would be too long.
    #[cold]
    pub fn invalid_string_length(&mut self) -> Thrown {
        self.range_error("Invalid string length")
    }
}
