//! Optimized code after it has been made: what its owner, its watchers and its exits know of it.
use ogive_jit::CodeAllocation;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use std::sync::Arc;

/// Shared by whoever knows a piece of optimized code; lives as long as the code.
#[derive(Debug)]
pub struct CodeState {
    /// Number within the agent.
    pub number: u64,
    /// Address of the root's code block.
    pub block: u64,
    /// The loop head it is for; `None` for the function's entry.
    pub unit: Option<u32>,
    /// 1 as long as all bets stand. Compiled code tests it after calls.
    valid: AtomicU8,
    /// Exits taken because a guard failed.
    failures: AtomicU32,
    /// Bytes of machine code, once there is any.
    size: AtomicU32,
}

impl CodeState {
    /// Of code that is about to be compiled.
    pub fn new(number: u64, block: u64, unit: Option<u32>) -> Arc<CodeState> {
        Arc::new(CodeState { number, block, unit, valid: AtomicU8::new(1), failures: AtomicU32::new(0), size: AtomicU32::new(0) })
    }
    /// Address of the byte that compiled code tests.
    pub fn valid_address(&self) -> u64 {
        &self.valid as *const AtomicU8 as u64
    }
    /// Do all bets stand?
    pub fn is_valid(&self) -> bool {
        self.valid.load(Ordering::Relaxed) != 0
    }
    /// A bet is off.
    pub fn invalidate(&self) {
        self.valid.store(0, Ordering::Relaxed);
    }
    /// The code has been made, so many bytes of it.
    pub fn set_size(&self, bytes: usize) {
        self.size.store(bytes as u32, Ordering::Relaxed);
    }
    /// Bytes of machine code.
    pub fn size(&self) -> u32 {
        self.size.load(Ordering::Relaxed)
    }
    /// A guard has failed; how many have so far.
    pub fn note_failure(&self) -> u32 {
        self.failures.fetch_add(1, Ordering::Relaxed) + 1
    }
}

/// What a block's `MachineCode` owns.
pub struct CodeOwner {
    /// The memory.
    pub allocation: CodeAllocation,
    /// The state, which the code names by address.
    pub state: Arc<CodeState>,
}
