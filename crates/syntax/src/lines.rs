//! Offsets to lines and columns, for code that asks often (stack traces, source maps, dumps). For a
//! single error [`crate::Location`] needs no table.
use crate::errors::line_terminator_length;

/// Where each line of a source starts.
#[derive(Debug, Clone)]
pub struct LineTable {
    /// Offsets of line starts, ascending; the first is 0.
    starts: Vec<u32>,
}

impl LineTable {
    /// Scans `source` once. Lines end at LF, CR, CR LF, U+2028 and U+2029.
    pub fn new(source: &[u8]) -> Self {
        let mut starts = vec![0];
        let mut at = 0;
        while let Some(found) = memchr::memchr3(b'\n', b'\r', 0xE2, &source[at..]) {
            at += found;
            let length = line_terminator_length(&source[at..]);
            at += length.max(1);
            if length > 0 {
                starts.push(at as u32);
            }
        }
        LineTable { starts }
    }

    /// How many lines there are.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// Line and column of an offset, both from 1; the column counts UTF-16 code units. `source`
    /// must be the text of the table.
    pub fn line_column(&self, source: &[u8], offset: u32) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let text = source
            .get(self.starts[line] as usize..offset as usize)
            .unwrap_or(&[]);
        // A UTF-8 sequence is one unit, or two when it has four bytes.
        let units = text.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
            + text.iter().filter(|byte| **byte >= 0xF0).count();
        (line as u32 + 1, units as u32 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Location, Span};

    #[test]
    fn agrees_with_location() {
        let source = "a\r\nb\u{2028}é😀x\n\r;".as_bytes();
        let table = LineTable::new(source);
        assert_eq!(table.line_count(), 5);
        for (offset, _) in std::str::from_utf8(source).unwrap().char_indices() {
            let place = Location::of(source, Span::new(offset as u32, offset as u32));
            assert_eq!(
                table.line_column(source, offset as u32),
                (place.line, place.column),
                "{offset}"
            );
        }
    }
}
