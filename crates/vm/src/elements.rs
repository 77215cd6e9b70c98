//! Storage cells of objects: overflow slots, indexed elements, sparse elements.
//!
//! ```text
//! Slots:     | header | capacity u32, 0 | value … |
//! Elements:  | header | len u32, capacity u32 | value … |
//! ```
//! Invariants:
//! - E1: in Elements, values[len..capacity] are holes; `len` ≤ `capacity`.
//! - E2: every object's elements pointer is valid: objects without elements share the empty one. A sparse object's elements
//!   have len 0 and the [`SparseElements`] cell as value 0, so every fast path fails its bounds check.
use crate::cells::{Kind, Traced, mark_values};
use crate::value::Value;
use crate::vm::Vm;
use ogive_gc::{Cell as GcCell, Gc, Header, Tracer};
use std::cell::{Cell, UnsafeCell};

/// Overflow slots.
#[repr(C)]
pub struct Slots {
    pub(crate) header: Header,
    pub(crate) capacity: u32,
    pad: u32,
}
/// Indexed elements.
#[repr(C)]
pub struct Elements {
    pub(crate) header: Header,
    pub(crate) len: Cell<u32>,
    pub(crate) capacity: u32,
}
/// Offset of the first value in [`Slots`] and [`Elements`].
pub const VALUES_OFFSET: usize = 16;
const _: () = assert!(size_of::<Slots>() == VALUES_OFFSET && size_of::<Elements>() == VALUES_OFFSET);

/// Room of the elements that an array gets with its first one.
pub const FIRST_ELEMENTS: u32 = 4;
/// Elements that have become none keep their cell when it has no more room than this.
pub const SMALL_ELEMENTS: u32 = 64;

/// The elements byte of an object's header: what the elements have held (bits 0–2), and whether there may be holes.
pub mod kind {
    /// int32 only.
    pub const INT: u8 = 0;
    /// Doubles only; ints are stored as doubles.
    pub const DOUBLE: u8 = 1;
    /// Anything.
    pub const ANY: u8 = 2;
    /// Anything, but stores take the slow path: frozen or sealed.
    pub const FROZEN: u8 = 3;
    /// In [`super::SparseElements`].
    pub const SPARSE: u8 = 4;
    /// Elsewhere: typed arrays, strings, arguments' mapped part, proxies.
    pub const EXOTIC: u8 = 5;
    /// Mask of the above.
    pub const MASK: u8 = 7;
    /// There may be holes below len.
    pub const HOLEY: u8 = 8;
}

// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for Slots {
    const KIND: u8 = Kind::Slots as u8;
}
impl Traced for Slots {
    const VALUES: bool = true;
    fn trace(&self, tracer: &mut Tracer) {
        mark_values(tracer, self.values());
    }
    fn size(&self) -> usize {
        VALUES_OFFSET + self.capacity as usize * 8
    }
}
impl Slots {
    /// All values.
    #[inline(always)]
    pub fn values(&self) -> &[Value] {
        // SAFETY: allocated with `capacity` values, all initialised.
        unsafe { std::slice::from_raw_parts((self as *const Slots as *const Value).add(2), self.capacity as usize) }
    }
    #[inline(always)]
    pub(crate) fn value_ptr(&self, i: u32) -> *mut Value {
        debug_assert!(i < self.capacity);
        // SAFETY: within the cell.
        unsafe { (self as *const Slots as *mut Value).add(2 + i as usize) }
    }
}

// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for Elements {
    const KIND: u8 = Kind::Elements as u8;
}
impl Traced for Elements {
    const INDEXED: bool = true;
    const VALUES: bool = true;
    fn trace(&self, tracer: &mut Tracer) {
        mark_values(tracer, self.all_values());
    }
    fn size(&self) -> usize {
        VALUES_OFFSET + self.capacity as usize * 8
    }
}
impl Elements {
    /// How many are in use.
    #[inline(always)]
    pub fn len(&self) -> u32 {
        self.len.get()
    }
    /// None in use?
    pub fn is_empty(&self) -> bool {
        self.len.get() == 0
    }
    /// Room.
    #[inline(always)]
    pub fn capacity(&self) -> u32 {
        self.capacity
    }
    /// The values in use.
    #[inline(always)]
    pub fn values(&self) -> &[Value] {
        // SAFETY: E1.
        unsafe { std::slice::from_raw_parts((self as *const Elements as *const Value).add(2), self.len.get() as usize) }
    }
    fn all_values(&self) -> &[Value] {
        // SAFETY: allocated with `capacity` values, all initialised.
        unsafe { std::slice::from_raw_parts((self as *const Elements as *const Value).add(2), self.capacity as usize) }
    }
    #[inline(always)]
    pub(crate) fn value_ptr(&self, i: u32) -> *mut Value {
        debug_assert!(i < self.capacity);
        // SAFETY: within the cell.
        unsafe { (self as *const Elements as *mut Value).add(2 + i as usize) }
    }
    /// Element `i`, or the hole outside.
    #[inline(always)]
    pub fn get(&self, i: u32) -> Value {
        if i < self.len.get() {
            // SAFETY: in bounds.
            unsafe { *self.value_ptr(i) }
        } else {
            Value::HOLE
        }
    }
}

