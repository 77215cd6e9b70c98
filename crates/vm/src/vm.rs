//! The agent: heap, register stack, atoms, realms, jobs, and the state of the running code.
//!
//! Invariants:
//! - F1: whenever Rust code outside the dispatch loop runs, `frame` is the running frame and its saved pc is that of the
//!   instruction being executed, so that positions, realms and stack traces can be read off the stack.
//! - F2: the collector scans the register stack from its bottom to `top`, or to the end of the running frame's window.

use crate::elements::{Elements, Slots};
use crate::host::HostHooks;
use crate::interrupt::Interrupt;
use crate::jobs::JobQueue;
use crate::key::AtomTable;
use crate::names::{Names, Symbols};
use crate::realm::Realm;
use crate::shape::Shape;
use crate::stack::RegisterStack;
use crate::string::JsString;
use crate::symbol::Symbol;
use crate::value::Value;
use ogive_gc::{CollectionEvent, CollectionReason, Gc, Heap, HeapConfig, HeapError, HostHooks as GcHooks, Tracer, WeakContext};
use rustc_hash::FxHashMap;

/// An exception is pending in [`Vm::exception`]. Zero-sized: `JsResult<Value>` travels in registers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Thrown;

/// The result of whatever may throw: spec `?` is `?`.
pub type JsResult<T> = Result<T, Thrown>;

/// Spec `!`: the operation cannot throw.
pub trait Must<T> {
    /// The value; panics on a broken invariant.
    fn must(self) -> T;
}
impl<T> Must<T> for JsResult<T> {
    fn must(self) -> T {
        self.expect("an operation that cannot throw has thrown")
    }
}

/// Bets on the world that fast paths rely on; each is true until the first time it is broken, then false for ever.
#[derive(Clone, Debug)]
pub struct Protectors {
    /// No object that is a prototype has array-index properties or is exotic: a hole reads as undefined, and a store
    /// beyond the elements meets no setter.
    pub no_indexed_prototypes: bool,
    /// %Array.prototype%[@@iterator] and %ArrayIteratorPrototype%.next are the original functions, in every realm.
    pub array_iteration: bool,
    /// Nothing changes what `Array[@@species]` answers for plain arrays.
    pub array_species: bool,
    /// %Promise.prototype%.then and Promise[@@species] are the original ones.
    pub promise_then: bool,
    /// No object has @@isConcatSpreadable.
    pub no_concat_spreadable: bool,
    /// RegExp.prototype.exec, flags and its symbol methods are the original ones.
    pub regexp_untouched: bool,
}
impl Default for Protectors {
    fn default() -> Protectors {
        Protectors {
            no_indexed_prototypes: true,
            array_iteration: true,
            array_species: true,
            promise_then: true,
            no_concat_spreadable: true,
            regexp_untouched: true,
        }
    }
}

