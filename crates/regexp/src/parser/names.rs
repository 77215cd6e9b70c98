//! Group names: GroupName, the scan that decides Annex B questions, duplicates, references.
//!
//! Two things need knowledge of the whole pattern before it is parsed: whether any group is named
//! (then `\k` is always a reference), and how many groups there are (then `\3` may be octal).
//! Both come from one scan made at most once.

use super::{E, Parser, Result, ch};

pub(super) struct GroupName {
    name: Vec<u32>,
    groups: Vec<u32>,
    /// For each group, the alternatives it lies in.
    paths: Vec<Vec<(u32, u32)>>,
}

#[derive(Clone, Copy)]
pub(super) struct Scan {
    /// Capture groups of the whole pattern, the whole match not included.
    pub(super) groups: u32,
    pub(super) has_names: bool,
}

impl Parser<'_> {
    /// Counts groups in the whole text. Malformed text gives a count nobody will use.
    pub(super) fn scan(&mut self) -> Scan {
        if let Some(scan) = self.scanned {
            return scan;
        }
        let mut scan = Scan {
            groups: 0,
            has_names: false,
        };
        let (mut i, mut class_depth) = (0, 0u32);
        let at = |i: usize| self.chars.get(i).copied().and_then(char::from_u32);
        while i < self.chars.len() {
            match at(i) {
                Some('\\') => i += 1,
                Some('[') if class_depth == 0 || self.sets => class_depth += 1,
                Some(']') => class_depth = class_depth.saturating_sub(1),
                Some('(') if class_depth == 0 => {
                    let named = at(i + 1) == Some('?')
                        && at(i + 2) == Some('<')
                        && !matches!(at(i + 3), Some('=' | '!'));
                    scan.has_names |= named;
                    scan.groups += u32::from(named || at(i + 1) != Some('?'));
                }
                _ => {}
            }
            i += 1;
        }
        self.scanned = Some(scan);
        scan
    }

    /// GroupName after its `<`, up to and with `>`.
    pub(super) fn group_name(&mut self) -> Result<Vec<u32>> {
        let mut name = Vec::new();
        loop {
            let Some(mut c) = self.next() else {
                return Err(self.error(E::InvalidCaptureGroupName));
            };
            if c == ch('>') && !name.is_empty() {
                return Ok(name);
            }
            if c == ch('\\') && self.eat('u') {
                let escape = self.unicode_escape(true);
                c = escape.ok_or_else(|| self.error(E::InvalidUnicodeEscape))?;
            } else if (0xD800..0xDC00).contains(&c)
                && let Some(low @ 0xDC00..0xE000) = self.peek()
            {
                self.pos += 1;
                c = join_surrogates(c, low);
            }
            let valid = char::from_u32(c).is_some_and(|c| match c {
                '$' | '_' => true,
                '\u{200C}' | '\u{200D}' => !name.is_empty(),
                _ if name.is_empty() => unicode_id_start::is_id_start(c),
                _ => unicode_id_start::is_id_continue(c),
            });
            if !valid {
                return Err(self.error(E::InvalidCaptureGroupName));
            }
            name.push(c);
        }
    }

    /// Records that group `index` is called `name`; a duplicate must be in another alternative.
    pub(super) fn declare_name(&mut self, name: Vec<u32>, index: u32) -> Result<()> {
        let path = self.alternatives.clone();
        let Some(known) = self.names.iter_mut().find(|known| known.name == name) else {
            self.names.push(GroupName {
                name,
                groups: vec![index],
                paths: vec![path],
            });
            return Ok(());
        };
        // MightBothParticipate (22.2.1.4): unless they sit in two alternatives of one disjunction.
        let apart = |other: &Vec<(u32, u32)>| {
            other
                .iter()
                .zip(&path)
                .any(|(a, b)| a.0 == b.0 && a.1 != b.1)
        };
        if !known.paths.iter().all(apart) {
            return Err(self.error(E::DuplicateCaptureGroupName));
        }
        known.groups.push(index);
        known.paths.push(path);
        Ok(())
    }

    /// Fills in named references once every group is known.
    pub(super) fn resolve_references(&mut self) -> Result<()> {
        for (reference, name, at) in std::mem::take(&mut self.pending) {
            let Some(known) = self.names.iter().find(|known| known.name == name) else {
                self.pos = at;
                return Err(self.error(E::InvalidNamedCaptureReferenced));
            };
            self.references[reference as usize].clone_from(&known.groups);
        }
        Ok(())
    }

    /// The names in UTF-16 with their groups, in order of appearance.
    pub(super) fn take_names(&mut self) -> Vec<(Vec<u16>, Vec<u32>)> {
        let encode = |name: &[u32]| {
            let chars = name.iter().filter_map(|&c| char::from_u32(c));
            chars
                .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
                .collect()
        };
        let names = std::mem::take(&mut self.names);
        names
            .into_iter()
            .map(|known| (encode(&known.name), known.groups))
            .collect()
    }
}

pub(super) const fn join_surrogates(high: u32, low: u32) -> u32 {
    0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)
}
