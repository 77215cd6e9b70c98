//! 25.4 Atomics, the raw part: atomic access to elements, and the list of waiters that agents share.
//!
//! Waiters are keyed by the address of the element. A waiter in `wait` blocks its thread, waking from time to time to see
//! whether the script must stop; one of `waitAsync` is polled by its agent's event loop ([`Vm::run_async_waits`]).
use crate::buffer::{ElementType, view_field};
use crate::cells::Kind;
use crate::object::Object;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// A read-modify-write operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AtomicOp {
    /// Only reads.
    Load,
    /// Replaces.
    Exchange,
    /// Adds, wrapping.
    Add,
    /// Subtracts, wrapping.
    Sub,
    /// Bitwise and.
    And,
    /// Bitwise or.
    Or,
    /// Bitwise exclusive or.
    Xor,
}

/// Runs `$body` with `$cell` as the atomic of the element's size and `$int` as its integer type.
macro_rules! with_atomic {
    ($view:expr, $index:expr, |$cell:ident: $int:ident| $body:expr) => {{
        let size = $view.element_type().size();
        let address = $view.raw_field(view_field::POINTER) as usize + $index * size;
        // SAFETY: D1 of `buffer.rs`: the caller has checked the index against the view's length just now. Blocks are
        // aligned to 16 and views to their element size.
        unsafe {
            match size {
                1 => {
                    type $int = u8;
                    let $cell = AtomicU8::from_ptr(address as *mut u8);
                    $body
                }
                2 => {
                    type $int = u16;
                    let $cell = AtomicU16::from_ptr(address as *mut u16);
                    $body
                }
                4 => {
                    type $int = u32;
                    let $cell = AtomicU32::from_ptr(address as *mut u32);
                    $body
                }
                _ => {
                    type $int = u64;
                    let $cell = AtomicU64::from_ptr(address as *mut u64);
                    $body
                }
            }
        }
    }};
}

/// Somebody who waits at an address.
struct Waiter {
    notified: Mutex<bool>,
    wake: Condvar,
}
type Waiters = FxHashMap<usize, VecDeque<Arc<Waiter>>>;
static WAITERS: Mutex<Option<Waiters>> = Mutex::new(None);
/// Told whenever an asynchronous waiter may have been notified.
static NOTIFIED: Condvar = Condvar::new();
/// How often a blocked agent looks whether it must stop.
const SLICE: Duration = Duration::from_millis(20);

fn lock() -> MutexGuard<'static, Option<Waiters>> {
    WAITERS.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
