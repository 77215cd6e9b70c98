//! Sets of code points (or code units) as sorted, disjoint, non-adjacent inclusive ranges.
//!
//! Invariant: `ranges` is canonical after every public call, so equality is set equality.

use std::fmt;

/// The largest code point.
pub const MAX_CODE_POINT: u32 = 0x10_FFFF;

/// A set of code points.
#[derive(Clone, PartialEq, Eq, Default, Hash)]
pub struct CharSet {
    ranges: Vec<(u32, u32)>,
}

impl CharSet {
    /// The empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self { ranges: Vec::new() }
    }

    /// Every code point.
    #[must_use]
    pub fn all() -> Self {
        Self {
            ranges: vec![(0, MAX_CODE_POINT)],
        }
    }

    /// One code point.
    #[must_use]
    pub fn single(c: u32) -> Self {
        Self {
            ranges: vec![(c, c)],
        }
    }

    /// From ranges in any order.
    #[must_use]
    pub fn from_ranges(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut set = Self {
            ranges: ranges.into_iter().collect(),
        };
        set.normalize();
        set
    }

    /// The ranges, sorted and disjoint.
    #[must_use]
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    /// Whether nothing is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Whether every code point up to `max` is in the set.
    #[must_use]
    pub fn is_all_up_to(&self, max: u32) -> bool {
        self.ranges
            .first()
            .is_some_and(|&(lo, hi)| lo == 0 && hi >= max)
    }

    /// How many code points are in the set.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.ranges
            .iter()
            .map(|&(lo, hi)| u64::from(hi - lo) + 1)
            .sum()
    }

    /// The members, in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.ranges.iter().flat_map(|&(lo, hi)| lo..=hi)
    }

    /// Membership by binary search.
    #[must_use]
    pub fn contains(&self, c: u32) -> bool {
        let at = self.ranges.partition_point(|&(_, hi)| hi < c);
        self.ranges.get(at).is_some_and(|&(lo, _)| lo <= c)
    }

    /// Whether a member lies in `lo..=hi`.
    #[must_use]
    pub fn intersects_range(&self, lo: u32, hi: u32) -> bool {
        let at = self.ranges.partition_point(|&(_, h)| h < lo);
        self.ranges.get(at).is_some_and(|&(l, _)| l <= hi)
    }

    /// Adds one code point.
    pub fn add(&mut self, c: u32) {
        self.add_range(c, c);
    }

    /// Adds `lo..=hi`.
    pub fn add_range(&mut self, lo: u32, hi: u32) {
        debug_assert!(lo <= hi);
        match self.ranges.last_mut() {
            Some(last) if last.0 <= lo => {
                if lo <= last.1.saturating_add(1) {
                    last.1 = last.1.max(hi);
                } else {
                    self.ranges.push((lo, hi));
                }
            }
            None => self.ranges.push((lo, hi)),
            Some(_) => {
                self.ranges.push((lo, hi));
                self.normalize();
            }
        }
    }

    /// Adds many ranges in any order, normalizing once.
    pub fn extend(&mut self, ranges: impl IntoIterator<Item = (u32, u32)>) {
        let before = self.ranges.len();
        self.ranges.extend(ranges);
        if self.ranges.len() != before {
            self.normalize();
        }
    }

    /// `self ∪ other`.
    pub fn add_set(&mut self, other: &Self) {
        self.extend(other.ranges.iter().copied());
    }

    /// Everything that is not in `self`.
    #[must_use]
    pub fn complement(&self) -> Self {
        let mut out = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for &(lo, hi) in &self.ranges {
            if lo > next {
                out.push((next, lo - 1));
            }
            next = hi + 1;
        }
        if next <= MAX_CODE_POINT {
            out.push((next, MAX_CODE_POINT));
        }
        Self { ranges: out }
    }

    /// `self ∩ other`.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        let (mut a, mut b) = (
            self.ranges.iter().peekable(),
            other.ranges.iter().peekable(),
        );
        let mut out = Vec::new();
        while let (Some(&&(alo, ahi)), Some(&&(blo, bhi))) = (a.peek(), b.peek()) {
            let (lo, hi) = (alo.max(blo), ahi.min(bhi));
            if lo <= hi {
                out.push((lo, hi));
            }
            if ahi < bhi {
                a.next();
            } else {
                b.next();
            }
        }
        Self { ranges: out }
    }

    /// `self \ other`.
    #[must_use]
    pub fn subtract(&self, other: &Self) -> Self {
        self.intersect(&other.complement())
    }

    fn normalize(&mut self) {
        if self
            .ranges
            .windows(2)
            .all(|w| w[0].1.saturating_add(1) < w[1].0)
        {
            return;
        }
        self.ranges.sort_unstable();
        let mut kept = 0;
        for i in 1..self.ranges.len() {
            let (lo, hi) = self.ranges[i];
            if lo <= self.ranges[kept].1.saturating_add(1) {
                self.ranges[kept].1 = self.ranges[kept].1.max(hi);
            } else {
                kept += 1;
                self.ranges[kept] = (lo, hi);
            }
        }
        self.ranges.truncate(kept + 1);
    }
}

/// A code point as a dump shows it.
pub(crate) fn show(c: u32) -> String {
    match char::from_u32(c) {
        Some(ch) if ch.is_ascii_graphic() && !"-[]\\".contains(ch) => ch.to_string(),
        _ if c <= 0xFF => format!("\\x{c:02X}"),
        _ if c <= 0xFFFF => format!("\\u{c:04X}"),
        _ => format!("\\u{{{c:X}}}"),
    }
}

impl fmt::Display for CharSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[")?;
        for (i, &(lo, hi)) in self.ranges.iter().enumerate() {
            if i == 12 {
                write!(f, "…{}", self.ranges.len())?;
                break;
            }
            match hi - lo {
                0 => write!(f, "{}", show(lo))?,
                1 => write!(f, "{}{}", show(lo), show(hi))?,
                _ => write!(f, "{}-{}", show(lo), show(hi))?,
            }
        }
        write!(f, "]")
    }
}

impl fmt::Debug for CharSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn algebra() {
        let a = CharSet::from_ranges([(10, 20), (5, 7), (8, 9)]);
        assert_eq!(a.ranges(), &[(5, 20)]);
        let b = CharSet::from_ranges([(15, 30), (0, 5)]);
        assert_eq!(a.intersect(&b).ranges(), &[(5, 5), (15, 20)]);
        assert_eq!(a.subtract(&b).ranges(), &[(6, 14)]);
        assert_eq!(a.complement().complement(), a);
        assert!(CharSet::all().complement().is_empty());
        assert!(a.contains(5) && a.contains(20) && !a.contains(21) && !a.contains(4));
        assert_eq!(a.to_string(), "[\\x05-\\x14]");
    }
}
