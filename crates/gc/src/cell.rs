//! The cell header and the pointer to a cell.
//!
//! ```text
//! byte 0        4      5          6       7      8
//!      | shape  | kind | elements | flags | gc   | the cell's own fields …
//! ```
//! `shape`, `elements` and `flags` belong to the host and mean nothing here. `gc` belongs to the collector.
//!
//! Invariants:
//! - I1: a `Gc<T>` points at a cell whose kind is one that `T` describes, allocated by a living `Heap`.
//! - I2: a cell reachable from a root, or from the machine stack, is not freed, so an I1 pointer that the host can still
//!   name is valid. The host keeps pointers only where the collector looks (stack, cells, `RootVec`, `Root`).
//! - I3: cells are changed through shared references only by interior mutability (`std::cell::Cell`, `UnsafeCell`).

use std::cell::Cell as Mutable;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;

/// The first 8 bytes of every cell.
#[repr(C)]
pub struct Header {
    /// Opaque to the collector: a shape id, a string's length.
    pub shape: Mutable<u32>,
    /// Row of the heap's table of kinds.
    pub kind: u8,
    /// Opaque to the collector.
    pub elements: Mutable<u8>,
    /// Opaque to the collector.
    pub flags: Mutable<u8>,
    gc: Mutable<u8>,
}

const _: () = assert!(size_of::<Header>() == 8 && align_of::<Header>() == 4);

/// What the collector knows of a cell, in the header's last byte ([`Header::GC_OFFSET`]).
#[repr(u8)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GcState {
    /// Allocated since the last collection, or not yet traced in this one.
    New = 0,
    /// Traced: a store into it must be told to the write barrier.
    Old = 1,
    /// In the remembered set: will be traced again.
    Remembered = 2,
}

impl Header {
    /// Offset of the collector's state byte; the barrier's test is `[cell + GC_OFFSET] == GcState::Old`.
    pub const GC_OFFSET: usize = std::mem::offset_of!(Header, gc);
    /// Offset of the shape word.
    pub const SHAPE_OFFSET: usize = std::mem::offset_of!(Header, shape);
    /// Offset of the kind byte.
    pub const KIND_OFFSET: usize = std::mem::offset_of!(Header, kind);

    /// A header for a value that is about to be given to [`Heap::alloc`](crate::Heap::alloc), which overwrites it.
    pub const fn new(kind: u8, shape: u32) -> Header {
        Header {
            shape: Mutable::new(shape),
            kind,
            elements: Mutable::new(0),
            flags: Mutable::new(0),
            gc: Mutable::new(GcState::New as u8),
        }
    }

    /// The 8 bytes of a fresh header as one little-endian word: what compiled code stores.
    #[inline(always)]
    pub const fn word(kind: u8, shape: u32) -> u64 {
        shape as u64 | (kind as u64) << 32
    }

    /// The host's word.
    #[inline(always)]
    pub fn shape(&self) -> u32 {
        self.shape.get()
    }

    /// Changes the host's word.
    #[inline(always)]
    pub fn set_shape(&self, shape: u32) {
        self.shape.set(shape);
    }

    /// The collector's state.
    #[inline(always)]
    pub fn state(&self) -> GcState {
        match self.gc.get() {
            0 => GcState::New,
            1 => GcState::Old,
            _ => GcState::Remembered,
        }
    }

    #[inline(always)]
    pub(crate) fn is_old(&self) -> bool {
        self.gc.get() == GcState::Old as u8
    }

    #[inline(always)]
    pub(crate) fn set_state(&self, state: GcState) {
        self.gc.set(state as u8);
    }
}

/// A type that can live in a cell.
///
/// # Safety
/// The type is `repr(C)` and begins with a [`Header`]; its alignment is at most 16; the row `KIND` of the heap's table
/// describes exactly this type; every cell pointer in it is shown to the tracer by that row.
pub unsafe trait Cell {
    /// Row of the heap's table of kinds.
    const KIND: u8;
}

/// A pointer to a cell. Plain data: it keeps the cell alive only while it is where the collector looks.
#[repr(transparent)]
pub struct Gc<T>(NonNull<T>, PhantomData<*const T>);

impl<T> Gc<T> {
    /// The pointer at address `addr`.
    ///
    /// # Safety
    /// `addr` is the start of a live cell that is a `T` (I1).
    #[inline(always)]
    pub const unsafe fn from_addr(addr: usize) -> Gc<T> {
        // SAFETY: I1: the address of a cell is not zero.
        Gc(
            unsafe { NonNull::new_unchecked(std::ptr::with_exposed_provenance_mut(addr)) },
            PhantomData,
        )
    }

    /// The pointer `cell`.
    ///
    /// # Safety
    /// `cell` is the start of a live cell that is a `T` (I1).
    #[inline(always)]
    pub const unsafe fn from_ptr(cell: *mut T) -> Gc<T> {
        // SAFETY: I1: the address of a cell is not zero.
        Gc(unsafe { NonNull::new_unchecked(cell) }, PhantomData)
    }

    /// The raw pointer.
    #[inline(always)]
    pub const fn as_ptr(self) -> *mut T {
        self.0.as_ptr()
    }

    /// The address of the cell.
    #[inline(always)]
    pub fn addr(self) -> usize {
        self.0.as_ptr() as usize
    }

    /// The same cell seen as another type.
    ///
    /// # Safety
    /// The cell is a `U` (I1).
    #[inline(always)]
    pub const unsafe fn cast<U>(self) -> Gc<U> {
        Gc(self.0.cast(), PhantomData)
    }

    /// The cell's header.
    #[inline(always)]
    pub fn header<'a>(self) -> &'a Header {
        // SAFETY: I1, I2: a live cell begins with its header.
        unsafe { self.0.cast::<Header>().as_ref() }
    }

    /// The cell as the collector names it.
    #[inline(always)]
    pub const fn raw(self) -> *mut Header {
        self.0.as_ptr().cast()
    }
}

impl<T> Deref for Gc<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: I1, I2, and I3 for the absence of exclusive references.
        unsafe { self.0.as_ref() }
    }
}

impl<T> Clone for Gc<T> {
    #[inline(always)]
    fn clone(&self) -> Gc<T> {
        *self
    }
}
impl<T> Copy for Gc<T> {}
impl<T> PartialEq for Gc<T> {
    #[inline(always)]
    fn eq(&self, other: &Gc<T>) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Gc<T> {}
impl<T> Hash for Gc<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Gc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gc({:p})", self.0)
    }
}
