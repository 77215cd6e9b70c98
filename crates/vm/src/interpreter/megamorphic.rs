//! The global cache of megamorphic sites and of code without feedback: shape and key to description.
//!
//! It keeps nothing alive: after each marking it drops the lines that name a dead cell.
use crate::ic::Ic;
use crate::key::PropertyKey;
use ogive_gc::{Header, WeakContext};
use std::cell::UnsafeCell;

/// Lines of a table: a power of two.
pub const SIZE: usize = 4096;

/// A description and the key it is for. `repr(C)`: machine code reads it.
#[repr(C)]
#[derive(Clone, Default)]
pub struct Line {
    pub(crate) key: u64,
    pub(crate) ic: Ic,
}
impl Line {
    /// Do the cells that the line names survive?
    fn is_live(&self, weak: &WeakContext, heap_base: usize) -> bool {
        let raw = |word: u64| word == 0 || weak.is_live(word as *const Header);
        // SAFETY: only the address is used.
        let shape = |id: u32| id < 16 || weak.is_live(unsafe { crate::ic::shape_from_id(heap_base, id) }.raw());
        let Ic { shape: before, next, holder, validity, extra, .. } = &self.ic;
        shape(*before) && shape(*next) && raw(*holder) && raw(*validity) && weak.is_live_word(extra.bits()) && weak.is_live_word(self.key)
    }
}

/// A table of lines, and which of them are in use.
pub struct Table {
    /// Where the lines are; null until the first is used. Machine code reads it.
    pub(crate) start: *mut Line,
    lines: Vec<Line>,
    used: Vec<u16>,
}
impl Default for Table {
    fn default() -> Table {
        Table { start: std::ptr::null_mut(), lines: vec![], used: vec![] }
    }
}
impl Table {
    #[inline(always)]
    fn find(&self, shape: u32, key: u64) -> Option<&Ic> {
        let line = self.lines.get(line(shape, key))?;
        (line.ic.shape == shape && line.key == key).then_some(&line.ic)
    }
    fn insert(&mut self, key: u64, ic: &Ic) {
        if self.lines.is_empty() {
            self.lines.resize(SIZE, Line::default());
            self.start = self.lines.as_mut_ptr();
        }
        let index = line(ic.shape, key);
        if self.lines[index].key == 0 {
            self.used.push(index as u16);
        }
        self.lines[index] = Line { key, ic: ic.clone() };
    }
    fn sweep(&mut self, weak: &WeakContext, heap_base: usize) {
        self.used.retain(|&index| {
            let line = &mut self.lines[index as usize];
            let live = line.is_live(weak, heap_base);
            if !live {
                *line = Line::default();
            }
            live
        });
    }
}

/// See the module head.
#[derive(Default)]
pub struct MegamorphicCache {
    pub(crate) loads: UnsafeCell<Table>,
    pub(crate) stores: UnsafeCell<Table>,
}

#[inline(always)]
fn line(shape: u32, key: u64) -> usize {
    // Machine code computes the same (`baseline`).
    let bits = key as usize;
    ((shape as usize >> 4) ^ (shape as usize >> 14) ^ (bits >> 4) ^ (bits >> 16)) & (SIZE - 1)
}

// SAFETY of the accesses to the tables: one thread, and no reference into them lives across an allocation or an insertion.
impl MegamorphicCache {
    /// Forgets descriptions of dead cells: called between marking and freeing.
    pub(crate) fn sweep(&self, weak: &WeakContext, heap_base: usize) {
        // SAFETY: see above.
        unsafe {
            (*self.loads.get()).sweep(weak, heap_base);
            (*self.stores.get()).sweep(weak, heap_base);
        }
    }
    /// The description of a load of the key with these bits. Not to be held across an allocation.
    #[inline(always)]
    pub(super) fn find_load(&self, shape: u32, key: u64) -> Option<&Ic> {
        // SAFETY: see above.
        unsafe { (*self.loads.get()).find(shape, key) }
    }
    /// The description of a store. Not to be held across an allocation.
    #[inline(always)]
    pub(super) fn find_store(&self, shape: u32, key: u64) -> Option<&Ic> {
        // SAFETY: see above.
        unsafe { (*self.stores.get()).find(shape, key) }
    }
    /// A copy of the description of a load.
    #[inline]
    pub(super) fn load(&self, shape: u32, key: PropertyKey) -> Option<Ic> {
        self.find_load(shape, key.bits()).cloned()
    }
    /// A copy of the description of a store.
    #[inline]
    pub(super) fn store(&self, shape: u32, key: PropertyKey) -> Option<Ic> {
        self.find_store(shape, key.bits()).cloned()
    }
    /// Remembers a load.
    pub(super) fn insert_load(&self, key: PropertyKey, ic: &Ic) {
        // SAFETY: see above.
        unsafe { (*self.loads.get()).insert(key.bits(), ic) }
    }
    /// Remembers a store.
    pub(super) fn insert_store(&self, key: PropertyKey, ic: &Ic) {
        // SAFETY: see above.
        unsafe { (*self.stores.get()).insert(key.bits(), ic) }
    }
}
