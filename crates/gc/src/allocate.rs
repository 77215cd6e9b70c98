//! Allocation when the bump range is empty: polls, then finds a free run. Also: blocks taken and given back, the limit.
//!
//! Invariants: those of heap.rs.

use crate::heap::{EMPTY, Heap, LOW_LISTS, NONE, Pacing};
use crate::sizes::{BLOCK, GRANULE_SHIFT};
use crate::space::{LISTED, RESIDENT, Role, YOUNG, free_run};
use crate::{
    BumpRange, CLASS_COUNT, CollectionKind, CollectionReason, Header, HeapConfig, class_size,
};

/// Blocks made resident together, once a heap has so many.
const BATCH: u32 = 16;
const BATCH_FROM: usize = 128;
/// Bytes by which a heap may exceed twice what lives before short runs are used.
const LOOSE: usize = 16 << 20;

impl Pacing {
    pub fn new(config: &HeapConfig) -> Pacing {
        Pacing {
            allocated: 0,
            next_poll: config.young_bytes,
            young_budget: config.young_bytes,
            survivals: 0,
            threshold: config.threshold_bytes.min(config.max_bytes / 2),
            live: 0,
            young: 0,
            external: 0,
            small_blocks: 0,
            low_blocks: 0,
            large: 0,
            stress_countdown: config.stress,
            mark_us: 0,
        }
    }

    /// Bytes of blocks and large cells.
    pub fn in_heap(&self) -> usize {
        self.small_blocks * BLOCK + self.large
    }
}

impl Heap {
    #[cold]
    #[inline(never)]
    pub(crate) fn allocate_slow(&mut self, list: usize) -> usize {
        self.safepoint();
        let size = class_size(list % CLASS_COUNT);
        if self.lists[list].pending.cursor >= self.lists[list].pending.end {
            self.lists[list].pending = self.find_run(list);
        }
        let state = &mut self.lists[list];
        let cell = state.pending.cursor;
        state.pending.cursor += size;
        // Under stress the rest of the run stays pending, so that the next allocation comes here too.
        if self.config.stress == 0 {
            self.bump[list] = std::mem::replace(&mut state.pending, EMPTY);
        }
        cell
    }

    /// The point where collections happen.
    pub(crate) fn safepoint(&mut self) {
        assert!(
            !self.pausing,
            "gc: a trace, weak or finalize hook has allocated"
        );
        if self.config.stress != 0 {
            self.pacing.stress_countdown -= 1;
            if self.pacing.stress_countdown == 0 {
                self.pacing.stress_countdown = self.config.stress;
                return self.pause(&mut |heap, top| heap.stress_poll(top));
            }
        }
        if self.pacing.allocated >= self.pacing.next_poll {
            self.pause(&mut |heap, top| heap.poll(top));
        } else if !self.doomed.is_empty() {
            self.finalize_some();
        }
    }

    /// The next free run for a list, with its allocated bits set.
    fn find_run(&mut self, list: usize) -> BumpRange {
        loop {
            let state = &mut self.lists[list];
            if state.block != NONE {
                if !state.reserved {
                    self.space.reserve_free(state.block, &state.live, state.position);
                    state.reserved = true;
                }
                let granules = class_size(list % CLASS_COUNT) >> GRANULE_SHIFT;
                if let Some((first, end)) = free_run(granules, &state.live, state.position) {
                    state.position = end;
                    let start = self.space.block_start(state.block);
                    let bytes = ((end - first) as usize) << GRANULE_SHIFT;
                    self.pacing.allocated += bytes;
                    self.pacing.young += bytes;
                    return BumpRange {
                        cursor: start + ((first as usize) << GRANULE_SHIFT),
                        end: start + ((end as usize) << GRANULE_SHIFT),
                    };
                }
                state.block = NONE;
            }
            let next = match state.sweepable.pop() {
                Some(block) => block,
                None => {
                    // A collection may have made blocks sweepable.
                    if !self.has_room(BLOCK) && !self.lists[list].sweepable.is_empty() {
                        continue;
                    }
                    let ragged = if self.is_loose() { self.lists[list].ragged.pop() } else { None };
                    match ragged {
                        Some(block) => block,
                        None => self.new_block(list),
                    }
                }
            };
            self.take_block(list, next);
        }
    }

