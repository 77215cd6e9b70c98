//! The snapshot: everything that a compilation may know, copied on the main thread before the job is queued. The builder and the passes
//! read nothing else: no live heap.
//!
//! What holds:
//! - S1: every cell that a snapshot names is in `cells`, and whoever owns the snapshot keeps those alive.
//! - S2: what may change later is a bet: the builder puts it among the graph's assumptions, and installation checks them.

pub mod element;
mod take;

use crate::mir::{Cell, ShapeId};
use element::ElementFeedback;
use ogive_bytecode::{Code, FunctionTemplate};
use ogive_vm::code_block::call_flags;
use ogive_vm::machine::Failure;
use ogive_vm::shape::Promise;
use rustc_hash::FxHashMap;
use std::sync::Arc;

pub use take::take;

/// See the module head.
#[derive(Debug)]
pub struct Snapshot {
    /// The function to compile (0), and those that may be inlined.
    pub functions: Vec<FunctionInfo>,
    /// Value bits of all cells that are named here.
    pub cells: Vec<u64>,
    /// Environments of the closures that are named here: function's and environment's Value bits.
    pub envs: FxHashMap<u64, u64>,
    /// Element types (`vm::buffer::ElementType`) of the typed arrays that are named here, by Value bits, and whether they can be written.
    pub typed_arrays: FxHashMap<u64, (u8, bool)>,
    /// Field initializers of the class constructors that are called here, by their Value bits; `None`: the class has no fields.
    pub initializers: FxHashMap<u64, Option<Callee>>,
    /// Methods that objects of a shape inherit under a key (its bits), for sites that have met too many shapes: of instances of the constructors here.
    pub inherited: FxHashMap<(ShapeId, u64), (LoadCase, Callee)>,
    /// May the shape of the global object be bet on? Not for code that has been made again and again.
    pub bets_on_globals: bool,
    /// Which protectors stand: `vm::Protectors::no_indexed_prototypes`.
    pub no_indexed_prototypes: bool,
    /// `vm::Protectors::array_iteration`.
    pub array_iteration: bool,
    /// What `typeof` gives.
    pub type_names: TypeNames,
    /// Constants that are atoms, by their bits; with the code unit of those that have one only.
    pub atoms: FxHashMap<u64, Option<u16>>,
}

/// Results of `typeof`: Value bits of atoms.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "named as the types")]
pub struct TypeNames {
    pub undefined: u64,
    pub boolean: u64,
    pub number: u64,
    pub string: u64,
    pub object: u64,
    pub function: u64,
}

impl TypeNames {
    /// Is it one of them?
    pub fn contains(&self, name: u64) -> bool {
        [self.undefined, self.boolean, self.number, self.string, self.object, self.function].contains(&name)
    }
}

/// A function.
#[derive(Debug)]
pub struct FunctionInfo {
    /// The code block.
    pub block: Cell,
    /// Its bytecode.
    pub code: Arc<Code>,
    /// Its template.
    pub template: Arc<FunctionTemplate>,
    /// Value bits of the constants.
    pub constants: Vec<u64>,
    /// The kinds bytes (`ogive_bytecode::feedback`); empty without feedback.
    pub kinds: Vec<u8>,
    /// Bets on this function's feedback that have failed.
    pub failures: Vec<Failure>,
    /// What the inline caches say, by site.
    pub sites: Vec<Site>,
    /// Nested functions whose closures have a known shape.
    pub nested: Vec<Option<Nested>>,
    /// `vm::code_block::call_flags`.
    pub flags: u16,
    /// Has its code a loop?
    pub has_loop: bool,
    /// How arrays are allocated in this realm.
    pub array_layout: Layout,
    /// How arguments objects are allocated in this realm: of sloppy and of strict code.
    pub arguments_layouts: [Layout; 2],
    /// How `{}` is allocated in this realm.
    pub object_layout: Layout,
}

impl FunctionInfo {
    /// Does an exception at a unit concern the function itself? Where one leaves a suspendable frame, a promise is rejected, or a generator ends.
    pub fn catches(&self, unit: u32) -> bool {
        self.flags & call_flags::RESUMABLE != 0 || self.code.handler_at(unit).is_some()
    }
}

/// A nested function.
#[derive(Clone, Copy, Debug)]
pub struct Nested {
    /// Its code block.
    pub block: Cell,
    /// How its closures are allocated.
    pub layout: Layout,
    /// Their object flags.
    pub flags: u8,
}

/// How objects of a shape are allocated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    /// The shape.
    pub shape: ShapeId,
    /// The cell kind.
    pub kind: u8,
    /// Words before the inline slots.
    pub base: u8,
    /// Inline slots.
    pub slots: u8,
}

