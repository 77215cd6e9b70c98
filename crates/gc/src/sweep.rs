//! After marking: finalizers, counting of survivors, blocks given back, large cells freed. Dead cells without finalizer are
//! not touched (but for poison); their memory is found by the allocator as runs without bits.
//!
//! Invariants: those of heap.rs and space.rs; and here marking is complete, so a cell that is allocated and not marked is
//! dead, and its memory is intact until the end of `sweep`.

use crate::heap::{Heap, NONE, is_finalizable};
use crate::sizes::{BLOCK, WORDS};
use crate::space::{LISTED, RESIDENT, Role, YOUNG, cells_per_block};
use crate::{CollectionKind, CollectionReason, Header};

/// Fills freed cells: a number as a value word, no kind as a header, no address as a pointer.
const POISON: u8 = 0xDB;
/// Blocks made non-resident by one collection at most, to bound the pause.
const TRIM: usize = 256;
/// Collections over which free blocks must have been unused to be made non-resident.
const EPOCH: u32 = 32;

/// How many free blocks the program has not needed lately.
#[derive(Default)]
pub(crate) struct Trimming {
    /// Collections in this epoch.
    age: u32,
    /// The fewest free resident blocks in this epoch.
    lowest: usize,
    /// Blocks to make non-resident: the lowest number of the last epoch.
    excess: usize,
}

impl Heap {
    /// Frees what is not marked. Returns the bytes of cells that survived: young ones (minor) or all (full).
    pub(crate) fn sweep(&mut self, kind: CollectionKind) -> usize {
        let before = self.pacing.live;
        self.trimming.lowest = self.trimming.lowest.min(self.spare.len() + self.resident);
        let blocks = std::mem::take(&mut self.young_blocks);
        match kind {
            CollectionKind::Minor => {
                for list in 0..self.lists.len() {
                    let block = std::mem::replace(&mut self.lists[list].block, NONE);
                    // Taken from `sweepable` but not used yet.
                    if block != NONE && self.space.block(block).flags & YOUNG == 0 {
                        self.list_block(block);
                    }
                }
                for &block in &blocks {
                    self.sweep_block(block);
                }
            }
            CollectionKind::Full => {
                for list in &mut self.lists {
                    list.block = NONE;
                    list.sweepable.clear();
                }
                self.pacing.live = 0;
                for zone in [1..self.high[0], self.space.low_end()..self.high[1]] {
                    for block in zone {
                        if self.space.block(block).role == Role::Small {
                            self.space.block(block).live = 0;
                            self.sweep_block(block);
                        }
                    }
                }
            }
        }
        self.young_blocks = blocks;
        self.young_blocks.clear();
        self.sweep_large(kind);
        self.pacing.young = 0;
        match kind {
            CollectionKind::Minor => self.pacing.live - before,
            CollectionKind::Full => self.pacing.live,
        }
    }

    fn sweep_block(&mut self, number: u32) {
        let block = *self.space.block(number);
        if self.config.poison || is_finalizable(block.list) {
            self.bury(number);
        }
        let (marks, allocated) = self.space.words(number);
        *allocated = [0; WORDS];
        let live: u32 = marks.iter().map(|word| word.count_ones()).sum();
        let size = (block.granules as usize) << 4;
        self.pacing.live += (live - u32::from(block.live)) as usize * size;
        let record = self.space.block(number);
        record.flags = RESIDENT;
        record.live = live as u16;
        if live == 0 {
            record.role = Role::Free;
            self.pacing.small_blocks -= 1;
            if number < self.space.low_end() {
                self.give_blocks(number, 1);
            } else {
                self.spare.push(number);
            }
        } else if (cells_per_block(block.granules) - live) as usize * size >= BLOCK / 8 {
            self.list_block(number);
        }
    }

    /// Finalizes and poisons the dead cells of a block.
    fn bury(&mut self, number: u32) {
        let block = *self.space.block(number);
        let (marks, allocated) = self.space.words(number);
        let (marks, allocated) = (*marks, *allocated);
        let space = self.space;
        space.for_each_bit(
            number,
            |word| allocated[word] & !marks[word],
            |cell| {
                if is_finalizable(block.list) {
                    self.finalize(cell);
                }
                if self.config.poison {
                    let size = (block.granules as usize) << 4;
                    // SAFETY: the cell is dead, and `size` bytes long.
                    unsafe {
                        std::ptr::with_exposed_provenance_mut::<u8>(cell).write_bytes(POISON, size)
                    };
                }
            },
        );
    }

