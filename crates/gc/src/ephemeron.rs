//! Ephemerons: a value is live if its table and its key are.
//!
//! A few rounds over all tables settle nearly every heap. A long chain (each value the next key) would make that
//! quadratic, so after `ROUNDS` rounds with progress every entry whose key is not yet marked is filed under its key, and
//! tracing a key marks what waits for it: from there the work is linear.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::Tracer;
use crate::mark::cell_of_word;

/// Rounds over all tables before entries are filed by key.
const ROUNDS: u32 = 4;
/// A round this long is not repeated in the slices of a cycle.
const LONG_ROUND: Duration = Duration::from_millis(1);

impl Tracer {
    /// An entry of a table of ephemerons: marks the value if the key is marked (`key` and `value` are value words or
    /// cell addresses). True if something was marked that had not been.
    pub fn ephemeron(&mut self, key: u64, value: u64) -> bool {
        let Some(value_cell) = any_cell(value) else {
            return false;
        };
        if self.is_marked(std::ptr::with_exposed_provenance(value_cell)) {
            return false;
        }
        if let Some(key) = any_cell(key)
            && !self.is_marked(std::ptr::with_exposed_provenance(key))
        {
            if let Some(waiting) = &mut self.waiting {
                waiting.entry(key).or_default().push(value);
            }
            return false;
        }
        // SAFETY: the words of an entry name allocated cells.
        unsafe { self.mark_raw(std::ptr::with_exposed_provenance_mut(value_cell)) };
        true
    }

    /// Marks the values that waited for a key.
    #[cold]
    pub(crate) fn mark_waiting(&mut self, key: usize) {
        let Some(values) = self
            .waiting
            .as_mut()
            .and_then(|waiting| waiting.remove(&key))
        else {
            return;
        };
        for value in values {
            if let Some(cell) = any_cell(value) {
                // SAFETY: the words of an entry name allocated cells.
                unsafe { self.mark_raw(std::ptr::with_exposed_provenance_mut(cell)) };
            }
        }
    }

    /// One round over the tables; true if something was marked.
    pub(crate) fn ephemeron_round(&mut self) -> bool {
        self.tables.sort_unstable();
        self.tables.dedup();
        let mut progress = false;
        // Hooks mark but do not trace, so no table is added here.
        for i in 0..self.tables.len() {
            progress |= self.visit_table(i);
        }
        progress
    }

    fn visit_table(&mut self, i: usize) -> bool {
        let table = self.tables[i];
        // SAFETY: tables are marked cells.
        let kind = unsafe { (*table).kind };
        match self.kinds[kind as usize].ephemerons {
            // SAFETY: the kind's row describes the cell.
            Some(hook) => unsafe { hook(table, self) },
            None => false,
        }
    }

    /// Traces everything, ephemerons included.
    pub(crate) fn finish(&mut self) {
        for _ in 0..ROUNDS {
            self.drain(None);
            if !self.ephemeron_round() {
                return;
            }
        }
        self.waiting = Some(HashMap::new());
        let mut next = 0;
        loop {
            self.drain(None);
            if next == self.tables.len() {
                break;
            }
            self.visit_table(next);
            next += 1;
        }
        self.waiting = None;
    }

    /// Traces until the deadline; true if everything that can be found without scanning roots again is traced (or only a
    /// round over tables would tell: after a long one the next is left to the end of the cycle).
    pub(crate) fn advance(&mut self, deadline: Instant) -> bool {
        if !self.drain(Some(deadline)) {
            return false;
        }
        if self.long_rounds || self.tables.is_empty() {
            return true;
        }
        let start = Instant::now();
        let progress = self.ephemeron_round();
        self.long_rounds = start.elapsed() > LONG_ROUND;
        !progress
    }
}

/// The address of the cell that a value word or a plain address names.
fn any_cell(word: u64) -> Option<usize> {
    if word >> 48 == 0 && word != 0 {
        Some(word as usize)
    } else {
        cell_of_word(word)
    }
}
