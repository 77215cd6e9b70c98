//! Which parts of the code region are free: address-ordered ranges that join with their neighbours, found by best fit.
//!
//! Sizes are whole granules of 32 bytes (functions are so aligned). A function's code lives long and compiling it costs
//! far more than two tree operations, so the ranges favour little waste over speed; freed neighbours always join.
use std::collections::{BTreeMap, BTreeSet};

/// Alignment and unit of sizes.
pub(crate) const GRANULE: usize = 32;

/// See the module head.
pub(crate) struct FreeList {
    /// Offset → length.
    by_offset: BTreeMap<usize, usize>,
    /// (length, offset) of the same ranges.
    by_length: BTreeSet<(usize, usize)>,
}

impl FreeList {
    /// One free range from 0 to `size`.
    pub(crate) fn new(size: usize) -> FreeList {
        let mut list = FreeList { by_offset: BTreeMap::new(), by_length: BTreeSet::new() };
        list.insert(0, size);
        list
    }
    fn insert(&mut self, offset: usize, length: usize) {
        self.by_offset.insert(offset, length);
        self.by_length.insert((length, offset));
    }
    fn remove(&mut self, offset: usize, length: usize) {
        self.by_offset.remove(&offset);
        self.by_length.remove(&(length, offset));
    }
    /// What `bytes` take.
    pub(crate) fn rounded(bytes: usize) -> usize {
        bytes.max(1).next_multiple_of(GRANULE)
    }
    /// Takes the smallest range that fits; its offset.
    pub(crate) fn take(&mut self, bytes: usize) -> Option<usize> {
        let wanted = FreeList::rounded(bytes);
        let &(length, offset) = self.by_length.range((wanted, 0)..).next()?;
        self.remove(offset, length);
        if length > wanted {
            self.insert(offset + wanted, length - wanted);
        }
        Some(offset)
    }
    /// Gives a taken range back.
    pub(crate) fn give(&mut self, offset: usize, bytes: usize) {
        let (mut offset, mut length) = (offset, FreeList::rounded(bytes));
        if let Some((&before, &n)) = self.by_offset.range(..offset).next_back()
            && before + n == offset
        {
            self.remove(before, n);
            (offset, length) = (before, length + n);
        }
        if let Some(&n) = self.by_offset.get(&(offset + length)) {
            self.remove(offset + length, n);
            length += n;
        }
        self.insert(offset, length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_join() {
        let mut list = FreeList::new(1024);
        let offsets: Vec<usize> = (0..4).map(|_| list.take(200).unwrap()).collect();
        assert_eq!(offsets, [0, 224, 448, 672]);
        assert_eq!(list.take(200), None);
        list.give(0, 200);
        list.give(448, 200);
        assert_eq!(list.by_offset.len(), 3);
        list.give(224, 200);
        assert_eq!(list.by_offset, BTreeMap::from([(0, 672), (896, 128)]));
        list.give(672, 200);
        assert_eq!(list.by_offset, BTreeMap::from([(0, 1024)]));
        assert_eq!(list.by_length.len(), 1);
    }

    #[test]
    fn the_smallest_range_that_fits_is_taken() {
        let mut list = FreeList::new(1024);
        let first = list.take(256).unwrap();
        let _second = list.take(32).unwrap();
        list.give(first, 256);
        assert_eq!(list.take(64), Some(0));
        assert_eq!(list.take(512), Some(288));
    }
}
