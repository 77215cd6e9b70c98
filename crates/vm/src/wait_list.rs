//! 25.4.1 WaiterList records: who waits for which place of shared memory.
//!
//! One table for the whole process, keyed by address: the same block has the same address in all agents, and every waiter
//! keeps its block, so no address is used twice. The table's lock is the critical section of all lists.
use crate::buffer::Block;
use crate::object::Object;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::{Gc, Tracer};
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A blocked agent looks this often whether it must stop.
const SLICE: Duration = Duration::from_millis(10);

struct Waiter {
    /// 0 while waiting; else the number of the notification.
    notified: AtomicU64,
    /// Wakes the agent: its own of a blocked agent, one for all asynchronous waits of an agent.
    wake: Arc<Condvar>,
}

#[derive(Default)]
struct Table {
    lists: HashMap<usize, VecDeque<Arc<Waiter>>>,
    notifications: u64,
}
impl Table {
    fn add(&mut self, address: usize, waiter: &Arc<Waiter>) {
        self.lists.entry(address).or_default().push_back(waiter.clone());
    }
    fn remove(&mut self, address: usize, waiter: &Arc<Waiter>) {
        if let Some(list) = self.lists.get_mut(&address) {
            list.retain(|w| !Arc::ptr_eq(w, waiter));
            if list.is_empty() {
                self.lists.remove(&address);
            }
        }
    }
}

static TABLE: Mutex<Option<Table>> = Mutex::new(None);

/// Enters the critical section.
fn lock() -> MutexGuard<'static, Option<Table>> {
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}
/// The deadline of a timeout in milliseconds; `None`: never.
fn deadline(milliseconds: f64) -> Option<Instant> {
    let wait = Duration::try_from_secs_f64(milliseconds.max(0.0) / 1000.0).ok()?;
    Instant::now().checked_add(wait)
}

/// An asynchronous wait of this agent.
struct AsyncWait {
    waiter: Arc<Waiter>,
    promise: Value,
    deadline: Option<Instant>,
    address: usize,
    block: Arc<Block>,
}

/// The asynchronous waits of an agent.
#[derive(Default)]
pub(crate) struct AsyncWaits {
    waits: Vec<AsyncWait>,
    wake: Arc<Condvar>,
}
impl AsyncWaits {
    pub(crate) fn trace(&self, tracer: &mut Tracer) {
        self.waits.iter().for_each(|wait| tracer.mark_word(wait.promise.bits()));
    }
}
impl Drop for AsyncWaits {
    fn drop(&mut self) {
        if let Some(table) = &mut *lock() {
            self.waits.iter().for_each(|wait| table.remove(wait.address, &wait.waiter));
        }
    }
}

/// How a wait ended, or that it did not begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WaitResult {
    /// Another agent notified.
    Ok,
    /// The place held another value.
    NotEqual,
    /// Nobody notified in time.
    TimedOut,
}
impl WaitResult {
    /// The string that scripts see.
    pub const fn text(self) -> &'static str {
        match self {
            WaitResult::Ok => "ok",
            WaitResult::NotEqual => "not-equal",
            WaitResult::TimedOut => "timed-out",
        }
    }
}

/// 25.4.15 [Atomics.notify](https://tc39.es/ecma262/#sec-atomics.notify) from step 8 on: wakes at most `count` waiters at byte `index`; how many.
pub fn notify(block: &Block, index: usize, count: usize) -> usize {
    let mut guard = lock();
    let table = guard.get_or_insert_default();
    let address = block.address() + index;
    let mut woken = 0;
    while woken < count {
        let Some(waiter) = table.lists.get_mut(&address).and_then(VecDeque::pop_front) else { break };
        table.notifications += 1;
        waiter.notified.store(table.notifications, Ordering::SeqCst);
        waiter.wake.notify_all();
        woken += 1;
    }
    if table.lists.get(&address).is_some_and(VecDeque::is_empty) {
        table.lists.remove(&address);
    }
    woken
}

