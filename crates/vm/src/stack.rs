//! The register stack, frames on it, and the arguments that native functions see.
//!
//! Layout: `ogive_bytecode::frame`. Invariants:
//! - K1: frames form a list by their `caller` words, ending in null; each lies above its caller's window base.
//! - K2: a frame's callee, argument count and `this` are valid from its push to its pop.
use crate::cells::Kind;
use crate::code_block::CodeBlock;
use crate::object::Object;
use crate::realm::Realm;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::frame;
use ogive_gc::Gc;

/// Frame flag bits (high half of the ARGC word).
pub mod frame_flags {
    /// [[Construct]]: a non-object result is replaced by `this`.
    pub const CONSTRUCT: u32 = 1;
    /// Returning leaves the dispatch loop (called from Rust).
    pub const ENTRY: u32 = 2;
    /// The result is dropped (setter called by a store).
    pub const DISCARD: u32 = 4;
    /// A generator's or async function's frame, resumed from its saved copy.
    pub const RESUMED: u32 = 8;
    /// Called by an instruction that is no call (a getter): only says that the return takes the slow path.
    pub const RESULT: u32 = 32;
    /// Called in tail position without having replaced the caller's frame: the caller returns with this frame's result.
    pub const TAIL: u32 = 64;
}

/// The reserved mapping; grows up, guarded by its limit.
pub(crate) struct RegisterStack {
    memory: *mut Value,
    words: usize,
}
impl RegisterStack {
    /// Reserves `words` (committed on touch by the kernel).
    pub(crate) fn new(words: usize) -> Option<RegisterStack> {
        // SAFETY: an anonymous private mapping with no address demanded.
        let memory = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                words * 8 + 4096,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        if memory == libc::MAP_FAILED {
            return None;
        }
        // SAFETY: the last page of the mapping becomes the guard.
        unsafe { libc::mprotect((memory as *mut u8).add(words * 8).cast(), 4096, libc::PROT_NONE) };
        Some(RegisterStack { memory: memory as *mut Value, words })
    }
    pub(crate) fn bottom(&self) -> *mut Value {
        self.memory
    }
    pub(crate) fn limit(&self) -> *mut Value {
        // SAFETY: within the mapping. 512 words stay for error paths.
        unsafe { self.memory.add(self.words - 512) }
    }
}
impl Drop for RegisterStack {
    fn drop(&mut self) {
        // SAFETY: the mapping made in `new`.
        unsafe { libc::munmap(self.memory.cast(), self.words * 8 + 4096) };
    }
}

/// The lowest address the native stack may reach: its end plus `reserve` bytes for code that does not check.
pub(crate) fn native_stack_limit(reserve: usize) -> usize {
    // SAFETY: plain libc queries about the running thread.
    unsafe {
        let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &mut attributes) != 0 {
            return 0;
        }
        let (mut address, mut size) = (std::ptr::null_mut(), 0);
        libc::pthread_attr_getstack(&attributes, &mut address, &mut size);
        libc::pthread_attr_destroy(&mut attributes);
        // The main thread's mapping may be reported larger than what it can grow to.
        let here = &size as *const _ as usize;
        let reach = here.saturating_sub(address as usize).min(7 << 20);
        here - reach + reserve.min(reach / 2)
    }
}

/// A frame on the register stack.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Frame(*mut Value);

impl Frame {
    /// # Safety
    /// `fp` is the frame pointer of a live frame (K2).
    #[inline(always)]
    pub(crate) unsafe fn from_raw(fp: *mut Value) -> Frame {
        Frame(fp)
    }
    #[inline(always)]
    pub(crate) fn word(self, i: u16) -> Value {
        // SAFETY: K2.
        unsafe { *self.0.add(i as usize) }
    }
    /// The frame pointer.
    pub(crate) fn pointer(self) -> *mut Value {
        self.0
    }
    /// The running function.
    pub fn callee(self) -> Value {
        self.word(frame::CALLEE)
    }
    /// The code block; none in a native frame.
    #[inline(always)]
    pub fn code(self) -> Option<Gc<CodeBlock>> {
        let bits = self.word(frame::CODE).bits();
        // SAFETY: a code word is 0 or the address of the code block that the callee keeps alive.
        if bits == 0 { None } else { Some(unsafe { Gc::from_addr(bits as usize) }) }
    }
    /// The calling frame.
    pub fn caller(self) -> Option<Frame> {
        let bits = self.word(frame::CALLER).bits();
        if bits == 0 { None } else { Some(Frame(bits as *mut Value)) }
    }
    /// The unit index of the saved pc.
    pub fn unit(self) -> Option<u32> {
        let code = self.code()?;
        let pc = self.word(frame::PC).bits();
        let start = code.units.get() as u64;
        if pc < start { None } else { Some(((pc - start) / 8) as u32) }
    }
    /// [`frame_flags`].
    pub fn flags(self) -> u32 {
        (self.word(frame::ARGC).bits() >> 32) as u32
    }
    /// The realm of the running function.
    #[inline]
    pub(crate) fn realm(self) -> Option<Gc<Realm>> {
        if let Some(code) = self.code() {
            return Some(code.realm);
        }
        let callee = self.callee().as_object()?;
        match callee.kind() {
            Kind::NativeFunction | Kind::Undetectable => callee.field(crate::native::FIELD_REALM).as_internal::<Realm>(),
            _ => self.caller().and_then(Frame::realm),
        }
    }
    /// `this`.
    pub fn this(self) -> Value {
        self.word(frame::THIS)
    }
}

