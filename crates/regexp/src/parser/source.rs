//! Pattern text in any of its encodings, decoded to the characters the grammar works on.
//!
//! With u or v a character is a code point (lone surrogates stand for themselves), without it is a
//! code unit.

use crate::input::Input;

/// Decoded pattern text.
pub(crate) struct Source {
    pub(crate) chars: Vec<u32>,
    /// Units of the original text per character, when it is not 1 to 1.
    widths: Option<Vec<u8>>,
}

impl Source {
    pub(crate) fn new(text: Input<'_>, unicode: bool) -> Self {
        match text {
            Input::Latin1(units) => Self {
                chars: units.iter().map(|&u| u32::from(u)).collect(),
                widths: None,
            },
            Input::Utf16(units) if !unicode => Self {
                chars: units.iter().map(|&u| u32::from(u)).collect(),
                widths: None,
            },
            Input::Utf16(units) => {
                let decoded = char::decode_utf16(units.iter().copied())
                    .map(|c| c.map_or_else(|e| u32::from(e.unpaired_surrogate()), u32::from));
                let chars: Vec<u32> = decoded.collect();
                let widths = chars.iter().map(|&c| 1 + u8::from(c > 0xFFFF)).collect();
                Self {
                    chars,
                    widths: Some(widths),
                }
            }
        }
    }

    /// From WTF-8, as the JavaScript parser holds source text.
    pub(crate) fn from_wtf8(text: &[u8], unicode: bool) -> Self {
        let (mut chars, mut widths) = (Vec::with_capacity(text.len()), Vec::new());
        let mut rest = text;
        while let &[lead, ..] = rest {
            let (len, bits) = match lead {
                0..=0x7F => (1, lead),
                0x80..=0xDF => (2, lead & 0x1F),
                0xE0..=0xEF => (3, lead & 0x0F),
                _ => (4, lead & 0x07),
            };
            let len = len.min(rest.len());
            let tail = &rest[1..len];
            let c = tail
                .iter()
                .fold(u32::from(bits), |c, &b| c << 6 | u32::from(b & 0x3F));
            rest = &rest[len..];
            if c > 0xFFFF && !unicode {
                let c = c - 0x1_0000;
                chars.extend([0xD800 + (c >> 10), 0xDC00 + (c & 0x3FF)]);
                widths.extend([0, len as u8]);
            } else {
                chars.push(c);
                widths.push(len as u8);
            }
        }
        Self {
            chars,
            widths: Some(widths),
        }
    }

    /// Offset in the original text of character `at`.
    pub(crate) fn offset(&self, at: usize) -> usize {
        match &self.widths {
            None => at,
            Some(widths) => widths.iter().take(at).map(|&w| usize::from(w)).sum(),
        }
    }
}
