//! The kinds of cells: one enum, one table for the collector.
//!
//! Every object kind from [`Kind::Object`] on has the same layout (`object.rs`): header, elements, overflow slots, internal
//! fields, inline slots, all Values, so one trace function serves all of them.
use crate::bigint::BigInt;
use crate::code_block::CodeBlock;
use crate::data::DataCell;
use crate::elements::{Elements, Slots, SparseElements};
use crate::env::Env;
use crate::generator::SavedFrame;
use crate::object::Object;
use crate::realm::Realm;
use crate::shape::{PropertyTable, Shape};
use crate::string::{JsString, UNITS_OFFSET, flags as string_flags};
use crate::symbol::Symbol;
use crate::value::Value;
use ogive_gc::{Header, KindInfo, Tracer, WeakContext};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The kind byte of a cell's header.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $name),* }
        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Kind] = &[$(Kind::$name),*];
            /// The kind's name.
            pub const fn name(self) -> &'static str {
                match self { $(Kind::$name => stringify!($name)),* }
            }
        }
    };
}
kinds! {
    /// `string.rs`
    String,
    /// `symbol.rs`
    Symbol,
    /// `bigint.rs`
    BigInt,
    /// `shape.rs`
    Shape,
    /// `shape.rs`
    PropertyTable,
    /// `shape.rs`: what a slot has held.
    SlotPromise,
    /// `shape.rs`: whether a prototype chain is unchanged.
    Validity,
    /// `elements.rs`: overflow slots.
    Slots,
    /// `elements.rs`
    Elements,
    /// `elements.rs`
    SparseElements,
    /// `object.rs`: getter and setter.
    Accessor,
    /// `env.rs`
    Env,
    /// `code_block.rs`
    CodeBlock,
    /// `realm.rs`
    Realm,
    /// `generator.rs`: a suspended frame.
    SavedFrame,
    /// `data.rs`: a Rust value owned by a cell.
    Data,
    /// `promise.rs`: what a `then` asked for.
    PromiseReaction,
    /// `regexp/program.rs`: a compiled pattern.
    RegExpProgram,
    /// `regexp/last_match.rs`
    LastMatch,

    // ---- objects: Kind::Object and everything after ----
    /// An ordinary object.
    Object,
    /// An Array exotic object.
    Array,
    /// An ECMAScript function object.
    Function,
    /// A built-in function.
    NativeFunction,
    /// A built-in function that emulates undefined ([[IsHTMLDDA]], B.3.6): a tag of its own says so in each of its Values.
    Undetectable,
    /// A bound function exotic object.
    BoundFunction,
    /// An Error instance ([[ErrorData]]).
    Error,
    /// A Boolean object.
    BooleanObject,
    /// A Number object.
    NumberObject,
    /// A String exotic object.
    StringObject,
    /// A Symbol object.
    SymbolObject,
    /// A BigInt object.
    BigIntObject,
    /// A mapped or unmapped arguments object.
    Arguments,
    /// A Date.
    Date,
    /// A RegExp.
    RegExp,
    /// A Map.
    Map,
    /// A Set.
    Set,
    /// A WeakMap.
    WeakMap,
    /// A WeakSet.
    WeakSet,
    /// A WeakRef.
    WeakRef,
    /// A FinalizationRegistry.
    FinalizationRegistry,
    /// A Promise.
    Promise,
    /// A Proxy exotic object.
    Proxy,
    /// An ArrayBuffer or SharedArrayBuffer.
    ArrayBuffer,
    /// A TypedArray.
    TypedArray,
    /// A DataView.
    DataView,
    /// A generator object.
    Generator,
    /// An async generator object.
    AsyncGenerator,
    /// A built-in iterator (Array, Map, Set, String, RegExp String, helpers, wrap…): internal field 0 tells which.
    BuiltinIterator,
    /// A module namespace exotic object.
    ModuleNamespace,
    /// A for-in enumerator record.
    ForInIterator,
    /// A DisposableStack or AsyncDisposableStack.
    DisposableStack,
    /// An object whose internal field 0 is a host's data cell.
    Host,
}

