//! The heap: its parts, and the operations that the host and compiled code use all the time.
//!
//! ```text
//! kind ──► list = size class + {plain, finalizable, low plain, low finalizable}
//! bump[list] {cursor, end} ──► a free run in a block ──► next run of that block ──► next block in `sweepable` ──► a spare, or one in `ragged`
//! block ──► the reservation (space.rs). Cells over 8 KiB have blocks of their own (large.rs).
//! ```
//! A minor collection (collect.rs) marks only what is not marked yet and so frees only cells allocated since the last one;
//! a full one clears the marks first and is done in slices (cycle.rs). Neither touches dead cells: sweeping counts mark
//! bits, and allocation finds runs without bits (sweep.rs, allocate.rs).
//!
//! Invariants:
//! - I1: `bump[list]` and `lists[list].pending` are free cells of block `lists[list].block`, of the list's class. While a
//!   list is `reserved`, the allocated bits of all its block's free cells from there on are set in advance; `retire_ranges`
//!   takes them back before anything relies on bits.
//! - I2: when a collection can run, every allocated cell is filled (the host's promise at `allocate`).
//! - I3: a cell whose state is `Old` is marked, except during a full cycle, where it may be a white cell of old; the cold
//!   half of the barrier tells them apart.
//! - I4: the remembered set holds marked cells only.
//! - I5: the heap is used by one thread.

use std::rc::Rc;

use crate::cards::Remembered;
use crate::cycle::Cycle;
use crate::finalize::Doomed;
use crate::ledger::Ledger;
use crate::mark::Tracer;
use crate::roots::Registry;
use crate::runs::Runs;
use crate::sizes::{BLOCK, WORDS};
use crate::space::Space;
use crate::sweep::Trimming;
use crate::{
    BumpRange, CLASS_COUNT, Cell, CollectionKind, CollectionReason, Gc, Header, HeapConfig,
    HeapError, HeapStats, HostHooks, KindInfo, MAX_SMALL, class_of, class_size,
};

/// Allocation lists: classes of plain, finalizable, low plain and low finalizable cells.
pub(crate) const LISTS: usize = CLASS_COUNT * 4;
/// First list of the low zone.
pub(crate) const LOW_LISTS: usize = CLASS_COUNT * 2;
/// No block.
pub(crate) const NONE: u32 = u32::MAX;
pub(crate) const EMPTY: BumpRange = BumpRange { cursor: 0, end: 0 };

const _: () = assert!(LISTS <= 256);

/// Has the list cells with finalizers?
pub(crate) fn is_finalizable(list: u8) -> bool {
    (list as usize / CLASS_COUNT) & 1 == 1
}

/// Where cells of one list come from.
pub(crate) struct List {
    /// Blocks with free cells in long runs, not looked at since they were last counted.
    pub sweepable: Vec<u32>,
    /// Blocks with free cells in short runs: cells are allocated there when the heap is much larger than what lives in it.
    pub ragged: Vec<u32>,
    /// The block that the bump range is in.
    pub block: u32,
    /// Granule of that block after the last run.
    pub position: u32,
    /// Bits of its cells that were in use when it was taken. What is free from `position` on, still is.
    pub live: [u64; WORDS],
    /// The allocated bits of its free cells from `position` on are set.
    pub reserved: bool,
    /// A part of the last run that is kept back, so that the next allocation takes the slow path.
    pub pending: BumpRange,
}

/// Counters that decide when to collect. Bytes.
pub(crate) struct Pacing {
    /// Cells and external memory allocated since the last collection ended or a full cycle began.
    pub allocated: usize,
    /// When `allocated` reaches this the slow path polls.
    pub next_poll: usize,
    /// Allocation between minor collections now.
    pub young_budget: usize,
    /// Minor collections in a row that nearly everything has survived. After a few of them they are left out until the next full
    /// one, which marks the same cells again.
    pub survivals: u32,
    /// Live bytes (external included) that start a full collection.
    pub threshold: usize,
    /// Cells live after the last collection.
    pub live: usize,
    /// Cells allocated since.
    pub young: usize,
    pub external: usize,
    /// Blocks of small cells.
    pub small_blocks: usize,
    /// Those of them in the low zone.
    pub low_blocks: usize,
    /// Bytes of large cells.
    pub large: usize,
    /// Slow-path allocations until the next collection under stress.
    pub stress_countdown: u32,
    /// What a full collection costs, for slicing the next: microseconds.
    pub mark_us: u64,
}

