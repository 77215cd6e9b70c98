//! Shapes (hidden classes): which properties an object has, in which slots, and its prototype.
//!
//! Shapes form a transition tree. A shape's id is its address's offset in the heap's low zone, so a shape check is one
//! 32-bit compare. Shapes of one lineage share one append-only [`PropertyTable`]; a shape sees its first `count` entries.
//! An object with many properties, or one deleted out of order, or used as a prototype or global, has a *unique* shape:
//! it alone owns the shape and its table, and the shape is replaced by a fresh one whenever its properties change while
//! some inline cache may have seen it ([`flags::CACHED`]).
//!
//! Invariants:
//! - H1: slot i of an object is its inline slot i if `i < inline_capacity`, else overflow slot `i - inline_capacity`.
//! - H2: an entry of a shared table never changes once a shape counts it; only a unique shape's table is edited.
//! - H3: `promise` of an entry admits every value that any object has in that slot.
//! - H4: a valid [`Validity`] cell of prototype P says: no object from P up its chain has gained, lost or reconfigured a
//!   property or changed its prototype since the cell was made.

use crate::cells::{Kind, OBJECT_FIXED_WORDS, Traced};
use crate::key::PropertyKey;
use crate::object::Object;
use crate::value::Value;
use crate::vm::Vm;
use hashbrown::HashTable;
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer, WeakContext};
use std::cell::{Cell, UnsafeCell};

/// Property attribute bits.
pub mod attrs {
    /// [[Writable]]
    pub const WRITABLE: u8 = 1;
    /// [[Enumerable]]
    pub const ENUMERABLE: u8 = 2;
    /// [[Configurable]]
    pub const CONFIGURABLE: u8 = 4;
    /// The slot holds an [`crate::object::Accessor`].
    pub const ACCESSOR: u8 = 8;
    /// The slot holds the id of a builtin made on first use; see `Vm::resolve_lazy`.
    pub const LAZY: u8 = 16;
    /// What assignment creates.
    pub const ALL: u8 = WRITABLE | ENUMERABLE | CONFIGURABLE;
    /// Writable and configurable: methods of builtins and classes.
    pub const HIDDEN: u8 = WRITABLE | CONFIGURABLE;
}

/// Shape flag bits.
pub mod flags {
    /// Owned by one object; its table is edited in place.
    pub const UNIQUE: u8 = 1;
    /// [[Extensible]] is false.
    pub const NON_EXTENSIBLE: u8 = 2;
    /// An inline cache may hold this (unique) shape.
    pub const CACHED: u8 = 4;
    /// The owner is some object's prototype.
    pub const PROTOTYPE: u8 = 8;
    /// Objects of this shape need their kind's own internal methods (proxies, typed arrays…): never cached.
    pub const EXOTIC: u8 = 16;
    /// Objects have own properties that are not made yet (functions' length, name, prototype).
    pub const LAZY_PROPERTIES: u8 = 32;
    /// A unique shape that its object no longer has: caches may forget it.
    pub const STALE: u8 = 64;
    /// Some properties of the owner (a builtin object) stand under a protector: `protect.rs`. Stores are never cached.
    pub const PROTECTED: u8 = 64;
}

/// More properties than this turn an object's shape unique.
pub const MAX_SHARED_PROPERTIES: u32 = 512;

/// What a slot has held; only widens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum Promise {
    /// Nothing yet.
    Nothing = 0,
    /// int32 only.
    Int = 1,
    /// Doubles only; int32 values are stored as doubles.
    Double = 2,
    /// Objects only.
    Object = 3,
    /// Anything.
    Any = 4,
}