impl Kind {
    /// The kind of a header.
    #[inline(always)]
    pub fn of(header: &Header) -> Kind {
        debug_assert!((header.kind as usize) < Kind::ALL.len());
        // SAFETY: every cell is allocated with a Kind as its kind byte.
        unsafe { std::mem::transmute::<u8, Kind>(header.kind) }
    }
    /// An object kind?
    #[inline(always)]
    pub const fn is_object(self) -> bool {
        self as u8 >= Kind::Object as u8
    }
    /// Do cells of this kind run a finalizer when they die?
    pub fn has_finalizer(self) -> bool {
        KINDS[self as usize].finalize.is_some()
    }
    /// How many internal fields objects of this kind have between overflow pointer and inline slots; what each means is
    /// said at the `field` constants beside the code that owns the kind.
    pub const fn internal_fields(self) -> u8 {
        match self {
            // code block, environment, home object, class data (fields initializer)
            Kind::Function => 4,
            // native function pointer, magic/constructor data, realm, extra
            Kind::NativeFunction | Kind::Undetectable => 4,
            // target, this, arguments
            Kind::BoundFunction => 3,
            // stack (captured frames data)
            Kind::Error => 1,
            Kind::BooleanObject | Kind::NumberObject | Kind::StringObject | Kind::SymbolObject | Kind::BigIntObject => 1,
            // environment (mapped) or hole, first slot, number of mapped
            Kind::Arguments => 3,
            Kind::Date => 1,
            // program data, source, flags
            Kind::RegExp => 4,
            Kind::Map | Kind::Set | Kind::WeakMap | Kind::WeakSet | Kind::WeakRef | Kind::FinalizationRegistry => 1,
            // state, result, reactions, handled
            Kind::Promise => 4,
            // target, handler, flags
            Kind::Proxy => 3,
            // data pointer, byte length, max length or hole, data cell
            Kind::ArrayBuffer => 6,
            // buffer, byte offset, length or hole (tracking), element type
            Kind::TypedArray | Kind::DataView => 6,
            // saved frame, state, queue, extra
            Kind::Generator | Kind::AsyncGenerator => 4,
            Kind::BuiltinIterator => 6,
            Kind::ModuleNamespace => 2,
            Kind::ForInIterator => 6,
            Kind::DisposableStack => 2,
            Kind::Host => 2,
            _ => 0,
        }
    }
}

/// Words before an object's internal fields: header, elements, overflow slots.
pub const OBJECT_FIXED_WORDS: usize = 3;

unsafe fn trace_object(cell: *mut Header, tracer: &mut Tracer) {
    // SAFETY: an object cell; its words are Values as far as its shape says.
    unsafe {
        let object = &*(cell as *const Object);
        let shape = object.shape();
        tracer.mark(shape);
        let elements = object.elements.get();
        if object.elements_kind() <= crate::elements::kind::DOUBLE {
            debug_assert!(elements.values().iter().all(|value| !value.is_cell()));
            tracer.mark_leaf(elements);
        } else {
            tracer.mark(elements);
        }
        tracer.mark(object.slots.get());
        let words = shape.base as usize - OBJECT_FIXED_WORDS + shape.inline_capacity() as usize;
        let start = (cell as *const u64).add(OBJECT_FIXED_WORDS);
        tracer.mark_words(std::slice::from_raw_parts(start, words));
    }
}
unsafe fn size_object(cell: *const Header) -> usize {
    // SAFETY: an object cell.
    unsafe {
        let shape = (*(cell as *const Object)).shape();
        (shape.base as usize + shape.inline_capacity() as usize) * 8
    }
}
unsafe fn trace_string(cell: *mut Header, tracer: &mut Tracer) {
    // SAFETY: a string cell.
    unsafe {
        let s = &*(cell as *const JsString);
        if s.flag(string_flags::ROPE) {
            tracer.mark_raw(s.first.get() as *mut Header);
            tracer.mark_raw(s.second.get() as *mut Header);
        } else if s.flag(string_flags::SLICE) {
            tracer.mark_raw(s.first.get() as *mut Header);
        }
    }
}
unsafe fn size_string(cell: *const Header) -> usize {
    // SAFETY: a string cell.
    unsafe {
        let s = &*(cell as *const JsString);
        if s.flag(string_flags::ROPE | string_flags::SLICE) {
            return size_of::<JsString>();
        }
        UNITS_OFFSET + if s.is_latin1() { s.len() } else { s.len() * 2 }
    }
}

/// A cell type of this crate: how the collector sees it.
pub(crate) trait Traced: ogive_gc::Cell + Sized {
    /// Shows every cell pointer to the tracer.
    fn trace(&self, tracer: &mut Tracer);
    /// Bytes of the cell.
    fn size(&self) -> usize {
        size_of::<Self>()
    }
    /// Frees what the cell owns outside the heap; only called if [`Traced::FINALIZE`].
    fn finalize(&mut self) {}
    /// Must `finalize` run?
    const FINALIZE: bool = false;
    /// See [`KindInfo::external`]; only asked of a dead cell that is about to be finalized.
    fn external(&self) -> usize {
        0
    }
    /// See [`KindInfo::indexed`].
    const INDEXED: bool = false;
    /// All words after the header are Values or small numbers, so that any part of the cell can be traced by itself.
    const VALUES: bool = false;
    /// Holds no cell pointers.
    const LEAF: bool = false;
    /// Drops references to dead cells.
    fn weak(&self, _context: &mut WeakContext) {}
    /// Marks values whose keys are live; true if it marked any.
    fn ephemerons(&self, _tracer: &mut Tracer) -> bool {
        false
    }
}

