//! The heap.

use std::rc::Rc;

use crate::roots::Registry;
use crate::{
    BumpRange, CLASS_COUNT, Cell, CollectionKind, CollectionReason, Gc, Header, HeapConfig,
    HeapError, HeapStats, HostHooks, KindInfo,
};

/// A heap of cells. One thread.
#[repr(C)]
pub struct Heap {
    bump: [BumpRange; CLASS_COUNT * 4],
    registry: Rc<Registry>,
}

impl Heap {
    /// A heap whose cells are of the given kinds (the row number is the kind byte). Scans the stack of the calling thread.
    pub fn new(_config: HeapConfig, _kinds: &'static [KindInfo]) -> Result<Box<Heap>, HeapError> {
        todo!()
    }

    /// Sets the hooks.
    ///
    /// # Safety
    /// `ctx` is what the hooks expect and stays valid until the heap is dropped or the host is set again.
    pub unsafe fn set_host(&mut self, _ctx: *mut (), _hooks: HostHooks) {
        todo!()
    }

    /// Scans the machine stack only up to `base` (its highest address).
    ///
    /// # Safety
    /// The stack from the frames that name cells up to `base` is readable whenever a cell is allocated.
    pub unsafe fn set_stack_base(&mut self, _base: *const u64) {
        todo!()
    }

    pub(crate) fn registry(&self) -> &Rc<Registry> {
        &self.registry
    }

    /// A new cell: the header is written, the rest is uninitialised and must be filled before the next allocation. May
    /// collect first. Never fails: past the limit it sets `limit_reached`.
    #[inline(always)]
    pub fn allocate(&mut self, _bytes: usize, _kind: u8, _shape: u32) -> *mut Header {
        todo!()
    }

    /// Like `allocate`, for sizes that a script chooses: `None` if the limit would be passed.
    pub fn try_allocate_large(
        &mut self,
        _bytes: usize,
        _kind: u8,
        _shape: u32,
    ) -> Option<*mut Header> {
        todo!()
    }

    /// Like `allocate`, in the first GiB: the cell's `low_id` fits 32 bits.
    #[inline(always)]
    pub fn allocate_low(&mut self, _bytes: usize, _kind: u8, _shape: u32) -> *mut Header {
        todo!()
    }

    /// Moves `value` into a new cell, whose header is made here.
    #[inline(always)]
    pub fn alloc<T: Cell>(&mut self, shape: u32, value: T) -> Gc<T> {
        let cell = self.allocate(size_of::<T>(), T::KIND, shape).cast::<T>();
        let _ = (cell, value);
        todo!()
    }

    /// Like `alloc`, in the first GiB.
    #[inline(always)]
    pub fn alloc_low<T: Cell>(&mut self, _shape: u32, _value: T) -> Gc<T> {
        todo!()
    }

    /// The address that low ids count from.
    #[inline(always)]
    pub fn base(&self) -> usize {
        todo!()
    }

    /// The id of a cell made by `allocate_low`: never 0, a multiple of 16, below 2^30.
    #[inline(always)]
    pub fn low_id(&self, _cell: *const Header) -> u32 {
        todo!()
    }

    /// The cell of an id.
    #[inline(always)]
    pub fn low_cell(&self, _id: u32) -> *mut Header {
        todo!()
    }

    /// To be called after (or before) a store of a cell pointer or value into the cell `owner`, with no allocation between.
    ///
    /// # Safety
    /// `owner` is a live cell of this heap.
    #[inline(always)]
    pub unsafe fn write_barrier(&self, _owner: *const Header) {
        todo!()
    }

    /// `write_barrier` for a typed cell.
    #[inline(always)]
    pub fn barrier<T>(&self, owner: Gc<T>) {
        // SAFETY: a `Gc` points at a live cell.
        unsafe { self.write_barrier(owner.raw()) }
    }

    /// Memory outside the heap that cells own grew or shrank. What a dead cell owned is taken back by `KindInfo::external`.
    pub fn add_external(&mut self, _bytes: isize) {
        todo!()
    }

    /// Collects now.
    pub fn collect(&mut self, _kind: CollectionKind, _reason: CollectionReason) {
        todo!()
    }

    /// Has the limit been passed? Stays true until a collection brings the heap below it or `clear_limit_reached`.
    #[inline(always)]
    pub fn limit_reached(&self) -> bool {
        todo!()
    }

    /// The host has thrown its error.
    pub fn clear_limit_reached(&mut self) {
        todo!()
    }

    /// The state of the heap.
    pub fn stats(&self) -> HeapStats {
        todo!()
    }

    /// The start of the allocated cell that `addr` points at or into.
    pub fn contains(&mut self, _addr: usize) -> Option<*mut Header> {
        todo!()
    }

    /// Calls `visit` with every allocated cell, dead ones not yet swept included unless a full collection just ran.
    pub fn for_each_cell(&mut self, _visit: impl FnMut(*mut Header)) {
        todo!()
    }

    /// How many bytes a cell asked for with `bytes` may use.
    pub fn usable_size(_bytes: usize) -> usize {
        todo!()
    }

    /// Offset from the heap's address of the bump range of `class`, for kinds without finalizer.
    pub const fn bump_offset(class: usize) -> usize {
        std::mem::offset_of!(Heap, bump) + class * size_of::<BumpRange>()
    }
}
