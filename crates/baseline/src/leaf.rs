//! Rust functions that templates call and that neither allocate nor throw nor look at frames.
//!
//! Invariant L1: they are called with cells and values that the calling frame keeps alive, on the heap's thread.
use ogive_gc::{Header, Heap};
use ogive_vm::Value;
use ogive_vm::ic::Ic;

/// The write barrier of the cell `owner`, which is old.
///
/// # Safety
/// L1.
pub(crate) unsafe extern "C" fn remember(heap: *const Heap, owner: *const Header) {
    // SAFETY: L1.
    unsafe { (*heap).write_barrier(owner) }
}
/// The write barrier of a store at `slot` of the long cell `owner`, which is old.
///
/// # Safety
/// L1.
pub(crate) unsafe extern "C" fn remember_slot(heap: *const Heap, owner: *const Header, slot: *const u64) {
    // SAFETY: L1.
    unsafe { (*heap).write_barrier_at(owner, slot) }
}
/// The call site learns of a callee; `owner` is the block with the site.
///
/// # Safety
/// L1; nobody else refers to the site.
pub(crate) unsafe extern "C" fn note_callee(site: *mut Ic, callee: u64, owner: *const Header, heap: *const Heap) {
    // SAFETY: L1.
    unsafe {
        if (*site).note_callee(Value::from_rooted_bits(callee)) {
            (*heap).write_barrier(owner);
        }
    }
}
/// ToBoolean.
///
/// # Safety
/// L1.
pub(crate) unsafe extern "C" fn truthy(bits: u64) -> bool {
    Value::from_rooted_bits(bits).to_boolean()
}
