//! Inline caches: a miss describes the fast path once, as data; the interpreter runs the description, baseline compiles or
//! dispatches it, the optimizer turns it into guards.
//!
//! An [`Ic`] is one description in place (monomorphic), or a list of up to four (polymorphic), or megamorphic: then
//! the Vm's global cache, hashed by shape and key, answers.
use crate::object::Object;
use crate::shape::{Shape, Validity};
use crate::value::Value;
use ogive_gc::{Gc, Tracer};

/// What a cache does when its guards hold. The guards are those the action names; `shape` is always the receiver's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Action {
    /// Nothing cached yet.
    Empty = 0,
    /// Guard shape. Value at byte `offset` of the receiver.
    LoadInline,
    /// Guard shape. Value at byte `offset` of the receiver's overflow slots.
    LoadOverflow,
    /// Guard shape, validity. Value at byte `offset` of the cell `holder`: the holding object, or its overflow slots.
    LoadHolderInline,
    /// Guard shape. Value at byte `offset` of the overflow slots of the object `holder` (global variables).
    LoadHolderOverflow,
    /// Guard shape, validity (if any). The property is nowhere: undefined.
    LoadAbsent,
    /// Guard shape, validity (if the getter is not own). Call `extra` (a function) with the receiver. `extra` undefined: objects of this
    /// (shared) shape have getters of their own, in the [`crate::object::Accessor`] at `offset` of the receiver (`next` 0) or its overflow slots (1).
    CallGetter,
    /// Guard shape, validity. The receiver is a typed array: its length now.
    TypedArrayLength,
    /// Guard shape. Store at byte `offset` of the receiver if `promise` admits the value.
    StoreInline,
    /// Guard shape. Store at byte `offset` of the overflow slots if `promise` admits the value.
    StoreOverflow,
    /// Guard shape, validity (if any). Add the property: store at `offset` (inline), then set shape `next`.
    AddInline,
    /// Guard shape, validity. Add: store at `offset` of the overflow slots (room is there, else miss), then set shape `next`.
    AddOverflow,
    /// Guard shape, validity (if the setter is not own). Call `extra` (a function), or the accessor's in a slot as with `CallGetter`.
    CallSetter,
    /// Global lexical binding: the value is slot `offset` of the environment `holder`.
    GlobalLexical,
    /// Keyed access: `offset` says what was met ([`element_feedback`]), `shape` is the first receiver's; nothing to guard here.
    Elements,
    /// Call site: `extra` is the first callee; `promise` is 1 when there were several, all of them closures of one code block; `list` holds all when there
    /// were others (`interpreter/callees.rs`). Construct sites: `extra` is the last callee.
    Call,
    /// Up to [`MAX_POLYMORPHIC`] descriptions in `list`.
    Polymorphic,
    /// Too many shapes: the global cache. `extra` holds the bits of the key at sites that have a name.
    Megamorphic,
}

/// Receivers that are no objects have these in place of a shape id (ids of shapes are multiples of 16).
pub mod primitive_shape {
    /// A string.
    pub const STRING: u32 = 1;
    /// A Number.
    pub const NUMBER: u32 = 2;
    /// A boolean.
    pub const BOOLEAN: u32 = 3;
    /// A symbol.
    pub const SYMBOL: u32 = 4;
    /// A BigInt.
    pub const BIGINT: u32 = 5;
}

/// What a keyed site (`GetElem`, `SetElem`) has met, in its cache's `offset`; only widens. The loops' fast paths demand that the cache is not
/// `Empty`, so the first execution, and any that is not plain, comes to the slow path, which notes it.
pub mod element_feedback {
    /// Arrays whose elements are int32 ([`crate::elements::kind`]).
    pub const INT: u32 = 1;
    /// Arrays of doubles.
    pub const DOUBLE: u32 = 2;
    /// Arrays of anything.
    pub const ANY: u32 = 4;
    /// Elements that may have holes.
    pub const HOLEY: u32 = 8;
    /// A load of a hole or beyond the elements; a store over a hole or beyond the length.
    pub const OUT_OF_BOUNDS: u32 = 16;
    /// A store at the length of an array.
    pub const APPEND: u32 = 32;
    /// A string.
    pub const STRING: u32 = 64;
    /// An ordinary object or other object with fast elements that is no array.
    pub const NOT_ARRAY: u32 = 128;
    /// Anything else: names, sparse and exotic objects, primitives.
    pub const OTHER: u32 = 256;
    /// The key was a Number but no int32.
    pub const DOUBLE_KEY: u32 = 512;
    /// A typed array of element type 0; the other types' bits follow.
    pub const TYPED: u32 = 1 << 16;
}