/// The cell a promise lives in (in its header's shape word): one per transition that adds a property.
#[repr(C)]
pub struct SlotPromise {
    pub(crate) header: Header,
}
// SAFETY: repr(C), begins with Header; holds no cell.
unsafe impl GcCell for SlotPromise {
    const KIND: u8 = Kind::SlotPromise as u8;
}
impl Traced for SlotPromise {
    const LEAF: bool = true;
    fn trace(&self, _: &mut Tracer) {}
}
impl SlotPromise {
    /// What is promised now.
    #[inline(always)]
    pub fn get(&self) -> Promise {
        match self.header.shape() {
            0 => Promise::Nothing,
            1 => Promise::Int,
            2 => Promise::Double,
            3 => Promise::Object,
            _ => Promise::Any,
        }
    }
    /// Widens as needed for `value` and gives the value in the form to store: [`Vm::admit`] tells who watches.
    #[inline]
    pub(crate) fn admit(&self, value: Value) -> Value {
        let next = match self.get() {
            Promise::Any => return value,
            Promise::Nothing if value.is_int() => Promise::Int,
            Promise::Nothing if value.is_number() => Promise::Double,
            Promise::Nothing if value.is_detectable_object() => Promise::Object,
            Promise::Int if value.is_int() => return value,
            Promise::Object if value.is_detectable_object() => return value,
            Promise::Double if value.is_int() => return Value::double(value.int_unchecked() as f64),
            Promise::Double if value.is_number() => return value,
            _ => Promise::Any,
        };
        self.header.set_shape(next as u32);
        value
    }
}

/// Whether a prototype chain is as it was (header's shape word: 1 valid, 0 not).
#[repr(C)]
pub struct Validity {
    pub(crate) header: Header,
}
// SAFETY: repr(C), begins with Header; holds no cell.
unsafe impl GcCell for Validity {
    const KIND: u8 = Kind::Validity as u8;
}
impl Traced for Validity {
    const LEAF: bool = true;
    fn trace(&self, _: &mut Tracer) {}
}
impl Validity {
    /// Still valid?
    #[inline(always)]
    pub fn is_valid(&self) -> bool {
        self.header.shape() != 0
    }
    /// Offset of the word to test.
    pub const WORD_OFFSET: usize = Header::SHAPE_OFFSET;
}

/// A property as its shape describes it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The key; [`DELETED`] in a unique shape's table where a property was.
    pub key: PropertyKey,
    /// Slot number.
    pub slot: u32,
    /// [`attrs`].
    pub attrs: u8,
    /// What the slot has held; `None` in unique shapes (anything).
    pub promise: Option<Gc<SlotPromise>>,
    /// In unique shapes: the value has been replaced. As long as it has not (undefined does not count), no cache stores into the slot, so [`Vm::set_slot`] can tell
    /// who takes the value for a constant.
    pub replaced: bool,
}

/// Key of a deleted entry.
pub(crate) const DELETED: PropertyKey = PropertyKey::from_bits(Value::HOLE.bits());

/// Entries of a lineage of shapes, or of one unique shape.
#[repr(C)]
pub struct PropertyTable {
    pub(crate) header: Header,
    data: UnsafeCell<Box<TableData>>,
}

#[derive(Default)]
struct TableData {
    entries: Vec<Entry>,
    /// Positions in `entries`; built when there are more than [`LINEAR`].
    index: HashTable<u32>,
    indexed: bool,
    free_slots: Vec<u32>,
    live: u32,
}

/// Up to so many entries are searched one after another.
const LINEAR: usize = 8;

