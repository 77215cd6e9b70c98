//! What the optimizing tier keeps for an agent: code by number, jobs under way, statistics.
use crate::code::CodeState;
use crate::events::Events;
use crate::lower::backend::Backend;
use crate::queue::{Inbox, JobState};
use ogive_gc::RootVec;
use ogive_vm::Vm;
use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, Weak};

/// A function, or a unit of it at which code takes over its frames: block address and unit.
pub type Target = (u64, Option<u32>);

/// A job under way.
pub struct Job {
    /// Number of the code to be.
    pub number: u64,
    /// Shared with the queue.
    pub state: Arc<JobState>,
    /// What it keeps alive.
    pub _roots: RootVec,
}

/// See the module head. Kept as an extension of the Vm.
#[derive(Default)]
pub struct Agent {
    /// Code by number, as long as it lives.
    pub codes: FxHashMap<u64, Weak<CodeState>>,
    /// Jobs under way, with what they keep alive.
    pub pending: FxHashMap<Target, Job>,
    /// Finished jobs.
    pub inbox: Arc<Inbox>,
    /// For compilations on the agent's own thread.
    pub backend: Option<Backend>,
    /// Guards until the next is made to fail (`--deopt-every`).
    pub failing: Box<AtomicI32>,
    /// What is told.
    pub events: Events,
    /// What has happened.
    pub counts: Counts,
    next_number: u64,
}

/// Totals for `--tier-stats`.
#[derive(Clone, Copy, Default, Debug)]
pub struct Counts {
    /// Compilations that gave code.
    pub compiled: usize,
    /// Compilations that did not.
    pub refused: usize,
    /// Code that was out of date when it was finished.
    pub outdated: usize,
    /// Guards that failed.
    pub exits: usize,
    /// Code thrown away because its guards failed.
    pub discarded: usize,
    /// Code thrown away because a bet was broken.
    pub broken: usize,
    /// Machine code bytes.
    pub bytes: usize,
    /// Microseconds in building and passes, and in lowering and Cranelift.
    pub micros: [u64; 2],
}

impl Agent {
    /// The agent's.
    pub fn of(vm: &mut Vm) -> &mut Agent {
        vm.extension::<Agent>()
    }
    /// The next code's number.
    pub fn number(&mut self) -> u64 {
        self.next_number += 1;
        self.next_number
    }
    /// Code by number.
    pub fn code(&self, number: u64) -> Option<Arc<CodeState>> {
        self.codes.get(&number)?.upgrade()
    }
    /// What is being compiled of a block (by address) rests on bets that have just failed: it is not wanted any more.
    pub fn cancel(&mut self, block: u64) {
        self.pending.retain(|target, job| {
            let wanted = target.0 != block;
            if !wanted {
                job.state.cancel();
            }
            wanted
        });
    }
    /// Forgets numbers of code that is gone, now and then.
    pub fn tidy(&mut self) {
        if self.codes.len().is_power_of_two() {
            self.codes.retain(|_, code| code.strong_count() > 0);
        }
    }
    /// Starts a new round of guards that must not fail.
    pub fn arm(&self, every: u32) {
        self.failing.store(every.min(i32::MAX as u32) as i32, Ordering::Relaxed);
    }
}
