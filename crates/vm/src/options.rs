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

/// How functions move between the tiers, and what is told of it. Thresholds are tuned by `cargo x bench`.
#[derive(Clone, Debug)]
pub struct TierOptions {
    /// Machine code at all; without it the interpreter runs alone (`--jitless`).
    pub machine_code: bool,
    /// The optimizing tier (`--no-optimizer`).
    pub optimizer: bool,
    /// Compile each function for the baseline as soon as it has feedback (`--always-baseline`).
    pub always_baseline: bool,
    /// Optimize at the first back edge or call in the baseline, waiting for the compiler (`--always-optimize`).
    pub always_optimize: bool,
    /// Compile on another thread.
    pub concurrent: bool,
    /// Every n-th guard executed fails (`--deopt-every`); 0: only those that must.
    pub deopt_every: u32,
    /// Calls and back edges before baseline code is made.
    pub baseline_after: i32,
    /// Calls and back edges in baseline code before the optimizer is asked.
    pub optimize_after: i32,
    /// Cap on all machine code of the process in bytes.
    pub code_bytes: usize,
    /// Print a line for each compilation (`--trace-opt`).
    pub trace_opt: bool,
    /// Print a line for each failed bet (`--trace-deopt`).
    pub trace_deopt: bool,
    /// Print MIR after the named pass, or after every pass when empty (`--print-mir[=pass]`).
    pub print_mir: Option<String>,
    /// Print machine code (`--print-asm`).
    pub print_asm: bool,
    /// Prints and traces are about functions of this name alone (`--only`).
    pub only: Option<String>,
    /// Print a summary of the tiers' work at exit (`--tier-stats`).
    pub stats: bool,
    /// Write /tmp/perf-PID.map (`--perf-map`).
    pub perf_map: bool,
    /// Write a jitdump file (`--jitdump`).
    pub jitdump: bool,
    /// Write the event stream there (`--events`).
    pub events: Option<std::path::PathBuf>,
}
impl Default for TierOptions {
    fn default() -> TierOptions {
        TierOptions {
            machine_code: true,
            optimizer: true,
            always_baseline: false,
            always_optimize: false,
            concurrent: true,
            deopt_every: 0,
            baseline_after: 100,
            optimize_after: 3000,
            code_bytes: 256 << 20,
            trace_opt: false,
            trace_deopt: false,
            print_mir: None,
            print_asm: false,
            only: None,
            stats: false,
            perf_map: false,
            jitdump: false,
            events: None,
        }
    }
}

/// What an embedder can choose.
#[derive(Clone)]
pub struct Options {
    /// The heap's hard limit in bytes, with what scripts hold outside of it. By default 4 GiB, or half of the memory of a machine
    /// (or control group) that has less than 8.
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
    /// See [`TierOptions`].
    pub tiers: TierOptions,
    /// `%Name(…)` calls a native of the tiers, for tests (`--allow-natives-syntax`).
    pub natives_syntax: bool,
    /// Print bytecode of every function as it is compiled.
    pub print_bytecode: bool,
    /// The standard library.
    pub library: Library,
}
fn default_heap_bytes() -> usize {
    const MOST: usize = 4 << 30;
    ogive_base::memory::available().map_or(MOST, |bytes| (bytes / 2).min(MOST))
}
impl Default for Options {
    fn default() -> Options {
        Options {
            max_heap_bytes: default_heap_bytes(),
            young_bytes: 2 << 20,
            stack_words: 1 << 20,
            native_stack_reserve: 640 << 10,
            gc_stress: 0,
            verify_heap: false,
            trace_gc: false,
            tail_calls: true,
            can_block: true,
            own_error_stack: true,
            tiers: TierOptions::default(),
            natives_syntax: false,
            print_bytecode: false,
            library: Library { init_realm: |_, _| {}, make_intrinsic: |_, _, _| {}, cleanup_finalization: |_| Ok(()) },
        }
    }
}