fn enlist(table: &mut Option<Waiters>, address: usize) -> Arc<Waiter> {
    let waiter = Arc::new(Waiter { notified: Mutex::new(false), wake: Condvar::new() });
    table.get_or_insert_default().entry(address).or_default().push_back(waiter.clone());
    waiter
}
fn dismiss(table: &mut Option<Waiters>, address: usize, waiter: &Arc<Waiter>) {
    let Some(table) = table else { return };
    if let Some(list) = table.get_mut(&address) {
        list.retain(|w| !Arc::ptr_eq(w, waiter));
        if list.is_empty() {
            table.remove(&address);
        }
    }
}
impl Waiter {
    fn is_notified(&self) -> bool {
        *self.notified.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// How a wait ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WaitOutcome {
    /// The element does not hold the expected value.
    NotEqual,
    /// Nobody notified in time.
    TimedOut,
    /// Notified.
    Ok,
    /// A waiter of `waitAsync` is enlisted.
    Pending,
}

/// An agent's own waiters of `waitAsync`; their promises are in a Map among the roots.
#[derive(Default)]
struct AsyncWaits {
    next: i32,
    list: Vec<AsyncWait>,
}
struct AsyncWait {
    id: i32,
    address: usize,
    waiter: Arc<Waiter>,
    deadline: Option<Instant>,
}
const PROMISES: &str = "promises of waitAsync";

impl Vm {
    /// An atomic operation on an element of an integer typed array; the index is within its length. Gives the old bits.
    pub fn atomic(&mut self, view: Gc<Object>, index: usize, op: AtomicOp, operand: u64) -> u64 {
        with_atomic!(view, index, |cell: Int| {
            let operand = operand as Int;
            (match op {
                AtomicOp::Load => cell.load(SeqCst),
                AtomicOp::Exchange => cell.swap(operand, SeqCst),
                AtomicOp::Add => cell.fetch_add(operand, SeqCst),
                AtomicOp::Sub => cell.fetch_sub(operand, SeqCst),
                AtomicOp::And => cell.fetch_and(operand, SeqCst),
                AtomicOp::Or => cell.fetch_or(operand, SeqCst),
                AtomicOp::Xor => cell.fetch_xor(operand, SeqCst),
            }) as u64
        })
    }
    /// Replaces the element if it has the expected bits. Gives the old bits.
    pub fn atomic_compare_exchange(&mut self, view: Gc<Object>, index: usize, expected: u64, replacement: u64) -> u64 {
        with_atomic!(view, index, |cell: Int| {
            match cell.compare_exchange(expected as Int, replacement as Int, SeqCst, SeqCst) {
                Ok(old) | Err(old) => old as u64,
            }
        })
    }
    /// The Number or BigInt of an element's bits.
    pub fn element_of_bits(&mut self, ty: ElementType, bits: u64) -> Value {
        match ty {
            ElementType::Int8 => Value::int(bits as i8 as i32),
            ElementType::Int16 => Value::int(bits as i16 as i32),
            ElementType::Int32 => Value::int(bits as i32),
            ElementType::Uint8 | ElementType::Uint8Clamped => Value::int(bits as u8 as i32),
            ElementType::Uint16 => Value::int(bits as u16 as i32),
            ElementType::BigInt64 => self.new_bigint_i64(bits as i64).into(),
            ElementType::BigUint64 => self.new_bigint_u64(bits).into(),
            _ => Value::from(bits as u32),
        }
    }

    fn element_address(view: Gc<Object>, index: usize) -> usize {
        view.raw_field(view_field::POINTER) as usize + index * view.element_type().size()
    }
    /// 25.4.3.14 [DoWait](https://tc39.es/ecma262/#sec-dowait), blocking. `timeout`: none waits for ever.
    pub fn atomic_wait(&mut self, view: Gc<Object>, index: usize, expected: u64, timeout: Option<Duration>) -> JsResult<WaitOutcome> {
        let address = Vm::element_address(view, index);
        let mut table = lock();
        if self.atomic(view, index, AtomicOp::Load, 0) != expected {
            return Ok(WaitOutcome::NotEqual);
        }
        let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
        let waiter = enlist(&mut table, address);
        drop(table);
        loop {
            let left = deadline.map_or(SLICE, |d| d.saturating_duration_since(Instant::now()).min(SLICE));
            {
                let notified = waiter.notified.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                if !*notified {
                    let _ = waiter.wake.wait_timeout(notified, left);
                }
            }
            let mut table = lock();
            if waiter.is_notified() {
                return Ok(WaitOutcome::Ok);
            }
            if deadline.is_some_and(|d| Instant::now() >= d) {
                dismiss(&mut table, address, &waiter);
                return Ok(WaitOutcome::TimedOut);
            }
            if self.must_stop() {
                dismiss(&mut table, address, &waiter);
                drop(table);
                self.poll_slow()?;
            }
        }
    }
    /// 25.4.3.14 [DoWait](https://tc39.es/ecma262/#sec-dowait), asynchronous: when the outcome is pending, `promise` is resolved later.
    pub fn atomic_wait_async(
        &mut self,
        view: Gc<Object>,
        index: usize,
        expected: u64,
        timeout: Option<Duration>,
        promise: Gc<Object>,
    ) -> JsResult<WaitOutcome> {
        let address = Vm::element_address(view, index);
        let mut table = lock();
        if self.atomic(view, index, AtomicOp::Load, 0) != expected {
            return Ok(WaitOutcome::NotEqual);
        }
        if timeout == Some(Duration::ZERO) {
            return Ok(WaitOutcome::TimedOut);
        }
        let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
        let waiter = enlist(&mut table, address);
        drop(table);
        let waits = self.extension::<AsyncWaits>();
        waits.next = waits.next.wrapping_add(1);
        let id = waits.next;
        waits.list.push(AsyncWait { id, address, waiter, deadline });
        let promises = match self.roots.get(PROMISES).and_then(|v| v.as_object()) {
            Some(promises) => promises,
            None => {
                let map = self.new_kind(Kind::Map, Value::NULL);
                self.roots.insert(PROMISES, map.into());
                map
            }
        };
        self.table_set(promises, Value::int(id), promise.into())?;
        // The memory must not go away while it is waited for.
        let buffer = view.field(view_field::BUFFER);
        self.table_set(promises, Value::number(id as f64 + 0.5), buffer)?;
        Ok(WaitOutcome::Pending)
    }
    /// 25.4.11 [Atomics.notify](https://tc39.es/ecma262/#sec-atomics.notify): wakes up to `count` waiters in their order; how many.
    pub fn atomic_notify(&mut self, view: Gc<Object>, index: usize, count: usize) -> usize {
        let mut table = lock();
        let Some(waiters) = table.as_mut() else { return 0 };
        let address = Vm::element_address(view, index);
        let Some(list) = waiters.get_mut(&address) else { return 0 };
        let count = count.min(list.len());
        for waiter in list.drain(..count) {
            *waiter.notified.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = true;
            waiter.wake.notify_all();
        }
        if list.is_empty() {
            waiters.remove(&address);
        }
        NOTIFIED.notify_all();
        count
    }