/// A heap of cells. One thread.
#[repr(C)]
pub struct Heap {
    pub(crate) bump: [BumpRange; LISTS],
    /// Per kind: 0, or CLASS_COUNT if it has a finalizer.
    list_base: [u8; 256],
    pub(crate) space: Space,
    pub(crate) lists: Vec<List>,
    /// Free blocks of the low zone and of the rest.
    pub(crate) runs: [Runs; 2],
    /// Free blocks ready for reuse, resident, the most recent last.
    pub(crate) spare: Vec<u32>,
    /// Resident blocks in `runs`.
    pub(crate) resident: usize,
    /// Blocks below this may be in use, per zone.
    pub(crate) high: [u32; 2],
    /// Blocks of small cells with cells allocated since the last collection.
    pub(crate) young_blocks: Vec<u32>,
    /// First blocks of large cells allocated since the last collection.
    pub(crate) young_large: Vec<u32>,
    /// The other large cells.
    pub(crate) old_large: Vec<u32>,
    pub(crate) remembered: Remembered,
    pub(crate) tracer: Tracer,
    registry: Rc<Registry>,
    pub(crate) context: *mut (),
    pub(crate) hooks: HostHooks,
    pub(crate) kinds: &'static [KindInfo],
    pub(crate) config: HeapConfig,
    pub(crate) stack_base: usize,
    pub(crate) pacing: Pacing,
    pub(crate) cycle: Option<Cycle>,
    pub(crate) trimming: Trimming,
    pub(crate) doomed: Vec<Doomed>,
    /// Inside `pause`.
    pub(crate) pausing: bool,
    pub(crate) limit_reached: bool,
    pub(crate) stats: HeapStats,
}

impl Heap {
    /// A heap whose cells are of the given kinds (the row number is the kind byte). Scans the stack of the calling thread.
    pub fn new(mut config: HeapConfig, kinds: &'static [KindInfo]) -> Result<Box<Heap>, HeapError> {
        assert!(kinds.len() <= 256);
        let stack_base = crate::os::stack_base().ok_or(HeapError::Stack)?;
        let space = Space::reserve(config.reserve_bytes)?;
        let mut list_base = [0; 256];
        for (kind, info) in kinds.iter().enumerate() {
            list_base[kind] = if info.finalize.is_some() {
                CLASS_COUNT as u8
            } else {
                0
            };
        }
        let list = || List {
            sweepable: Vec::new(),
            ragged: Vec::new(),
            block: NONE,
            position: 0,
            live: [0; WORDS],
            reserved: false,
            pending: EMPTY,
        };
        // Block 0 stays unused: no low id is 0, and no cell is at the base.
        let (low_end, blocks) = (space.low_end(), space.block_count());
        // The limit must be felt before the reservation is full.
        config.max_bytes = config
            .max_bytes
            .min((blocks - low_end) as usize * BLOCK / 4 * 3);
        Ok(Box::new(Heap {
            bump: [EMPTY; LISTS],
            list_base,
            space,
            lists: (0..LISTS).map(|_| list()).collect(),
            runs: [Runs::new(1, low_end), Runs::new(low_end, blocks)],
            spare: Vec::new(),
            resident: 0,
            high: [1, low_end],
            young_blocks: Vec::new(),
            young_large: Vec::new(),
            old_large: Vec::new(),
            remembered: Remembered::default(),
            tracer: Tracer::new(space, space.marks, kinds),
            registry: Rc::new(Registry::new(config.max_bytes)),
            context: std::ptr::null_mut(),
            hooks: HostHooks::NONE,
            kinds,
            stack_base,
            pacing: Pacing::new(&config),
            cycle: None,
            trimming: Trimming::default(),
            doomed: Vec::new(),
            pausing: false,
            limit_reached: false,
            stats: HeapStats::default(),
            config,
        }))
    }

    /// Sets the hooks.
    ///
    /// # Safety
    /// `ctx` is what the hooks expect and stays valid until the heap is dropped or the host is set again.
    pub unsafe fn set_host(&mut self, ctx: *mut (), hooks: HostHooks) {
        self.context = ctx;
        self.hooks = hooks;
    }