    /// Is the heap so much larger than what lives in it that a search for short runs is worth its time?
    fn is_loose(&self) -> bool {
        self.pacing.in_heap() > 2 * self.pacing.live + LOOSE || self.is_short()
    }

    /// Is little left of the memory that the heap may use?
    pub(crate) fn is_short(&self) -> bool {
        self.held() > self.config.max_bytes / 4 * 3
    }

    /// Makes a block the one that a list's cells come from.
    fn take_block(&mut self, list: usize, block: u32) {
        let record = self.space.block(block);
        record.flags &= !LISTED;
        if record.flags & YOUNG == 0 {
            record.flags |= YOUNG;
            self.young_blocks.push(block);
        }
        let state = &mut self.lists[list];
        if let Some(&next) = state.sweepable.last() {
            self.space.prefetch_block(next);
        }
        state.live = self.space.in_use(block);
        state.block = block;
        state.position = 0;
        state.reserved = false;
    }

    /// Takes back what the bump ranges have not used, so that bits say exactly which cells are allocated.
    pub(crate) fn retire_ranges(&mut self) {
        for (bump, state) in self.bump.iter_mut().zip(&mut self.lists) {
            for range in [bump, &mut state.pending] {
                let rest = std::mem::replace(range, EMPTY);
                if rest.cursor < rest.end {
                    let start = self.space.block_start(state.block);
                    state.position = ((rest.cursor - start) >> GRANULE_SHIFT) as u32;
                    self.pacing.allocated =
                        self.pacing.allocated.saturating_sub(rest.end - rest.cursor);
                    self.pacing.young -= rest.end - rest.cursor;
                }
            }
            if state.block != NONE && state.reserved {
                self.space.unreserve_free(state.block, &state.live, state.position);
                state.reserved = false;
            }
        }
    }

    /// Makes the next allocation of every list take the slow path.
    pub(crate) fn keep_back_ranges(&mut self) {
        for (bump, list) in self.bump.iter_mut().zip(&mut self.lists) {
            if bump.cursor < bump.end {
                list.pending = std::mem::replace(bump, EMPTY);
            }
        }
    }

    fn new_block(&mut self, list: usize) -> u32 {
        let low = list >= LOW_LISTS;
        let number = match if low { None } else { self.spare.pop() } {
            Some(block) => Some(block),
            None if low => self.take_blocks(true, 1),
            None => self.fresh_block(),
        };
        let Some(number) = number else { self.give_up() };
        self.pacing.low_blocks += usize::from(low);
        let granules = class_size(list % CLASS_COUNT) >> GRANULE_SHIFT;
        let block = self.space.block(number);
        debug_assert!(block.role == Role::Free);
        block.role = Role::Small;
        block.list = list as u8;
        block.flags = RESIDENT;
        block.granules = granules as u16;
        block.live = 0;
        block.reciprocal = (1u32 << 20).div_ceil(granules as u32);
        self.pacing.small_blocks += 1;
        number
    }

    /// A free block of the main zone; of a heap that grows, more than one at a time is made resident.
    fn fresh_block(&mut self) -> Option<u32> {
        let count = if self.pacing.small_blocks < BATCH_FROM {
            1
        } else {
            BATCH
        };
        let first = self.take_blocks(false, count)?;
        if count > 1 {
            crate::os::populate(self.space.block_start(first), count as usize * BLOCK);
            self.spare.extend((first + 1..first + count).rev());
        }
        Some(first)
    }

    /// Adjacent free blocks.
    fn take_blocks(&mut self, low: bool, count: u32) -> Option<u32> {
        let zone = usize::from(!low);
        let first = self.runs[zone].take(count)?;
        self.high[zone] = self.high[zone].max(first + count);
        for number in first..first + count {
            let block = self.space.block(number);
            if block.flags & RESIDENT != 0 {
                self.resident -= 1;
            }
            block.flags = RESIDENT;
        }
        Some(first)
    }

    /// Gives adjacent blocks back; they stay resident until `trim`.
    pub(crate) fn give_blocks(&mut self, first: u32, count: u32) {
        for number in first..first + count {
            let block = self.space.block(number);
            block.role = Role::Free;
            block.flags = RESIDENT;
        }
        self.resident += count as usize;
        self.runs[usize::from(first >= self.space.low_end())].give(first, count);
    }

