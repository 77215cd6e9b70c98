//! After marking: survivors are counted, blocks given back, large cells freed. Dead cells without finalizer are not touched
//! (but for poison); their memory is found by the allocator as runs without bits. Those with one: finalize.rs.
//!
//! Invariants: those of heap.rs and space.rs; and here marking is complete, so a cell that is allocated and not marked is
//! dead, and its memory is intact until the end of `sweep`.

use crate::finalize::poison;
use crate::heap::{Heap, NONE, is_finalizable};
use crate::sizes::{BLOCK, GRANULE_SHIFT, LARGE_PAGE, WORDS};
use crate::space::{LISTED, RESIDENT, Role, cells_per_block};
use crate::{CollectionKind, CollectionReason, Header};

/// Blocks made non-resident by one collection at most, to bound the pause.
const TRIM: usize = 256;
/// The mean length in bytes of the free runs of a block that cells are allocated in while memory is plenty: the search for a run
/// takes as long as the allocation of some ten cells.
const LONG_RUN: usize = 1024;
/// The mean number of cells in the free runs of a block that cells are allocated in at all.
const MEAN_RUN: u32 = 2;
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
                for list in &mut self.lists {
                    list.block = NONE;
                }
                for &block in &blocks {
                    self.sweep_block(block, kind);
                }
            }
            CollectionKind::Full => {
                for list in &mut self.lists {
                    list.block = NONE;
                    list.sweepable.clear();
                    list.ragged.clear();
                }
                self.pacing.live = 0;
                for zone in [1..self.high[0], self.space.low_end()..self.high[1]] {
                    for block in zone {
                        if self.space.block(block).role == Role::Small {
                            self.space.block(block).live = 0;
                            self.sweep_block(block, kind);
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

    fn sweep_block(&mut self, number: u32, kind: CollectionKind) {
        let block = *self.space.block(number);
        let (marks, allocated) = self.space.words(number);
        let live: u32 = marks.iter().map(|word| word.count_ones()).sum();
        let size = (block.granules as usize) << 4;
        self.pacing.live += (live - u32::from(block.live)) as usize * size;
        let record = self.space.block(number);
        record.flags = RESIDENT;
        record.live = live as u16;
        let mut dead = [0; WORDS];
        if self.config.poison || is_finalizable(block.list) {
            for ((dead, mark), allocated) in dead.iter_mut().zip(marks).zip(&*allocated) {
                *dead = *allocated & !*mark;
            }
        }
        *allocated = [0; WORDS];
        if dead != [0; WORDS] {
            if is_finalizable(block.list) && kind == CollectionKind::Full {
                return self.doom(number, dead);
            }
            self.bury(number, &dead);
        }
        self.settle(number);
    }

    /// Makes what is free in a block available; no dead cell in it waits for its finalizer.
    pub(crate) fn settle(&mut self, number: u32) {
        let block = *self.space.block(number);
        debug_assert!(block.flags & LISTED == 0);
        if block.live == 0 {
            self.space.block(number).role = Role::Free;
            self.pacing.small_blocks -= 1;
            if number < self.space.low_end() {
                self.pacing.low_blocks -= 1;
                self.give_blocks(number, 1);
            } else {
                self.spare.push(number);
            }
        } else {
            self.list_block(number);
        }
    }

    /// Makes the free cells of a block available if there are many, in runs that are worth the search. (When memory is short,
    /// every run is.)
    fn list_block(&mut self, number: u32) {
        let block = *self.space.block(number);
        let free = cells_per_block(block.granules) - u32::from(block.live);
        let bytes = (free as usize * block.granules as usize) << GRANULE_SHIFT;
        if bytes < BLOCK / 8 {
            return;
        }
        let runs = self.space.free_runs(number);
        let list = &mut self.lists[block.list as usize];
        if bytes >= BLOCK / 4 && bytes >= LONG_RUN * runs as usize {
            list.sweepable.push(number);
        } else if free >= MEAN_RUN * runs || self.is_short() {
            self.lists[block.list as usize].ragged.push(number);
        } else {
            return;
        }
        self.space.block(number).flags |= LISTED;
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
            unsafe { poison(cell, bytes.min(BLOCK)) };
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
        // Large pages stay whole unless most of the heap is not used.
        let sparse = reason == CollectionReason::Requested || count > self.pacing.small_blocks;
        self.discard(count, if sparse { 1 } else { LARGE_PAGE });
    }

    /// Makes up to `count` free blocks non-resident, those at high addresses first, in units of `unit` adjacent ones.
    fn discard(&mut self, mut count: usize, unit: u32) {
        let space = self.space;
        for (zone, runs) in self.runs.iter().enumerate().rev() {
            for (start, len) in runs.descending() {
                if count == 0 {
                    return;
                }
                let mut at = (start + len).min(self.high[zone].max(start)) / unit * unit;
                let start = start.next_multiple_of(unit);
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

    /// Calls `visit` with every allocated cell of the lists that `wanted` wants; ranges are retired.
    pub(crate) fn visit_cells(
        &self,
        wanted: &mut dyn FnMut(u8) -> bool,
        visit: &mut dyn FnMut(*mut Header),
    ) {
        let space = self.space;
        for zone in [1..self.high[0], space.low_end()..self.high[1]] {
            for number in zone {
                match space.block(number).role {
                    Role::Small | Role::Large if !wanted(space.block(number).list) => {}
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