    /// Scans the machine stack only up to `base` (its highest address). Null: this thread's own.
    ///
    /// # Safety
    /// The stack from the frames that name cells up to `base` is readable whenever a cell is allocated.
    pub unsafe fn set_stack_base(&mut self, base: *const u64) {
        self.stack_base = if base.is_null() {
            crate::os::stack_base().unwrap_or(0)
        } else {
            base as usize
        };
    }

    /// Shows the words of the machine stack, registers included: who owns code asks where frames may return to.
    pub fn see_stack(&self, see: &mut dyn FnMut(&[u64])) {
        crate::stack::words(self.stack_base, see);
    }

    /// Counts memory outside the heap.
    pub(crate) fn ledger(&self) -> &Rc<Ledger> {
        &self.registry.ledger
    }

    pub(crate) fn registry(&self) -> &Rc<Registry> {
        &self.registry
    }

    /// A new cell: the header is written, the rest is uninitialised and must be filled before the next allocation. May
    /// collect first. Never fails: past the limit it sets `limit_reached`.
    #[inline(always)]
    pub fn allocate(&mut self, bytes: usize, kind: u8, shape: u32) -> *mut Header {
        if bytes > MAX_SMALL {
            return self.allocate_large(bytes, kind, shape);
        }
        let class = class_of(bytes);
        let list = class + self.list_base[kind as usize] as usize;
        self.allocate_in(list, class, kind, shape)
    }

    /// Like `allocate`, in the first GiB and at most [`MAX_SMALL`] bytes: the cell's `low_id` fits 32 bits.
    #[inline(always)]
    pub fn allocate_low(&mut self, bytes: usize, kind: u8, shape: u32) -> *mut Header {
        assert!(bytes <= MAX_SMALL);
        let class = class_of(bytes);
        let list = class + self.list_base[kind as usize] as usize + LOW_LISTS;
        self.allocate_in(list, class, kind, shape)
    }

    #[inline(always)]
    fn allocate_in(&mut self, list: usize, class: usize, kind: u8, shape: u32) -> *mut Header {
        let range = &mut self.bump[list];
        let next = range.cursor + class_size(class);
        let cell = if next <= range.end {
            let cell = range.cursor;
            range.cursor = next;
            cell
        } else {
            self.allocate_slow(list)
        };
        let cell: *mut Header = std::ptr::with_exposed_provenance_mut(cell);
        // SAFETY: I1: the cell is free, in the reservation, aligned to 16 and at least 16 bytes long.
        unsafe { cell.cast::<u64>().write(Header::word(kind, shape)) };
        cell
    }

    /// Moves `value` into a new cell, whose header is made here.
    #[inline(always)]
    pub fn alloc<T: Cell>(&mut self, shape: u32, value: T) -> Gc<T> {
        const { assert!(align_of::<T>() <= 16) };
        let cell = self.allocate(size_of::<T>(), T::KIND, shape);
        // SAFETY: the cell is new, and has the size and kind of a `T`, which begins with a header.
        unsafe { fill(cell, value) }
    }

    /// Like `alloc`, in the first GiB.
    #[inline(always)]
    pub fn alloc_low<T: Cell>(&mut self, shape: u32, value: T) -> Gc<T> {
        const { assert!(align_of::<T>() <= 16 && size_of::<T>() <= MAX_SMALL) };
        let cell = self.allocate_low(size_of::<T>(), T::KIND, shape);
        // SAFETY: as in `alloc`.
        unsafe { fill(cell, value) }
    }

    /// The address that low ids count from.
    #[inline(always)]
    pub fn base(&self) -> usize {
        self.space.base
    }

    /// The id of a cell made by `allocate_low`: never 0, a multiple of 16, below 2^30.
    #[inline(always)]
    pub fn low_id(&self, cell: *const Header) -> u32 {
        debug_assert!(self.space.block_of(cell as usize) < self.space.low_end());
        (cell as usize - self.space.base) as u32
    }

    /// The cell of an id.
    #[inline(always)]
    pub fn low_cell(&self, id: u32) -> *mut Header {
        std::ptr::with_exposed_provenance_mut(self.space.base + id as usize)
    }