    /// Bytes that may be used beyond the limit while the host finds its way to an exception.
    fn reserve(&self) -> usize {
        (self.config.max_bytes / 8).max(4 << 20)
    }

    /// What counts against the limit.
    pub(crate) fn held(&self) -> usize {
        self.pacing.in_heap() + self.pacing.external + self.ledger().bytes()
    }

    /// Would `bytes` more pass the limit, or is the low zone nearly full?
    pub(crate) fn is_over(&self, bytes: usize) -> bool {
        self.held() + bytes > self.config.max_bytes
            || self.pacing.low_blocks > self.space.low_end() as usize / 8 * 7
    }

    /// Collects if `bytes` more would pass the limit. False if a collection ran.
    pub(crate) fn has_room(&mut self, bytes: usize) -> bool {
        if !self.is_over(bytes) {
            return true;
        }
        // Within the reserve, a collection for each block would free little: wait for the host.
        let collects = !self.limit_reached || self.pacing.young >= self.reserve() / 4;
        if collects {
            self.collect(CollectionKind::Full, CollectionReason::Limit);
        }
        if self.is_over(bytes) {
            self.limit_reached = true;
            // What is outside grows no more once the host has looked.
            if self.pacing.in_heap() + bytes > self.config.max_bytes + self.reserve() {
                self.give_up();
            }
        }
        !collects
    }

    fn give_up(&mut self) -> ! {
        (self.hooks.exhausted)(self.context);
        eprintln!(
            "fatal: the heap is exhausted ({} bytes held)",
            self.held()
        );
        std::process::exit(70);
    }

    /// A cell in blocks of its own.
    #[cold]
    #[inline(never)]
    pub(crate) fn allocate_large(&mut self, bytes: usize, kind: u8, shape: u32) -> *mut Header {
        self.safepoint();
        if bytes > self.space.size {
            self.give_up();
        }
        self.has_room(large_bytes(bytes));
        match self.new_large(bytes, kind, shape) {
            Some(cell) => cell,
            None => self.give_up(),
        }
    }

    /// Like `allocate`, for sizes that a script chooses: `None` if the limit would be passed, even after a collection.
    pub fn try_allocate_large(
        &mut self,
        bytes: usize,
        kind: u8,
        shape: u32,
    ) -> Option<*mut Header> {
        if bytes <= crate::MAX_SMALL {
            return Some(self.allocate(bytes, kind, shape));
        }
        if bytes > self.config.max_bytes {
            return None;
        }
        self.safepoint();
        if self.is_over(large_bytes(bytes)) {
            self.collect(CollectionKind::Full, CollectionReason::Limit);
            if self.is_over(large_bytes(bytes)) {
                return None;
            }
        }
        self.new_large(bytes, kind, shape)
    }

    fn new_large(&mut self, bytes: usize, kind: u8, shape: u32) -> Option<*mut Header> {
        let count = bytes.div_ceil(BLOCK) as u32;
        let first = self.take_blocks(false, count)?;
        let held = large_bytes(bytes);
        for number in first..first + count {
            let block = self.space.block(number);
            block.role = Role::Tail;
            block.extent = first;
        }
        let finalizable = self.is_finalizable_kind(kind);
        let block = self.space.block(first);
        block.role = Role::Large;
        block.list = if finalizable { CLASS_COUNT as u8 } else { 0 };
        block.extent = count;
        block.reciprocal = (held >> 12) as u32;
        self.young_large.push(first);
        self.pacing.allocated += held;
        self.pacing.young += held;
        self.pacing.large += held;
        let cell = self.space.block_start(first);
        self.space.set_allocated(cell);
        let cell: *mut Header = std::ptr::with_exposed_provenance_mut(cell);
        // SAFETY: the blocks are free and at least `bytes` long.
        unsafe { cell.cast::<u64>().write(Header::word(kind, shape)) };
        Some(cell)
    }
}

/// What a large cell counts for: the blocks' untouched last pages cost nothing.
fn large_bytes(bytes: usize) -> usize {
    (bytes + 4095) & !4095
}