/// What a native function is called with: a view of its frame.
#[derive(Clone, Copy)]
pub struct Arguments {
    fp: *mut Value,
}
impl Arguments {
    /// # Safety
    /// `fp` is a live frame whose arguments are in place (K2).
    #[inline(always)]
    pub(crate) unsafe fn from_frame(fp: *mut Value) -> Arguments {
        Arguments { fp }
    }
    #[inline(always)]
    fn word(&self, i: u16) -> Value {
        // SAFETY: K2.
        unsafe { *self.fp.add(i as usize) }
    }
    /// How many arguments were passed.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.word(frame::ARGC).bits() as u32 as usize
    }
    /// None?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Argument `i`, or undefined.
    #[inline(always)]
    pub fn get(&self, i: usize) -> Value {
        if i < self.len() {
            // SAFETY: in bounds.
            unsafe { *self.fp.add(frame::ARGS as usize + i) }
        } else {
            Value::UNDEFINED
        }
    }
    /// All arguments. Valid until the function returns.
    #[inline(always)]
    pub fn all<'a>(&self) -> &'a [Value] {
        // SAFETY: the arguments stay in the frame until the function returns; callers hold the slice no longer.
        unsafe { std::slice::from_raw_parts(self.fp.add(frame::ARGS as usize), self.len()) }
    }
    /// Arguments from number `i` on.
    pub fn from<'a>(&self, i: usize) -> &'a [Value] {
        let all = self.all();
        &all[i.min(all.len())..]
    }
    /// `this`.
    #[inline(always)]
    pub fn this(&self) -> Value {
        self.word(frame::THIS)
    }
    /// new.target: undefined for [[Call]].
    #[inline(always)]
    pub fn new_target(&self) -> Value {
        self.word(frame::NEW_TARGET)
    }
    /// new.target of a [[Construct]]; the function itself otherwise.
    pub fn constructor(&self) -> Gc<Object> {
        self.new_target().as_object().unwrap_or_else(|| self.callee())
    }
    /// The function object itself.
    #[inline(always)]
    pub fn callee(&self) -> Gc<Object> {
        self.word(frame::CALLEE).as_object().expect("a frame's callee is an object")
    }
}

impl Vm {
    /// The part of the register stack that is in use.
    pub(crate) fn live_stack(&self) -> (*const u64, *const u64) {
        let mut end = self.top;
        if !self.frame.is_null() {
            // SAFETY: F1.
            let running = unsafe { Frame::from_raw(self.frame) };
            if let Some(code) = running.code() {
                // Surplus arguments may lie beyond the registers until the prologue takes them.
                let argc = running.word(frame::ARGC).bits() as u32 as usize;
                let words = (code.register_count.get() as usize).max(frame::ARGS as usize + argc);
                // SAFETY: the window lies within the mapping (checked at push).
                end = end.max(unsafe { self.frame.add(words) });
            }
        }
        (self.stack.bottom() as *const u64, end.min(unsafe { self.stack.limit().add(512) }) as *const u64)
    }
    /// The running frame.
    pub fn current_frame(&self) -> Option<Frame> {
        if self.frame.is_null() { None } else { Some(Frame(self.frame)) }
    }
    /// RangeError when the native stack is nearly used up; for every recursion in Rust code.
    #[inline(always)]
    pub fn check_native_stack(&mut self) -> JsResult<()> {
        let here = 0u8;
        if (&here as *const u8 as usize) < self.native_stack_limit {
            return Err(self.stack_overflow());
        }
        Ok(())
    }
    /// The RangeError of a full stack.
    #[cold]
    pub fn stack_overflow(&mut self) -> crate::vm::Thrown {
        self.range_error("Maximum call stack size exceeded")
    }
}