impl Vm {
    /// 25.4.3.14 [DoWait](https://tc39.es/ecma262/#sec-dowait) sync: blocks while `is_equal` held at the beginning. The timeout is in
    /// milliseconds and may be infinite. An error is a termination.
    pub fn wait_sync(&mut self, block: Arc<Block>, index: usize, timeout: f64, is_equal: impl FnOnce(&mut Vm) -> bool) -> JsResult<WaitResult> {
        let deadline = deadline(timeout);
        let address = block.address() + index;
        let mut guard = lock();
        if !is_equal(self) {
            return Ok(WaitResult::NotEqual);
        }
        let waiter = Arc::new(Waiter { notified: AtomicU64::new(0), wake: Arc::default() });
        guard.get_or_insert_default().add(address, &waiter);
        loop {
            if waiter.notified.load(Ordering::SeqCst) != 0 {
                return Ok(WaitResult::Ok);
            }
            let left = deadline.map_or(SLICE, |d| d.saturating_duration_since(Instant::now()));
            let stop = self.interrupt.must_stop();
            if left.is_zero() || stop {
                if let Some(table) = &mut *guard {
                    table.remove(address, &waiter);
                }
                drop(guard);
                if stop {
                    self.poll_slow()?;
                }
                return Ok(WaitResult::TimedOut);
            }
            guard = match waiter.wake.wait_timeout(guard, left.min(SLICE)) {
                Ok((guard, _)) => guard,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
    }
    /// 25.4.3.14 [DoWait](https://tc39.es/ecma262/#sec-dowait) async: `Err` when there is nothing to wait for.
    pub fn wait_async(
        &mut self,
        block: Arc<Block>,
        index: usize,
        timeout: f64,
        is_equal: impl FnOnce(&mut Vm) -> bool,
    ) -> Result<Gc<Object>, WaitResult> {
        // Before the critical section: an allocation may collect.
        let promise = self.new_promise();
        let deadline = deadline(timeout);
        let address = block.address() + index;
        let mut guard = lock();
        if !is_equal(self) {
            return Err(WaitResult::NotEqual);
        }
        if timeout <= 0.0 {
            return Err(WaitResult::TimedOut);
        }
        let waiter = Arc::new(Waiter { notified: AtomicU64::new(0), wake: self.async_waits.wake.clone() });
        guard.get_or_insert_default().add(address, &waiter);
        self.async_waits.waits.push(AsyncWait { waiter, promise: promise.into(), deadline, address, block });
        Ok(promise)
    }

    /// Can any asynchronous wait still end? One without a timeout cannot when no other agent has its memory.
    pub fn has_async_waits(&self) -> bool {
        let waits = &self.async_waits.waits;
        waits.iter().any(|wait| {
            let own = waits.iter().filter(|w| Arc::ptr_eq(&w.block, &wait.block)).count();
            // One more is this agent's buffer.
            wait.deadline.is_some() || wait.waiter.notified.load(Ordering::SeqCst) != 0 || Arc::strong_count(&wait.block) > own + 1
        })
    }
    /// Settles the promises of asynchronous waits that were notified or timed out; if there are none, waits for one that
    /// long. True if it settled any.
    pub fn run_async_waits(&mut self, timeout: Duration) -> JsResult<bool> {
        if self.async_waits.waits.is_empty() {
            if !timeout.is_zero() {
                std::thread::sleep(timeout);
            }
            return Ok(false);
        }
        let end = Instant::now() + timeout;
        let wake = self.async_waits.wake.clone();
        let mut guard = lock();
        let ended = loop {
            let ended = self.take_ended_waits(guard.get_or_insert_default());
            let now = Instant::now();
            if !ended.is_empty() || now >= end {
                break ended;
            }
            let next = self.async_waits.waits.iter().filter_map(|w| w.deadline).min().map_or(end, |d| d.min(end));
            guard = match wake.wait_timeout(guard, next.saturating_duration_since(now)) {
                Ok((guard, _)) => guard,
                Err(poisoned) => poisoned.into_inner().0,
            };
        };
        drop(guard);
        let any = !ended.is_empty();
        let promises = crate::value_vec::ValueVec::from_slice(self, &ended.iter().map(|e| e.1).collect::<Vec<_>>());
        for (i, (result, ..)) in ended.iter().enumerate() {
            let text = Value::from(self.intern_str(result.text()));
            if let Some(promise) = self.as_promise(promises.get(i)) {
                self.resolve_promise(promise, text)?;
            }
        }
        Ok(any)
    }
    /// Runs jobs until none is left and no asynchronous wait can end any more: the event loop of a host that has nothing else.
    pub fn run_jobs_and_waits(&mut self) -> JsResult<()> {
        loop {
            self.run_jobs()?;
            if !self.has_async_waits() {
                return Ok(());
            }
            self.run_async_waits(SLICE)?;
            self.poll_slow()?;
        }
    }
    /// Removes the waits that have ended, in the order in which they did. The caller roots the promises before it allocates.
    fn take_ended_waits(&mut self, table: &mut Table) -> Vec<(WaitResult, Value, (u64, Instant))> {
        let now = Instant::now();
        let mut ended = vec![];
        self.async_waits.waits.retain(|wait| {
            let number = wait.waiter.notified.load(Ordering::SeqCst);
            if number != 0 {
                ended.push((WaitResult::Ok, wait.promise, (number, now)));
            } else if let Some(deadline) = wait.deadline.filter(|&d| d <= now) {
                table.remove(wait.address, &wait.waiter);
                ended.push((WaitResult::TimedOut, wait.promise, (u64::MAX, deadline)));
            } else {
                return true;
            }
            false
        });
        ended.sort_by_key(|e| e.2);
        ended
    }
}