/// What a site's cache says.
#[derive(Clone, Debug)]
pub enum Site {
    /// Never run (or never by a path that the cache would have noticed).
    Empty,
    /// Anything.
    Generic,
    /// Loads of a named property, by receiver.
    Load(Vec<LoadCase>),
    /// Stores to a named property, by receiver.
    Store(Vec<StoreCase>),
    /// A named load or store whose receivers have so many shapes that the Vm's global cache is asked: the bits of the key.
    Megamorphic(u64),
    /// Keyed access.
    Element(ElementFeedback),
    /// Keyed access, or access to a private element, whose key has always been that (Value bits): what the cache says of the named access.
    Named(u64, Box<Site>),
    /// A call: all callees it has had; none when there were too many.
    Call(Vec<Callee>),
    /// A construct of a base constructor whose instances' shape is settled.
    Construct(Constructor),
    /// `instanceof` with functions of a shape on whose chain @@hasInstance is the original one.
    InstanceOf {
        /// The functions' shape.
        shape: ShapeId,
        /// The chain's validity cell.
        validity: Option<u64>,
        /// Byte offset of their `prototype`, inline.
        offset: u32,
    },
    /// A global lexical binding: slot `slot` of that environment.
    GlobalLexical {
        /// The environment's address.
        env: Cell,
        /// The slot.
        slot: u32,
        /// The value of a `const`.
        constant: Option<u64>,
    },
    /// A property in the overflow slots of the global object, as long as its shape is this one.
    GlobalProperty {
        /// The object's Value.
        global: u64,
        /// Its shape.
        shape: ShapeId,
        /// Its overflow slots as they are with that shape.
        slots: Cell,
        /// Byte offset in the overflow slots.
        offset: u32,
        /// It has always been the same.
        constant: Option<Constant>,
    },
    /// An array literal: what its elements have been (`vm::ic::element_feedback`).
    Array(u32),
    /// An object literal's final shape, with the promises of its slots.
    Literal(Layout, Vec<SlotPromise>),
}

/// What a slot is promised to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SlotPromise {
    /// The promise cell's address; 0 when nothing is promised.
    pub cell: u64,
    /// What it says.
    pub promise: Promise,
}
impl SlotPromise {
    /// No promise.
    pub const NONE: SlotPromise = SlotPromise { cell: 0, promise: Promise::Any };
}

/// A receiver as a cache knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Receiver {
    /// An object of a shape of a kind (`vm::Kind`).
    Shape(ShapeId, u8),
    /// A string.
    String,
    /// A Number.
    Number,
    /// Another primitive.
    Other,
}

/// A property that has had the same value ever since it was defined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Constant {
    /// The object's address.
    pub object: u64,
    /// The key's bits.
    pub key: u64,
    /// The Value's bits.
    pub value: u64,
}

/// One way in which a named load has found its value.
#[derive(Clone, Debug)]
pub struct LoadCase {
    /// The receiver.
    pub receiver: Receiver,
    /// The validity cell of the chain, when the value does not come from the receiver itself.
    pub validity: Option<u64>,
    /// How.
    pub how: LoadHow,
}

/// How a value is loaded.
#[derive(Clone, Debug)]
pub enum LoadHow {
    /// From a slot of the receiver.
    Own {
        /// Byte offset.
        offset: u32,
        /// Of the overflow slots.
        overflow: bool,
        /// What it is promised to hold.
        promise: SlotPromise,
    },
    /// From that word of a fixed cell.
    Holder {
        /// Address of the object or of its overflow slots.
        cell: Cell,
        /// Byte offset.
        offset: u32,
        /// It has always been the same.
        constant: Option<Constant>,
    },
    /// There is none.
    Absent,
    /// By a call of a getter.
    Getter(Callee),
    /// In a way that only the Vm knows.
    Generic,
}

/// One way in which a named store has been done.
#[derive(Clone, Debug)]
pub struct StoreCase {
    /// The shape before.
    pub shape: ShapeId,
    /// The shape after, when the store adds the property.
    pub next: Option<Layout>,
    /// Byte offset.
    pub offset: u32,
    /// Of the overflow slots.
    pub overflow: bool,
    /// What the slot is promised to hold.
    pub promise: SlotPromise,
    /// The chain on which nothing must have a setter or a read-only property.
    pub validity: Option<u64>,
    /// A setter does it instead.
    pub setter: Option<Callee>,
}

/// A call's target.
#[derive(Clone, Debug)]
pub enum Callee {
    /// Unknown or changing.
    Unknown,
    /// A closure.
    Closure {
        /// The function's Value, when it has always been the same.
        function: Option<u64>,
        /// Its code block.
        block: Cell,
        /// Its index among the snapshot's functions, when it is there.
        index: Option<usize>,
        /// `vm::code_block::call_flags`.
        flags: u16,
    },
    /// A builtin function.
    Native {
        /// Its Value.
        function: u64,
        /// What it may be expanded to.
        inline: Option<ogive_vm::native::Inline>,
        /// `call` and `apply`: what they have called here; nothing when that were too many.
        targets: Vec<Callee>,
    },
    /// A bound function.
    Bound {
        /// Its Value.
        function: u64,
        /// What it calls, whose Value is this.
        target: Box<Callee>,
        /// The target's Value.
        value: u64,
        /// The Value that is `this`.
        this: u64,
        /// The Values that come before the call's own arguments.
        arguments: Vec<u64>,
    },
}

/// A base constructor that a site has always called, for a new.target with always the same `prototype`.
#[derive(Clone, Debug)]
pub struct Constructor {
    /// The function's Value.
    pub function: u64,
    /// The shape of new.target.
    pub shape: ShapeId,
    /// Byte offset of new.target's `prototype`.
    pub prototype_offset: u32,
    /// The prototype's Value.
    pub prototype: u64,
    /// How the instances are allocated.
    pub instances: Layout,
    /// The code block.
    pub block: Cell,
    /// Its index among the snapshot's functions, when it is there.
    pub index: Option<usize>,
}