/// An agent: see the module head. `repr(C)`: machine code reads the first fields.
#[repr(C)]
pub struct Vm {
    /// Polls, deadlines, termination.
    pub interrupt: Interrupt,
    /// The running frame; null outside.
    pub(crate) frame: *mut Value,
    /// First free word of the register stack above the running frame's window.
    pub(crate) top: *mut Value,
    /// No frame may reach beyond.
    pub(crate) stack_limit: *mut Value,
    /// No Rust recursion may go below this address.
    pub(crate) native_stack_limit: usize,
    /// The pending exception while a `Thrown` travels; the hole otherwise.
    pub(crate) exception: Value,
    /// Where the exception that was thrown last came from, once a frame has been left by it.
    pub(crate) thrown_at: Option<crate::errors::ThrownAt>,
    /// The result of the entry frame that the interpreter has just left.
    pub(crate) completion: Value,
    /// How the generator frame that was left last was left.
    pub(crate) yielded: crate::generator::Yielded,
    /// The running exception is a termination: no handler catches it.
    pub(crate) terminating: bool,
    /// Machine code's constants and tiers.
    pub machine: crate::machine::Machine,
    /// The collector.
    pub heap: Box<Heap>,
    /// Elements of objects that have none.
    pub(crate) empty_elements: Gc<Elements>,
    /// Overflow slots of objects that have none.
    pub(crate) empty_slots: Gc<Slots>,
    pub(crate) stack: RegisterStack,
    pub(crate) atoms: AtomTable,
    pub(crate) single_chars: Box<[Gc<JsString>; 256]>,
    /// Well-known property keys.
    pub names: Names,
    /// Well-known symbols.
    pub symbols: Symbols,
    pub(crate) symbol_count: u32,
    /// What `Math.random` draws from.
    pub random: crate::random::Random,
    pub(crate) symbol_registry: FxHashMap<Gc<JsString>, Gc<Symbol>>,
    pub(crate) root_shapes: FxHashMap<(u8, u64), Gc<Shape>>,
    /// The realm of code that runs with no frame.
    pub(crate) base_realm: Option<Gc<Realm>>,
    /// See [`Protectors`].
    pub protectors: Protectors,
    pub(crate) protected: crate::protect::Protected,
    pub(crate) jobs: JobQueue,
    /// What hosts let follow a program through its asynchronous calls: jobs run with the value that was here when they were made.
    pub async_context: Value,
    pub(crate) async_waits: crate::wait_list::AsyncWaits,
    /// WeakRef targets kept until the end of the job (9.9 KeepDuringJob).
    pub(crate) kept_alive: Vec<Value>,
    /// Everything that a host decides.
    pub host: Box<dyn HostHooks>,
    /// Options of the engine.
    pub options: crate::options::Options,
    pub(crate) megamorphic: crate::interpreter::MegamorphicCache,
    pub(crate) enum_cache: crate::interpreter::EnumCache,
    /// Per-agent state that builtins keep (number-string cache, RegExp statics…), by type.
    pub(crate) extensions: FxHashMap<std::any::TypeId, Box<dyn std::any::Any>>,
    /// Values that extensions and hosts want alive: name → value.
    pub roots: FxHashMap<&'static str, Value>,
    pub(crate) modules: crate::module::ModuleState,
    pub(crate) regexp: crate::regexp::RegExpState,
    /// Expansions of built-in functions by the address of their code.
    pub(crate) inlines: FxHashMap<usize, crate::native::Inline>,
    /// Strings of Numbers lately converted.
    pub(crate) number_strings: crate::number_format::NumberStrings,
    /// Code of texts lately compiled.
    pub(crate) eval_cache: crate::eval_cache::EvalCache,
    pub(crate) copy_cache: crate::copy_properties::CopyCache,
}