#[inline(always)]
fn spread(hash: u32) -> u64 {
    (hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl TableData {
    fn find(&self, key: PropertyKey, count: usize) -> Option<usize> {
        if self.indexed {
            let entries = &self.entries;
            let found = *self.index.find(spread(key.hash()), |&i| entries[i as usize].key == key)? as usize;
            return (found < count).then_some(found);
        }
        self.entries[..count.min(self.entries.len())].iter().position(|e| e.key == key)
    }
    fn push(&mut self, entry: Entry) {
        let at = self.entries.len() as u32;
        self.entries.push(entry);
        self.live += 1;
        if self.indexed {
            let entries = &self.entries;
            self.index.insert_unique(spread(entry.key.hash()), at, |&i| spread(entries[i as usize].key.hash()));
        } else if self.entries.len() > LINEAR {
            self.build_index();
        }
    }
    fn build_index(&mut self) {
        self.index.clear();
        let entries = &self.entries;
        for (i, e) in entries.iter().enumerate().filter(|(_, e)| e.key != DELETED) {
            self.index.insert_unique(spread(e.key.hash()), i as u32, |&i| spread(entries[i as usize].key.hash()));
        }
        self.indexed = true;
    }
    fn remove(&mut self, at: usize) {
        let key = self.entries[at].key;
        if self.indexed
            && let Ok(found) = self.index.find_entry(spread(key.hash()), |&i| i as usize == at)
        {
            found.remove();
        }
        self.free_slots.push(self.entries[at].slot);
        self.entries[at].key = DELETED;
        self.live -= 1;
        if self.entries.len() > 32 && (self.live as usize) < self.entries.len() / 2 {
            self.entries.retain(|e| e.key != DELETED);
            if self.indexed {
                self.build_index();
            }
        }
    }
}

// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for PropertyTable {
    const KIND: u8 = Kind::PropertyTable as u8;
}
impl Traced for PropertyTable {
    fn trace(&self, tracer: &mut Tracer) {
        for entry in &self.data().entries {
            tracer.mark_word(entry.key.bits());
            if let Some(promise) = entry.promise {
                tracer.mark(promise);
            }
        }
    }
    const FINALIZE: bool = true;
    fn finalize(&mut self) {
        // SAFETY: called once for a dead cell; the box is never used again.
        unsafe { std::ptr::drop_in_place(self.data.get()) }
    }
}
impl PropertyTable {
    fn data(&self) -> &TableData {
        // SAFETY: one thread, and no `data_mut` borrow lives across a call out of this file.
        unsafe { &*self.data.get() }
    }
    #[allow(clippy::mut_from_ref)]
    fn data_mut(&self) -> &mut TableData {
        // SAFETY: as above.
        unsafe { &mut *self.data.get() }
    }
}

/// How one shape becomes another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
enum Change {
    Add(PropertyKey, u8),
    Reconfigure(PropertyKey, u8),
    SetPrototype(u64),
    PreventExtensions,
}

#[derive(Default)]
enum Transitions {
    #[default]
    None,
    One(Change, Gc<Shape>),
    Many(Box<rustc_hash::FxHashMap<Change, Gc<Shape>>>),
}

/// Kept by the unique shape of a prototype.
#[derive(Default)]
struct ProtoInfo {
    validity: Option<Gc<Validity>>,
    /// Prototypes whose own prototype is this one, and whose validity depends on it.
    users: Vec<Gc<Object>>,
    /// Shape of the objects that constructors with this `prototype` make, before they have properties.
    instances: Option<Gc<Shape>>,
    /// Constructions left in which `instances` keeps spare inline slots.
    slack: u8,
}

/// Constructions after which the number of inline slots of instances is settled.
const SLACK_CONSTRUCTIONS: u8 = 8;
/// Inline slots of the first instances.
const SLACK_SLOTS: u8 = 13;

/// A shape; see the module head.
#[repr(C)]
pub struct Shape {
    pub(crate) header: Header,
    pub(crate) prototype: Cell<Value>,
    /// Slots in use (the next property's slot, unless a unique shape has free ones).
    pub(crate) slot_count: Cell<u32>,
    /// Words before the inline slots.
    pub base: u8,
    /// Inline slots.
    pub(crate) inline_capacity: Cell<u8>,
    /// Kind of the objects.
    pub kind: Kind,
    pub(crate) flags: Cell<u8>,
    count: Cell<u32>,
    table: Cell<Option<Gc<PropertyTable>>>,
    transitions: UnsafeCell<Transitions>,
    /// The shape that this one came from by a transition. Transitions are weak downwards and strong upwards: as long as anyone knows a shape,
    /// objects that are built in the same order get it again, although no object may have the shapes in between any more.
    parent: Cell<Option<Gc<Shape>>>,
    proto_info: UnsafeCell<Option<Box<ProtoInfo>>>,
}

// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for Shape {
    const KIND: u8 = Kind::Shape as u8;
}
impl Traced for Shape {
    fn trace(&self, tracer: &mut Tracer) {
        tracer.mark_word(self.prototype.get().bits());
        if let Some(table) = self.table.get() {
            tracer.mark(table);
        }
        if let Some(parent) = self.parent.get() {
            tracer.mark(parent);
        }
        if let Some(info) = self.proto_info() {
            if let Some(validity) = info.validity {
                tracer.mark(validity);
            }
            info.users.iter().for_each(|&user| tracer.mark(user));
            if let Some(instances) = info.instances {
                tracer.mark(instances);
            }
        }
        match self.transitions() {
            Transitions::None => return,
            Transitions::One(change, _) => mark_change(tracer, change),
            Transitions::Many(map) => map.keys().for_each(|change| mark_change(tracer, change)),
        }
        tracer.defer_weak(self as *const Shape as *mut Header);
    }
    fn weak(&self, context: &mut WeakContext) {
        let transitions = self.transitions_mut();
        match transitions {
            Transitions::None => {}
            Transitions::One(_, child) => {
                if !context.is_live(child.raw()) {
                    *transitions = Transitions::None;
                }
            }
            Transitions::Many(map) => map.retain(|_, child| context.is_live(child.raw())),
        }
    }
    const FINALIZE: bool = true;
    fn finalize(&mut self) {
        // SAFETY: called once for a dead cell.
        unsafe {
            std::ptr::drop_in_place(self.transitions.get());
            std::ptr::drop_in_place(self.proto_info.get());
        }
    }
}

