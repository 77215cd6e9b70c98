//! The tracer: what trace functions show cells to.

use crate::{Gc, Header};

/// Collects the cells that trace functions show it.
pub struct Tracer {
    pub(crate) stack: Vec<*mut Header>,
}

impl Tracer {
    /// Marks a cell.
    #[inline(always)]
    pub fn mark<T>(&mut self, cell: Gc<T>) {
        // SAFETY: a `Gc` points at a cell.
        unsafe { self.mark_raw(cell.raw()) }
    }

    /// Marks a cell if there is one.
    #[inline(always)]
    pub fn mark_option<T>(&mut self, cell: Option<Gc<T>>) {
        if let Some(cell) = cell {
            self.mark(cell);
        }
    }

    /// Marks a cell.
    ///
    /// # Safety
    /// `cell` is an allocated cell of this heap.
    #[inline(always)]
    pub unsafe fn mark_raw(&mut self, cell: *mut Header) {
        self.stack.push(cell);
    }

    /// Marks the cell that a value word names (0x7FFA..=0x7FFF in the top 16 bits); other words are ignored.
    #[inline(always)]
    pub fn mark_word(&mut self, _word: u64) {
        todo!()
    }

    /// Marks what each word names. A long slice inside a cell may be scanned piecewise later.
    pub fn mark_words(&mut self, _words: &[u64]) {
        todo!()
    }

    /// Marks every cell that a word of `start..end`, raw or tagged, points at or into.
    ///
    /// # Safety
    /// The range is readable.
    pub unsafe fn conservative_range(&mut self, _start: *const u64, _end: *const u64) {
        todo!()
    }

    /// Called by the trace of a table of ephemerons: its `ephemerons` hook runs when the rest is marked.
    pub fn defer_ephemerons(&mut self, _cell: *mut Header) {
        todo!()
    }

    /// An entry of a table of ephemerons: marks the value if the key is marked (`key` and `value` are value words or
    /// cell addresses). True if something was marked that had not been.
    pub fn ephemeron(&mut self, _key: u64, _value: u64) -> bool {
        todo!()
    }

    /// Called by the trace of a cell with weak parts: its `weak` hook runs after marking.
    pub fn defer_weak(&mut self, _cell: *mut Header) {
        todo!()
    }

    /// Is the cell known to be live already?
    #[inline]
    pub fn is_marked(&self, _cell: *const Header) -> bool {
        todo!()
    }
}
