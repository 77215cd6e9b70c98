//! Cells, blocks, marking, sweeping, barriers and weak things: the only room that owns raw memory. Knows no JavaScript type.
//!
//! A cell is a `repr(C)` struct that begins with a [`Header`]. The host describes each kind of cell by a row of [`KindInfo`]
//! (how to trace it, how large it is, what to do when it dies) and gives the heap its roots through [`HostHooks`].
//!
//! Cells never move. The machine stack and registers are scanned conservatively, so a plain [`Gc<T>`] in a local variable
//! keeps its cell alive, and so does a pointer into the middle of it; a word in malloc'ed memory does not: use [`RootVec`]
//! and [`Root`] there. Everything in cells is traced precisely. See `heap.rs` for the picture of the memory.

mod allocate;
mod cards;
mod cell;
mod census;
mod collect;
mod config;
mod cycle;
mod ephemeron;
mod finalize;
mod heap;
mod ledger;
mod mark;
mod os;
mod process_allocator;
mod roots;
mod runs;
mod sizes;
mod space;
mod stack;
mod sweep;
mod verify;
mod weak;

pub use cell::{Cell, Gc, GcState, Header};
pub use census::KindCount;
pub use config::{
    CollectionEvent, CollectionKind, CollectionReason, HeapConfig, HeapError, HeapStats, HostHooks,
    KindInfo, trace_nothing,
};
pub use heap::Heap;
pub use ledger::CountedVec;
pub use mark::Tracer;
pub use os::keep_freed_memory;
pub use process_allocator::ProcessAllocator;
pub use roots::{Root, RootId, RootScope, RootVec};
pub use sizes::{BumpRange, CLASS_COUNT, MAX_SMALL, class_of, class_size};
pub use space::BASE_ALIGNMENT;
pub use weak::WeakContext;
