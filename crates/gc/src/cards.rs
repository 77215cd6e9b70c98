//! The remembered set: whole cells, and for long arrays only the 512-byte cards that were stored into, so that a minor
//! collection does not trace a huge array again for one store.
//!
//! Invariants: those of heap.rs; and
//! - I1: a card's byte in the table is 1 exactly if the card is in `Remembered::cards`; it touches a marked cell.
//! - I2: cells with cards are at least `LONG` bytes, so a card touches two of a block at most.

use std::cell::UnsafeCell;

use crate::Header;
use crate::cell::GcState;
use crate::heap::Heap;

/// log2 of the bytes of a card.
pub(crate) const CARD_SHIFT: u32 = 9;

/// Cells of at least so many bytes have cards, if their kind can trace a part.
const LONG: usize = 2048;

/// What was stored into since it was traced.
#[derive(Default)]
pub(crate) struct Remembered {
    cells: UnsafeCell<Vec<*mut Header>>,
    cards: UnsafeCell<Vec<u32>>,
}

impl Heap {
    /// The barrier after its test has found the owner `Old`; what compiled code calls.
    ///
    /// # Safety
    /// `owner` is a live cell of this heap.
    #[cold]
    #[inline(never)]
    pub unsafe fn remember(&self, owner: *const Header) {
        // SAFETY: the caller's promise; heap I5 for the remembered set.
        unsafe {
            if self.space.is_marked(owner as usize) {
                (*owner).set_state(GcState::Remembered);
                (*self.remembered.cells.get()).push(owner.cast_mut());
            } else {
                // Heap I3: white, and will be traced if it is reached.
                (*owner).set_state(GcState::New);
            }
        }
    }

    /// `remember`, for a store at `slot`: of a long cell whose kind can trace a part, only that part is traced again.
    ///
    /// # Safety
    /// `owner` is a live cell of this heap. (A `slot` outside it counts as any slot.)
    #[cold]
    #[inline(never)]
    pub unsafe fn remember_slot(&self, owner: *const Header, slot: *const u64) {
        let size = self.space.cell_size(owner as usize);
        let inside = (slot as usize).wrapping_sub(owner as usize) < size;
        // SAFETY: the caller's promise.
        let kind = unsafe { (*owner).kind };
        if size < LONG
            || !inside
            || self.kinds[kind as usize].trace_range.is_none()
            || !self.space.is_marked(owner as usize)
        {
            // SAFETY: the caller's promise.
            return unsafe { self.remember(owner) };
        }
        let card = (slot as usize - self.space.base) >> CARD_SHIFT;
        // SAFETY: the table has a byte for each card of the space; heap I5.
        unsafe {
            let dirty = self.space.cards.add(card);
            if *dirty == 0 {
                *dirty = 1;
                (*self.remembered.cards.get()).push(card as u32);
            }
        }
    }

    /// Puts what was stored into back before the tracer.
    pub(crate) fn grey_remembered(&mut self) {
        for cell in self.remembered.cells.get_mut().drain(..) {
            // SAFETY: heap I4: marked cells are not freed before the set is emptied.
            unsafe { (*cell).set_state(GcState::Old) };
            self.tracer.trace_again(cell);
        }
        for card in std::mem::take(self.remembered.cards.get_mut()) {
            // SAFETY: as in `remember_slot`.
            unsafe { *self.space.cards.add(card as usize) = 0 };
            let start = self.space.base + ((card as usize) << CARD_SHIFT);
            let end = start + (1 << CARD_SHIFT);
            let first = self.space.cell_at(start);
            self.trace_card(first, start, end);
            // I2.
            if let Some(last) = self
                .space
                .cell_at(end - 1)
                .filter(|&last| first != Some(last))
            {
                self.trace_card(Some(last), start, end);
            }
        }
    }

    fn trace_card(&mut self, cell: Option<usize>, start: usize, end: usize) {
        let Some(cell) = cell.filter(|&cell| self.space.is_marked(cell)) else {
            return;
        };
        let cell: *mut Header = std::ptr::with_exposed_provenance_mut(cell);
        // SAFETY: marked cells are live; the kind's row describes the cell.
        unsafe {
            if let Some(trace) = self.kinds[(*cell).kind as usize].trace_range {
                let start = std::ptr::with_exposed_provenance(start);
                trace(
                    cell,
                    start,
                    std::ptr::with_exposed_provenance(end),
                    &mut self.tracer,
                );
            }
        }
    }

    /// Everything becomes white: nothing needs to be remembered.
    pub(crate) fn forget_remembered(&mut self) {
        self.remembered.cells.get_mut().clear();
        for card in self.remembered.cards.get_mut().drain(..) {
            // SAFETY: as in `remember_slot`.
            unsafe { *self.space.cards.add(card as usize) = 0 };
        }
    }
}