fn mark_change(tracer: &mut Tracer, change: &Change) {
    match change {
        Change::Add(key, _) | Change::Reconfigure(key, _) => tracer.mark_word(key.bits()),
        Change::SetPrototype(bits) => tracer.mark_word(*bits),
        Change::PreventExtensions => {}
    }
}

impl Shape {
    fn transitions(&self) -> &Transitions {
        // SAFETY: one thread; no mutable borrow lives across a call out of this file.
        unsafe { &*self.transitions.get() }
    }
    #[allow(clippy::mut_from_ref)]
    fn transitions_mut(&self) -> &mut Transitions {
        // SAFETY: as above.
        unsafe { &mut *self.transitions.get() }
    }
    /// The validity cell of the chain from the object of this shape on, if it has been asked for.
    pub(crate) fn known_validity(&self) -> Option<Gc<Validity>> {
        self.proto_info().and_then(|info| info.validity).filter(|validity| validity.is_valid())
    }
    fn proto_info(&self) -> Option<&ProtoInfo> {
        // SAFETY: as above.
        unsafe { (*self.proto_info.get()).as_deref() }
    }
    #[allow(clippy::mut_from_ref)]
    fn proto_info_mut(&self) -> &mut Option<Box<ProtoInfo>> {
        // SAFETY: as above.
        unsafe { &mut *self.proto_info.get() }
    }
    #[inline(always)]
    pub(crate) fn has(&self, flag: u8) -> bool {
        self.flags.get() & flag != 0
    }
    /// The prototype: an object or null.
    #[inline(always)]
    pub fn prototype(&self) -> Value {
        self.prototype.get()
    }
    /// [[Extensible]].
    #[inline(always)]
    pub fn is_extensible(&self) -> bool {
        !self.has(flags::NON_EXTENSIBLE)
    }
    /// Owned by a single object?
    #[inline(always)]
    pub fn is_unique(&self) -> bool {
        self.has(flags::UNIQUE)
    }
    /// How many own named properties (an upper bound for unique shapes).
    pub fn property_count(&self) -> usize {
        match self.table.get() {
            Some(table) if self.is_unique() => table.data().live as usize,
            _ => self.count.get() as usize,
        }
    }
    /// The property of that (non-index) key.
    #[inline]
    pub fn lookup(&self, key: PropertyKey) -> Option<Entry> {
        let table = self.table.get()?;
        let data = table.data();
        data.find(key, self.count.get() as usize).map(|i| data.entries[i])
    }
    /// The entries in order of creation. Nothing that may add a property to any object may run while they are walked.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        let entries: &[Entry] = match self.table.get() {
            // SAFETY: the table outlives `self`, which refers to it.
            Some(table) => unsafe { &*(&table.data().entries[..self.count.get() as usize] as *const [Entry]) },
            None => &[],
        };
        entries.iter().filter(|e| e.key != DELETED).copied()
    }
    /// The `i`-th entry of a shared shape, for loops in whose course tables may grow.
    #[inline]
    pub fn nth_entry(&self, i: usize) -> Option<Entry> {
        debug_assert!(!self.is_unique());
        let table = self.table.get().filter(|_| i < self.count.get() as usize)?;
        Some(table.data().entries[i])
    }
    /// The key of the only transition so far, when that adds a plain property: what objects like this one got next.
    #[inline]
    pub fn only_added_key(&self) -> Option<PropertyKey> {
        match self.transitions() {
            Transitions::One(Change::Add(key, attrs::ALL), _) => Some(*key),
            _ => None,
        }
    }
    /// Byte offset of inline slot `i` from the object.
    #[inline(always)]
    pub fn inline_offset(&self, slot: u32) -> u32 {
        (self.base as u32 + slot) * 8
    }
    /// How many slots are inline.
    #[inline(always)]
    pub fn inline_capacity(&self) -> u8 {
        self.inline_capacity.get()
    }
    /// Is the slot inline?
    #[inline(always)]
    pub fn is_inline(&self, slot: u32) -> bool {
        slot < self.inline_capacity() as u32
    }
}