impl Vm {
    /// An agent with an empty heap and no realm.
    pub fn new(options: crate::options::Options, host: Box<dyn HostHooks>) -> Result<Box<Vm>, HeapError> {
        let config = HeapConfig {
            max_bytes: options.max_heap_bytes,
            young_bytes: options.young_bytes,
            stress: options.gc_stress,
            verify: options.verify_heap,
            trace: options.trace_gc,
            ..HeapConfig::default()
        };
        let mut heap = Heap::new(config, &crate::cells::KINDS)?;
        let stack = RegisterStack::new(options.stack_words).ok_or(HeapError::Reserve)?;
        let (empty_slots, empty_elements) = Vm::sentinels(&mut heap);
        let placeholder = Vm::empty_string_cell(&mut heap);
        let stack_limit = stack.limit();
        let bottom = stack.bottom();
        let interrupt = Interrupt::new();
        let machine = crate::machine::Machine::new(interrupt.request_word());
        let mut vm = Box::new(Vm {
            interrupt,
            frame: std::ptr::null_mut(),
            top: bottom,
            stack_limit,
            native_stack_limit: crate::stack::native_stack_limit(options.native_stack_reserve),
            exception: Value::HOLE,
            thrown_at: None,
            completion: Value::UNDEFINED,
            yielded: crate::generator::Yielded::Done,
            terminating: false,
            machine,
            heap,
            empty_elements,
            empty_slots,
            stack,
            atoms: AtomTable::default(),
            single_chars: Box::new([placeholder; 256]),
            names: Names::placeholder(placeholder),
            symbols: Symbols::placeholder(),
            symbol_count: 0,
            random: Default::default(),
            symbol_registry: FxHashMap::default(),
            root_shapes: FxHashMap::default(),
            base_realm: None,
            protectors: Protectors::default(),
            protected: Default::default(),
            jobs: JobQueue::default(),
            async_context: Value::UNDEFINED,
            enum_cache: Default::default(),
            async_waits: Default::default(),
            kept_alive: vec![],
            host,
            options,
            megamorphic: Default::default(),
            extensions: FxHashMap::default(),
            roots: FxHashMap::default(),
            modules: Default::default(),
            regexp: Default::default(),
            inlines: FxHashMap::default(),
            number_strings: Default::default(),
            eval_cache: Default::default(),
            copy_cache: Default::default(),
        });
        let context = &mut *vm as *mut Vm as *mut ();
        // SAFETY: the hooks expect the Vm, which is boxed and drops its heap with itself.
        unsafe { vm.heap.set_host(context, GcHooks { roots, after_mark, collected, ..GcHooks::NONE }) };
        let empty_hash = crate::string::Units::Latin1(&[]).hash();
        vm.make_atom(placeholder, empty_hash);
        for i in 0..256 {
            let s = vm.try_new_latin1(1, |u| u[0] = i as u8).ok_or(HeapError::Reserve)?;
            let hash = s.flat_units().hash();
            vm.single_chars[i] = vm.make_atom(s, hash);
        }
        Names::fill(&mut vm);
        Symbols::fill(&mut vm);
        Ok(vm)
    }

    /// The current realm: of the running function, or the base realm.
    #[inline]
    pub fn realm(&self) -> Gc<Realm> {
        if !self.frame.is_null() {
            // SAFETY: F1.
            if let Some(realm) = unsafe { crate::stack::Frame::from_raw(self.frame) }.realm() {
                return realm;
            }
        }
        self.base_realm.expect("an agent runs code only in a realm")
    }

    /// Keeps per-agent state for a builtin or host, made on first use. Values inside are not traced: use `roots` for those.
    pub fn extension<T: Default + 'static>(&mut self) -> &mut T {
        self.extensions
            .entry(std::any::TypeId::of::<T>())
            .or_insert_with(|| Box::new(T::default()))
            .downcast_mut::<T>()
            .expect("keyed by its own type")
    }

    /// 9.9 KeepDuringJob: a weak target stays alive until the current job ends.
    pub fn keep_during_job(&mut self, value: Value) {
        // The usual loop asks for the same target again and again.
        if self.kept_alive.last() != Some(&value) {
            self.kept_alive.push(value);
        }
    }
    /// 9.10 ClearKeptObjects.
    pub fn clear_kept_objects(&mut self) {
        self.kept_alive.clear();
    }

    fn sentinels(heap: &mut Heap) -> (Gc<Slots>, Gc<Elements>) {
        use crate::cells::Kind;
        // SAFETY: fresh cells of 16 bytes: both types are a header and two u32.
        unsafe {
            let slots = heap.allocate(16, Kind::Slots as u8, 0);
            (slots as *mut u64).add(1).write(0);
            let elements = heap.allocate(16, Kind::Elements as u8, 0);
            (elements as *mut u64).add(1).write(0);
            (Gc::from_ptr(slots as *mut Slots), Gc::from_ptr(elements as *mut Elements))
        }
    }
    fn empty_string_cell(heap: &mut Heap) -> Gc<JsString> {
        // SAFETY: a fresh cell of a string header's size.
        unsafe {
            let s = heap.allocate(size_of::<JsString>(), crate::cells::Kind::String as u8, 0);
            std::ptr::write_bytes((s as *mut u8).add(8), 0, size_of::<JsString>() - 8);
            Gc::from_ptr(s as *mut JsString)
        }
    }

    /// The shape of fresh objects of a kind with a prototype; made once.
    pub fn root_shape(&mut self, kind: crate::cells::Kind, prototype: Value) -> Gc<Shape> {
        use crate::cells::Kind;
        if let Some(&shape) = self.root_shapes.get(&(kind as u8, prototype.bits())) {
            return shape;
        }
        let inline = match kind {
            Kind::Object => 4,
            Kind::Array => 1,
            Kind::Function | Kind::NativeFunction | Kind::Undetectable | Kind::BoundFunction => 3,
            Kind::Error => 3,
            Kind::RegExp => 1,
            Kind::Arguments => 3,
            _ => 0,
        };
        let exotic = match kind {
            Kind::Proxy | Kind::TypedArray | Kind::StringObject | Kind::ModuleNamespace => crate::shape::flags::EXOTIC,
            Kind::Function => crate::shape::flags::LAZY_PROPERTIES,
            _ => 0,
        };
        let shape = self.new_root_shape(kind, prototype, inline, exotic);
        self.root_shapes.insert((kind as u8, prototype.bits()), shape);
        shape
    }
}

