//! The tracer: what trace functions show cells to, and the marking loop.
//!
//! A cell is marked (its bit set) when it is first shown, and traced (its header becomes `Old`) when it is taken off the
//! mark stack. Nothing recurses. Long slices of words wait as pieces, so that one large array is not one long pause.
//!
//! Invariants:
//! - I1: every pointer on the mark stack is the start of an allocated cell with a whole header; no cell is freed while
//!   the stack is not empty.
//! - I2: a piece lies inside a marked cell. Its words stay readable, and what they held when the slice was shown were
//!   value words; what is stored there later is told to the write barrier.

use std::collections::HashMap;
use std::time::Instant;

use crate::cell::GcState;
use crate::space::Space;
use crate::{Gc, Header, KindInfo};

type Trace = unsafe fn(*mut Header, &mut Tracer);

/// Words scanned at once from a slice inside a cell.
const PIECE: usize = 1024;
/// Cells whose headers are fetched ahead of tracing: most are not in the nearest cache, the young ones of a large budget neither.
const AHEAD: usize = 16;
/// Cells traced between two looks at the clock.
const CLOCK: usize = 128;

/// The lowest and highest tag of a value word that names a cell.
const TAGS: (u64, u64) = (0x7FFA, 0x7FFF);
const ADDRESS: u64 = (1 << 48) - 1;

/// The address in a value word that names a cell.
#[inline(always)]
pub(crate) fn cell_of_word(word: u64) -> Option<usize> {
    ((word >> 48).wrapping_sub(TAGS.0) <= TAGS.1 - TAGS.0).then_some((word & ADDRESS) as usize)
}

/// Collects the cells that trace functions show it.
pub struct Tracer {
    space: Space,
    /// The bits that are set: the space's mark bits, or the verifier's own.
    bits: *mut u64,
    traces: Box<[Option<Trace>; 256]>,
    indexed: [bool; 256],
    pub(crate) kinds: &'static [KindInfo],
    /// This is the verifier's: it looks into every cell.
    pub(crate) verifies: bool,
    pub(crate) stack: Vec<*mut Header>,
    pieces: Vec<(*const u64, usize)>,
    pub(crate) tables: Vec<*mut Header>,
    pub(crate) weak: Vec<*mut Header>,
    /// Ephemeron values by the key they wait for, once simple rounds have taken too long.
    pub(crate) waiting: Option<HashMap<usize, Vec<u64>>>,
    /// A round over the tables of ephemerons takes long in this collection.
    pub(crate) long_rounds: bool,
    /// Cells traced since the collection began.
    pub(crate) traced: usize,
}

unsafe fn trace_unknown(cell: *mut Header, _: &mut Tracer) {
    // SAFETY: I1.
    let kind = unsafe { (*cell).kind };
    panic!("gc: the cell at {cell:p} has unknown kind {kind:#x}: freed, or never filled");
}

impl Tracer {
    pub(crate) fn new(space: Space, bits: *mut u64, kinds: &'static [KindInfo]) -> Tracer {
        let mut traces: Box<[Option<Trace>; 256]> = Box::new([Some(trace_unknown as Trace); 256]);
        let mut indexed = [false; 256];
        for (kind, info) in kinds.iter().enumerate() {
            traces[kind] = (!info.leaf).then_some(info.trace);
            indexed[kind] = info.indexed;
        }
        Tracer {
            space,
            bits,
            traces,
            indexed,
            kinds,
            verifies: false,
            stack: Vec::new(),
            pieces: Vec::new(),
            tables: Vec::new(),
            weak: Vec::new(),
            waiting: None,
            long_rounds: false,
            traced: 0,
        }
    }

    /// Forgets what the last collection left.
    pub(crate) fn reset(&mut self) {
        debug_assert!(self.is_drained() && self.waiting.is_none());
        self.tables.clear();
        self.weak.clear();
        self.long_rounds = false;
        self.traced = 0;
        self.stack.shrink_to(1 << 14);
    }

