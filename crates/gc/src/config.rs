//! What the host tells the heap (kinds of cells, hooks, limits) and what the heap tells the host (events, statistics).

use crate::{Header, Tracer, WeakContext};

/// One row of the table of kinds: everything the collector knows of a kind of cell.
///
/// Rows are made by [`KindInfo::new`] and the methods after it, so that a later column does not touch every row.
#[derive(Clone, Copy)]
pub struct KindInfo {
    /// For traces and heap dumps.
    pub name: &'static str,
    /// Shows every cell pointer and value word of the cell to the tracer. Must not allocate.
    pub trace: unsafe fn(*mut Header, &mut Tracer),
    /// Shows the words in `start..end`, a part of the cell as an address range, that `trace` would show. With it, a store
    /// told to `Heap::write_barrier_at` does not trace all of a long cell again.
    pub trace_range: Option<unsafe fn(*mut Header, *const u64, *const u64, &mut Tracer)>,
    /// The cell's size in bytes, header included; at most what it was allocated with. The verifier checks that.
    pub size: unsafe fn(*const Header) -> usize,
    /// `trace` shows nothing: the cell is never put on the mark stack.
    pub leaf: bool,
    /// A pointer one past the last byte may be all that keeps the cell (arrays that a loop walks by their end).
    pub indexed: bool,
    /// Frees what the cell owns outside the heap. Must touch no other cell and must not allocate cells.
    pub finalize: Option<unsafe fn(*mut Header)>,
    /// Bytes the cell owns outside the heap: subtracted from the external bytes when it is finalized.
    pub external: Option<unsafe fn(*const Header) -> usize>,
    /// For a cell given to [`Tracer::defer_ephemerons`]: calls [`Tracer::ephemeron`] for each entry and says whether any
    /// call returned true.
    pub ephemerons: Option<unsafe fn(*mut Header, &mut Tracer) -> bool>,
    /// For a live cell given to [`Tracer::defer_weak`] or [`Tracer::defer_ephemerons`]: drops what it holds weakly and is
    /// not live. Called once per collection, after all marking, before any cell is freed.
    pub weak: Option<unsafe fn(*mut Header, &mut WeakContext)>,
}

impl KindInfo {
    /// A kind with neither finalizer nor weak parts.
    pub const fn new(
        name: &'static str,
        trace: unsafe fn(*mut Header, &mut Tracer),
        size: unsafe fn(*const Header) -> usize,
    ) -> KindInfo {
        KindInfo {
            name,
            trace,
            trace_range: None,
            size,
            leaf: false,
            indexed: false,
            finalize: None,
            external: None,
            ephemerons: None,
            weak: None,
        }
    }

    /// A kind with no pointers in it.
    pub const fn leaf(name: &'static str, size: unsafe fn(*const Header) -> usize) -> KindInfo {
        let mut info = KindInfo::new(name, trace_nothing, size);
        info.leaf = true;
        info
    }

    /// Sets [`KindInfo::trace_range`].
    pub const fn trace_range(
        mut self,
        trace: unsafe fn(*mut Header, *const u64, *const u64, &mut Tracer),
    ) -> KindInfo {
        self.trace_range = Some(trace);
        self
    }

    /// Sets [`KindInfo::indexed`].
    pub const fn indexed(mut self) -> KindInfo {
        self.indexed = true;
        self
    }

    /// Sets [`KindInfo::finalize`].
    pub const fn finalize(mut self, finalize: unsafe fn(*mut Header)) -> KindInfo {
        self.finalize = Some(finalize);
        self
    }

    /// Sets [`KindInfo::external`].
    pub const fn external(mut self, external: unsafe fn(*const Header) -> usize) -> KindInfo {
        self.external = Some(external);
        self
    }

    /// Sets [`KindInfo::ephemerons`].
    pub const fn ephemerons(
        mut self,
        ephemerons: unsafe fn(*mut Header, &mut Tracer) -> bool,
    ) -> KindInfo {
        self.ephemerons = Some(ephemerons);
        self
    }

    /// Sets [`KindInfo::weak`].
    pub const fn weak(mut self, weak: unsafe fn(*mut Header, &mut WeakContext)) -> KindInfo {
        self.weak = Some(weak);
        self
    }
}

/// The `trace` of a cell without pointers.
///
/// # Safety
/// None is needed: the cell is not touched.
pub unsafe fn trace_nothing(_: *mut Header, _: &mut Tracer) {}

