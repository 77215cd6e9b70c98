//! The global cache of megamorphic sites and of code without feedback: shape and key to description.
//!
//! Emptied at every collection, so it keeps nothing alive and never names a dead cell.
use crate::ic::{Action, Ic};
use crate::key::PropertyKey;
use ogive_gc::Tracer;
use std::cell::Cell;

/// Lines of a table: a power of two.
pub const SIZE: usize = 1024;

/// A description and the key it is for. `repr(C)`: machine code reads it.
#[repr(C)]
#[derive(Clone, Default)]
pub struct Line {
    pub(crate) key: u64,
    pub(crate) ic: Ic,
}

/// See the module head.
///
/// Invariant G1: a table is null, or `SIZE` lines that are freed with the cache; no reference into it lives across an allocation.
pub struct MegamorphicCache {
    pub(crate) loads: Cell<*mut Line>,
    pub(crate) stores: Cell<*mut Line>,
    used: Cell<bool>,
}
impl Default for MegamorphicCache {
    fn default() -> MegamorphicCache {
        MegamorphicCache { loads: Cell::new(std::ptr::null_mut()), stores: Cell::new(std::ptr::null_mut()), used: Cell::new(false) }
    }
}
impl Drop for MegamorphicCache {
    fn drop(&mut self) {
        for table in [&self.loads, &self.stores] {
            if let Some(lines) = MegamorphicCache::lines(table) {
                // SAFETY: G1: made by `Box::into_raw` in `insert`.
                drop(unsafe { Box::from_raw(lines as *mut [Line; SIZE]) });
            }
        }
    }
}

#[inline(always)]
fn line(shape: u32, key: PropertyKey) -> usize {
    line_of(shape, key.bits())
}
/// The line for a shape and the bits of a key. Machine code computes the same.
#[inline(always)]
fn line_of(shape: u32, key: u64) -> usize {
    (shape as usize >> 4 ^ shape as usize >> 14 ^ key_part(key) as usize) & (SIZE - 1)
}
/// The key's part in a line's number.
#[inline(always)]
pub fn key_part(key: u64) -> u32 {
    (key >> 4 ^ key >> 16) as u32
}

impl MegamorphicCache {
    #[inline(always)]
    fn lines<'a>(table: &Cell<*mut Line>) -> Option<&'a mut [Line; SIZE]> {
        // SAFETY: G1; one thread, and no two references at once in this file.
        unsafe { (table.get() as *mut [Line; SIZE]).as_mut() }
    }
    /// Empties the cache: called when roots are marked.
    pub(crate) fn trace(&self, _tracer: &mut Tracer) {
        if self.used.replace(false) {
            for table in [&self.loads, &self.stores] {
                if let Some(lines) = MegamorphicCache::lines(table) {
                    lines.fill(Line::default());
                }
            }
        }
    }
    #[inline]
    fn find<'a>(table: &'a Cell<*mut Line>, shape: u32, key: PropertyKey) -> Option<&'a Ic> {
        let line = &MegamorphicCache::lines(table)?[line(shape, key)];
        (line.ic.shape == shape && line.key == key.bits() && line.ic.action != Action::Empty).then_some(&line.ic)
    }
    fn insert(&self, table: &Cell<*mut Line>, key: PropertyKey, ic: &Ic) {
        self.used.set(true);
        if table.get().is_null() {
            let lines: Box<[Line]> = vec![Line::default(); SIZE].into();
            table.set(Box::into_raw(lines) as *mut Line);
        }
        if let Some(lines) = MegamorphicCache::lines(table) {
            lines[line(ic.shape, key)] = Line { key: key.bits(), ic: ic.clone() };
        }
    }
    /// The description of a load. Not to be held across an allocation.
    #[inline]
    pub(super) fn load(&self, shape: u32, key: PropertyKey) -> Option<Ic> {
        MegamorphicCache::find(&self.loads, shape, key).cloned()
    }
    /// The description of a store.
    #[inline]
    pub(super) fn store(&self, shape: u32, key: PropertyKey) -> Option<Ic> {
        MegamorphicCache::find(&self.stores, shape, key).cloned()
    }
    /// Remembers a load.
    pub(super) fn insert_load(&self, key: PropertyKey, ic: &Ic) {
        self.insert(&self.loads, key, ic);
    }
    /// Remembers a store.
    pub(super) fn insert_store(&self, key: PropertyKey, ic: &Ic) {
        self.insert(&self.stores, key, ic);
    }
}