unsafe fn trace<T: Traced>(cell: *mut Header, tracer: &mut Tracer) {
    // SAFETY: the table pairs the kind with its type.
    unsafe { (*(cell as *const T)).trace(tracer) }
}
unsafe fn size<T: Traced>(cell: *const Header) -> usize {
    // SAFETY: the table pairs the kind with its type.
    unsafe { (*(cell as *const T)).size() }
}
unsafe fn finalize<T: Traced>(cell: *mut Header) {
    // SAFETY: the table pairs the kind with its type; the collector calls this once, for a dead cell.
    unsafe { (*(cell as *mut T)).finalize() }
}
unsafe fn external<T: Traced>(cell: *const Header) -> usize {
    // SAFETY: the table pairs the kind with its type.
    unsafe { (*(cell as *const T)).external() }
}
unsafe fn weak<T: Traced>(cell: *mut Header, context: &mut WeakContext) {
    // SAFETY: the table pairs the kind with its type.
    unsafe { (*(cell as *const T)).weak(context) }
}
unsafe fn ephemerons<T: Traced>(cell: *mut Header, tracer: &mut Tracer) -> bool {
    // SAFETY: the table pairs the kind with its type.
    unsafe { (*(cell as *const T)).ephemerons(tracer) }
}

/// The values of a cell (header, one word, then Values) within an address range, which may reach beyond the cell: what lies
/// there is another cell's, or left over from a former one.
unsafe fn trace_values<T: Traced>(cell: *mut Header, start: *const u64, end: *const u64, tracer: &mut Tracer) {
    // SAFETY: the clipped range lies within the cell, whose words there are Values, or numbers that name no cell.
    unsafe {
        let base = cell as *const u64;
        let start = start.max(base.add(crate::elements::VALUES_OFFSET / 8));
        let end = end.min(base.byte_add((*(cell as *const T)).size()));
        if start < end {
            tracer.mark_words(std::slice::from_raw_parts(start, end.offset_from(start) as usize));
        }
    }
}

const fn row<T: Traced>(name: &'static str) -> KindInfo {
    let row = KindInfo::new(name, trace::<T>, size::<T>).weak(weak::<T>).ephemerons(ephemerons::<T>);
    let row = if T::FINALIZE { row.finalize(finalize::<T>).external(external::<T>) } else { row };
    let row = if T::INDEXED { row.indexed() } else { row };
    let row = if T::VALUES { row.trace_range(trace_values::<T>) } else { row };
    if T::LEAF { KindInfo::leaf(name, size::<T>) } else { row }
}

const fn info(kind: Kind) -> KindInfo {
    let name = kind.name();
    match kind {
        Kind::String => KindInfo::new(name, trace_string, size_string),
        Kind::Symbol => row::<Symbol>(name),
        Kind::BigInt => row::<BigInt>(name),
        Kind::Shape => row::<Shape>(name),
        Kind::PropertyTable => row::<PropertyTable>(name),
        Kind::SlotPromise => row::<crate::shape::SlotPromise>(name),
        Kind::Validity => row::<crate::shape::Validity>(name),
        Kind::Slots => row::<Slots>(name),
        Kind::Elements => row::<Elements>(name),
        Kind::SparseElements => row::<SparseElements>(name),
        Kind::Accessor => row::<crate::object::Accessor>(name),
        Kind::Env => row::<Env>(name),
        Kind::CodeBlock => row::<CodeBlock>(name),
        Kind::Realm => row::<Realm>(name),
        Kind::SavedFrame => row::<SavedFrame>(name),
        Kind::Data => row::<DataCell>(name),
        Kind::RegExpProgram => row::<crate::regexp::RegExpProgram>(name),
        Kind::LastMatch => row::<crate::regexp::LastMatch>(name),
        Kind::PromiseReaction => row::<crate::promise::Reaction>(name),
        _ => KindInfo::new(name, trace_object, size_object),
    }
}

const COUNT: usize = Kind::Host as usize + 1;
const fn all() -> [KindInfo; COUNT] {
    let mut rows = [info(Kind::String); COUNT];
    let mut i = 0;
    while i < COUNT {
        rows[i] = info(Kind::ALL[i]);
        i += 1;
    }
    rows
}
/// The collector's table.
pub static KINDS: [KindInfo; COUNT] = all();

/// Marks a slice of Values.
pub(crate) fn mark_values(tracer: &mut Tracer, values: &[Value]) {
    // SAFETY: Value is a transparent u64.
    tracer.mark_words(unsafe { std::slice::from_raw_parts(values.as_ptr() as *const u64, values.len()) });
}
