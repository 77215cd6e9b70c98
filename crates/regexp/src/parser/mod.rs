//! Pattern text to [`Pattern`], with every early error of 22.2.1 and Annex B.1.2.
//!
//! The text is first decoded to characters: code points with u or v, code units without.
//! Terms, groups and quantifiers are here; escapes, classes and names in the files beside.
//!
//! Invariants: `depth` never exceeds `max_depth` (depth.rs), which bounds every recursion over the tree;
//! modifiers change `self.flags` only for the extent of their group; with `build` off no set is
//! made (validation), and every node is a stand-in.

mod class;
mod class_set;
mod escape;
mod names;
mod source;

pub(crate) use source::Source;

use crate::ast::{INFINITE, Node, Pattern};
use crate::casing::Casing;
use crate::charset::CharSet;
use crate::error::SyntaxErrorKind as E;
use crate::flags::Flags;
use crate::unicode;

/// How many capture groups a pattern may have (V8's limit).
pub(crate) const MAX_CAPTURES: u32 = 65_535;

/// An error and the character it is at.
#[derive(Debug)]
pub(crate) struct ParseError {
    pub(crate) kind: E,
    pub(crate) at: usize,
}

type Result<T> = std::result::Result<T, ParseError>;

pub(crate) struct Parser<'a> {
    chars: &'a [u32],
    pos: usize,
    flags: Flags,
    /// u or v.
    unicode: bool,
    /// v.
    sets: bool,
    /// Make sets; off when only validating.
    build: bool,
    depth: u32,
    max_depth: u32,
    /// Groups opened so far, the whole match included.
    group_count: u32,
    /// What a scan of the whole text found, once asked for.
    scanned: Option<names::Scan>,
    names: Vec<names::GroupName>,
    /// Named references to resolve at the end: (reference, name, position).
    pending: Vec<(u32, Vec<u32>, usize)>,
    references: Vec<Vec<u32>>,
    /// (disjunction, alternative) from the root to here.
    alternatives: Vec<(u32, u32)>,
    disjunctions: u32,
}

/// Parses `source`, to `max_depth` levels; with `build` off, only checks it.
pub(crate) fn parse(source: &Source, flags: Flags, build: bool, max_depth: u32) -> Result<Pattern> {
    let mut parser = Parser {
        chars: &source.chars,
        pos: 0,
        flags,
        unicode: flags.is_unicode(),
        sets: flags.contains(Flags::UNICODE_SETS),
        build,
        depth: 0,
        max_depth,
        group_count: 1,
        scanned: None,
        names: Vec::new(),
        pending: Vec::new(),
        references: Vec::new(),
        alternatives: Vec::new(),
        disjunctions: 0,
    };
    let root = parser.disjunction()?;
    if parser.pos < parser.chars.len() {
        return Err(parser.error(E::UnmatchedParen));
    }
    parser.resolve_references()?;
    let names = parser.take_names();
    Ok(Pattern {
        root,
        group_count: parser.group_count,
        names,
        references: parser.references,
    })
}

/// A character of the pattern as a constant.
const fn ch(c: char) -> u32 {
    c as u32
}

