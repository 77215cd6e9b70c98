//! Finalizers, and poison.
//!
//! Those of young cells run in the minor collection that finds them dead. A full collection may find very many: it only
//! notes them, block by block, and they run a few at a time when cells are allocated, before the block is used again.
//!
//! Invariants: those of heap.rs; and
//! - I1: a doomed block is in no list and no bump range, so its dead cells are intact until it is settled; they have
//!   neither mark nor allocated bits, so nothing else sees them.
//! - I2: no full collection begins while a block is doomed.

use crate::Header;
use crate::heap::{Heap, is_finalizable};
use crate::sizes::WORDS;

/// Fills freed cells: a number as a value word, no kind as a header, no address as a pointer.
const POISON: u8 = 0xDB;
/// Finalizers run by one slow-path allocation, about.
const AT_ONCE: usize = 128;

/// A block with dead cells whose finalizers have not run.
pub(crate) struct Doomed {
    number: u32,
    dead: [u64; WORDS],
}

/// # Safety
/// A dead cell of at least `bytes` bytes is at `cell`.
pub(crate) unsafe fn poison(cell: usize, bytes: usize) {
    // SAFETY: the caller's promise.
    unsafe { std::ptr::with_exposed_provenance_mut::<u8>(cell).write_bytes(POISON, bytes) };
}

impl Heap {
    /// Notes that finalizers must run before a block is settled.
    pub(crate) fn doom(&mut self, number: u32, dead: [u64; WORDS]) {
        self.doomed.push(Doomed { number, dead });
    }

    /// Runs some finalizers that wait.
    #[cold]
    pub(crate) fn finalize_some(&mut self) {
        let mut count = 0;
        while count < AT_ONCE
            && let Some(Doomed { number, dead }) = self.doomed.pop()
        {
            count += dead
                .iter()
                .map(|word| word.count_ones() as usize)
                .sum::<usize>();
            self.bury(number, &dead);
            self.settle(number);
        }
    }

    /// Runs all finalizers that wait.
    pub(crate) fn finalize_waiting(&mut self) {
        while !self.doomed.is_empty() {
            self.finalize_some();
        }
    }

    /// Finalizes and poisons the dead cells of a block.
    pub(crate) fn bury(&mut self, number: u32, dead: &[u64; WORDS]) {
        let block = *self.space.block(number);
        let space = self.space;
        let size = (block.granules as usize) << 4;
        space.for_each_bit(
            number,
            |word| dead[word],
            |cell| {
                if is_finalizable(block.list) {
                    self.finalize(cell);
                }
                if self.config.poison {
                    // SAFETY: the cell is dead, and `size` bytes long.
                    unsafe { poison(cell, size) };
                }
            },
        );
    }

    pub(crate) fn finalize(&mut self, cell: usize) {
        let cell: *mut Header = std::ptr::with_exposed_provenance_mut(cell);
        // SAFETY: the cell is dead and intact (I1), and was filled; its kind's row describes it.
        unsafe {
            let info = &self.kinds[(*cell).kind as usize];
            if let Some(external) = info.external {
                self.pacing.external = self.pacing.external.saturating_sub(external(cell));
            }
            if let Some(finalize) = info.finalize {
                finalize(cell);
            }
        }
    }

    /// Runs the finalizers of all cells: the heap is being dropped.
    pub(crate) fn finalize_all(&mut self) {
        self.finalize_waiting();
        let mut cells = Vec::new();
        self.visit_cells(&mut is_finalizable, &mut |cell| cells.push(cell));
        for cell in cells {
            self.finalize(cell as usize);
        }
    }
}