/// Byte offset of a slot from the object, or from its overflow slots.
pub(crate) fn slot_offset(shape: Gc<Shape>, slot: u32) -> u32 {
    if shape.is_inline(slot) {
        shape.inline_offset(slot)
    } else {
        (slot - shape.inline_capacity() as u32) * 8 + crate::elements::VALUES_OFFSET as u32
    }
}

/// Sets the inline capacity of a root and all shapes made from it to the most slots that one of them has. Objects of these shapes
/// are at least that large; no property lies beyond.
fn settle_inline_slots(root: Gc<Shape>) {
    let mut shapes = vec![root];
    let mut at = 0;
    while at < shapes.len() {
        let shape = shapes[at];
        match shape.transitions() {
            Transitions::None => {}
            Transitions::One(_, next) => shapes.push(*next),
            Transitions::Many(map) => shapes.extend(map.values()),
        }
        at += 1;
    }
    let used = shapes.iter().map(|s| s.slot_count.get()).max().unwrap_or(0);
    // An object's size is rounded to 16 bytes: three words before an odd number of slots.
    let capacity = (used | 1).min(root.inline_capacity.get() as u32) as u8;
    shapes.iter().for_each(|shape| shape.inline_capacity.set(capacity));
}

/// The id of a shape: never 0.
#[inline(always)]
pub fn shape_id(shape: Gc<Shape>) -> u32 {
    shape.addr() as u32
}

