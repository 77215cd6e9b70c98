//! Full collections, marked in slices between allocations.
//!
//! Begin: what was marked becomes merely allocated, so everything is white; roots are marked. Slices: trace until a deadline.
//! A store into a traced cell remembers it, and it will be traced again (the wavefront retreats); new cells are white.
//! End: when nothing is left to trace, remembered cells and roots are shown again; if that too is traced before the
//! slice's deadline, nothing has changed since, marking is complete, and weak hooks and sweeping follow in the same pause.
//!
//! Invariants: those of heap.rs; and while a cycle runs no cell is freed and no minor collection happens.

use std::time::{Duration, Instant};

use crate::heap::Heap;
use crate::space::Role;
use crate::{CollectionEvent, CollectionKind, CollectionReason};

/// Bounds of the time of a slice.
const SLICE: (Duration, Duration) = (Duration::from_micros(200), Duration::from_micros(4000));
/// Allocation between two slices, as a part of the young budget.
const STEP_PART: usize = 8;
/// How often an end may be tried and given up before it is forced.
const ATTEMPTS: u32 = 16;

/// A heap grows by so many bytes at most between full collections, or by half of what lives.
const MAX_GROWTH: usize = 256 << 20;

/// A full collection in progress.
pub(crate) struct Cycle {
    reason: CollectionReason,
    before: usize,
    slices: u32,
    spent: Duration,
    longest: Duration,
    attempts: u32,
    /// Allocation that the cycle should not outlast.
    allowance: usize,
}

impl Heap {
    /// A whole full collection in one pause.
    pub(crate) fn full(&mut self, reason: CollectionReason, top: usize) {
        let start = Instant::now();
        self.clear_marks(reason);
        self.grey_roots(top);
        self.end_full(start);
    }

    /// Starts a full collection.
    pub(crate) fn begin_full(&mut self, reason: CollectionReason, top: usize) {
        let start = Instant::now();
        self.clear_marks(reason);
        self.grey_roots(top);
        self.pacing.next_poll = self.step();
        self.note_slice(start);
    }

    fn clear_marks(&mut self, reason: CollectionReason) {
        self.finalize_waiting();
        let before = self.used();
        self.retire_ranges();
        self.tracer.reset();
        self.forget_remembered();
        for zone in [1..self.high[0], self.space.low_end()..self.high[1]] {
            for number in zone {
                if matches!(self.space.block(number).role, Role::Small | Role::Large) {
                    let (marks, allocated) = self.space.words(number);
                    for (mark, allocated) in marks.iter_mut().zip(allocated) {
                        *allocated |= std::mem::take(mark);
                    }
                }
            }
        }
        self.pacing.allocated = 0;
        // What dies after it is marked is found by the next cycle only: were the allowance a part of what the heap has grown
        // to, each cycle would last longer than the one before.
        let allowance = (self.stats.live_after_full / 4).max(self.config.threshold_bytes / 4);
        self.cycle = Some(Cycle {
            reason,
            before,
            slices: 0,
            spent: Duration::ZERO,
            longest: Duration::ZERO,
            attempts: 0,
            allowance,
        });
    }

    fn note_slice(&mut self, start: Instant) {
        let time = start.elapsed();
        self.note_pause(time.as_micros() as u64);
        if let Some(cycle) = &mut self.cycle {
            cycle.slices += 1;
            cycle.spent += time;
            cycle.longest = cycle.longest.max(time);
        }
    }

    /// Marks for a while, and ends the cycle if nothing is left.
    pub(crate) fn slice(&mut self, top: usize) {
        let start = Instant::now();
        let stress = self.config.stress != 0;
        let deadline = start
            + if stress {
                Duration::ZERO
            } else {
                self.slice_time()
            };
        self.pacing.next_poll = self.pacing.allocated + self.step();
        let mut ends = self
            .cycle
            .as_ref()
            .is_some_and(|cycle| self.pacing.allocated > 2 * cycle.allowance);
        if !ends && self.tracer.advance(deadline) {
            self.grey_again(top);
            let attempts = self.cycle.as_mut().map_or(0, |cycle| {
                cycle.attempts += 1;
                cycle.attempts
            });
            if self.tracer.advance(deadline) || attempts >= ATTEMPTS {
                return self.end_full(start);
            }
        }
        ends |= stress && self.cycle.as_ref().is_some_and(|cycle| cycle.slices > 64);
        if ends {
            self.grey_again(top);
            return self.end_full(start);
        }
        self.note_slice(start);
    }

    /// Ends the cycle in progress now.
    pub(crate) fn finish_full(&mut self, top: usize) {
        let start = Instant::now();
        self.grey_again(top);
        self.end_full(start);
    }

    /// Shows everything that may have changed since it was last traced.
    fn grey_again(&mut self, top: usize) {
        self.retire_ranges();
        self.grey_remembered();
        self.grey_roots(top);
    }

    fn step(&self) -> usize {
        self.config.young_bytes / STEP_PART
    }

    /// What is left of the expected marking time, spread over the slices left in the allowance.
    fn slice_time(&self) -> Duration {
        let Some(cycle) = &self.cycle else {
            return SLICE.0;
        };
        // As fast as the last one; before the first, 500 bytes per microsecond.
        let live = self.pacing.live as u64;
        let expected = match self.stats.live_after_full as u64 {
            0 => live / 500,
            last => self.pacing.mark_us * live.max(last) / last,
        };
        let expected = Duration::from_micros(expected);
        let left = expected.saturating_sub(cycle.spent).max(expected / 8);
        let allowed = cycle.allowance.saturating_sub(self.pacing.allocated);
        (left / (allowed / self.step()).max(1) as u32).clamp(SLICE.0, SLICE.1)
    }

    /// Traces what is on the mark stack, then frees. The caller has shown all roots in this pause.
    fn end_full(&mut self, start: Instant) {
        self.tracer.finish();
        if self.config.verify {
            self.verify();
        }
        let marked = start.elapsed();
        self.weak(CollectionKind::Full);
        let young = self.pacing.young;
        let survivors = self.sweep(CollectionKind::Full);
        let Some(cycle) = self.cycle.take() else {
            return;
        };
        self.trim(cycle.reason);
        self.pacing.mark_us = (cycle.spent + marked).as_micros() as u64;
        self.stats.full_collections += 1;
        self.stats.live_after_full = self.pacing.live;
        self.stats.allocated_total += young as u64;
        self.pacing.allocated = 0;
        self.pacing.next_poll = self.pacing.young_budget;
        self.pacing.survivals = 0;
        self.pacing.threshold = self.threshold();
        let pause = start.elapsed();
        self.note_pause(pause.as_micros() as u64);
        self.report(CollectionEvent {
            kind: CollectionKind::Full,
            reason: cycle.reason,
            pause_us: pause.as_micros() as u64,
            total_us: (cycle.spent + pause).as_micros() as u64,
            longest_us: cycle.longest.max(pause).as_micros() as u64,
            slices: cycle.slices,
            before: cycle.before,
            after: self.used(),
            survivors,
            number: self.stats.minor_collections + self.stats.full_collections,
        });
    }

    /// Live bytes that start the next full collection: four times what lives now, less if that is much or the limit near.
    fn threshold(&self) -> usize {
        let live = self.pacing.live + self.pacing.external;
        let growth = (live * 3).min(MAX_GROWTH).max(live / 2);
        let max = self.config.max_bytes;
        (live + growth)
            .max(self.config.threshold_bytes)
            .min(max - max / 8)
            .max(live + live / 8 + (1 << 20))
    }
}