impl Parser<'_> {
    fn error(&self, kind: E) -> ParseError {
        ParseError { kind, at: self.pos }
    }

    fn peek(&self) -> Option<u32> {
        self.chars.get(self.pos).copied()
    }

    fn peek_at(&self, ahead: usize) -> Option<u32> {
        self.chars.get(self.pos + ahead).copied()
    }

    fn next(&mut self) -> Option<u32> {
        let c = self.peek()?;
        self.pos += 1;
        Some(c)
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(ch(c));
        self.pos += usize::from(found);
        found
    }

    fn eat_str(&mut self, text: &str) -> bool {
        let found = text
            .chars()
            .enumerate()
            .all(|(i, c)| self.peek_at(i) == Some(ch(c)));
        if found {
            self.pos += text.len();
        }
        found
    }

    fn ignore_case(&self) -> bool {
        self.flags.contains(Flags::IGNORE_CASE)
    }

    fn casing(&self) -> Casing {
        if self.unicode {
            Casing::Folded
        } else {
            Casing::Legacy
        }
    }

    fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > self.max_depth {
            Err(self.error(E::TooDeep))
        } else {
            Ok(())
        }
    }

    /// Disjunction.
    fn disjunction(&mut self) -> Result<Node> {
        self.enter()?;
        let id = self.disjunctions;
        self.disjunctions += 1;
        self.alternatives.push((id, 0));
        let first = self.alternative()?;
        let node = if self.peek() == Some(ch('|')) {
            let mut items = vec![first];
            while self.eat('|') {
                self.alternatives.last_mut().expect("pushed above").1 += 1;
                items.push(self.alternative()?);
            }
            Node::alt(items)
        } else {
            first
        };
        self.alternatives.pop();
        self.depth -= 1;
        Ok(node)
    }

    /// Alternative.
    fn alternative(&mut self) -> Result<Node> {
        let mut items = Vec::new();
        while let Some(c) = self.peek() {
            if c == ch('|') || c == ch(')') {
                break;
            }
            self.term(c, &mut items)?;
        }
        Ok(if self.build {
            Node::seq(items)
        } else {
            Node::empty()
        })
    }

    /// Term: one assertion, or an atom with its quantifier.
    fn term(&mut self, c: u32, items: &mut Vec<Node>) -> Result<()> {
        let groups_before = self.group_count;
        let start = self.pos;
        let atom = match char::from_u32(c).unwrap_or('\0') {
            '^' => {
                self.pos += 1;
                items.push(Node::line_start(self.flags.contains(Flags::MULTILINE)));
                return Ok(());
            }
            '$' => {
                self.pos += 1;
                items.push(Node::line_end(self.flags.contains(Flags::MULTILINE)));
                return Ok(());
            }
            '\\' if matches!(self.peek_at(1), Some(b) if b == ch('b') || b == ch('B')) => {
                let negate = self.peek_at(1) == Some(ch('B'));
                self.pos += 2;
                items.push(Node::word_boundary(
                    negate,
                    self.unicode && self.ignore_case(),
                ));
                return Ok(());
            }
            '(' => {
                let (node, quantifiable) = self.group()?;
                if !quantifiable {
                    items.push(node);
                    return self.no_quantifier();
                }
                node
            }
            '*' | '+' | '?' => return Err(self.error(E::NothingToRepeat)),
            '{' if self.interval()?.is_some() => {
                self.pos = start;
                return Err(self.error(E::NothingToRepeat));
            }
            '{' | '}' | ']' if self.unicode => return Err(self.error(E::LoneQuantifierBrackets)),
            '[' => self.class()?,
            '.' => {
                self.pos += 1;
                self.dot()
            }
            '\\' => self.atom_escape()?,
            _ => {
                self.pos += 1;
                self.literal(c)
            }
        };
        let node = self.quantifier(atom, groups_before)?;
        items.push(node);
        Ok(())
    }

    /// After an assertion that takes no quantifier.
    fn no_quantifier(&mut self) -> Result<()> {
        let at = self.pos;
        let quantified = match self.peek().and_then(char::from_u32) {
            Some('*' | '+' | '?') => true,
            Some('{') => self.interval()?.is_some(),
            _ => false,
        };
        self.pos = at;
        if quantified {
            Err(self.error(E::InvalidQuantifier))
        } else {
            Ok(())
        }
    }

    /// Quantifier, if any, applied to `atom`.
    fn quantifier(&mut self, atom: Node, groups_before: u32) -> Result<Node> {
        let (min, max) = match self.peek().and_then(char::from_u32) {
            Some('*') => (0, INFINITE),
            Some('+') => (1, INFINITE),
            Some('?') => (0, 1),
            Some('{') => match self.interval()? {
                Some((min, max)) => {
                    if min > max {
                        return Err(self.error(E::QuantifierOutOfOrder));
                    }
                    self.pos -= 1;
                    (clamp(min), clamp(max))
                }
                None if self.unicode => return Err(self.error(E::IncompleteQuantifier)),
                None => return Ok(atom),
            },
            _ => return Ok(atom),
        };
        self.pos += 1;
        let greedy = !self.eat('?');
        Ok(Node::repeat(
            atom,
            min,
            max,
            greedy,
            groups_before..self.group_count,
        ))
    }

    /// `{n}`, `{n,}` or `{n,m}`; nothing is consumed when it is none of these.
    fn interval(&mut self) -> Result<Option<(u64, u64)>> {
        let start = self.pos;
        let found = self.interval_inner();
        if found.is_none() {
            self.pos = start;
        }
        Ok(found)
    }

    fn interval_inner(&mut self) -> Option<(u64, u64)> {
        if !self.eat('{') {
            return None;
        }
        let min = self.decimal_digits()?;
        if self.eat('}') {
            return Some((min, min));
        }
        if !self.eat(',') {
            return None;
        }
        if self.eat('}') {
            return Some((min, u64::MAX));
        }
        let max = self.decimal_digits()?;
        self.eat('}').then_some((min, max))
    }

    /// DecimalDigits, saturating.
    fn decimal_digits(&mut self) -> Option<u64> {
        let mut value = None;
        while let Some(digit) = self
            .peek()
            .and_then(char::from_u32)
            .and_then(|c| c.to_digit(10))
        {
            let so_far: u64 = value.unwrap_or(0);
            value = Some(so_far.saturating_mul(10).saturating_add(u64::from(digit)));
            self.pos += 1;
        }
        value
    }

    /// What begins with `(`; tells whether a quantifier may follow.
    fn group(&mut self) -> Result<(Node, bool)> {
        self.pos += 1;
        if !self.eat('?') {
            return Ok((self.capture(None)?, true));
        }
        for (text, behind, negate) in [
            ("=", false, false),
            ("!", false, true),
            ("<=", true, false),
            ("<!", true, true),
        ] {
            if self.eat_str(text) {
                let before = self.group_count;
                let body = self.group_body()?;
                let node = Node::look(body, behind, negate, before..self.group_count);
                // Annex B: QuantifiableAssertion.
                return Ok((node, !behind && !self.unicode));
            }
        }
        if self.eat('<') {
            let name = self.group_name()?;
            return Ok((self.capture(Some(name))?, true));
        }
        let outer = self.flags;
        if !self.eat(':') {
            self.modifiers()?;
        }
        let body = self.group_body()?;
        self.flags = outer;
        Ok((body, true))
    }

    /// The rest of a group: Disjunction and `)`.
    fn group_body(&mut self) -> Result<Node> {
        let body = self.disjunction()?;
        if !self.eat(')') {
            return Err(self.error(E::UnterminatedGroup));
        }
        Ok(body)
    }

    fn capture(&mut self, name: Option<Vec<u32>>) -> Result<Node> {
        let index = self.group_count;
        if index > MAX_CAPTURES {
            return Err(self.error(E::TooManyCaptures));
        }
        self.group_count += 1;
        if let Some(name) = name {
            self.declare_name(name, index)?;
        }
        Ok(Node::group(index, self.group_body()?))
    }

    /// `ims-ims:` after `(?`: sets `self.flags`.
    fn modifiers(&mut self) -> Result<()> {
        let (mut add, mut remove) = (Flags::EMPTY, Flags::EMPTY);
        let mut dash = false;
        loop {
            let flag = match self.peek().and_then(char::from_u32) {
                Some('i') => Flags::IGNORE_CASE,
                Some('m') => Flags::MULTILINE,
                Some('s') => Flags::DOT_ALL,
                Some('-') if !dash => {
                    dash = true;
                    self.pos += 1;
                    continue;
                }
                Some(':') if add.with(remove) != Flags::EMPTY => break,
                _ => return Err(self.error(E::InvalidGroup)),
            };
            if add.with(remove).contains(flag) {
                return Err(self.error(E::InvalidGroup));
            }
            let side = if dash { &mut remove } else { &mut add };
            *side = side.with(flag);
            self.pos += 1;
        }
        self.pos += 1;
        self.flags = self.flags.with(add).without(remove);
        Ok(())
    }

    /// `.` under the current flags.
    fn dot(&self) -> Node {
        if !self.build {
            return Node::empty_class();
        }
        if self.flags.contains(Flags::DOT_ALL) {
            Node::class(CharSet::all())
        } else {
            Node::class(unicode::line_terminators().complement())
        }
    }

    /// One literal character under the current flags.
    fn literal(&self, c: u32) -> Node {
        if !self.build {
            return Node::empty_class();
        }
        if self.ignore_case() {
            Node::class(self.casing().equivalents(c))
        } else {
            Node::char(c)
        }
    }

    /// A set that stands for one character, closed under case if need be.
    fn set_node(&self, mut set: CharSet) -> Node {
        if !self.build {
            return Node::empty_class();
        }
        if self.ignore_case() {
            self.casing().close(&mut set);
        }
        Node::class(set)
    }
}

/// Bounds beyond what any input can reach are all the same.
fn clamp(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(INFINITE)
}