    fn finalize(&mut self, cell: usize) {
        let cell: *mut Header = std::ptr::with_exposed_provenance_mut(cell);
        // SAFETY: the cell is dead and intact, and was filled; its kind's row describes it.
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

    fn list_block(&mut self, number: u32) {
        let block = self.space.block(number);
        if block.flags & LISTED == 0 {
            block.flags |= LISTED;
            self.lists[block.list as usize].sweepable.push(number);
        }
    }

    fn sweep_large(&mut self, kind: CollectionKind) {
        let mut young = std::mem::take(&mut self.young_large);
        let mut old = std::mem::take(&mut self.old_large);
        let full = kind == CollectionKind::Full;
        if full {
            old.retain(|&first| self.sweep_one_large(first));
        }
        young.retain(|&first| self.sweep_one_large(first));
        old.append(&mut young);
        (self.young_large, self.old_large) = (young, old);
    }

    /// Frees a dead large cell; true if it lives.
    fn sweep_one_large(&mut self, first: u32) -> bool {
        let block = *self.space.block(first);
        let cell = self.space.block_start(first);
        let bytes = (block.reciprocal as usize) << 12;
        if self.space.is_marked(cell) {
            self.space.words(first).1[0] &= !1;
            self.pacing.live += bytes;
            return true;
        }
        if is_finalizable(block.list) {
            self.finalize(cell);
        }
        if self.config.poison {
            // SAFETY: the cell is dead, and at least so long.
            unsafe {
                std::ptr::with_exposed_provenance_mut::<u8>(cell)
                    .write_bytes(POISON, bytes.min(BLOCK))
            };
        }
        self.space.clear_bits(cell);
        self.pacing.large -= bytes;
        self.give_blocks(first, block.extent);
        false
    }

    /// Makes free blocks that were not needed for a while non-resident, a few at a time; all of them at once if asked.
    pub(crate) fn trim(&mut self, reason: CollectionReason) {
        let free = self.spare.len() + self.resident;
        self.trimming.age += 1;
        if reason == CollectionReason::Requested {
            self.trimming.excess = free;
            self.trimming.lowest = 0;
        } else if self.trimming.age >= EPOCH {
            self.trimming = Trimming {
                age: 0,
                excess: self.trimming.lowest,
                lowest: free,
            };
        }
        let mut count = self.trimming.excess.min(free);
        if reason != CollectionReason::Requested {
            count = count.min(TRIM);
        }
        self.trimming.excess -= count;
        // The spare blocks that were not used for the longest time; sorted, so that neighbours go together.
        let from_spare = count.saturating_sub(self.resident).min(self.spare.len());
        let mut blocks: Vec<u32> = self.spare.drain(..from_spare).collect();
        blocks.sort_unstable();
        for block in blocks {
            self.give_blocks(block, 1);
        }
        self.discard(count);
    }

    /// Makes up to `count` free blocks non-resident, those at high addresses first.
    fn discard(&mut self, mut count: usize) {
        let space = self.space;
        for (zone, runs) in self.runs.iter().enumerate().rev() {
            for (start, len) in runs.descending() {
                if count == 0 {
                    return;
                }
                let mut at = (start + len).min(self.high[zone].max(start));
                while at > start && count > 0 {
                    let end = at;
                    while at > start && count > 0 && space.block(at - 1).flags & RESIDENT != 0 {
                        at -= 1;
                        count -= 1;
                        space.block(at).flags = 0;
                    }
                    if at < end {
                        self.resident -= (end - at) as usize;
                        crate::os::discard(space.block_start(at), (end - at) as usize * BLOCK);
                    } else {
                        at -= 1;
                    }
                }
            }
        }
    }

    /// Runs the finalizers of all cells: the heap is being dropped.
    pub(crate) fn finalize_all(&mut self) {
        let mut cells = Vec::new();
        self.visit_cells(&mut |cell| cells.push(cell));
        for cell in cells {
            // SAFETY: allocated cells are intact.
            if self.is_finalizable_kind(unsafe { (*cell).kind }) {
                self.finalize(cell as usize);
            }
        }
    }

    /// Calls `visit` with every allocated cell; ranges are retired.
    pub(crate) fn visit_cells(&self, visit: &mut dyn FnMut(*mut Header)) {
        let space = self.space;
        for zone in [1..self.high[0], space.low_end()..self.high[1]] {
            for number in zone {
                match space.block(number).role {
                    Role::Small => {
                        let (marks, allocated) = space.words(number);
                        let (marks, allocated) = (*marks, *allocated);
                        space.for_each_bit(
                            number,
                            |word| marks[word] | allocated[word],
                            |cell| {
                                visit(std::ptr::with_exposed_provenance_mut(cell));
                            },
                        );
                    }
                    Role::Large => visit(std::ptr::with_exposed_provenance_mut(
                        space.block_start(number),
                    )),
                    Role::Free | Role::Tail => {}
                }
            }
        }
    }
}
