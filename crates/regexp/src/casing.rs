//! Canonicalize (22.2.2.7.3) and the equivalence classes it makes.
//!
//! Two tables, each built once when a pattern first needs it: *legacy* (no u or v: toUppercase on
//! code units) and *folded* (u or v: simple case folding). A table knows only characters that
//! share their canonical form with another one; every other character is its own class.
//! Legacy ASCII letters are equivalent to ASCII letters only, so ASCII sets need no table.

use std::sync::OnceLock;

use icu_properties::CodePointSetData;
use icu_properties::props::{ChangesWhenCasefolded, ChangesWhenCasemapped, ChangesWhenUppercased};

use crate::charset::CharSet;

/// Which of the two Canonicalize rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    /// No u or v.
    Legacy,
    /// u or v.
    Folded,
}

/// Equivalence classes with two or more members.
struct Table {
    /// (character, index of its class), sorted.
    entries: Vec<(u32, u32)>,
    /// (canonical form, members) of each class.
    classes: Vec<(u32, Vec<u32>)>,
}

impl Table {
    fn build(pairs: impl Iterator<Item = (u32, u32)>) -> Self {
        // (canonical, character) for each character that moves, plus each canonical form itself.
        let mut moved: Vec<(u32, u32)> = pairs.flat_map(|(c, to)| [(to, c), (to, to)]).collect();
        moved.sort_unstable();
        moved.dedup();
        let mut classes: Vec<(u32, Vec<u32>)> = Vec::new();
        for (canonical, c) in moved {
            match classes.last_mut() {
                Some((last, members)) if *last == canonical => members.push(c),
                _ => classes.push((canonical, vec![c])),
            }
        }
        let mut entries: Vec<(u32, u32)> = classes
            .iter()
            .enumerate()
            .flat_map(|(id, (_, members))| members.iter().map(move |&c| (c, id as u32)))
            .collect();
        entries.sort_unstable();
        Self { entries, classes }
    }

    fn class_of(&self, c: u32) -> Option<&(u32, Vec<u32>)> {
        let at = self.entries.binary_search_by_key(&c, |&(e, _)| e).ok()?;
        Some(&self.classes[self.entries[at].1 as usize])
    }
}

fn legacy() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let changing = CodePointSetData::new::<ChangesWhenUppercased>();
        let units = changing
            .iter_ranges()
            .flatten()
            .take_while(|&c| c <= 0xFFFF);
        Table::build(
            units
                .map(|c| (c, uppercase_unit(c)))
                .filter(|(c, to)| c != to),
        )
    })
}

fn folded() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mapper = icu_casemap::CaseMapper::new();
        // Some characters (U+1FBE) change only because their decomposition has other cases.
        let folding = CodePointSetData::new::<ChangesWhenCasefolded>().iter_ranges();
        let mapping = CodePointSetData::new::<ChangesWhenCasemapped>().iter_ranges();
        let chars = folding.chain(mapping).flatten().filter_map(char::from_u32);
        let folded = chars.map(move |c| (u32::from(c), u32::from(mapper.simple_fold(c))));
        Table::build(folded.filter(|(c, to)| c != to))
    })
}

/// Canonicalize without u or v, steps 4–10.
fn uppercase_unit(c: u32) -> u32 {
    let Some(ch) = char::from_u32(c) else {
        return c;
    };
    if c < 0x80 {
        return u32::from(ch.to_ascii_uppercase());
    }
    let mut upper = ch.to_uppercase();
    match (upper.next(), upper.next()) {
        // 9. A non-ASCII unit does not become ASCII.
        (Some(up), None) if (0x80..=0xFFFF).contains(&u32::from(up)) => u32::from(up),
        _ => c,
    }
}