impl Vm {
    fn alloc_shape(&mut self, shape: Shape) -> Gc<Shape> {
        let shape = self.heap.alloc_low(0, shape);
        debug_assert_eq!(shape.addr() & (crate::object::HEAP_ALIGNMENT - 1), shape.addr() & 0x3FFF_FFFF);
        shape
    }
    /// A root shape: no properties.
    pub fn new_root_shape(&mut self, kind: Kind, prototype: Value, inline_capacity: u8, shape_flags: u8) -> Gc<Shape> {
        if let Some(prototype) = prototype.as_object() {
            self.make_prototype(prototype);
        }
        self.alloc_shape(Shape {
            header: Header::new(Shape::KIND, 0),
            prototype: Cell::new(prototype),
            slot_count: Cell::new(0),
            base: OBJECT_FIXED_WORDS as u8 + kind.internal_fields(),
            inline_capacity: Cell::new(inline_capacity),
            kind,
            flags: Cell::new(shape_flags),
            count: Cell::new(0),
            table: Cell::new(None),
            transitions: UnsafeCell::default(),
            parent: Cell::new(None),
            proto_info: UnsafeCell::default(),
        })
    }
    fn new_table(&mut self, entries: Vec<Entry>) -> Gc<PropertyTable> {
        let mut data = Box::new(TableData { live: entries.len() as u32, entries, ..TableData::default() });
        if data.entries.len() > LINEAR {
            data.build_index();
        }
        self.heap.alloc(0, PropertyTable { header: Header::new(PropertyTable::KIND, 0), data: UnsafeCell::new(data) })
    }
    fn derive_shape(&mut self, from: Gc<Shape>, table: Option<Gc<PropertyTable>>, count: u32) -> Gc<Shape> {
        self.alloc_shape(Shape {
            header: Header::new(Shape::KIND, 0),
            prototype: Cell::new(from.prototype.get()),
            slot_count: Cell::new(from.slot_count.get()),
            base: from.base,
            inline_capacity: Cell::new(from.inline_capacity.get()),
            kind: from.kind,
            flags: Cell::new(from.flags.get()),
            count: Cell::new(count),
            table: Cell::new(table),
            transitions: UnsafeCell::default(),
            parent: Cell::new(None),
            proto_info: UnsafeCell::default(),
        })
    }
    fn find_transition(&self, from: Gc<Shape>, change: Change) -> Option<Gc<Shape>> {
        match from.transitions() {
            Transitions::One(c, shape) if *c == change => Some(*shape),
            Transitions::Many(map) => map.get(&change).copied(),
            _ => None,
        }
    }
    fn add_transition(&mut self, from: Gc<Shape>, change: Change, to: Gc<Shape>) {
        to.parent.set(Some(from));
        self.heap.barrier(to);
        let transitions = from.transitions_mut();
        match transitions {
            Transitions::None => *transitions = Transitions::One(change, to),
            Transitions::One(c, s) => {
                let map = [(*c, *s), (change, to)].into_iter().collect();
                *transitions = Transitions::Many(Box::new(map));
            }
            Transitions::Many(map) => {
                map.insert(change, to);
            }
        }
        self.heap.barrier(from);
    }
    /// The shared shape that results from adding `key` to a shared shape; the new property is its last.
    pub(crate) fn shape_with(&mut self, from: Gc<Shape>, key: PropertyKey, attributes: u8) -> Gc<Shape> {
        debug_assert!(!from.is_unique());
        let change = Change::Add(key, attributes);
        if let Some(shape) = self.find_transition(from, change) {
            return shape;
        }
        self.note_new_key(key);
        let count = from.count.get();
        let entry = Entry { key, slot: from.slot_count.get(), attrs: attributes, promise: None, replaced: false };
        let table = match from.table.get() {
            Some(table) if table.data().entries.len() == count as usize => {
                table.data_mut().push(entry);
                self.heap.barrier(table);
                table
            }
            Some(table) => {
                let mut entries = table.data().entries[..count as usize].to_vec();
                entries.push(entry);
                self.new_table(entries)
            }
            None => self.new_table(vec![entry]),
        };
        if attributes & (attrs::ACCESSOR | attrs::LAZY) == 0 {
            // Made when the table is in the heap: entries in a vector are not seen by the collector.
            let promise = self.heap.alloc(Promise::Nothing as u32, SlotPromise { header: Header::new(SlotPromise::KIND, 0) });
            table.data_mut().entries[count as usize].promise = Some(promise);
            self.heap.barrier(table);
        }
        let shape = self.derive_shape(from, Some(table), count + 1);
        shape.slot_count.set(entry.slot + 1);
        self.add_transition(from, change, shape);
        shape
    }
    /// The shared shape with other attributes for an existing property.
    pub(crate) fn shape_reconfigured(&mut self, from: Gc<Shape>, key: PropertyKey, attributes: u8) -> Gc<Shape> {
        let change = Change::Reconfigure(key, attributes);
        if let Some(shape) = self.find_transition(from, change) {
            return shape;
        }
        let count = from.count.get() as usize;
        let mut entries = from.table.get().map_or(vec![], |t| t.data().entries[..count].to_vec());
        for entry in entries.iter_mut().filter(|e| e.key == key) {
            entry.attrs = attributes;
            entry.promise = None;
        }
        let table = self.new_table(entries);
        let shape = self.derive_shape(from, Some(table), count as u32);
        self.add_transition(from, change, shape);
        shape
    }
    /// The shared shape with another prototype.
    pub(crate) fn shape_with_prototype(&mut self, from: Gc<Shape>, prototype: Value) -> Gc<Shape> {
        if let Some(prototype) = prototype.as_object() {
            self.make_prototype(prototype);
        }
        let change = Change::SetPrototype(prototype.bits());
        if let Some(shape) = self.find_transition(from, change) {
            return shape;
        }
        let shape = self.derive_shape(from, from.table.get(), from.count.get());
        shape.prototype.set(prototype);
        self.heap.barrier(shape);
        self.add_transition(from, change, shape);
        shape
    }
    /// The shared shape of non-extensible objects.
    pub(crate) fn shape_non_extensible(&mut self, from: Gc<Shape>) -> Gc<Shape> {
        if let Some(shape) = self.find_transition(from, Change::PreventExtensions) {
            return shape;
        }
        let shape = self.derive_shape(from, from.table.get(), from.count.get());
        shape.flags.set(shape.flags.get() | flags::NON_EXTENSIBLE);
        self.add_transition(from, Change::PreventExtensions, shape);
        shape
    }

