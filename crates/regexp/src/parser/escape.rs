//! Escapes: AtomEscape, CharacterEscape, CharacterClassEscape, and Annex B's leniency.

use super::names::join_surrogates;
use super::{E, Parser, Result, ch};
use crate::ast::Node;
use crate::casing;
use crate::charset::CharSet;
use crate::flags::Flags;
use crate::unicode::{self, strings};

/// What `\d`, `\w`, `\p{…}` and the like denote: single characters and, with v, strings.
#[derive(Default, Clone)]
pub(super) struct ClassContents {
    pub(super) set: CharSet,
    /// Strings of length other than 1, without duplicates.
    pub(super) strings: Vec<Vec<u32>>,
    /// MayContainStrings (22.2.1.5), which is decided by form, not by content.
    pub(super) may_contain_strings: bool,
}

impl ClassContents {
    pub(super) fn of(set: CharSet) -> Self {
        Self {
            set,
            ..Self::default()
        }
    }
}

impl Parser<'_> {
    /// A term that begins with a backslash, `\b` and `\B` aside.
    pub(super) fn atom_escape(&mut self) -> Result<Node> {
        let start = self.pos;
        self.pos += 1;
        let Some(c) = self.peek() else {
            return Err(self.error(E::EscapeAtEnd));
        };
        match char::from_u32(c) {
            Some('1'..='9') => {
                if let Some(index) = self.back_reference() {
                    return Ok(self.reference(vec![index]));
                }
                if self.unicode {
                    return Err(self.error(E::InvalidEscape));
                }
            }
            Some('k') if self.unicode || self.scan().has_names => {
                self.pos += 1;
                if !self.eat('<') {
                    return Err(self.error(E::InvalidNamedReference));
                }
                let name = self.group_name()?;
                let node = self.reference(Vec::new());
                self.pending
                    .push((self.references.len() as u32 - 1, name, start));
                return Ok(node);
            }
            Some('c') if !self.unicode && !self.is_control_letter_at(1) => {
                // Annex B: the backslash is literal, the `c` is the next atom.
                return Ok(self.literal(ch('\\')));
            }
            _ => {}
        }
        if let Some(contents) = self.class_escape(false)? {
            return Ok(self.contents_node(contents));
        }
        let c = self.character_escape(false)?;
        Ok(self.literal(c))
    }

    fn reference(&mut self, groups: Vec<u32>) -> Node {
        self.references.push(groups);
        Node::back_ref(self.references.len() as u32 - 1, self.ignore_case())
    }

    /// DecimalEscape, when that many groups exist; otherwise nothing is consumed.
    fn back_reference(&mut self) -> Option<u32> {
        let start = self.pos;
        let value = self.decimal_digits()?;
        let so_far = u64::from(self.group_count - 1);
        if value <= so_far || value <= u64::from(self.scan().groups) {
            return Some(value as u32);
        }
        self.pos = start;
        None
    }

    /// CharacterClassEscape at the letter after the backslash.
    pub(super) fn class_escape(&mut self, in_class: bool) -> Result<Option<ClassContents>> {
        let Some(letter) = self.peek().and_then(char::from_u32) else {
            return Ok(None);
        };
        let fold = self.unicode && self.ignore_case();
        let set = match letter {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' if !self.build => CharSet::new(),
            'd' | 'D' => unicode::digits(),
            's' | 'S' => unicode::white_space(),
            'w' | 'W' => unicode::word_characters(fold),
            'p' | 'P' if self.unicode => {
                self.pos += 1;
                return self.property(letter == 'P', in_class).map(Some);
            }
            _ => return Ok(None),
        };
        self.pos += 1;
        let set = self.maybe_fold(set);
        let negate = letter.is_ascii_uppercase();
        Ok(Some(ClassContents::of(if negate {
            self.complement(&set)
        } else {
            set
        })))
    }

    /// `\p{…}` or `\P{…}` after the letter.
    fn property(&mut self, negate: bool, in_class: bool) -> Result<ClassContents> {
        let kind = if in_class {
            E::InvalidPropertyNameInClass
        } else {
            E::InvalidPropertyName
        };
        let invalid = |parser: &Self| parser.error(kind);
        if !self.eat('{') {
            return Err(invalid(self));
        }
        let mut text = String::new();
        loop {
            match self.next().and_then(char::from_u32) {
                Some('}') => break,
                Some(c) if c.is_ascii_alphanumeric() || c == '_' || c == '=' => text.push(c),
                _ => return Err(invalid(self)),
            }
        }
        if let Some((name, value)) = text.split_once('=') {
            let set = unicode::with_value(name, value).ok_or_else(|| invalid(self))?;
            return Ok(self.property_contents(set, negate));
        }
        if strings::is_property_of_strings(&text) {
            if !self.sets || negate {
                return Err(invalid(self));
            }
            let mut contents = ClassContents {
                may_contain_strings: true,
                ..Default::default()
            };
            if self.build
                && let Some(found) = strings::property_of_strings(&text)
            {
                contents.set = self.maybe_fold(found.singles);
                contents.strings = found.strings;
                self.fold_strings(&mut contents);
            }
            return Ok(contents);
        }
        let set = unicode::lone(&text).ok_or_else(|| invalid(self))?;
        Ok(self.property_contents(set, negate))
    }

    fn property_contents(&self, set: CharSet, negate: bool) -> ClassContents {
        if !self.build {
            return ClassContents::default();
        }
        let set = self.maybe_fold(set);
        ClassContents::of(if negate { self.complement(&set) } else { set })
    }

    /// MaybeSimpleCaseFolding (22.2.2.9.11).
    pub(super) fn maybe_fold(&self, set: CharSet) -> CharSet {
        if self.sets && self.ignore_case() {
            casing::fold_set(&set)
        } else {
            set
        }
    }

    /// CharacterComplement (22.2.2.9.5).
    pub(super) fn complement(&self, set: &CharSet) -> CharSet {
        if self.sets && self.ignore_case() {
            casing::folded_universe().subtract(set)
        } else {
            set.complement()
        }
    }

    /// CharacterEscape at the character after the backslash, identity escapes included.
    pub(super) fn character_escape(&mut self, in_class: bool) -> Result<u32> {
        let Some(c) = self.next() else {
            return Err(self.error(E::EscapeAtEnd));
        };
        let escape = char::from_u32(c).unwrap_or('\0');
        Ok(match escape {
            'f' => 0x0C,
            'n' => 0x0A,
            'r' => 0x0D,
            't' => 0x09,
            'v' => 0x0B,
            'c' => match self.peek().and_then(char::from_u32) {
                Some(letter) if letter.is_ascii_alphabetic() => {
                    self.pos += 1;
                    u32::from(letter) % 32
                }
                // Annex B: ClassControlLetter.
                Some(letter @ ('0'..='9' | '_')) if in_class && !self.unicode => {
                    self.pos += 1;
                    u32::from(letter) % 32
                }
                _ if self.unicode => return Err(self.error(E::InvalidUnicodeEscape)),
                _ => {
                    self.pos -= 1;
                    ch('\\')
                }
            },
            '0' if !matches!(self.peek().and_then(char::from_u32), Some('0'..='9')) => 0,
            '0'..='7' if !self.unicode => self.legacy_octal(c),
            '0'..='9' if self.unicode => {
                return Err(self.error(match (in_class, escape) {
                    (true, _) => E::InvalidClassEscape,
                    (false, '0') => E::InvalidDecimalEscape,
                    (false, _) => E::InvalidEscape,
                }));
            }
            'x' => match self.hex_digits(2) {
                Some(value) => value,
                None if self.unicode => return Err(self.error(E::InvalidEscape)),
                None => c,
            },
            'u' => match self.unicode_escape(self.unicode) {
                Some(value) => value,
                None if self.unicode => return Err(self.error(E::InvalidUnicodeEscape)),
                None => c,
            },
            // IdentityEscape leaves out `k` when groups have names; here this is inside a class.
            'k' if !self.unicode && self.scan().has_names => {
                return Err(self.error(E::InvalidEscape));
            }
            _ if !self.unicode => c,
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
            | '/' => c,
            '-' if in_class => c,
            _ => return Err(self.error(E::InvalidEscape)),
        })
    }

    /// LegacyOctalEscapeSequence whose first digit is consumed.
    fn legacy_octal(&mut self, first: u32) -> u32 {
        let mut value = first - ch('0');
        for _ in 0..2 {
            match self
                .peek()
                .and_then(char::from_u32)
                .and_then(|c| c.to_digit(8))
            {
                Some(digit) if value * 8 + digit <= 0o377 => value = value * 8 + digit,
                _ => break,
            }
            self.pos += 1;
        }
        value
    }

    /// RegExpUnicodeEscapeSequence after `\u`; nothing is consumed on failure.
    pub(super) fn unicode_escape(&mut self, unicode: bool) -> Option<u32> {
        let start = self.pos;
        if unicode && self.eat('{') {
            let mut value = 0u32;
            let mut any = false;
            while let Some(digit) = self.peek().and_then(char::from_u32)?.to_digit(16) {
                value = (value << 4 | digit).min(0x11_0000);
                any = true;
                self.pos += 1;
            }
            if any && value <= 0x10_FFFF && self.eat('}') {
                return Some(value);
            }
            self.pos = start;
            return None;
        }
        let high = self.hex_digits(4)?;
        if unicode && (0xD800..0xDC00).contains(&high) {
            let after = self.pos;
            if self.eat_str("\\u")
                && let Some(low @ 0xDC00..0xE000) = self.hex_digits(4)
            {
                return Some(join_surrogates(high, low));
            }
            self.pos = after;
        }
        Some(high)
    }

    /// Exactly `count` hexadecimal digits; nothing is consumed on failure.
    fn hex_digits(&mut self, count: usize) -> Option<u32> {
        let digits = self.chars.get(self.pos..self.pos + count)?;
        let value = digits.iter().try_fold(0, |value, &c| {
            char::from_u32(c)
                .and_then(|c| c.to_digit(16))
                .map(|digit| value << 4 | digit)
        })?;
        self.pos += count;
        Some(value)
    }

    fn is_control_letter_at(&self, ahead: usize) -> bool {
        let c = self.peek_at(ahead).and_then(char::from_u32);
        c.is_some_and(|c| c.is_ascii_alphabetic())
    }

    /// Whether `i` and `v` are both on.
    pub(super) fn folds_sets(&self) -> bool {
        self.flags
            .contains(Flags::IGNORE_CASE.with(Flags::UNICODE_SETS))
    }
}