    pub(crate) fn is_drained(&self) -> bool {
        self.stack.is_empty() && self.pieces.is_empty()
    }

    /// Marks a cell.
    #[inline(always)]
    pub fn mark<T>(&mut self, cell: Gc<T>) {
        // SAFETY: a `Gc` points at an allocated cell.
        unsafe { self.mark_raw(cell.raw()) }
    }

    /// Marks a cell if there is one.
    #[inline(always)]
    pub fn mark_option<T>(&mut self, cell: Option<Gc<T>>) {
        if let Some(cell) = cell {
            self.mark(cell);
        }
    }

    /// Marks a cell.
    ///
    /// # Safety
    /// `cell` is an allocated cell of this heap.
    #[inline(always)]
    pub unsafe fn mark_raw(&mut self, cell: *mut Header) {
        debug_assert_eq!(
            self.space.find(cell as usize),
            Some(cell as usize),
            "not an allocated cell"
        );
        let (word, mask) = self.space.bit(cell as usize);
        // SAFETY: the cell lies in the space, and `bits` is a table for the whole space.
        let word = unsafe { &mut *self.bits.add(word) };
        if *word & mask == 0 {
            *word |= mask;
            self.stack.push(cell);
        }
    }

    /// Marks a cell, not a key of ephemerons, in which there are no cell pointers now: it is done with, and not read. (A pointer that is
    /// stored there later is told to the write barrier.)
    #[inline(always)]
    pub fn mark_leaf<T>(&mut self, cell: Gc<T>) {
        let cell = cell.raw();
        let (word, mask) = self.space.bit(cell as usize);
        // SAFETY: as in `mark_raw`; a `Gc` points at an allocated cell.
        unsafe {
            let word = &mut *self.bits.add(word);
            if *word & mask == 0 {
                *word |= mask;
                if self.verifies {
                    self.stack.push(cell);
                } else {
                    (*cell).set_state(GcState::Old);
                }
            }
        }
    }

    /// Marks the cell that a value word names (0x7FFA..=0x7FFF in the top 16 bits); other words are ignored.
    #[inline(always)]
    pub fn mark_word(&mut self, word: u64) {
        if let Some(cell) = cell_of_word(word) {
            // SAFETY: value words that reach the tracer name allocated cells.
            unsafe { self.mark_raw(std::ptr::with_exposed_provenance_mut(cell)) };
        }
    }

    /// Marks what each word names. A long slice inside a cell is scanned piecewise, later.
    #[inline]
    pub fn mark_words(&mut self, words: &[u64]) {
        if words.len() > PIECE
            && (words.as_ptr() as usize).wrapping_sub(self.space.base) < self.space.size
        {
            self.pieces.push((words.as_ptr(), words.len()));
            return;
        }
        for &word in words {
            self.mark_word(word);
        }
    }

    /// Marks every cell that a word of `start..end`, raw or tagged, points at or into.
    ///
    /// # Safety
    /// The range is readable.
    pub unsafe fn conservative_range(&mut self, start: *const u64, end: *const u64) {
        let mut at = start;
        while at < end {
            // SAFETY: the caller's promise. Volatile: the words belong to other frames.
            let word = unsafe { at.read_volatile() };
            self.conservative_word(word);
            at = at.wrapping_add(1);
        }
    }

    #[inline(always)]
    pub(crate) fn conservative_word(&mut self, word: u64) {
        let tag = word >> 48;
        let addr = (word & ADDRESS) as usize;
        if addr.wrapping_sub(self.space.base) > self.space.size
            || !(tag == 0 || tag.wrapping_sub(TAGS.0) <= TAGS.1 - TAGS.0)
        {
            return;
        }
        if let Some(cell) = self.space.find(addr) {
            // SAFETY: `find` returns allocated cells.
            unsafe { self.mark_raw(std::ptr::with_exposed_provenance_mut(cell)) };
        }
        // One past the end of an array: the start of the next cell, or the unused tail of its block.
        if tag == 0
            && addr & 15 == 0
            && let Some(cell) = self.space.find(addr - 1)
        {
            let cell: *mut Header = std::ptr::with_exposed_provenance_mut(cell);
            // SAFETY: `find` returns allocated cells.
            unsafe {
                if self.indexed[(*cell).kind as usize] {
                    self.mark_raw(cell);
                }
            }
        }
    }

