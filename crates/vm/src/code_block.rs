//! Code blocks: a function template in one realm, with its constants as Values, its feedback and its inline caches.
//! All closures of one function text share it.
use crate::cells::{Kind, Traced};
use crate::ic::Ic;
use crate::realm::Realm;
use crate::value::Value;
use crate::vm::Vm;
use ogive_bytecode::{Code, FunctionTemplate};
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer};
use std::cell::{Cell, UnsafeCell};
use std::sync::Arc;

/// A code block cell. The hot words come first; machine code knows their offsets.
///
/// Invariants:
/// - C1: `units`, `constants`, `kinds` are null until the code is compiled and linked; then they point into `cold`, whose vectors
///   never grow afterwards (`kinds` is null until feedback is allocated; `ics` points at shared empty caches until then).
/// - C2: linked code has passed the compiler or the verifier, so operands index what exists.
#[repr(C)]
pub struct CodeBlock {
    pub(crate) header: Header,
    pub(crate) units: Cell<*const u64>,
    pub(crate) constants: Cell<*const Value>,
    /// One feedback byte per unit (`ogive_bytecode::feedback`).
    pub(crate) kinds: Cell<*mut u8>,
    pub(crate) ics: Cell<*mut Ic>,
    pub(crate) register_count: Cell<u32>,
    pub(crate) param_count: u16,
    pub(crate) call_flags: Cell<u16>,
    /// Calls and back edges until the block polls and the tiers are asked (`machine/`).
    pub(crate) budget: Cell<i32>,
    /// Calls while the block is cold. Then: how it was entered last since the tiers have asked ([`Entered`]).
    pub(crate) calls: Cell<u32>,
    /// The machine entry by convention M (`machine/mod.rs`).
    pub(crate) entry: Cell<*const u8>,
    pub(crate) realm: Gc<Realm>,
    /// Shape of fresh closures.
    pub(crate) closure_shape: Cell<Option<Gc<crate::shape::Shape>>>,
    pub(crate) cold: UnsafeCell<Box<Cold>>,
}

/// Bits of `call_flags`: what the call sequence must know.
pub mod call_flags {
    /// Class constructor: [[Call]] throws.
    pub const CLASS: u16 = 1;
    /// Derived constructor: no `this` at entry.
    pub const DERIVED: u16 = 2;
    /// Generator or async: frames may be suspended.
    pub const RESUMABLE: u16 = 4;
    /// Arrow, method, getter, setter…: [[Construct]] is absent.
    pub const NO_CONSTRUCT: u16 = 8;
    /// Strict code.
    pub const STRICT: u16 = 16;
    /// Async (non-generator): an exception rejects the promise.
    pub const ASYNC: u16 = 32;
    /// Not linked, or still without feedback: calls take the slow path, which counts.
    pub const COLD: u16 = 64;
    /// There is machine code: calls from the interpreter take the slow path, which enters it.
    pub const MACHINE: u16 = 128;
}

/// The parts of a code block that calls do not touch.
pub struct Cold {
    /// The text's function.
    pub template: Arc<FunctionTemplate>,
    /// Set when linked.
    pub code: Option<Arc<Code>>,
    pub(crate) constants: Vec<Value>,
    /// Nested functions' code blocks, made when first closed over.
    pub(crate) functions: Vec<Option<Gc<CodeBlock>>>,
    pub(crate) kinds: Vec<u8>,
    pub(crate) ics: Vec<Ic>,
    /// Machine code.
    pub(crate) machine: crate::machine::BlockCode,
    /// Template objects by constant index.
    pub(crate) templates: Vec<(u32, Value)>,
    /// Boilerplates of `NewArrayConst` and shapes of `NewObjectFrom` by constant index.
    pub(crate) boilerplates: Vec<(u32, Value)>,
    /// What the host attached to the script or module this is part of (import.meta, referrer): a Value.
    pub(crate) host: Value,
}

// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for CodeBlock {
    const KIND: u8 = Kind::CodeBlock as u8;
}
impl Traced for CodeBlock {
    fn trace(&self, tracer: &mut Tracer) {
        tracer.mark(self.realm);
        if let Some(shape) = self.closure_shape.get() {
            tracer.mark(shape);
        }
        let cold = self.cold();
        crate::cells::mark_values(tracer, &cold.constants);
        cold.functions.iter().flatten().for_each(|&f| tracer.mark(f));
        cold.templates.iter().chain(&cold.boilerplates).for_each(|(_, v)| tracer.mark_word(v.bits()));
        cold.ics.iter().for_each(|ic| ic.trace(tracer));
        cold.machine.trace(tracer);
        tracer.mark_word(cold.host.bits());
    }
    const FINALIZE: bool = true;
    fn finalize(&mut self) {
        // SAFETY: called once for a dead cell.
        unsafe { std::ptr::drop_in_place(self.cold.get()) }
    }
}
impl CodeBlock {
    /// The cold part.
    pub fn cold(&self) -> &Cold {
        // SAFETY: one thread; `cold_mut` borrows are short and inside this crate.
        unsafe { &*self.cold.get() }
    }
    /// To be followed by a write barrier on this cell.
    #[allow(clippy::mut_from_ref)]
    pub(crate) fn cold_mut(&self) -> &mut Cold {
        // SAFETY: as above.
        unsafe { &mut *self.cold.get() }
    }
    /// The function's template.
    pub fn template(&self) -> &Arc<FunctionTemplate> {
        &self.cold().template
    }
    /// The compiled code, once linked.
    pub fn code(&self) -> Option<&Arc<Code>> {
        self.cold().code.as_ref()
    }
    /// Has bytecode?
    #[inline(always)]
    pub fn is_linked(&self) -> bool {
        !self.units.get().is_null()
    }
    /// Have feedback and inline caches been allocated?
    #[inline(always)]
    pub fn has_feedback(&self) -> bool {
        !self.kinds.get().is_null()
    }
    /// Where the feedback byte of a unit is. Stays there; the code has feedback.
    pub fn kinds_of(&self, unit: u32) -> *mut u8 {
        &raw const self.cold().kinds[unit as usize] as *mut u8
    }
    /// Where an inline cache is. Stays there; the code has feedback.
    pub fn ic(&self, index: usize) -> *const Ic {
        &self.cold().ics[index]
    }
    /// A constant of linked code.
    pub fn constant(&self, index: usize) -> Value {
        self.cold().constants[index]
    }
    /// [`call_flags`].
    pub fn call_flags(&self) -> u16 {
        self.call_flags.get()
    }
    #[inline(always)]
    pub(crate) fn has(&self, flag: u16) -> bool {
        self.call_flags.get() & flag != 0
    }
}

impl Vm {
    /// The code block of a template in a realm.
    pub fn new_code_block(&mut self, template: Arc<FunctionTemplate>, realm: Gc<Realm>, host: Value) -> Gc<CodeBlock> {
        use ogive_bytecode::FunctionKind as K;
        let mut flags = call_flags::COLD;
        if matches!(template.kind, K::ClassConstructor | K::DerivedConstructor) {
            flags |= call_flags::CLASS;
        }
        if template.kind == K::DerivedConstructor {
            flags |= call_flags::DERIVED;
        }
        if template.is_generator() || template.is_async() {
            flags |= call_flags::RESUMABLE;
        }
        if template.is_async() && !template.is_generator() {
            flags |= call_flags::ASYNC;
        }
        if !template.is_constructor() {
            flags |= call_flags::NO_CONSTRUCT;
        }
        if template.is_strict() {
            flags |= call_flags::STRICT;
        }
        let param_count = template.param_count;
        let cold = Cold {
            template,
            code: None,
            constants: vec![],
            functions: vec![],
            kinds: vec![],
            ics: vec![],
            machine: Default::default(),
            templates: vec![],
            boilerplates: vec![],
            host: Value::UNDEFINED,
        };
        let block = self.heap.alloc(
            0,
            CodeBlock {
                header: Header::new(CodeBlock::KIND, 0),
                units: Cell::new(std::ptr::null()),
                constants: Cell::new(std::ptr::null()),
                kinds: Cell::new(std::ptr::null_mut()),
                ics: Cell::new(crate::link::no_ics()),
                register_count: Cell::new(0),
                param_count,
                call_flags: Cell::new(flags),
                budget: Cell::new(self.options.tiers.baseline_after),
                calls: Cell::new(0),
                entry: Cell::new(self.machine.tiers.map_or(std::ptr::null(), |tiers| tiers.interpreter_entry)),
                realm,
                closure_shape: Cell::new(None),
                cold: UnsafeCell::new(Box::new(cold)),
            },
        );
        block.cold_mut().host = host;
        self.heap.barrier(block);
        block
    }
}
