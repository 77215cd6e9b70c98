//! The call of compiled code: its context, the functions it calls, and what comes out.
//!
//! Invariants: N1 to N3 of the crate's head, and
//! - C1: `Context` lives on the caller's stack for the length of the call; `work` points to the `Work` of `search`'s caller.
use ogive_jit::CodeAllocation;
use ogive_regexp::{Input, MatchError, NativeCode, Work};
use std::fmt;
use std::mem::offset_of;

/// A register that holds no position.
pub(crate) const UNSET: i32 = 1;
/// Bytes of an entry of the backtrack stack.
pub(crate) const ENTRY: i32 = 16;
/// Entries the backtrack stack begins with.
const FIRST_ENTRIES: usize = 256;
/// Bytes of input that offsets can name.
const MAX_BYTES: usize = i32::MAX as usize - 64;

/// What the code is called with.
#[repr(C)]
pub(crate) struct Context {
    /// One past the input.
    end: *const u8,
    /// Where the attempt begins.
    start: i64,
    /// The start of input.
    begin: i64,
    registers: *mut u32,
    stack: *mut [u64; 2],
    /// An entry may be pushed while the top is not above this.
    limit: *mut [u64; 2],
    /// Where the leading run ended.
    run_end: i64,
    steps: u32,
    sticky: u32,
    work: *mut Work<'static>,
}

/// Offsets in [`Context`].
pub(crate) mod field {
    use super::{Context, offset_of};
    pub(crate) const END: i32 = offset_of!(Context, end) as i32;
    pub(crate) const START: i32 = offset_of!(Context, start) as i32;
    pub(crate) const BEGIN: i32 = offset_of!(Context, begin) as i32;
    pub(crate) const REGISTERS: i32 = offset_of!(Context, registers) as i32;
    pub(crate) const STACK: i32 = offset_of!(Context, stack) as i32;
    pub(crate) const LIMIT: i32 = offset_of!(Context, limit) as i32;
    pub(crate) const RUN_END: i32 = offset_of!(Context, run_end) as i32;
    pub(crate) const STEPS: i32 = offset_of!(Context, steps) as i32;
    pub(crate) const STICKY: i32 = offset_of!(Context, sticky) as i32;
}

/// What the code answers.
pub(crate) mod status {
    pub(crate) const NOT_FOUND: i32 = 0;
    pub(crate) const FOUND: i32 = 1;
    pub(crate) const STACK_OVERFLOW: i32 = 2;
    pub(crate) const INTERRUPTED: i32 = 3;
}

impl Context {
    /// What the search works with.
    ///
    /// # Safety
    /// C1: called by a function that compiled code calls.
    unsafe fn work(&mut self) -> &mut Work<'static> {
        // SAFETY: as demanded: `search`, which has the one reference, waits for the code.
        unsafe { &mut *self.work }
    }
}

/// Makes the backtrack stack larger; the new top, or null at the limit.
pub(crate) extern "C" fn grow(context: *mut Context, top: *mut [u64; 2]) -> *mut [u64; 2] {
    // SAFETY: called by compiled code with its context (C1); the top lies in the stack (N2).
    unsafe {
        let context = &mut *context;
        let work = &mut *context.work;
        let used = top.offset_from(context.stack) as usize;
        if used >= work.stack_limit {
            return std::ptr::null_mut();
        }
        let stack = &mut *work.stack;
        let len = (stack.len() * 2).min(work.stack_limit + 2);
        stack.resize(len, [0; 2]);
        context.stack = stack.as_mut_ptr();
        context.limit = context.stack.add(len - 1);
        context.stack.add(used)
    }
}
/// Whether to stop.
pub(crate) extern "C" fn interrupt(context: *mut Context) -> u32 {
    // SAFETY: as above.
    let work = unsafe { (*context).work() };
    (work.interrupt)().into()
}
/// Whether `len` bytes at two offsets are the same up to case.
pub(crate) extern "C" fn same_ignoring_case(context: *mut Context, a: i64, b: i64, len: i64) -> u32 {
    // SAFETY: as above.
    let (begin, work) = unsafe { ((*context).begin, (*context).work()) };
    let range = |at: i64| (at - begin) as usize..(at - begin + len) as usize;
    let halved = |at: i64| range(at).start / 2..range(at).end / 2;
    let program = work.program;
    let same = match *work.input {
        Input::Latin1(units) => program.equal_ignoring_case(Input::Latin1(&units[range(a)]), Input::Latin1(&units[range(b)])),
        Input::Utf16(units) => program.equal_ignoring_case(Input::Utf16(&units[halved(a)]), Input::Utf16(&units[halved(b)])),
    };
    same.into()
}