    /// Marks the cell of a low id (`Heap::low_id`).
    ///
    /// # Safety
    /// `id` is the id of an allocated cell.
    #[inline(always)]
    pub unsafe fn mark_low(&mut self, id: u32) {
        // SAFETY: the caller's promise.
        unsafe {
            self.mark_raw(std::ptr::with_exposed_provenance_mut(
                self.space.base + id as usize,
            ))
        }
    }

    /// Called by the trace of a table of ephemerons: its `ephemerons` hook runs when the rest is marked.
    pub fn defer_ephemerons(&mut self, cell: *mut Header) {
        self.tables.push(cell);
    }

    /// Called by the trace of a cell with weak parts: its `weak` hook runs after marking.
    pub fn defer_weak(&mut self, cell: *mut Header) {
        self.weak.push(cell);
    }

    /// Is the cell known to be live already?
    #[inline]
    pub fn is_marked(&self, cell: *const Header) -> bool {
        let (word, mask) = self.space.bit(cell as usize);
        // SAFETY: as in `mark_raw`.
        unsafe { *self.bits.add(word) & mask != 0 }
    }

    /// Puts a marked cell back on the stack: it was changed after it was traced.
    pub(crate) fn trace_again(&mut self, cell: *mut Header) {
        self.stack.push(cell);
    }

    /// Traces until nothing is left (true) or the deadline has passed.
    pub(crate) fn drain(&mut self, deadline: Option<Instant>) -> bool {
        let mut ring = [std::ptr::null_mut::<Header>(); AHEAD];
        let mut at = 0;
        let mut clock = CLOCK;
        loop {
            // A cell's header is fetched when it enters the ring and used AHEAD cells later.
            let incoming = self.stack.pop().unwrap_or(std::ptr::null_mut());
            prefetch(incoming as usize);
            let cell = std::mem::replace(&mut ring[at], incoming);
            at = (at + 1) % AHEAD;
            if !cell.is_null() {
                // SAFETY: I1.
                unsafe { self.trace(cell) };
            } else if incoming.is_null()
                && ring.iter().all(|cell| cell.is_null())
                && !self.trace_piece()
            {
                return true;
            }
            clock -= 1;
            if clock == 0 {
                clock = CLOCK;
                if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                    self.stack
                        .extend(ring.iter().filter(|cell| !cell.is_null()));
                    return self.is_drained();
                }
            }
        }
    }

    /// # Safety
    /// I1.
    #[inline(always)]
    pub(crate) unsafe fn trace(&mut self, cell: *mut Header) {
        self.traced += 1;
        // SAFETY: I1; the kind's row describes the cell.
        unsafe {
            (*cell).set_state(GcState::Old);
            if self.waiting.is_some() {
                self.mark_waiting(cell as usize);
            }
            if let Some(trace) = self.traces[(*cell).kind as usize] {
                trace(cell, self);
            }
        }
    }

    /// Scans a part of a waiting slice; false if there is none.
    pub(crate) fn trace_piece(&mut self) -> bool {
        let Some((words, len)) = self.pieces.pop() else {
            return false;
        };
        let now = len.min(PIECE);
        if len > now {
            self.pieces.push((words.wrapping_add(now), len - now));
        }
        for i in 0..now {
            // SAFETY: I2.
            let word = unsafe { words.wrapping_add(i).read() };
            self.mark_word(word);
        }
        true
    }
}

/// Brings the line of an address into the nearest cache.
#[inline(always)]
pub(crate) fn prefetch(addr: usize) {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: a prefetch of any address is harmless.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(std::ptr::with_exposed_provenance(addr));
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    let _ = addr;
}
