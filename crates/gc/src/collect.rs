//! Collections: what starts them, minor ones, and what all have in common.
//!
//! Invariants: those of heap.rs. A collection runs inside `Heap::pause`, whose argument `top` is the lowest address of the
//! machine stack to scan.

use std::time::{Duration, Instant};

use crate::heap::Heap;
use crate::sizes::{BLOCK, GRANULE_SHIFT};
use crate::space::Role;
use crate::weak::WeakContext;
use crate::{CollectionEvent, CollectionKind, CollectionReason, Header, stack};

/// The largest budget of minor collections, in `young_bytes`.
const MAX_YOUNG: usize = 8;
/// Minor collections in a row that must find nearly nothing before they are left out.
const SURVIVALS: u32 = 2;

impl Heap {
    /// Collects now, completely. A full collection in progress is first brought to its end.
    pub fn collect(&mut self, kind: CollectionKind, reason: CollectionReason) {
        self.pause(&mut |heap, top| heap.collect_from(kind, reason, top));
    }

    fn collect_from(&mut self, kind: CollectionKind, reason: CollectionReason, top: usize) {
        if self.cycle.is_some() {
            self.finish_full(top);
        }
        match kind {
            CollectionKind::Minor => self.minor(reason, top),
            CollectionKind::Full => self.full(reason, top),
        }
        self.finalize_waiting();
    }

    /// Stops the program for a part of a collection. Hooks and finalizers that run in it must not allocate.
    pub(crate) fn pause(&mut self, work: &mut dyn FnMut(&mut Heap, usize)) {
        assert!(
            !self.pausing,
            "gc: a trace, weak or finalize hook has collected"
        );
        self.pausing = true;
        stack::with_registers(&mut |top| work(self, top));
        self.pausing = false;
    }

    /// Uses an idle moment: collects the young, and brings a full collection forward that is in progress or nearly due.
    /// Returns when the time is over (a minor collection is not interrupted); false if there is nothing more to do.
    pub fn idle(&mut self, time: Duration) -> bool {
        let deadline = Instant::now() + time;
        self.pause(&mut |heap, top| {
            if heap.cycle.is_none() && heap.pacing.young >= heap.config.young_bytes / 8 {
                heap.minor(CollectionReason::Idle, top);
            }
            let due = heap.pacing.threshold - heap.pacing.threshold / 8;
            if heap.cycle.is_none() && heap.pacing.live + heap.pacing.external >= due {
                heap.begin_full(CollectionReason::Idle, top);
            }
            while heap.cycle.is_some() && Instant::now() < deadline {
                heap.slice(top);
            }
        });
        self.cycle.is_some()
    }

    /// The allocator has used up its budget.
    pub(crate) fn poll(&mut self, top: usize) {
        if self.held() > self.config.max_bytes && !self.limit_reached {
            self.collect_from(CollectionKind::Full, CollectionReason::Growth, top);
            self.limit_reached = self.is_over(0);
            return;
        }
        if self.cycle.is_some() {
            return self.slice(top);
        }
        if self.pacing.survivals < SURVIVALS {
            self.minor(CollectionReason::Young, top);
        }
        if self.used() < self.pacing.threshold {
            self.pacing.next_poll = self.pacing.allocated + self.pacing.young_budget;
        } else {
            if self.config.incremental {
                self.begin_full(CollectionReason::Growth, top);
            } else {
                self.full(CollectionReason::Growth, top);
            }
        }
    }

    /// Under stress: minor collections, and now and then a full one in tiny slices.
    pub(crate) fn stress_poll(&mut self, top: usize) {
        match self.cycle {
            Some(_) => self.slice(top),
            None if self.stats.minor_collections % 8 == 7 => {
                self.minor(CollectionReason::Stress, top);
                self.begin_full(CollectionReason::Stress, top);
            }
            None => self.minor(CollectionReason::Stress, top),
        }
    }

    fn minor(&mut self, reason: CollectionReason, top: usize) {
        let start = Instant::now();
        let before = self.used();
        self.retire_ranges();
        let young = self.pacing.young;
        self.tracer.reset();
        self.grey_remembered();
        self.grey_roots(top);
        self.tracer.finish();
        if self.config.verify {
            self.verify();
        }
        self.weak(CollectionKind::Minor);
        let survivors = self.sweep(CollectionKind::Minor);
        self.trim(reason);
        self.stats.minor_collections += 1;
        self.stats.allocated_total += young as u64;
        self.pacing.adapt(self.config.young_bytes, survivors, young);
        let pause = start.elapsed().as_micros() as u64;
        self.note_pause(pause);
        self.report(CollectionEvent {
            kind: CollectionKind::Minor,
            reason,
            pause_us: pause,
            total_us: pause,
            longest_us: pause,
            slices: 0,
            before,
            after: self.used(),
            survivors,
            number: self.stats.minor_collections + self.stats.full_collections,
        });
    }

    /// Cells and external memory, as far as known.
    pub(crate) fn used(&self) -> usize {
        self.pacing.live + self.pacing.young + self.pacing.external
    }