/// Limits and switches of one heap.
#[derive(Clone, Debug)]
pub struct HeapConfig {
    /// Cells, blocks and external bytes beyond this set `limit_reached`.
    pub max_bytes: usize,
    /// Allocation between two minor collections at first; up to eight times as much while little survives them.
    pub young_bytes: usize,
    /// Live bytes (external included) below which no full collection starts by itself.
    pub threshold_bytes: usize,
    /// Address space reserved. Costs nothing until used.
    pub reserve_bytes: usize,
    /// Collect at every `stress`-th allocation; 0: never.
    pub stress: u32,
    /// Re-trace everything after each minor collection and panic if a barrier was missed.
    pub verify: bool,
    /// Print a line per collection to the standard error.
    pub trace: bool,
    /// Fill freed cells with a pattern.
    pub poison: bool,
    /// Full collections mark in slices between allocations instead of at once.
    pub incremental: bool,
}

impl Default for HeapConfig {
    fn default() -> HeapConfig {
        HeapConfig {
            max_bytes: 4 << 30,
            young_bytes: 2 << 20,
            threshold_bytes: 32 << 20,
            reserve_bytes: 64 << 30,
            stress: 0,
            verify: false,
            trace: false,
            poison: cfg!(debug_assertions),
            incremental: true,
        }
    }
}

/// Why a heap could not be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeapError {
    /// The system refused the reservation.
    Reserve,
    /// The reservation lies where cell addresses do not fit 47 bits.
    TooHigh,
    /// The stack of this thread could not be found.
    Stack,
}

impl std::fmt::Display for HeapError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            HeapError::Reserve => "the address space for the heap could not be reserved",
            HeapError::TooHigh => "the heap was placed above 2^47",
            HeapError::Stack => "the bounds of this thread's stack are not known",
        })
    }
}
impl std::error::Error for HeapError {}

/// What the host does during a collection. `ctx` is the pointer given to `set_host`.
#[derive(Clone, Copy)]
pub struct HostHooks {
    /// Shows every root to the tracer (may run several times per collection).
    pub roots: unsafe fn(*mut (), &mut Tracer),
    /// Drops what the host's own tables hold weakly, once per collection after all marking.
    pub after_mark: unsafe fn(*mut (), &mut WeakContext),
    /// A collection ended.
    pub collected: fn(*mut (), &CollectionEvent),
    /// The reserve beyond `max_bytes` is used up. If it returns, the process ends.
    pub exhausted: fn(*mut ()),
}

impl HostHooks {
    /// Hooks that do nothing.
    pub const NONE: HostHooks = HostHooks {
        roots: |_, _| {},
        after_mark: |_, _| {},
        collected: |_, _| {},
        exhausted: |_| {},
    };
}

/// Which cells a collection can free.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CollectionKind {
    /// Those allocated since the last collection.
    Minor,
    /// Any.
    Full,
}

/// Why a collection ran.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CollectionReason {
    /// The young budget was used up.
    Young,
    /// The heap grew past its threshold.
    Growth,
    /// `max_bytes` was reached.
    Limit,
    /// The host asked (`gc()`, an idle moment, memory pressure).
    Requested,
    /// The host had nothing else to do.
    Idle,
    /// `HeapConfig::stress`.
    Stress,
}

/// One collection, for traces and events.
#[derive(Clone, Debug)]
pub struct CollectionEvent {
    /// Minor or full.
    pub kind: CollectionKind,
    /// Why.
    pub reason: CollectionReason,
    /// The final (or only) pause in microseconds.
    pub pause_us: u64,
    /// All the time the collection took, slices included, in microseconds.
    pub total_us: u64,
    /// The longest pause of the collection in microseconds.
    pub longest_us: u64,
    /// Marking slices before the final pause.
    pub slices: u32,
    /// Bytes in use (cells and external) before it.
    pub before: usize,
    /// Bytes in use after it.
    pub after: usize,
    /// Bytes of young cells that survived (minor), or of all live cells (full).
    pub survivors: usize,
    /// Number of this collection, from 1.
    pub number: u64,
}

/// The state of the heap.
#[derive(Clone, Copy, Default, Debug)]
pub struct HeapStats {
    /// Bytes of cells: live after the last collection, and allocated since.
    pub used_bytes: usize,
    /// Bytes of blocks and large cells held.
    pub held_bytes: usize,
    /// Bytes of free blocks kept resident.
    pub spare_bytes: usize,
    /// External bytes.
    pub external_bytes: usize,
    /// Bytes of cells live after the last full collection.
    pub live_after_full: usize,
    /// Minor collections so far.
    pub minor_collections: u64,
    /// Full collections so far.
    pub full_collections: u64,
    /// All pauses so far, microseconds.
    pub pause_total_us: u64,
    /// The longest pause so far, microseconds.
    pub pause_longest_us: u64,
    /// Bytes of cells allocated since the heap was made (counted when their free run was taken).
    pub allocated_total: u64,
}
