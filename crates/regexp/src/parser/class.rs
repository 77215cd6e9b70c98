//! `[…]` without v: ClassContents, ranges, and Annex B's `[\w-z]`.

use super::escape::ClassContents;
use super::{E, Parser, Result, ch};
use crate::ast::Node;
use crate::charset::CharSet;

/// ClassAtom: a character, or a set that cannot bound a range.
enum ClassAtom {
    Char(u32),
    Set(CharSet),
}

impl Parser<'_> {
    /// CharacterClass at its `[`.
    pub(super) fn class(&mut self) -> Result<Node> {
        self.pos += 1;
        let negate = self.eat('^');
        if self.sets {
            let contents = self.class_set_contents(negate)?;
            return Ok(self.contents_node(contents));
        }
        let mut set = CharSet::new();
        loop {
            if self.eat(']') {
                break;
            }
            let from = self.class_atom()?;
            if self.peek() == Some(ch('-')) && self.peek_at(1) != Some(ch(']')) {
                self.pos += 1;
                if self.peek().is_none() {
                    return Err(self.error(E::UnterminatedClass));
                }
                let to = self.class_atom()?;
                self.class_range(&mut set, from, to)?;
            } else {
                self.add_class_atom(&mut set, from);
            }
        }
        if !self.build {
            return Ok(Node::empty_class());
        }
        // CharacterSetMatcher compares canonical forms first, then inverts.
        if self.ignore_case() {
            self.casing().close(&mut set);
        }
        Ok(Node::class(if negate { set.complement() } else { set }))
    }

    fn class_range(&mut self, set: &mut CharSet, from: ClassAtom, to: ClassAtom) -> Result<()> {
        match (from, to) {
            (ClassAtom::Char(lo), ClassAtom::Char(hi)) => {
                if lo > hi {
                    return Err(self.error(E::ClassRangeOutOfOrder));
                }
                if self.build {
                    set.add_range(lo, hi);
                }
            }
            _ if self.unicode => return Err(self.error(E::InvalidCharacterClass)),
            (from, to) => {
                self.add_class_atom(set, from);
                self.add_class_atom(set, ClassAtom::Char(ch('-')));
                self.add_class_atom(set, to);
            }
        }
        Ok(())
    }

    fn add_class_atom(&self, set: &mut CharSet, atom: ClassAtom) {
        match atom {
            _ if !self.build => {}
            ClassAtom::Char(c) => set.add(c),
            ClassAtom::Set(other) => set.add_set(&other),
        }
    }

    fn class_atom(&mut self) -> Result<ClassAtom> {
        match self.next() {
            None => Err(self.error(E::UnterminatedClass)),
            Some(c) if c == ch('\\') => {
                if self.eat('b') {
                    return Ok(ClassAtom::Char(8));
                }
                if let Some(ClassContents { set, .. }) = self.class_escape(true)? {
                    return Ok(ClassAtom::Set(set));
                }
                self.character_escape(true).map(ClassAtom::Char)
            }
            Some(c) => Ok(ClassAtom::Char(c)),
        }
    }
}
