//! Free blocks: runs by address and by size, coalesced. Best fit, lowest address first. Knows numbers only.

use std::collections::{BTreeMap, BTreeSet};

/// The free runs of one zone.
pub(crate) struct Runs {
    by_start: BTreeMap<u32, u32>,
    by_size: BTreeSet<(u32, u32)>,
}

impl Runs {
    /// All blocks of `first..end` are free.
    pub fn new(first: u32, end: u32) -> Runs {
        let mut runs = Runs {
            by_start: BTreeMap::new(),
            by_size: BTreeSet::new(),
        };
        runs.insert(first, end - first);
        runs
    }

    fn insert(&mut self, start: u32, len: u32) {
        self.by_start.insert(start, len);
        self.by_size.insert((len, start));
    }

    fn remove(&mut self, start: u32, len: u32) {
        self.by_start.remove(&start);
        self.by_size.remove(&(len, start));
    }

    /// Takes `len` adjacent blocks.
    pub fn take(&mut self, len: u32) -> Option<u32> {
        let &(found, start) = self.by_size.range((len, 0)..).next()?;
        self.remove(start, found);
        if found > len {
            self.insert(start + len, found - len);
        }
        Some(start)
    }

    /// Gives `len` adjacent blocks back.
    pub fn give(&mut self, mut start: u32, mut len: u32) {
        if let Some((&before, &before_len)) = self.by_start.range(..start).next_back() {
            debug_assert!(before + before_len <= start);
            if before + before_len == start {
                self.remove(before, before_len);
                start = before;
                len += before_len;
            }
        }
        if let Some(&after_len) = self.by_start.get(&(start + len)) {
            self.remove(start + len, after_len);
            len += after_len;
        }
        self.insert(start, len);
    }

    /// The runs from the highest address down: (start, length).
    pub fn descending(&self) -> impl Iterator<Item = (u32, u32)> {
        self.by_start
            .iter()
            .rev()
            .map(|(&start, &len)| (start, len))
    }
}

#[cfg(test)]
mod tests {
    use super::Runs;

    #[test]
    fn takes_the_best_fit_and_coalesces() {
        let mut runs = Runs::new(1, 101);
        assert_eq!(
            (runs.take(10), runs.take(1), runs.take(20), runs.take(69)),
            (Some(1), Some(11), Some(12), Some(32))
        );
        assert_eq!(runs.take(1), None);
        runs.give(1, 10);
        runs.give(12, 20);
        assert_eq!(runs.take(11), Some(12));
        runs.give(12, 11);
        runs.give(11, 1);
        runs.give(32, 69);
        assert_eq!(runs.descending().collect::<Vec<_>>(), [(1, 100)]);
    }
}