    /// Does a promise of `Atomics.waitAsync` wait?
    pub fn has_async_waits(&self) -> bool {
        self.roots.get(PROMISES).and_then(|v| v.as_object()).is_some_and(|promises| self.table_size(promises) > 0)
    }
    /// Resolves the promises of `waitAsync` that are notified or timed out, waiting up to `timeout` for the first; true if
    /// there was one. For event loops.
    pub fn run_async_waits(&mut self, timeout: Duration) -> JsResult<bool> {
        if !self.has_async_waits() {
            return Ok(false);
        }
        let until = Instant::now() + timeout;
        let mut done = vec![];
        loop {
            let mut table = lock();
            let now = Instant::now();
            let waits = self.extension::<AsyncWaits>();
            waits.list.retain(|wait| {
                let notified = wait.waiter.is_notified();
                let late = !notified && wait.deadline.is_some_and(|d| now >= d);
                if late {
                    dismiss(&mut table, wait.address, &wait.waiter);
                }
                if notified || late {
                    done.push((wait.id, notified));
                }
                !notified && !late
            });
            if !done.is_empty() || now >= until || self.must_stop() {
                break;
            }
            let next = self.extension::<AsyncWaits>().list.iter().filter_map(|w| w.deadline).min();
            let wake = next.map_or(until, |d| d.min(until)).min(now + SLICE);
            let _ = NOTIFIED.wait_timeout(table, wake.saturating_duration_since(now));
        }
        for &(id, notified) in &done {
            let promises = self.roots.get(PROMISES).and_then(|v| v.as_object());
            let Some(promises) = promises else { continue };
            let promise = self.table_get(promises, Value::int(id)).and_then(|v| v.as_object());
            self.table_delete(promises, Value::int(id));
            self.table_delete(promises, Value::number(id as f64 + 0.5));
            if let Some(promise) = promise {
                let text = self.intern_str(if notified { "ok" } else { "timed-out" });
                self.resolve_promise(promise, text.into())?;
            }
        }
        Ok(!done.is_empty())
    }
}