/// How many descriptions a polymorphic cache holds.
pub const MAX_POLYMORPHIC: usize = 4;
/// So often a call site learns of a callee that is not its first (`interpreter/callees.rs`).
pub const MAX_LESSONS: u8 = 100;

/// One inline cache. `repr(C)`: machine code reads it.
#[repr(C)]
#[derive(Clone)]
pub struct Ic {
    /// Receiver's shape id; 0 matches none.
    pub shape: u32,
    /// What to do.
    pub action: Action,
    /// Store actions: the slot's promise when cached (`shape::Promise`); a value it does not admit misses.
    pub promise: u8,
    /// How often this site has missed (saturating).
    pub misses: u8,
    /// `InstanceOf` sites: the index of the target's word that holds its `prototype`; 0: not known.
    pub(crate) prototype_word: u8,
    /// Byte offset of the slot.
    pub offset: u32,
    /// `Add…`: the shape after. 0 otherwise.
    pub next: u32,
    /// Where the value is, for holder actions; 0 otherwise. Raw address of an object or environment.
    pub holder: u64,
    /// Getter, setter, callee; or the key: of private names, and at keyed sites the name that has been the key each time (null: there were several).
    pub extra: Value,
    /// Validity cell's address; 0: no chain to guard.
    pub validity: u64,
    /// Polymorphic descriptions.
    pub list: Option<Box<IcList>>,
}

/// The descriptions of a polymorphic cache. `repr(C)`: machine code walks it.
#[repr(C)]
#[derive(Clone, Default)]
pub struct IcList {
    pub(crate) len: u32,
    pub(crate) entries: [Ic; MAX_POLYMORPHIC],
}
impl std::ops::Deref for IcList {
    type Target = [Ic];
    fn deref(&self) -> &[Ic] {
        &self.entries[..self.len as usize]
    }
}
impl std::ops::DerefMut for IcList {
    fn deref_mut(&mut self) -> &mut [Ic] {
        &mut self.entries[..self.len as usize]
    }
}
impl IcList {
    /// Adds one; there is room.
    pub(crate) fn push(&mut self, description: Ic) {
        self.entries[self.len as usize] = description;
        self.len += 1;
    }
    /// Keeps those that `keep` likes, in order.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Ic) -> bool) {
        let mut kept = 0;
        for i in 0..self.len as usize {
            if keep(&self.entries[i]) {
                self.entries.swap(kept, i);
                kept += 1;
            }
        }
        self.entries[kept..].fill(Ic::default());
        self.len = kept as u32;
    }
}

impl Default for Ic {
    fn default() -> Ic {
        Ic {
            shape: 0,
            action: Action::Empty,
            promise: 0,
            misses: 0,
            prototype_word: 0,
            offset: 0,
            next: 0,
            holder: 0,
            extra: Value::UNDEFINED,
            validity: 0,
            list: None,
        }
    }
}

impl Ic {
    /// Keeps what the description names alive.
    pub(crate) fn trace(&self, tracer: &mut Tracer) {
        // SAFETY: a description's cells live as long as it does, because this shows them.
        unsafe {
            if self.holder != 0 {
                tracer.mark_raw(self.holder as *mut ogive_gc::Header);
            }
            if self.validity != 0 {
                tracer.mark_raw(self.validity as *mut ogive_gc::Header);
            }
            if self.shape >= 16 {
                tracer.mark_low(self.shape);
            }
            if self.next >= 16 {
                tracer.mark_low(self.next);
            }
        }
        tracer.mark_word(self.extra.bits());
        if let Some(list) = &self.list {
            list.iter().for_each(|ic| ic.trace(tracer));
        }
    }
    /// The chain guard holds?
    #[inline(always)]
    pub fn chain_is_valid(&self) -> bool {
        // SAFETY: traced, so the cell lives.
        self.validity == 0 || unsafe { Gc::<Validity>::from_addr(self.validity as usize) }.is_valid()
    }
    /// The holder as an object.
    #[inline(always)]
    pub fn holder_object(&self) -> Gc<Object> {
        // SAFETY: traced, so the cell lives; holder actions have one.
        unsafe { Gc::from_addr(self.holder as usize) }
    }
}

/// The shape of an id.
///
/// # Safety
/// `id` is the id of a live shape of the heap whose reservation contains `near`.
pub unsafe fn shape_from_id(near: usize, id: u32) -> Gc<Shape> {
    // SAFETY: as demanded.
    unsafe { Gc::from_addr(near & !(crate::object::HEAP_ALIGNMENT - 1) | id as usize) }
}
