//! Ogive: a JavaScript engine that learns as it runs, for Rust programs.
//!
//! ```
//! use ogive::{Engine, Options};
//!
//! let mut engine = Engine::new(Options::default())?;
//! let mut context = engine.context();
//! let double = context.function("double", 1, |context, _this, arguments| {
//!     let number = context.to_number(&arguments[0])?;
//!     Ok(context.number(number * 2.0))
//! })?;
//! context.set_global("double", &double)?;
//! let answer = context.eval("[1, 2, 3].map(double).join()")?;
//! assert_eq!(context.to_display(&answer)?, "2,4,6");
//! # Ok::<(), ogive::Error>(())
//! ```
//!
//! An [`Engine`] owns a heap and runs on one thread. A [`Context`] is the engine in use, with a realm. A [`Handle`] keeps a value alive;
//! a handle of another engine is refused, never followed. A script that throws gives [`Error::Exception`]; one that is
//! stopped ([`Engine::interrupt_handle`], [`Engine::set_deadline`], the heap limit) gives [`Error::Terminated`] or a RangeError.
//! No script can panic or abort the host.
#![deny(missing_docs)]

mod context;
mod error;
mod handle;
mod natives;
mod script;
mod tiers;

pub use context::{Arguments, Context};
pub use error::{Error, SyntaxError};
pub use handle::Handle;
pub use script::Script;
pub use ogive_vm::interrupt::InterruptHandle;

/// The engine's inside, for runtimes that build on it: not a stable interface.
pub mod raw {
    pub use ogive_bytecode as bytecode;
    pub use ogive_gc as gc;
    pub use ogive_vm as vm;
}

use ogive_vm::host::{HostHooks, NoHost};
use ogive_vm::{Gc, Realm, Vm};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What an embedder can choose.
#[derive(Clone)]
pub struct Options {
    /// The heap's hard limit in bytes. A script that needs more gets a RangeError.
    pub max_heap_bytes: usize,
    /// Collect at every n-th allocation (0: only when needed): for finding errors in native functions.
    pub gc_stress: u32,
    /// All other options of the agent.
    pub vm: ogive_vm::options::Options,
}
impl Default for Options {
    fn default() -> Options {
        let vm = ogive_vm::options::Options { library: ogive_builtins::LIBRARY, ..Default::default() };
        Options { max_heap_bytes: vm.max_heap_bytes, gc_stress: 0, vm }
    }
}

/// A JavaScript engine: heap, realms, jobs. It stays on the thread that made it.
pub struct Engine {
    vm: Box<Vm>,
    id: u64,
}

static NEXT_ENGINE: AtomicU64 = AtomicU64::new(1);

impl Engine {
    /// A new engine with one realm.
    ///
    /// # Errors
    /// When the system refuses the address space of the heap.
    pub fn new(options: Options) -> Result<Engine, Error> {
        Engine::with_host(options, Box::new(NoHost))
    }
    /// A new engine whose host hooks are given.
    ///
    /// # Errors
    /// As [`Engine::new`].
    pub fn with_host(options: Options, host: Box<dyn HostHooks>) -> Result<Engine, Error> {
        let mut vm_options = options.vm;
        vm_options.max_heap_bytes = options.max_heap_bytes;
        vm_options.gc_stress = options.gc_stress;
        let mut vm = Vm::new(vm_options, host).map_err(|e| Error::Engine(e.to_string()))?;
        if let Some(tiers) = tiers::tiers(&vm.options.tiers) {
            vm.install_tiers(tiers);
        }
        if vm.options.tiers.machine_code {
            let traced = vm.options.tiers.trace_opt;
            vm.set_regexp_compiler(if traced { ogive_regexp_native::tracing_compiler } else { ogive_regexp_native::compiler });
        }
        new_realm(&mut vm);
        Ok(Engine { vm, id: NEXT_ENGINE.fetch_add(1, Ordering::Relaxed) })
    }
    /// The engine in use, in its first realm.
    pub fn context(&mut self) -> Context<'_> {
        Context::new(&mut self.vm, self.id)
    }
    /// Stops the running script from any thread.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        self.vm.interrupt.handle()
    }
    /// Scripts run at most that long from now; `None`: no limit.
    pub fn set_deadline(&mut self, limit: Option<Duration>) {
        self.vm.interrupt.set_deadline(limit.map(|l| Instant::now() + l));
    }
    /// The agent, for runtimes built on the engine.
    pub fn vm(&mut self) -> &mut Vm {
        &mut self.vm
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        if self.vm.options.tiers.stats {
            eprintln!("{}", ogive_optimizer::policy::statistics(&mut self.vm));
        }
    }
}

/// A further realm with the standard library.
pub fn new_realm(vm: &mut Vm) -> Gc<Realm> {
    let realm = vm.new_realm();
    let init = vm.options.library.init_realm;
    init(vm, realm);
    if vm.options.natives_syntax {
        natives::install(vm);
    }
    realm
}