    /// Gives an object a shape of its own.
    pub(crate) fn make_unique(&mut self, object: Gc<Object>) -> Gc<Shape> {
        let from = object.shape();
        if from.is_unique() {
            return from;
        }
        let entries: Vec<Entry> = from.entries().map(|e| Entry { promise: None, ..e }).collect();
        let count = entries.len() as u32;
        let table = self.new_table(entries);
        let shape = self.derive_shape(from, Some(table), count);
        shape.flags.set(shape.flags.get() | flags::UNIQUE);
        self.set_shape(object, shape);
        shape
    }
    /// Called before a unique shape's properties or prototype change: replaces a shape that caches know, and ends the
    /// validity of every chain through a prototype. Gives the shape to edit.
    pub(crate) fn before_unique_change(&mut self, object: Gc<Object>) -> Gc<Shape> {
        let old = object.shape();
        debug_assert!(old.is_unique());
        if old.has(flags::PROTOTYPE) {
            self.invalidate_chains(object);
        }
        if !old.has(flags::CACHED) {
            return old;
        }
        let shape = self.derive_shape(old, old.table.get(), old.count.get());
        shape.flags.set(shape.flags.get() & !flags::CACHED);
        old.flags.set(old.flags.get() | flags::STALE);
        *shape.proto_info_mut() = old.proto_info_mut().take();
        self.set_shape(object, shape);
        self.fire_shape(old);
        shape
    }
    /// Adds a property to a unique shape; gives its slot.
    pub(crate) fn unique_add(&mut self, object: Gc<Object>, key: PropertyKey, attributes: u8) -> u32 {
        self.note_new_key(key);
        self.note_change(object, key);
        let shape = self.before_unique_change(object);
        let table = match shape.table.get() {
            Some(table) => table,
            None => {
                let table = self.new_table(vec![]);
                shape.table.set(Some(table));
                self.heap.barrier(shape);
                table
            }
        };
        let data = table.data_mut();
        let slot = data.free_slots.pop().unwrap_or_else(|| {
            let slot = shape.slot_count.get();
            shape.slot_count.set(slot + 1);
            slot
        });
        data.push(Entry { key, slot, attrs: attributes, promise: None, replaced: false });
        shape.count.set(data.entries.len() as u32);
        self.heap.barrier(table);
        slot
    }
    /// The value of a property of a unique shape is about to be replaced.
    #[cold]
    pub(crate) fn note_replaced(&mut self, object: Gc<Object>, key: PropertyKey) {
        if let Some(table) = object.shape().table.get() {
            let data = table.data_mut();
            if let Some(at) = data.find(key, data.entries.len()) {
                data.entries[at].replaced = true;
            }
        }
        self.fire_constant(object, key);
    }
    /// Changes a property's attributes in a unique shape.
    pub(crate) fn unique_reconfigure(&mut self, object: Gc<Object>, key: PropertyKey, attributes: u8) {
        self.note_change(object, key);
        self.fire_constant(object, key);
        let shape = self.before_unique_change(object);
        let Some(table) = shape.table.get() else { return };
        let data = table.data_mut();
        if let Some(at) = data.find(key, data.entries.len()) {
            data.entries[at].attrs = attributes;
        }
    }
    /// Removes a property from a unique shape; gives the slot it had.
    pub(crate) fn unique_remove(&mut self, object: Gc<Object>, key: PropertyKey) -> Option<u32> {
        self.note_change(object, key);
        self.fire_constant(object, key);
        let shape = self.before_unique_change(object);
        let table = shape.table.get()?;
        let data = table.data_mut();
        let at = data.find(key, data.entries.len())?;
        let slot = data.entries[at].slot;
        data.remove(at);
        shape.count.set(data.entries.len() as u32);
        Some(slot)
    }
    /// Makes a unique shape non-extensible.
    pub(crate) fn unique_prevent_extensions(&mut self, object: Gc<Object>) {
        let shape = self.before_unique_change(object);
        shape.flags.set(shape.flags.get() | flags::NON_EXTENSIBLE);
    }
    /// Changes the prototype in a unique shape.
    pub(crate) fn unique_set_prototype(&mut self, object: Gc<Object>, prototype: Value) {
        if let Some(prototype) = prototype.as_object() {
            self.make_prototype(prototype);
        }
        // Inline caches guard the receiver's shape, and that fixes the prototype: always a fresh one.
        let old = object.shape();
        old.flags.set(old.flags.get() | flags::CACHED);
        let shape = self.before_unique_change(object);
        shape.prototype.set(prototype);
        self.heap.barrier(shape);
    }

