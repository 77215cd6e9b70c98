//! Environments: the heap cells of captured variables.
//!
//! ```text
//!  | header (shape word: slot count) | scope info → code block + index | parent | slot … |
//! ```
//! `with` environments hold the object in slot 0; var environments of sloppy evals hold a null-prototype object there.
use crate::cells::{Kind, Traced, mark_values};
use crate::code_block::CodeBlock;
use crate::value::Value;
use crate::vm::Vm;
use ogive_bytecode::{ScopeInfo, ScopeKind};
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer};
use std::cell::Cell;
use std::sync::{Arc, OnceLock};

/// Scope number of `with` environments.
pub const WITH_SCOPE: u32 = u32::MAX;
/// Scope number of environments that receive the variables of sloppy direct evals: slot 0 holds a null-prototype object with
/// the variables, slot 1 whether the parent holds the same function's own variables.
pub const VAR_SCOPE: u32 = u32::MAX - 1;

/// The description of an environment whose names are an object's.
fn object_scope(kind: ScopeKind) -> Arc<ScopeInfo> {
    static SCOPES: [OnceLock<Arc<ScopeInfo>>; 2] = [OnceLock::new(), OnceLock::new()];
    SCOPES[(kind == ScopeKind::With) as usize].get_or_init(|| ScopeInfo::new(kind, vec![], None, false)).clone()
}

/// Offset of slot 0.
pub const SLOTS_OFFSET: usize = 32;
/// Offset of the parent.
pub const PARENT_OFFSET: usize = std::mem::offset_of!(Env, parent);

/// An environment cell.
#[repr(C)]
pub struct Env {
    pub(crate) header: Header,
    /// The code block whose `scopes` describe this environment; `None` in a realm's outermost.
    pub(crate) code: Option<Gc<CodeBlock>>,
    /// Index into the code block's scopes.
    pub(crate) scope: u32,
    pad: u32,
    /// The environment around: an internal `Env`, or undefined.
    pub(crate) parent: Cell<Value>,
}
const _: () = assert!(size_of::<Env>() == SLOTS_OFFSET);

// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for Env {
    const KIND: u8 = Kind::Env as u8;
}
impl Traced for Env {
    fn trace(&self, tracer: &mut Tracer) {
        if let Some(code) = self.code {
            tracer.mark(code);
        }
        tracer.mark_word(self.parent.get().bits());
        mark_values(tracer, self.slots());
    }
    fn size(&self) -> usize {
        SLOTS_OFFSET + self.len() as usize * 8
    }
}
impl Env {
    /// Number of slots.
    #[inline(always)]
    pub fn len(&self) -> u32 {
        self.header.shape()
    }
    /// No slots?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// All slots.
    pub fn slots(&self) -> &[Value] {
        // SAFETY: allocated with that many slots, all initialised.
        unsafe { std::slice::from_raw_parts((self as *const Env as *const Value).add(SLOTS_OFFSET / 8), self.len() as usize) }
    }
    /// Slot `i`.
    #[inline(always)]
    pub fn get(&self, i: u32) -> Value {
        debug_assert!(i < self.len());
        // SAFETY: the compiler's slot numbers are below the scope's size (verified bytecode).
        unsafe { *(self as *const Env as *const Value).add(SLOTS_OFFSET / 8 + i as usize) }
    }
    #[inline(always)]
    pub(crate) fn set_no_barrier(&self, i: u32, value: Value) {
        debug_assert!(i < self.len());
        // SAFETY: as above.
        unsafe { *(self as *const Env as *mut Value).add(SLOTS_OFFSET / 8 + i as usize) = value }
    }
    /// The environment around.
    #[inline(always)]
    pub fn parent(&self) -> Option<Gc<Env>> {
        self.parent.get().as_internal::<Env>()
    }
    /// The static description; `None` for the cell of a global lexical binding.
    pub fn info(&self) -> Option<Arc<ScopeInfo>> {
        match self.scope {
            WITH_SCOPE => return Some(object_scope(ScopeKind::With)),
            VAR_SCOPE => return Some(object_scope(ScopeKind::Var)),
            _ => {}
        }
        let code = self.code?;
        code.code().map(|c| c.scopes[self.scope as usize].clone())
    }
}

impl Vm {
    /// An environment of `len` slots that hold `fill`.
    pub fn new_env(&mut self, code: Option<Gc<CodeBlock>>, scope: u32, parent: Value, len: u32, fill: Value) -> Gc<Env> {
        let cell = self.heap.allocate(SLOTS_OFFSET + len as usize * 8, Kind::Env as u8, len) as *mut Env;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).code = code;
            (*cell).scope = scope;
            (*cell).pad = 0;
            (*cell).parent.as_ptr().write(parent);
            let slots = (cell as *mut Value).add(SLOTS_OFFSET / 8);
            for i in 0..len as usize {
                slots.add(i).write(fill);
            }
            Gc::from_ptr(cell)
        }
    }
    /// Sets the parent of an environment that is being rebuilt.
    pub fn set_env_parent(&mut self, env: Gc<Env>, parent: Value) {
        env.parent.set(parent);
        self.heap.barrier(env);
    }
    /// Stores into an environment slot.
    #[inline(always)]
    pub fn set_env_slot(&mut self, env: Gc<Env>, i: u32, value: Value) {
        env.set_no_barrier(i, value);
        self.heap.barrier(env);
    }
}