unsafe fn roots(context: *mut (), tracer: &mut Tracer) {
    // SAFETY: the context is the Vm (`Vm::new`), suspended inside an allocation.
    let vm = unsafe { &*(context as *const Vm) };
    let (start, end) = vm.live_stack();
    // SAFETY: the used part of the register stack's mapping.
    unsafe { tracer.conservative_range(start, end) };
    tracer.mark_word(vm.exception.bits());
    if let Some(thrown) = &vm.thrown_at {
        tracer.mark_word(thrown.value.bits());
        tracer.mark(thrown.block);
    }
    tracer.mark_word(vm.completion.bits());
    tracer.mark(vm.empty_elements);
    tracer.mark(vm.empty_slots);
    vm.single_chars.iter().for_each(|&s| tracer.mark(s));
    vm.names.trace(tracer);
    vm.symbols.trace(tracer);
    for (&description, &symbol) in &vm.symbol_registry {
        tracer.mark(description);
        tracer.mark(symbol);
    }
    if let Some(realm) = vm.base_realm {
        tracer.mark(realm);
    }
    vm.jobs.trace(tracer);
    tracer.mark_word(vm.async_context.bits());
    vm.async_waits.trace(tracer);
    crate::cells::mark_values(tracer, &vm.kept_alive);
    vm.roots.values().for_each(|v| tracer.mark_word(v.bits()));
    vm.modules.trace(tracer);
    vm.number_strings.trace(tracer);
    vm.eval_cache.trace(tracer);
    vm.machine.trace(tracer);
}

unsafe fn after_mark(context: *mut (), weak: &mut WeakContext) {
    // SAFETY: as in `roots`.
    let vm = unsafe { &mut *(context as *mut Vm) };
    vm.atoms.sweep(weak);
    vm.megamorphic.sweep(weak, vm.heap.base());
    vm.enum_cache.clear();
    vm.eval_cache.age(weak);
    vm.copy_cache.clear();
    vm.root_shapes.retain(|_, shape| weak.is_live(shape.raw()));
}

fn collected(context: *mut (), event: &CollectionEvent) {
    // SAFETY: as in `roots`.
    let vm = unsafe { &mut *(context as *mut Vm) };
    // A cell's place, or too little freed.
    if event.reason == CollectionReason::Limit || vm.heap.is_past_limit() {
        vm.poll_soon();
    } else if vm.interrupt.is_requested() {
        // What allocates much takes time.
        vm.end_budgets();
    }
    vm.free_retired();
    vm.host.collected(event);
}

impl Drop for Vm {
    fn drop(&mut self) {
        // Cells are finalized with the heap; nothing they own refers to the rest of the Vm.
        self.base_realm = None;
    }
}