impl Casing {
    fn table(self) -> &'static Table {
        match self {
            Self::Legacy => legacy(),
            Self::Folded => folded(),
        }
    }

    /// Canonicalize of one character, with IgnoreCase on.
    #[must_use]
    pub fn canonicalize(self, c: u32) -> u32 {
        if c < 0x80 {
            return match self {
                Self::Legacy if (0x61..=0x7A).contains(&c) => c - 32,
                Self::Folded if (0x41..=0x5A).contains(&c) => c + 32,
                _ => c,
            };
        }
        self.table()
            .class_of(c)
            .map_or(c, |&(canonical, _)| canonical)
    }

    /// Every character whose canonical form is that of `c`, `c` included.
    #[must_use]
    pub fn equivalents(self, c: u32) -> CharSet {
        let mut set = CharSet::single(c);
        self.close(&mut set);
        set
    }

    /// Adds every character equivalent to a member.
    pub fn close(self, set: &mut CharSet) {
        let Some(&(_, max)) = set.ranges().last() else {
            return;
        };
        if self == Self::Legacy && max < 0x80 {
            let letters = |lo, hi, delta: i32| {
                let part = set.intersect(&CharSet::from_ranges([(lo, hi)]));
                let shift = move |c: u32| c.wrapping_add_signed(delta);
                part.ranges()
                    .iter()
                    .map(|&(l, h)| (shift(l), shift(h)))
                    .collect::<Vec<_>>()
            };
            let (upper, lower) = (letters(0x61, 0x7A, -32), letters(0x41, 0x5A, 32));
            set.extend(upper.into_iter().chain(lower));
            return;
        }
        let table = self.table();
        let mut extra = Vec::new();
        for &(lo, hi) in set.ranges() {
            let from = table.entries.partition_point(|&(c, _)| c < lo);
            for &(_, id) in table.entries[from..].iter().take_while(|&&(c, _)| c <= hi) {
                let (_, members) = &table.classes[id as usize];
                extra.extend(
                    members
                        .iter()
                        .filter(|&&m| m < lo || m > hi)
                        .map(|&m| (m, m)),
                );
            }
        }
        set.extend(extra);
    }
}

/// MaybeSimpleCaseFolding (22.2.2.9.11) with v and i: every member replaced by its folding.
#[must_use]
pub fn fold_set(set: &CharSet) -> CharSet {
    let table = folded();
    let mut moved = Vec::new();
    let mut removed = Vec::new();
    for &(lo, hi) in set.ranges() {
        let from = table.entries.partition_point(|&(c, _)| c < lo);
        for &(c, id) in table.entries[from..].iter().take_while(|&&(c, _)| c <= hi) {
            let canonical = table.classes[id as usize].0;
            if canonical != c {
                removed.push((c, c));
                moved.push((canonical, canonical));
            }
        }
    }
    let mut out = set.subtract(&CharSet::from_ranges(removed));
    out.extend(moved);
    out
}

/// AllCharacters (22.2.2.9.6) with v and i: the code points that fold to themselves.
#[must_use]
pub fn folded_universe() -> &'static CharSet {
    static SET: OnceLock<CharSet> = OnceLock::new();
    SET.get_or_init(|| fold_set(&CharSet::all()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legacy_rule() {
        let l = Casing::Legacy;
        assert_eq!(l.canonicalize(0x61), 0x41);
        assert_eq!(l.canonicalize(0x17F), 0x17F, "long s does not become S");
        assert_eq!(
            l.canonicalize(0xDF),
            0xDF,
            "sharp s has a two-letter upper case"
        );
        assert_eq!(l.canonicalize(0xB5), 0x39C);
        assert_eq!(l.equivalents(0x6B).ranges(), &[(0x4B, 0x4B), (0x6B, 0x6B)]);
        assert!(l.equivalents(0xB5).contains(0x3BC));
    }

    #[test]
    fn folded_rule() {
        let f = Casing::Folded;
        assert!(f.equivalents(0x6B).contains(0x212A));
        assert!(f.equivalents(0x73).contains(0x17F));
        assert_eq!(f.canonicalize(0x1E9E), 0xDF);
        assert_eq!(f.canonicalize(0x10400), 0x10428);
        assert!(!folded_universe().contains(0x41) && folded_universe().contains(0x61));
    }

    #[test]
    fn the_tables_are_complete() {
        let mapper = icu_casemap::CaseMapper::new();
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let (c, fold) = (u32::from(c), u32::from(mapper.simple_fold(c)));
            assert_eq!(Casing::Folded.canonicalize(c), fold, "{c:X}");
            if c <= 0xFFFF {
                assert_eq!(Casing::Legacy.canonicalize(c), uppercase_unit(c), "{c:X}");
            }
        }
    }
}
