//! Dense sets of small numbers.

/// A set of numbers below a bound that is fixed when the set is made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BitSet {
    words: Vec<u64>,
}

impl BitSet {
    /// The empty set of numbers below `bound`.
    pub fn new(bound: usize) -> BitSet {
        BitSet { words: vec![0; bound.div_ceil(64)] }
    }
    /// Adds; was it new?
    #[inline]
    pub fn insert(&mut self, i: usize) -> bool {
        let (word, bit) = (&mut self.words[i / 64], 1 << (i % 64));
        let new = *word & bit == 0;
        *word |= bit;
        new
    }
    /// Removes.
    #[inline]
    pub fn remove(&mut self, i: usize) {
        self.words[i / 64] &= !(1 << (i % 64));
    }
    /// Is it there? False beyond the bound.
    #[inline]
    pub fn contains(&self, i: usize) -> bool {
        self.words.get(i / 64).is_some_and(|word| word >> (i % 64) & 1 != 0)
    }
    /// Adds all of another set with the same bound; has anything changed?
    pub fn union(&mut self, other: &BitSet) -> bool {
        let mut changed = false;
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            changed |= b & !*a != 0;
            *a |= b;
        }
        changed
    }
    /// Removes all.
    pub fn clear(&mut self) {
        self.words.fill(0);
    }
    /// How many.
    pub fn count(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }
    /// In ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(i, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    i * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_come_in_order() {
        let mut set = BitSet::new(200);
        for i in [130, 3, 64, 3, 199] {
            set.insert(i);
        }
        set.remove(64);
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 130, 199]);
        assert_eq!(set.count(), 3);
        assert!(set.contains(199) && !set.contains(64) && !set.contains(10_000));
    }

    #[test]
    fn union_tells_change() {
        let (mut a, mut b) = (BitSet::new(70), BitSet::new(70));
        b.insert(69);
        assert!(a.union(&b));
        assert!(!a.union(&b));
    }
}
