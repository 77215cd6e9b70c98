//! Subject and pattern text: Latin-1 or UTF-16 code units, as JavaScript strings store them.

/// Borrowed text.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// One byte per code unit, U+0000 to U+00FF.
    Latin1(&'a [u8]),
    /// UTF-16 code units; surrogates may be unpaired.
    Utf16(&'a [u16]),
}

impl Input<'_> {
    /// Length in code units.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Latin1(units) => units.len(),
            Self::Utf16(units) => units.len(),
        }
    }

    /// Whether there are no units.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// As text, unpaired surrogates replaced; for messages.
    pub(crate) fn to_string_lossy(self) -> String {
        match self {
            Self::Latin1(units) => units.iter().map(|&u| char::from(u)).collect(),
            Self::Utf16(units) => String::from_utf16_lossy(units),
        }
    }
}

impl<'a> From<&'a str> for Input<'a> {
    /// ASCII text only; for tests and constants.
    fn from(text: &'a str) -> Self {
        assert!(text.is_ascii(), "not ASCII: {text}");
        Self::Latin1(text.as_bytes())
    }
}

/// A code unit of a matcher's input.
pub(crate) trait Unit: Copy + Eq + 'static {
    /// Whether surrogates can occur.
    const WIDE: bool;
    fn to_u32(self) -> u32;
    /// First position of `unit` in `units`.
    fn find(unit: Self, units: &[Self]) -> Option<usize>;
}

impl Unit for u8 {
    const WIDE: bool = false;

    #[inline(always)]
    fn to_u32(self) -> u32 {
        u32::from(self)
    }

    #[inline]
    fn find(unit: Self, units: &[Self]) -> Option<usize> {
        memchr::memchr(unit, units)
    }
}

impl Unit for u16 {
    const WIDE: bool = true;

    #[inline(always)]
    fn to_u32(self) -> u32 {
        u32::from(self)
    }

    #[inline]
    fn find(unit: Self, units: &[Self]) -> Option<usize> {
        // Blocks of 32 vectorize: the test of a block has no early exit.
        let mut base = 0;
        for block in units.chunks(32) {
            if block.iter().fold(false, |any, &u| any | (u == unit)) {
                return block.iter().position(|&u| u == unit).map(|at| base + at);
            }
            base += block.len();
        }
        None
    }
}