    /// To be called after (or before) a store of a cell pointer or value into the cell `owner`, with no allocation between.
    /// Weak pointers and ephemeron entries count too.
    ///
    /// # Safety
    /// `owner` is a live cell of this heap.
    #[inline(always)]
    pub unsafe fn write_barrier(&self, owner: *const Header) {
        // SAFETY: the caller's promise.
        if unsafe { (*owner).is_old() } {
            // SAFETY: the caller's promise.
            unsafe { self.remember(owner) }
        }
    }

    /// `write_barrier_at` for a typed cell; `slot`, of any type, lies in it.
    #[inline(always)]
    pub fn barrier_at<T, S>(&self, owner: Gc<T>, slot: *const S) {
        // SAFETY: a `Gc` points at a live cell.
        unsafe { self.write_barrier_at(owner.raw(), slot.cast()) }
    }

    /// `write_barrier` for a typed cell.
    #[inline(always)]
    pub fn barrier<T>(&self, owner: Gc<T>) {
        // SAFETY: a `Gc` points at a live cell.
        unsafe { self.write_barrier(owner.raw()) }
    }

    /// `write_barrier` for a store at `slot` of an array or other long cell: if the cell is long, only the neighbourhood of
    /// the slot is traced again. For a store of many words call `write_barrier`, or this for each.
    ///
    /// # Safety
    /// `owner` is a live cell of this heap.
    #[inline(always)]
    pub unsafe fn write_barrier_at(&self, owner: *const Header, slot: *const u64) {
        // SAFETY: the caller's promise.
        if unsafe { (*owner).is_old() } {
            // SAFETY: the caller's promise.
            unsafe { self.remember_slot(owner, slot) }
        }
    }

    /// Has the limit been passed? True until a collection brings the heap below it, or `clear_limit_reached`.
    #[inline(always)]
    pub fn limit_reached(&self) -> bool {
        self.limit_reached
    }

    /// Is more held than the limit says, counted buffers included? A collection may help.
    pub fn is_past_limit(&self) -> bool {
        self.held() > self.config.max_bytes
    }

    /// Can `bytes` more be held outside the heap? Collects if need be.
    pub fn has_room_outside(&mut self, bytes: usize) -> bool {
        let fits = |heap: &Heap| heap.held().saturating_add(bytes) <= heap.config.max_bytes;
        if !fits(self) {
            self.collect(CollectionKind::Full, CollectionReason::Growth);
        }
        fits(self)
    }

    /// The host has thrown its error.
    pub fn clear_limit_reached(&mut self) {
        self.limit_reached = false;
    }

    /// The state of the heap.
    pub fn stats(&self) -> HeapStats {
        HeapStats {
            used_bytes: self.pacing.live + self.pacing.young,
            held_bytes: self.pacing.in_heap(),
            spare_bytes: (self.spare.len() + self.resident) * BLOCK,
            external_bytes: self.pacing.external + self.ledger().bytes(),
            allocated_total: self.stats.allocated_total + self.pacing.young as u64,
            ..self.stats
        }
    }

    /// How many bytes a cell asked for with `bytes` may use.
    pub fn usable_size(bytes: usize) -> usize {
        if bytes <= MAX_SMALL {
            class_size(class_of(bytes))
        } else {
            (bytes + 4095) & !4095
        }
    }

    /// Offset from the heap's address of the bump range of `class`, for kinds without finalizer.
    pub const fn bump_offset(class: usize) -> usize {
        std::mem::offset_of!(Heap, bump) + class * size_of::<BumpRange>()
    }

    pub(crate) fn is_finalizable_kind(&self, kind: u8) -> bool {
        self.list_base[kind as usize] != 0
    }
}

/// # Safety
/// `cell` is a new cell of the size and kind of a `T`, with its header written; a `T` begins with a header.
#[inline(always)]
unsafe fn fill<T>(cell: *mut Header, value: T) -> Gc<T> {
    // SAFETY: the caller's promise. The value brings a header of its own, replaced by the one written before.
    unsafe {
        let header = cell.cast::<u64>().read();
        cell.cast::<T>().write(value);
        cell.cast::<u64>().write(header);
        Gc::from_ptr(cell.cast())
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        self.retire_ranges();
        self.finalize_all();
        self.space.release();
    }
}
