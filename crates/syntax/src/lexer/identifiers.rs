//! Identifier names, keywords and private names (12.7 Names and Keywords).
use super::{Lexer, Parse};
use crate::token::{Kind, Token};
use crate::{Message, Name};
use unicode_id_start::{is_id_continue, is_id_start};

/// ASCII bytes that continue an identifier.
const CONTINUES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] =
            (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'$' || byte as u8 == b'_';
        byte += 1;
    }
    table
};

/// The code point at the start of WTF-8 `bytes` and its length. Surrogates come out as themselves.
pub(crate) fn decode(bytes: &[u8]) -> (u32, usize) {
    match *bytes {
        [] => (0, 0),
        [a, ..] if a < 0x80 => (u32::from(a), 1),
        [a, b, ..] if a < 0xE0 => ((u32::from(a) & 0x1F) << 6 | u32::from(b) & 0x3F, 2),
        [a, b, c, ..] if a < 0xF0 => (
            (u32::from(a) & 0x0F) << 12 | (u32::from(b) & 0x3F) << 6 | u32::from(c) & 0x3F,
            3,
        ),
        [a, b, c, d, ..] => (
            (u32::from(a) & 0x07) << 18
                | (u32::from(b) & 0x3F) << 12
                | (u32::from(c) & 0x3F) << 6
                | u32::from(d) & 0x3F,
            4,
        ),
        _ => (0xFFFD, 1),
    }
}

/// Appends a code point as WTF-8. A low surrogate after an encoded high one joins it, as WTF-8
/// demands.
pub(crate) fn encode(buffer: &mut Vec<u8>, code: u32) {
    if let (0xDC00..=0xDFFF, [.., 0xED, b @ 0xA0..=0xAF, c]) = (code, buffer.as_slice()) {
        let high = 0xD000 | (u32::from(*b) & 0x3F) << 6 | u32::from(*c) & 0x3F;
        let joined = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00);
        buffer.truncate(buffer.len() - 3);
        return encode(buffer, joined);
    }
    match char::from_u32(code) {
        Some(char) => buffer.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes()),
        None => buffer.extend_from_slice(&[
            0xE0 | (code >> 12) as u8,
            0x80 | (code >> 6 & 0x3F) as u8,
            0x80 | (code & 0x3F) as u8,
        ]),
    }
}

fn starts(code: u32) -> bool {
    code == u32::from(b'$')
        || code == u32::from(b'_')
        || char::from_u32(code).is_some_and(is_id_start)
}

fn continues(code: u32) -> bool {
    code == u32::from(b'$')
        || code == 0x200C
        || code == 0x200D
        || char::from_u32(code).is_some_and(is_id_continue)
}

impl<'a> Lexer<'a> {
    /// An identifier that starts with an ASCII byte.
    #[inline]
    pub(super) fn scan_identifier(&mut self, flags: u8) -> Parse<()> {
        let start = self.pos;
        let mut at = start + 1;
        let source = self.source;
        while at < source.len() && CONTINUES[source[at] as usize] {
            at += 1;
        }
        if at < source.len() && (source[at] == b'\\' || source[at] >= 0x80) {
            return self.scan_identifier_slow(start, start, flags);
        }
        self.pos = at;
        let name = self.interner.intern(&source[start..at]);
        self.token = Token {
            kind: Kind::of_name(name),
            flags,
            start: start as u32,
            end: at as u32,
            name,
        };
        Ok(())
    }

    /// An identifier with escapes or beyond ASCII. `start` is where its token starts, `from` where
    /// its characters do.
    #[cold]
    pub(super) fn scan_identifier_slow(
        &mut self,
        start: usize,
        from: usize,
        mut flags: u8,
    ) -> Parse<()> {
        self.pos = from;
        self.buffer.clear();
        self.buffer.extend_from_slice(&self.source[start..from]);
        loop {
            let first = self.pos == from;
            let (code, length) = decode(&self.source[self.pos..]);
            let at = self.pos;
            let code = if code == u32::from(b'\\') {
                flags |= Token::ESCAPED;
                self.scan_identifier_escape()?
            } else {
                self.pos += length;
                code
            };
            let fits = length > 0 && if first { starts(code) } else { continues(code) };
            if !fits {
                if self.source.get(at) == Some(&b'\\') {
                    return self.fail(Message::InvalidUnicodeEscape, at, self.pos);
                }
                if first {
                    return self.fail(
                        Message::InvalidOrUnexpectedToken,
                        start,
                        self.pos.max(start + 1).min(self.source.len()),
                    );
                }
                self.pos = at;
                break;
            }
            encode(&mut self.buffer, code);
        }
        let name = self.interner.intern(&self.buffer);
        // An escaped reserved word is never a keyword; the parser rejects it where it stands for an
        // identifier.
        let kind = match flags & Token::ESCAPED {
            _ if start != from => Kind::PrivateName,
            0 => Kind::of_name(name),
            _ => Kind::Identifier,
        };
        self.token = Token {
            kind,
            flags,
            start: start as u32,
            end: self.pos as u32,
            name,
        };
        Ok(())
    }

    /// `\uXXXX` or `\u{X}` in an identifier.
    fn scan_identifier_escape(&mut self) -> Parse<u32> {
        let start = self.pos;
        if self.byte(1) != b'u' {
            return self.fail(Message::InvalidOrUnexpectedToken, start, start + 1);
        }
        self.pos += 2;
        match self.scan_unicode_escape_digits() {
            Ok(code) => Ok(code),
            Err(id) => self.fail(id, start, self.pos),
        }
    }

    /// What follows `\u`. On success `pos` is past it.
    pub(super) fn scan_unicode_escape_digits(&mut self) -> Result<u32, Message> {
        let braced = self.byte(0) == b'{';
        let (mut code, mut digits) = (0u32, 0);
        if braced {
            self.pos += 1;
        }
        while let Some(digit) = char::from(self.byte(0)).to_digit(16) {
            if !braced && digits == 4 {
                break;
            }
            code = code << 4 | digit;
            digits += 1;
            self.pos += 1;
            if code > 0x10FFFF {
                return Err(Message::UndefinedUnicode);
            }
        }
        if braced {
            if digits == 0 || self.byte(0) != b'}' {
                return Err(Message::InvalidUnicodeEscape);
            }
            self.pos += 1;
        } else if digits != 4 {
            return Err(Message::InvalidUnicodeEscape);
        }
        Ok(code)
    }

    /// `#name`.
    pub(super) fn scan_private_name(&mut self, flags: u8) -> Parse<()> {
        let start = self.pos;
        let source = self.source;
        let mut at = start + 1;
        while at < source.len() && CONTINUES[source[at] as usize] {
            at += 1;
        }
        let simple = at > start + 1 && !source[start + 1].is_ascii_digit();
        if !simple || at < source.len() && (source[at] == b'\\' || source[at] >= 0x80) {
            return self.scan_identifier_slow(start, start + 1, flags);
        }
        self.pos = at;
        let name = self.interner.intern(&source[start..at]);
        self.token = Token {
            kind: Kind::PrivateName,
            flags,
            start: start as u32,
            end: at as u32,
            name,
        };
        Ok(())
    }

    /// Nothing that could start an identifier may follow a number.
    pub(super) fn identifier_follows(&self) -> bool {
        match self.byte(0) {
            byte if byte < 0x80 => CONTINUES[byte as usize] || byte == b'\\',
            _ => starts(decode(&self.source[self.pos..]).0),
        }
    }

    /// The name of a cooked text.
    pub fn name_of(&mut self, text: &[u8]) -> Name {
        self.interner.intern(text)
    }
}
