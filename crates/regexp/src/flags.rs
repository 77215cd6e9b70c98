//! Flags of a regular expression (22.2.4.1, 22.2.6.4): a small set and its parser.
//!
//! Invariant: a `Flags` made by [`Flags::parse`] never holds both `u` and `v`.

use std::fmt;

/// A set of flags.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Flags(u8);

/// Letter and bit of each flag, in the order `RegExp.prototype.flags` reports them.
const LETTERS: [(u8, Flags); 8] = [
    (b'd', Flags::HAS_INDICES),
    (b'g', Flags::GLOBAL),
    (b'i', Flags::IGNORE_CASE),
    (b'm', Flags::MULTILINE),
    (b's', Flags::DOT_ALL),
    (b'u', Flags::UNICODE),
    (b'v', Flags::UNICODE_SETS),
    (b'y', Flags::STICKY),
];

impl Flags {
    /// No flag.
    pub const EMPTY: Self = Self(0);
    /// `d`: the result carries indices (no effect on matching).
    pub const HAS_INDICES: Self = Self(1);
    /// `g`: matching starts at `lastIndex` (no effect on matching itself).
    pub const GLOBAL: Self = Self(2);
    /// `i`: case is ignored, by Canonicalize (22.2.2.7.3).
    pub const IGNORE_CASE: Self = Self(4);
    /// `m`: `^` and `$` match at line terminators.
    pub const MULTILINE: Self = Self(8);
    /// `s`: `.` matches line terminators.
    pub const DOT_ALL: Self = Self(16);
    /// `u`: code points, strict grammar.
    pub const UNICODE: Self = Self(32);
    /// `v`: as `u`, with class set notation and properties of strings.
    pub const UNICODE_SETS: Self = Self(64);
    /// `y`: a match must begin at `lastIndex`.
    pub const STICKY: Self = Self(128);

    /// Reads flag letters given as code units; `None` when one is unknown or repeated, or when
    /// both `u` and `v` are present.
    pub fn parse(units: impl IntoIterator<Item = u32>) -> Option<Self> {
        let mut flags = Self::EMPTY;
        for unit in units {
            let &(_, flag) = LETTERS
                .iter()
                .find(|(letter, _)| u32::from(*letter) == unit)?;
            if flags.contains(flag) {
                return None;
            }
            flags = flags.with(flag);
        }
        (!flags.contains(Self::UNICODE.with(Self::UNICODE_SETS))).then_some(flags)
    }

    /// Whether every flag of `other` is in `self`.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Union.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Difference.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// `u` or `v`: the pattern and the input are read by code points.
    #[must_use]
    pub const fn is_unicode(self) -> bool {
        self.0 & (Self::UNICODE.0 | Self::UNICODE_SETS.0) != 0
    }

    /// The bits, for storing in a cell.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// From [`Flags::bits`].
    #[must_use]
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits)
    }
}

impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (letter, flag) in LETTERS {
            if self.contains(flag) {
                write!(f, "{}", letter as char)?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Flags({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parse_and_print() {
        let parse = |text: &str| Flags::parse(text.bytes().map(u32::from));
        assert_eq!(parse("ygd").unwrap().to_string(), "dgy");
        assert_eq!(parse(""), Some(Flags::EMPTY));
        assert_eq!(parse("gg"), None);
        assert_eq!(parse("uv"), None);
        assert_eq!(parse("x"), None);
    }
}
