//! What weak hooks see: marking is done, nothing is freed yet.

use crate::{CollectionKind, Header};

/// Given to weak hooks between marking and freeing.
pub struct WeakContext {
    pub(crate) kind: CollectionKind,
}

impl WeakContext {
    /// Does the cell survive this collection?
    #[inline]
    pub fn is_live(&self, _cell: *const Header) -> bool {
        todo!()
    }

    /// Does the cell that the value word names survive? True for a word that names none.
    #[inline]
    pub fn is_live_word(&self, _word: u64) -> bool {
        todo!()
    }

    /// A minor collection frees only cells allocated since the last one.
    pub fn kind(&self) -> CollectionKind {
        self.kind
    }
}
