//! Options of an agent, and the library it is built with. Passed down by value, never global.
use crate::realm::{Intrinsic, Realm};
use crate::vm::Vm;
use ogive_gc::Gc;

/// The functions of the standard library that the engine itself calls; installed by the engine crate.
#[derive(Clone, Copy)]
pub struct Library {
    /// Fills a new realm's global object (lazily where possible).
    pub init_realm: fn(&mut Vm, Gc<Realm>),
    /// Makes an intrinsic and sets it with `Vm::set_intrinsic`.
    pub make_intrinsic: fn(&mut Vm, Gc<Realm>, Intrinsic),
    /// 9.12 CleanupFinalizationRegistry for every registry with dead targets: hosts call it between tasks.
    pub cleanup_finalization: fn(&mut Vm) -> crate::vm::JsResult<()>,
}

/// What an embedder can choose.
#[derive(Clone)]
pub struct Options {
    /// The heap's hard limit in bytes.
    pub max_heap_bytes: usize,
    /// Bytes allocated between two young collections.
    pub young_bytes: usize,
    /// Words of the register stack.
    pub stack_words: usize,
    /// Native stack bytes kept for code that does not check.
    pub native_stack_reserve: usize,
    /// Collect at every n-th allocation; 0: off.
    pub gc_stress: u32,
    /// Re-trace the heap at each collection.
    pub verify_heap: bool,
    /// Print a line for each collection.
    pub trace_gc: bool,
    /// Proper tail calls in strict code.
    pub tail_calls: bool,
    /// [[CanBlock]].
    pub can_block: bool,
    /// Errors have an own `stack` property, as in V8. Otherwise only %Error.prototype% has one: the accessor of the
    /// error-stack-accessor proposal, which test262 wants.
    pub own_error_stack: bool,
    /// Calls and back edges after which a function asks the tiers for the first time.
    pub first_budget: i32,
    /// Print bytecode of every function as it is compiled.
    pub print_bytecode: bool,
    /// The standard library.
    pub library: Library,
}
impl Default for Options {
    fn default() -> Options {
        Options {
            max_heap_bytes: 4 << 30,
            young_bytes: 2 << 20,
            stack_words: 1 << 20,
            native_stack_reserve: 640 << 10,
            gc_stress: 0,
            verify_heap: false,
            trace_gc: false,
            tail_calls: true,
            can_block: true,
            own_error_stack: true,
            first_budget: 500,
            print_bytecode: false,
            library: Library { init_realm: |_, _| {}, make_intrinsic: |_, _, _| {}, cleanup_finalization: |_| Ok(()) },
        }
    }
}
