//! Names: interned WTF-8 texts, each with a small id.
//!
//! What holds: ids are dense and never change; the well-known names of `atoms.rs` are always the
//! first ones. Each entry also carries scratch words of the scope builder (`binding`,
//! `last_reference`), so that declaring and looking up a name is one array access; between parses
//! every `binding` is 0.
//!
//! Source text is chosen by scripts, so the hash is keyed with a random seed per process.
use crate::atoms::WELL_KNOWN;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

/// An interned text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Name(pub u32);

#[derive(Clone, Copy)]
struct Entry {
    hash: u32,
    start: u32,
    length: u32,
    /// Scope builder: 1 + index of the innermost open binding of this name, or 0.
    binding: u32,
    /// Scope builder: index of the last recorded reference to the name; checked before it is
    /// believed.
    last_reference: u32,
}

/// The table of names.
#[derive(Clone)]
pub struct Interner {
    texts: Vec<u8>,
    entries: Vec<Entry>,
    /// Open addressing; 0 is free, else 1 + id. The length is a power of two.
    table: Vec<u32>,
    seed: u64,
}

impl Default for Interner {
    fn default() -> Self {
        Self::new()
    }
}

impl Interner {
    /// A table with the well-known names: a copy of one that is made once and no larger than it must be, for most sources that a
    /// program makes are small.
    pub fn new() -> Self {
        static MODEL: LazyLock<Interner> = LazyLock::new(|| {
            let mut interner = Interner {
                texts: Vec::new(),
                entries: Vec::new(),
                table: vec![0; 1 << 8],
                seed: RandomState::new().hash_one(0u8) | 1,
            };
            for text in WELL_KNOWN {
                interner.intern(text.as_bytes());
            }
            interner
        });
        MODEL.clone()
    }

    /// An empty table that must not be used, to stand in while the true one is elsewhere.
    pub(crate) fn vacant() -> Self {
        Interner {
            texts: Vec::new(),
            entries: Vec::new(),
            table: Vec::new(),
            seed: 1,
        }
    }

    /// The id of that text, new or old.
    #[inline]
    pub fn intern(&mut self, text: &[u8]) -> Name {
        let hash = hash(text, self.seed);
        let mask = self.table.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let found = self.table[slot];
            if found == 0 {
                return self.insert(text, hash, slot);
            }
            let entry = &self.entries[found as usize - 1];
            if entry.hash == hash && entry.length as usize == text.len() {
                let start = entry.start as usize;
                if &self.texts[start..start + text.len()] == text {
                    return Name(found - 1);
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The id of that text if it has one.
    pub fn find(&self, text: &[u8]) -> Option<Name> {
        let hash = hash(text, self.seed);
        let mask = self.table.len() - 1;
        let mut slot = hash as usize & mask;
        while self.table[slot] != 0 {
            let name = Name(self.table[slot] - 1);
            if self.entries[name.0 as usize].hash == hash && self.text(name) == text {
                return Some(name);
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    #[cold]
    fn insert(&mut self, text: &[u8], hash: u32, slot: usize) -> Name {
        let name = Name(self.entries.len() as u32);
        let start = self.texts.len() as u32;
        self.texts.extend_from_slice(text);
        self.entries.push(Entry {
            hash,
            start,
            length: text.len() as u32,
            binding: 0,
            last_reference: 0,
        });
        self.table[slot] = name.0 + 1;
        if self.entries.len() * 2 > self.table.len() {
            self.grow();
        }
        name
    }

    fn grow(&mut self) {
        let mask = self.table.len() * 2 - 1;
        self.table = vec![0; mask + 1];
        for (index, entry) in self.entries.iter().enumerate() {
            let mut slot = entry.hash as usize & mask;
            while self.table[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            self.table[slot] = index as u32 + 1;
        }
    }

    /// The text of a name, WTF-8.
    #[inline]
    pub fn text(&self, name: Name) -> &[u8] {
        let entry = &self.entries[name.0 as usize];
        &self.texts[entry.start as usize..(entry.start + entry.length) as usize]
    }

    /// The text of a name for messages and dumps: lone surrogates are replaced.
    pub fn display(&self, name: Name) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.text(name))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Never: the well-known names are always there.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    #[inline]
    pub(crate) fn binding(&self, name: Name) -> u32 {
        self.entries[name.0 as usize].binding
    }

    #[inline]
    pub(crate) fn set_binding(&mut self, name: Name, binding: u32) {
        self.entries[name.0 as usize].binding = binding;
    }

    /// Where the scope builder last recorded a reference to the name; may be out of date.
    #[inline]
    pub(crate) fn last_reference(&self, name: Name) -> u32 {
        self.entries[name.0 as usize].last_reference
    }

    #[inline]
    pub(crate) fn set_last_reference(&mut self, name: Name, index: u32) {
        self.entries[name.0 as usize].last_reference = index;
    }
}

/// Keyed folded multiplication over 8-byte words.
#[inline]
fn hash(text: &[u8], seed: u64) -> u32 {
    let mut state = seed ^ (text.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut chunks = text.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes([
            chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7],
        ]);
        state = fold(state ^ word, 0xA076_1D64_78BD_642F ^ seed);
    }
    let mut word = 0;
    for (index, &byte) in chunks.remainder().iter().enumerate() {
        word |= u64::from(byte) << (index * 8);
    }
    let state = fold(state ^ word, 0xE703_7ED1_A0B4_28DB ^ seed);
    (state ^ (state >> 32)) as u32
}

#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let wide = u128::from(a) * u128::from(b);
    (wide as u64) ^ ((wide >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_names_are_first() {
        let interner = Interner::new();
        assert_eq!(interner.text(Name::AWAIT), b"await");
        assert_eq!(interner.text(Name::USE_STRICT), b"use strict");
        assert_eq!(interner.len(), WELL_KNOWN.len());
    }

    #[test]
    fn equal_texts_have_one_id_after_growth() {
        let mut interner = Interner::new();
        let ids: Vec<_> = (0..5000)
            .map(|i| interner.intern(format!("name{i}").as_bytes()))
            .collect();
        for (i, id) in ids.iter().enumerate() {
            assert_eq!(interner.intern(format!("name{i}").as_bytes()), *id);
            assert_eq!(interner.find(format!("name{i}").as_bytes()), Some(*id));
        }
        assert_eq!(interner.find(b"absent"), None);
    }
}