/// Elements far apart, or with attributes of their own.
#[repr(C)]
pub struct SparseElements {
    pub(crate) header: Header,
    map: UnsafeCell<Box<rustc_hash::FxHashMap<u32, (Value, u8)>>>,
}
// SAFETY: repr(C), begins with Header; traced below.
unsafe impl GcCell for SparseElements {
    const KIND: u8 = Kind::SparseElements as u8;
}
impl Traced for SparseElements {
    fn trace(&self, tracer: &mut Tracer) {
        self.map().values().for_each(|(value, _)| tracer.mark_word(value.bits()));
    }
    const FINALIZE: bool = true;
    fn finalize(&mut self) {
        // SAFETY: called once for a dead cell.
        unsafe { std::ptr::drop_in_place(self.map.get()) }
    }
}
impl SparseElements {
    /// Index → value and attributes ([`crate::shape::attrs`]).
    pub fn map(&self) -> &rustc_hash::FxHashMap<u32, (Value, u8)> {
        // SAFETY: one thread; `map_mut` borrows are short.
        unsafe { &*self.map.get() }
    }
    /// To be followed by a write barrier on this cell.
    #[allow(clippy::mut_from_ref)]
    pub(crate) fn map_mut(&self) -> &mut rustc_hash::FxHashMap<u32, (Value, u8)> {
        // SAFETY: one thread; no two borrows at once in this crate.
        unsafe { &mut *self.map.get() }
    }
}

/// The largest capacity of fast elements: 2^27 values, 1 GiB.
pub const MAX_FAST_ELEMENTS: u32 = 1 << 27;

impl Vm {
    /// Overflow slots with the first values copied from `from` and undefined after.
    pub(crate) fn new_slots(&mut self, capacity: u32, from: &[Value]) -> Gc<Slots> {
        let bytes = VALUES_OFFSET + capacity as usize * 8;
        let cell = self.heap.allocate(bytes, Kind::Slots as u8, 0) as *mut Slots;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).capacity = capacity;
            (*cell).pad = 0;
            let values = (cell as *mut Value).add(2);
            std::ptr::copy_nonoverlapping(from.as_ptr(), values, from.len());
            for i in from.len()..capacity as usize {
                values.add(i).write(Value::UNDEFINED);
            }
            Gc::from_ptr(cell)
        }
    }
    /// Elements holding `from`, with room for `capacity`; `None` past the heap limit.
    pub(crate) fn new_elements(&mut self, capacity: u32, from: &[Value]) -> Option<Gc<Elements>> {
        if capacity == 0 {
            return Some(self.empty_elements);
        }
        let bytes = VALUES_OFFSET + capacity as usize * 8;
        let cell = if bytes > 4096 {
            self.heap.try_allocate_large(bytes, Kind::Elements as u8, 0)?
        } else {
            self.heap.allocate(bytes, Kind::Elements as u8, 0)
        } as *mut Elements;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).len.as_ptr().write(from.len() as u32);
            (*cell).capacity = capacity;
            let values = (cell as *mut Value).add(2);
            std::ptr::copy_nonoverlapping(from.as_ptr(), values, from.len());
            for i in from.len()..capacity as usize {
                values.add(i).write(Value::HOLE);
            }
            Some(Gc::from_ptr(cell))
        }
    }
    pub(crate) fn new_sparse(&mut self) -> Gc<SparseElements> {
        self.heap.alloc(
            0,
            SparseElements { header: Header::new(SparseElements::KIND, 0), map: UnsafeCell::new(Box::default()) },
        )
    }
}