    /// Marks the roots: the host's, the registered containers', the machine stack and registers.
    pub(crate) fn grey_roots(&mut self, top: usize) {
        // SAFETY: `set_host`'s promise.
        unsafe { (self.hooks.roots)(self.context, &mut self.tracer) };
        let registry = self.registry().clone();
        registry.for_each(|words| {
            words
                .iter()
                .for_each(|&word| self.tracer.conservative_word(word))
        });
        if cfg!(not(miri)) {
            let (start, end) = (top as *const u64, self.stack_base as *const u64);
            // SAFETY: stack.rs I1: the frames between are this thread's, or `set_stack_base`'s promise.
            unsafe { self.tracer.conservative_range(start, end) };
        }
    }

    /// Runs the weak hooks: of the host, and of each cell that has asked.
    pub(crate) fn weak(&mut self, kind: CollectionKind) {
        let mut context = WeakContext {
            space: self.space,
            kind,
        };
        let mut cells: Vec<*mut Header> = std::mem::take(&mut self.tracer.weak);
        cells.append(&mut self.tracer.tables);
        cells.sort_unstable();
        cells.dedup();
        for &cell in &cells {
            // SAFETY: the cells are marked; their kind's row describes them.
            unsafe {
                if let Some(weak) = self.kinds[(*cell).kind as usize].weak {
                    weak(cell, &mut context);
                }
            }
        }
        cells.clear();
        self.tracer.weak = cells;
        // SAFETY: `set_host`'s promise.
        unsafe { (self.hooks.after_mark)(self.context, &mut context) };
    }

    pub(crate) fn note_pause(&mut self, pause_us: u64) {
        self.stats.pause_total_us += pause_us;
        self.stats.pause_longest_us = self.stats.pause_longest_us.max(pause_us);
    }

    pub(crate) fn report(&mut self, event: CollectionEvent) {
        if !self.is_over(0) {
            self.limit_reached = false;
        }
        if self.config.trace {
            eprintln!("{event}");
        }
        (self.hooks.collected)(self.context, &event);
    }

    /// Memory outside the heap that cells own grew or shrank. What a dead cell owned is taken back by `KindInfo::external`.
    pub fn add_external(&mut self, bytes: isize) {
        self.pacing.external = self.pacing.external.saturating_add_signed(bytes);
        if bytes > 0 {
            self.pacing.allocated += bytes as usize;
            if self.held() > self.config.max_bytes && !self.limit_reached {
                self.pacing.next_poll = 0;
            }
            // Not here, where a new cell may wait to be filled: at the next allocation, whatever its size.
            if self.pacing.allocated >= self.pacing.next_poll {
                self.keep_back_ranges();
            }
        }
    }

    /// The start of the allocated cell that `addr` points at or into.
    pub fn contains(&self, addr: usize) -> Option<*mut Header> {
        let cell = self.space.find(addr)?;
        let block = self.space.block(self.space.block_of(cell));
        if block.role == Role::Small {
            let list = &self.lists[block.list as usize];
            let unused = |range: &crate::BumpRange| (range.cursor..range.end).contains(&cell);
            let ahead = || {
                let granule = (cell & (BLOCK - 1)) >> GRANULE_SHIFT;
                granule >= list.position as usize
                    && list.live[granule >> 6] & 1 << (granule & 63) == 0
            };
            if unused(&self.bump[block.list as usize])
                || unused(&list.pending)
                || list.block == self.space.block_of(cell) && list.reserved && ahead()
            {
                return None;
            }
        }
        Some(std::ptr::with_exposed_provenance_mut(cell))
    }

    /// Does a word from the stack look as if it named a cell, where there is none (any more)? Copied into a cell that is scanned
    /// conservatively, it would keep whatever is allocated there later, and no barrier would know of it.
    pub fn is_stale(&self, word: u64) -> bool {
        let addr = match word >> 48 {
            0 => Some(word as usize).filter(|addr| addr.wrapping_sub(self.space.base) < self.space.size),
            _ => crate::mark::cell_of_word(word),
        };
        addr.is_some_and(|addr| self.contains(addr).is_none())
    }
}

impl crate::heap::Pacing {
    /// Sets the budget of the next minor collection. What one costs is what survives (and the roots), so the budget grows while
    /// little does, and shrinks when the pause would become long.
    fn adapt(&mut self, base: usize, survivors: usize, young: usize) {
        self.young_budget = match survivors {
            s if s <= base / 2 => (self.young_budget * 2).min(base * MAX_YOUNG),
            s if s > base * 2 => (self.young_budget / 2).max(base),
            _ => self.young_budget,
        };
        self.survivals = match survivors > young / 8 * 7 {
            true => self.survivals + u32::from(young >= base / 2),
            false => 0,
        };
        self.allocated = 0;
        self.next_poll = self.young_budget;
    }
}

impl std::fmt::Display for CollectionEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let megabytes = |bytes: usize| bytes as f64 / (1 << 20) as f64;
        write!(
            f,
            "[gc {}] {:?} ({:?}) pause {} us, total {} us in {} slices, longest {} us, {:.2} -> {:.2} MiB, survivors {:.2} MiB",
            self.number,
            self.kind,
            self.reason,
            self.pause_us,
            self.total_us,
            self.slices,
            self.longest_us,
            megabytes(self.before),
            megabytes(self.after),
            megabytes(self.survivors),
        )
    }
}