    /// Prepares an object for being a prototype: a shape of its own, so that changes to it can be told.
    pub fn make_prototype(&mut self, object: Gc<Object>) {
        let flags = object.shape().flags.get();
        if flags & flags::PROTOTYPE != 0 {
            return;
        }
        if object.may_have_indices() {
            self.protectors.no_indexed_prototypes = false;
            self.fire_protectors();
        }
        let shape = self.make_unique(object);
        shape.flags.set(shape.flags.get() | flags::PROTOTYPE);
    }
    /// A cell that is valid as long as the chain from `prototype` upwards is unchanged; `None` when the chain has an
    /// exotic object, which no cell can speak for.
    pub fn chain_validity(&mut self, prototype: Gc<Object>) -> Option<Gc<Validity>> {
        let mut links = vec![];
        let mut object = prototype;
        let known = loop {
            let shape = object.shape();
            // The own behaviour of String objects concerns indices only.
            if shape.has(flags::EXOTIC) && shape.kind != Kind::StringObject {
                return None;
            }
            if !shape.has(flags::PROTOTYPE) {
                // The prototype of primitives, before any object has it.
                self.make_prototype(object);
                continue;
            }
            if let Some(validity) = shape.proto_info().and_then(|i| i.validity) {
                break Some(validity);
            }
            links.push(object);
            match shape.prototype().as_object() {
                Some(next) => object = next,
                None => break None,
            }
        };
        let mut validity = known;
        for &link in links.iter().rev() {
            let cell = self.heap.alloc(1, Validity { header: Header::new(Validity::KIND, 0) });
            let shape = link.shape();
            if let Some(parent) = shape.prototype().as_object() {
                let parent_shape = parent.shape();
                parent_shape.proto_info_mut().get_or_insert_default().users.push(link);
                self.heap.barrier(parent_shape);
            }
            shape.proto_info_mut().get_or_insert_default().validity = Some(cell);
            self.heap.barrier(shape);
            validity = Some(cell);
        }
        validity
    }
    /// The shape of a fresh object whose constructor has this `prototype`. The first instances get spare inline slots; then the
    /// number is set to what they have used.
    pub(crate) fn constructed_shape(&mut self, prototype: Gc<Object>) -> Gc<Shape> {
        let shape = prototype.shape();
        if let Some(info) = shape.proto_info_mut()
            && let Some(instances) = info.instances
        {
            if info.slack > 0 {
                info.slack -= 1;
                if info.slack == 0 {
                    settle_inline_slots(instances);
                }
            }
            return instances;
        }
        let instances = self.new_root_shape(Kind::Object, prototype.into(), SLACK_SLOTS, 0);
        let shape = prototype.shape();
        let info = shape.proto_info_mut().get_or_insert_default();
        info.instances = Some(instances);
        info.slack = SLACK_CONSTRUCTIONS;
        self.heap.barrier(shape);
        instances
    }
    /// The shape of instances of a `prototype`, once its number of inline slots is settled.
    pub(crate) fn settled_instance_shape(&self, prototype: Gc<Object>) -> Option<Gc<Shape>> {
        let shape = prototype.shape();
        shape.proto_info().filter(|info| info.slack == 0).and_then(|info| info.instances)
    }
    fn invalidate_chains(&mut self, object: Gc<Object>) {
        let mut pending = vec![object];
        while let Some(object) = pending.pop() {
            let shape = object.shape();
            let Some(info) = shape.proto_info_mut() else { continue };
            if let Some(validity) = info.validity.take() {
                validity.header.set_shape(0);
                self.fire_validity(validity);
            }
            pending.append(&mut info.users);
        }
    }
    /// Marks a unique shape as known to some cache.
    #[inline]
    pub(crate) fn note_cached(&self, shape: Gc<Shape>) {
        if shape.is_unique() {
            shape.flags.set(shape.flags.get() | flags::CACHED);
        }
    }
}
