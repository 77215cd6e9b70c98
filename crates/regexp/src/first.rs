//! First sets: which code unit may come next if a piece of pattern is to match.
//!
//! A [`First`] over-approximates: a unit outside it *cannot* begin a match; a unit inside may or
//! may not. Units above 0xFF are one bit. `at_end` says whether the end of input is acceptable.
//!
//! A node's [`Entry`] is a function of what follows it:
//! `first(node, follow) = own ∪ (pass ∩ follow)`. `own` covers the ways that consume a unit,
//! `pass` the zero-width ways (a `$` passes only `at_end`; an optional item passes everything).

use crate::charset::CharSet;

/// A set of possible next units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct First {
    pub(crate) low: [u64; 4],
    pub(crate) high: bool,
    /// The end of input is acceptable.
    pub at_end: bool,
}

impl First {
    pub(crate) const NONE: Self = Self {
        low: [0; 4],
        high: false,
        at_end: false,
    };
    pub(crate) const ALL: Self = Self {
        low: [u64::MAX; 4],
        high: true,
        at_end: true,
    };
    pub(crate) const END: Self = Self {
        low: [0; 4],
        high: false,
        at_end: true,
    };

    pub(crate) fn of_set(set: &CharSet) -> Self {
        let mut first = Self::NONE;
        for &(lo, hi) in set.ranges() {
            first.high |= hi > 0xFF;
            for c in lo..=hi.min(0xFF) {
                first.low[(c >> 6) as usize] |= 1 << (c & 63);
            }
        }
        first
    }

    pub(crate) fn of_char(c: u32) -> Self {
        Self::of_set(&CharSet::single(c))
    }

    pub(crate) fn union(mut self, other: &Self) -> Self {
        for (a, b) in self.low.iter_mut().zip(other.low) {
            *a |= b;
        }
        self.high |= other.high;
        self.at_end |= other.at_end;
        self
    }

    pub(crate) fn intersect(mut self, other: &Self) -> Self {
        for (a, b) in self.low.iter_mut().zip(other.low) {
            *a &= b;
        }
        self.high &= other.high;
        self.at_end &= other.at_end;
        self
    }

    /// Whether no unit (the end aside) is in both.
    pub(crate) fn is_disjoint(&self, other: &Self) -> bool {
        !(self.high && other.high) && self.low.iter().zip(other.low).all(|(a, b)| a & b == 0)
    }

    /// Whether any unit is acceptable, so that testing it is useless.
    pub(crate) fn is_any_unit(&self) -> bool {
        self.high && self.low == [u64::MAX; 4]
    }

    pub(crate) fn contains_low(&self, unit: u8) -> bool {
        self.low[usize::from(unit >> 6)] >> (unit & 63) & 1 != 0
    }

    pub(crate) fn low_count(&self) -> u32 {
        self.low.iter().map(|w| w.count_ones()).sum()
    }

    /// The units below 0x100, in order.
    pub(crate) fn low_units(&self) -> impl Iterator<Item = u8> + '_ {
        (0..=255u8).filter(|&u| self.contains_low(u))
    }

    /// As a set of units (the bit for units above 0xFF standing for all of them).
    #[must_use]
    pub fn to_set(self) -> CharSet {
        let mut set = CharSet::from_ranges(self.low_units().map(|u| (u32::from(u), u32::from(u))));
        if self.high {
            set.add_range(0x100, crate::charset::MAX_CODE_POINT);
        }
        set
    }
}

/// First set of a node as a function of what follows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) own: First,
    pub(crate) pass: First,
}

impl Entry {
    /// Zero-width, no restriction.
    pub(crate) const EMPTY: Self = Self {
        own: First::NONE,
        pass: First::ALL,
    };

    /// Consumes a unit of `own`.
    pub(crate) const fn consuming(own: First) -> Self {
        Self {
            own,
            pass: First::NONE,
        }
    }

    /// Zero-width, and what follows must begin in `pass`.
    pub(crate) const fn filter(pass: First) -> Self {
        Self {
            own: First::NONE,
            pass,
        }
    }

    /// `self` then `next`.
    pub(crate) fn then(&self, next: &Self) -> Self {
        Self {
            own: self.own.union(&self.pass.intersect(&next.own)),
            pass: self.pass.intersect(&next.pass),
        }
    }

    /// `self` or `other`.
    pub(crate) fn or(&self, other: &Self) -> Self {
        Self {
            own: self.own.union(&other.own),
            pass: self.pass.union(&other.pass),
        }
    }

    /// The first set when `follow` comes next.
    pub(crate) fn before(&self, follow: &First) -> First {
        self.own.union(&self.pass.intersect(follow))
    }
}
