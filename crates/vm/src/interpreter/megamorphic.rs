//! The global cache of megamorphic sites and of code without feedback: shape and key to description.
//!
//! Emptied at every collection, so it keeps nothing alive and never names a dead cell.
use crate::ic::{Action, Ic};
use crate::key::PropertyKey;
use ogive_gc::Tracer;
use std::cell::{Cell, UnsafeCell};

const SIZE: usize = 1024;

#[derive(Clone, Default)]
struct Line {
    key: u64,
    ic: Ic,
}

/// See the module head.
pub struct MegamorphicCache {
    loads: UnsafeCell<Vec<Line>>,
    stores: UnsafeCell<Vec<Line>>,
    used: Cell<bool>,
}
impl Default for MegamorphicCache {
    fn default() -> MegamorphicCache {
        MegamorphicCache { loads: UnsafeCell::default(), stores: UnsafeCell::default(), used: Cell::new(false) }
    }
}

#[inline(always)]
fn line(shape: u32, key: PropertyKey) -> usize {
    let bits = key.bits() as usize;
    ((shape as usize >> 4) ^ (shape as usize >> 14) ^ (bits >> 4) ^ (bits >> 16)) & (SIZE - 1)
}

impl MegamorphicCache {
    /// Empties the cache: called when roots are marked.
    pub(crate) fn trace(&self, _tracer: &mut Tracer) {
        if self.used.replace(false) {
            // SAFETY: one thread, and no reference into the tables lives across an allocation.
            unsafe {
                (*self.loads.get()).fill(Line::default());
                (*self.stores.get()).fill(Line::default());
            }
        }
    }
    #[inline]
    fn find<'a>(table: &'a UnsafeCell<Vec<Line>>, shape: u32, key: PropertyKey) -> Option<&'a Ic> {
        // SAFETY: as above.
        let table: &'a Vec<Line> = unsafe { &*table.get() };
        let line = table.get(line(shape, key))?;
        (line.ic.shape == shape && line.key == key.bits() && line.ic.action != Action::Empty).then_some(&line.ic)
    }
    fn insert(&self, table: &UnsafeCell<Vec<Line>>, key: PropertyKey, ic: &Ic) {
        self.used.set(true);
        // SAFETY: as above.
        let table = unsafe { &mut *table.get() };
        if table.is_empty() {
            table.resize(SIZE, Line::default());
        }
        table[line(ic.shape, key)] = Line { key: key.bits(), ic: ic.clone() };
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
