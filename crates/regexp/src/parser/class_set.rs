//! `[…]` with v: ClassSetExpression (unions, `&&`, `--`, nested classes, `\q{…}`).
//!
//! With `i` every operand is simple-case-folded as it is read (MaybeSimpleCaseFolding), so the
//! operations work on folded characters; the result is closed under case when it becomes a node.

use std::collections::BTreeMap;

use super::escape::ClassContents;
use super::{E, Parser, Result, ch};
use crate::ast::Node;
use crate::casing::Casing;
use crate::charset::CharSet;

/// A ClassSetOperand; a plain character may also start a range.
enum Operand {
    Char(u32),
    Contents(ClassContents),
}

impl Parser<'_> {
    /// ClassContents with v, after `[` or `[^`, up to and with `]`.
    pub(super) fn class_set_contents(&mut self, negate: bool) -> Result<ClassContents> {
        self.enter()?;
        let mut contents = if self.peek() == Some(ch(']')) {
            ClassContents::default()
        } else {
            let first = self.class_set_operand()?;
            if self.is_at("&&") || self.is_at("--") {
                let first = self.operand_contents(first);
                self.class_set_operation(first)?
            } else {
                self.class_union(first)?
            }
        };
        if !self.eat(']') {
            return Err(self.error(E::UnterminatedClass));
        }
        self.depth -= 1;
        if negate {
            if contents.may_contain_strings {
                return Err(self.error(E::NegatedClassWithStrings));
            }
            contents.set = self.complement(&contents.set);
        }
        Ok(contents)
    }

    /// ClassIntersection or ClassSubtraction, after its first operand.
    fn class_set_operation(&mut self, mut left: ClassContents) -> Result<ClassContents> {
        let intersect = self.is_at("&&");
        while self.peek() != Some(ch(']')) {
            if self.peek().is_none() {
                break;
            }
            if !self.eat_str(if intersect { "&&" } else { "--" }) {
                return Err(self.error(E::InvalidClassSetOperation));
            }
            if intersect && self.peek() == Some(ch('&')) {
                return Err(self.error(E::InvalidCharacterInClass));
            }
            let right = self.class_set_operand()?;
            let right = self.operand_contents(right);
            if intersect {
                left.set = left.set.intersect(&right.set);
                left.may_contain_strings &= right.may_contain_strings;
            } else {
                left.set = left.set.subtract(&right.set);
            }
            left.strings
                .retain(|string| right.strings.contains(string) == intersect);
        }
        Ok(left)
    }

    /// ClassUnion, after its first operand.
    fn class_union(&mut self, first: Operand) -> Result<ClassContents> {
        let mut out = ClassContents::default();
        let mut ranges = Vec::new();
        let mut operand = first;
        loop {
            match operand {
                Operand::Char(lo) if self.peek() == Some(ch('-')) && !self.is_at("--") => {
                    self.pos += 1;
                    match self.class_set_operand()? {
                        Operand::Char(hi) if lo <= hi => ranges.push((lo, hi)),
                        Operand::Char(_) => return Err(self.error(E::ClassRangeOutOfOrder)),
                        Operand::Contents(_) => return Err(self.error(E::InvalidCharacterClass)),
                    }
                }
                Operand::Char(c) => ranges.push((c, c)),
                Operand::Contents(contents) => {
                    if self.peek() == Some(ch('-')) && !self.is_at("--") {
                        return Err(self.error(E::InvalidCharacterClass));
                    }
                    out.set.add_set(&contents.set);
                    out.strings.extend(contents.strings);
                    out.may_contain_strings |= contents.may_contain_strings;
                }
            }
            if matches!(self.peek(), None | Some(0x5D)) {
                break;
            }
            if self.is_at("&&") || self.is_at("--") {
                return Err(self.error(E::InvalidClassSetOperation));
            }
            operand = self.class_set_operand()?;
        }
        if self.build {
            let ranges = self.maybe_fold(CharSet::from_ranges(ranges));
            out.set.add_set(&ranges);
        }
        Ok(out)
    }

    fn class_set_operand(&mut self) -> Result<Operand> {
        if self.eat('[') {
            let negate = self.eat('^');
            return self.class_set_contents(negate).map(Operand::Contents);
        }
        if self.eat_str("\\q{") {
            return self.class_string_disjunction().map(Operand::Contents);
        }
        if self.peek() == Some(ch('\\')) {
            self.pos += 1;
            if let Some(contents) = self.class_escape(true)? {
                return Ok(Operand::Contents(contents));
            }
            self.pos -= 1;
        }
        self.class_set_character().map(Operand::Char)
    }

    /// ClassSetCharacter.
    fn class_set_character(&mut self) -> Result<u32> {
        let Some(c) = self.peek() else {
            return Err(self.error(E::UnterminatedClass));
        };
        let as_char = char::from_u32(c).unwrap_or('\0');
        match as_char {
            '\\' => {
                self.pos += 1;
                match self.peek().and_then(char::from_u32) {
                    Some('b') => {
                        self.pos += 1;
                        Ok(8)
                    }
                    // ClassSetReservedPunctuator.
                    Some(p) if "&-!#%,:;<=>@`~".contains(p) => {
                        self.pos += 1;
                        Ok(ch(p))
                    }
                    _ => self.character_escape(true),
                }
            }
            '(' | ')' | '[' | ']' | '{' | '}' | '/' | '-' | '|' => {
                Err(self.error(E::InvalidCharacterInClass))
            }
            // ClassSetReservedDoublePunctuator.
            p if "&!#$%*+,.:;<=>?@^`~".contains(p) && self.peek_at(1) == Some(c) => {
                Err(self.error(E::InvalidClassSetOperation))
            }
            _ => {
                self.pos += 1;
                Ok(c)
            }
        }
    }

    /// ClassStringDisjunction after `\q{`.
    fn class_string_disjunction(&mut self) -> Result<ClassContents> {
        let mut contents = ClassContents::default();
        let mut string = Vec::new();
        loop {
            let end = self.eat('}');
            if !end && !self.eat('|') {
                string.push(self.class_set_character()?);
                continue;
            }
            match std::mem::take(&mut string)[..] {
                [c] => contents.set.add(c),
                ref string => {
                    contents.strings.push(string.to_vec());
                    contents.may_contain_strings = true;
                }
            }
            if end {
                break;
            }
        }
        if self.build {
            contents.set = self.maybe_fold(contents.set);
            self.fold_strings(&mut contents);
        }
        Ok(contents)
    }

    /// MaybeSimpleCaseFolding of the strings; also removes duplicates.
    pub(super) fn fold_strings(&self, contents: &mut ClassContents) {
        if self.folds_sets() {
            for c in contents.strings.iter_mut().flatten() {
                *c = Casing::Folded.canonicalize(*c);
            }
        }
        contents.strings.sort_unstable();
        contents.strings.dedup();
    }

    fn operand_contents(&self, operand: Operand) -> ClassContents {
        match operand {
            Operand::Char(_) if !self.build => ClassContents::default(),
            Operand::Char(c) => ClassContents::of(self.maybe_fold(CharSet::single(c))),
            Operand::Contents(contents) => contents,
        }
    }

    fn is_at(&self, text: &str) -> bool {
        text.chars()
            .enumerate()
            .all(|(i, c)| self.peek_at(i) == Some(ch(c)))
    }

    /// The node that matches `contents`, longer strings before their prefixes (22.2.2.7, Atom ::
    /// CharacterClass).
    pub(super) fn contents_node(&self, contents: ClassContents) -> Node {
        let ClassContents {
            set, mut strings, ..
        } = contents;
        if !self.build || strings.is_empty() {
            return self.set_node(set);
        }
        strings.sort_unstable();
        strings.dedup();
        let strings: Vec<&[u32]> = strings.iter().map(Vec::as_slice).collect();
        self.strings_node(&strings, set)
    }

    /// The node of sorted `strings` and one-character strings `set`: a trie. Only one path of it can
    /// match, and the end of a string comes after what goes on from there, so longer ones win.
    /// First characters with the same continuations share a branch.
    fn strings_node(&self, strings: &[&[u32]], set: CharSet) -> Node {
        let has_empty = strings.first().is_some_and(|string| string.is_empty());
        let mut branches: BTreeMap<Vec<&[u32]>, CharSet> = BTreeMap::new();
        let longer = &strings[usize::from(has_empty)..];
        for group in longer.chunk_by(|a, b| a[0] == b[0]) {
            let first = group[0][0];
            let mut rests: Vec<&[u32]> = group.iter().map(|string| &string[1..]).collect();
            if set.contains(first) && !rests[0].is_empty() {
                rests.insert(0, &[]);
            }
            branches.entry(rests).or_default().add(first);
        }
        let alone = branches
            .values()
            .fold(set, |rest, firsts| rest.subtract(firsts));
        let branch = |(rests, firsts): (Vec<&[u32]>, CharSet)| {
            Node::seq(vec![
                self.set_node(firsts),
                self.strings_node(&rests, CharSet::new()),
            ])
        };
        let mut items: Vec<Node> = branches.into_iter().map(branch).collect();
        if !alone.is_empty() {
            items.push(self.set_node(alone));
        }
        if has_empty {
            items.push(Node::empty());
        }
        Node::alt(items)
    }
}