/// Code of a program for one width of input.
pub(crate) struct Code {
    allocation: CodeAllocation,
    registers: usize,
    slots: usize,
    wide: bool,
    /// With u or v: no match begins inside a pair.
    unicode: bool,
}

impl Code {
    pub(crate) fn new(allocation: CodeAllocation, registers: usize, slots: usize, wide: bool, unicode: bool) -> Code {
        Code { allocation, registers, slots, wide, unicode }
    }
    /// A position inside a surrogate pair is the pair's, with u or v.
    fn adjusted(&self, input: Input<'_>, at: usize) -> usize {
        match input {
            Input::Utf16(units) if self.unicode && at > 0 && at < units.len() => {
                let splits = units[at - 1] & 0xFC00 == 0xD800 && units[at] & 0xFC00 == 0xDC00;
                at - usize::from(splits)
            }
            _ => at,
        }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes of machine code", self.allocation.len())
    }
}

impl NativeCode for Code {
    fn search(&self, work: &mut Work<'_>) -> Result<bool, MatchError> {
        let (end, bytes) = match *work.input {
            Input::Latin1(units) => (units.as_ptr_range().end, units.len()),
            Input::Utf16(units) => (units.as_ptr_range().end.cast(), units.len() * 2),
        };
        if bytes > MAX_BYTES || matches!(*work.input, Input::Utf16(_)) != self.wide {
            // Longer than any string of this engine.
            return Err(MatchError::StackOverflow);
        }
        let start = if self.unicode { self.adjusted(*work.input, work.last_index) } else { work.last_index };
        let begin = -(bytes as i64);
        if work.registers.len() < self.registers {
            work.registers.resize(self.registers, 0);
        }
        if work.stack.is_empty() {
            work.stack.resize(FIRST_ENTRIES, [0; 2]);
        }
        let stack = work.stack.as_mut_ptr();
        let usable = work.stack.len().min(work.stack_limit + 2) - 1;
        let mut context = Context {
            end,
            start: begin + ((start as i64) << u32::from(self.wide)),
            begin,
            registers: work.registers.as_mut_ptr(),
            stack,
            // SAFETY: within the stack.
            limit: unsafe { stack.add(usable) },
            run_end: 0,
            steps: work.steps,
            sticky: work.sticky.into(),
            work: (&raw mut *work).cast(),
        };
        // SAFETY: the code is a function of this type; it keeps N1 and N2 given a context of its width.
        let status = unsafe {
            let code = std::mem::transmute::<usize, extern "C" fn(*mut Context) -> i32>(self.allocation.address());
            code(&raw mut context)
        };
        match status {
            status::NOT_FOUND => Ok(false),
            status::STACK_OVERFLOW => Err(MatchError::StackOverflow),
            status::INTERRUPTED => Err(MatchError::Interrupted),
            _ => {
                let slots = &mut work.registers[..self.slots];
                if self.wide { to_indices::<1>(slots, begin as i32) } else { to_indices::<0>(slots, begin as i32) }
                Ok(true)
            }
        }
    }
}

/// Offsets from the end, of units of `1 << SHIFT` bytes, become indices; `begin` is the start of input.
#[inline(always)]
fn to_indices<const SHIFT: u32>(slots: &mut [u32], begin: i32) {
    for slot in slots {
        let offset = *slot as i32;
        *slot = if offset > 0 { u32::MAX } else { offset.wrapping_sub(begin) as u32 >> SHIFT };
    }
}
