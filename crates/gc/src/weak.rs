//! What weak hooks see: marking is done, nothing is freed yet.

use crate::mark::cell_of_word;
use crate::space::Space;
use crate::{CollectionKind, Header};

/// Given to weak hooks between marking and freeing.
pub struct WeakContext {
    pub(crate) space: Space,
    pub(crate) kind: CollectionKind,
}

impl WeakContext {
    /// Does the cell survive this collection?
    #[inline]
    pub fn is_live(&self, cell: *const Header) -> bool {
        self.space.is_marked(cell as usize)
    }

    /// Does the cell that the value word names survive? True for a word that names none.
    #[inline]
    pub fn is_live_word(&self, word: u64) -> bool {
        cell_of_word(word).is_none_or(|cell| self.space.is_marked(cell))
    }

    /// A minor collection frees only cells allocated since the last one.
    pub fn kind(&self) -> CollectionKind {
        self.kind
    }
}
