//! The scanner: bytes to tokens, one at a time, as the parser asks for them (12 ECMAScript
//! Language: Lexical Grammar).
//!
//! What holds: `pos` is just past the current token. The parser chooses the goal symbol where it
//! matters by scanning the current
//! `/` again as a regular expression, or the current `}` again as the middle of a template.
//! A failing scan leaves its error in `error` and returns [`Failed`].
mod identifiers;
mod numbers;
mod regexp;
mod strings;

use crate::token::{Kind, Token};
use crate::{Interner, Message, Name, Span, SyntaxError};
use bumpalo::Bump;
pub(crate) use identifiers::decode;

/// The error is in [`Lexer::error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Failed;

/// A result whose error waits in the lexer.
pub(crate) type Parse<T> = Result<T, Failed>;

/// State of the scan.
pub(crate) struct Lexer<'a> {
    pub source: &'a [u8],
    pub pos: usize,
    /// The current token.
    pub token: Token,
    /// Value of a number token.
    pub number: f64,
    /// Cooked value of a string token, digits of a BigInt token.
    pub text: &'a [u8],
    /// End of the token before the current one.
    pub previous_end: u32,
    pub interner: Interner,
    pub bump: &'a Bump,
    pub error: Option<Box<SyntaxError>>,
    /// Every token, when it is left behind; off unless tokens are to be printed.
    pub log: Option<Vec<Token>>,
    /// Modules have no HTML-like comments.
    pub is_module: bool,
    /// For cooking identifiers, strings and numbers.
    buffer: Vec<u8>,
}

impl<'a> Lexer<'a> {
    pub fn new(source: &'a [u8], interner: Interner, bump: &'a Bump, is_module: bool) -> Self {
        Lexer {
            source,
            pos: 0,
            token: Token {
                kind: Kind::End,
                flags: Token::NEWLINE,
                start: 0,
                end: 0,
                name: Name::EMPTY,
            },
            number: 0.0,
            text: &[],
            previous_end: 0,
            interner,
            bump,
            error: None,
            log: None,
            is_module,
            buffer: Vec::new(),
        }
    }

    /// Records an error at `start..end`.
    #[cold]
    pub fn fail<T>(&mut self, id: Message, start: usize, end: usize) -> Parse<T> {
        self.fail_with(id, "", Span::new(start as u32, end as u32))
    }

    /// Records an error with text for its hole. The first error wins.
    #[cold]
    pub fn fail_with<T>(&mut self, id: Message, argument: &str, span: Span) -> Parse<T> {
        if self.error.is_none() {
            self.error = Some(Box::new(SyntaxError::new(id, argument, span)));
        }
        Err(Failed)
    }

    #[inline]
    pub(super) fn byte(&self, offset: usize) -> u8 {
        self.source.get(self.pos + offset).copied().unwrap_or(0)
    }

    /// 12.5 Hashbang Comments.
    pub fn skip_hashbang(&mut self) {
        if self.source.starts_with(b"#!") {
            self.skip_line_comment();
        }
    }

    /// Continues the scan at `offset`, after a token that ended there.
    pub fn seek(&mut self, offset: u32) -> Parse<()> {
        self.pos = offset as usize;
        self.token.end = offset;
        self.next()
    }

    /// Scans the next token. The token after it is not yet looked at.
    #[inline]
    pub fn next(&mut self) -> Parse<()> {
        self.previous_end = self.token.end;
        if self.log.is_some() {
            self.log_token();
        }
        self.scan()
    }

    #[cold]
    fn log_token(&mut self) {
        if let Some(log) = &mut self.log {
            log.push(self.token);
        }
    }

    /// The token after the next one.
    pub fn peek_second(&mut self) -> Token {
        let (token, pos, previous_end, number, text) = (
            self.token,
            self.pos,
            self.previous_end,
            self.number,
            self.text,
        );
        let failed = self.scan().is_err();
        let mut next = if failed { self.token } else { self.peek() };
        if failed {
            next.kind = Kind::Invalid;
            self.error = None;
        }
        (
            self.token,
            self.pos,
            self.previous_end,
            self.number,
            self.text,
        ) = (token, pos, previous_end, number, text);
        next
    }

    /// A colon is the next token.
    pub fn colon_follows(&mut self) -> bool {
        let mut at = self.pos;
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.source.get(at) {
            at += 1;
        }
        match self.source.get(at) {
            Some(b':') => true,
            Some(b'/' | 0x80..) => self.peek().kind == Kind::Colon,
            _ => false,
        }
    }

    /// The token after the current one, which stays current. A scan error gives `Kind::Invalid`.
    pub fn peek(&mut self) -> Token {
        let (token, pos, previous_end, number, text) = (
            self.token,
            self.pos,
            self.previous_end,
            self.number,
            self.text,
        );
        let failed = self.scan().is_err();
        let mut next = self.token;
        if failed {
            next.kind = Kind::Invalid;
            self.error = None;
        }
        (
            self.token,
            self.pos,
            self.previous_end,
            self.number,
            self.text,
        ) = (token, pos, previous_end, number, text);
        next
    }

    fn scan(&mut self) -> Parse<()> {
        let mut flags = if self.pos == 0 || (self.token.end == 0 && self.token.kind == Kind::End) {
            Token::NEWLINE
        } else {
            0
        };
        loop {
            let Some(&byte) = self.source.get(self.pos) else {
                self.finish(Kind::End, self.pos, flags);
                return Ok(());
            };
            match byte {
                b' ' | b'\t' | 0x0B | 0x0C => self.pos += 1,
                b'\n' | b'\r' => {
                    flags |= Token::NEWLINE;
                    self.pos += 1;
                }
                b'/' => match self.byte(1) {
                    b'/' => self.skip_line_comment(),
                    b'*' => flags |= self.skip_block_comment()?,
                    _ => return self.scan_punctuator(byte, flags),
                },
                b'a'..=b'z' | b'A'..=b'Z' | b'$' | b'_' => return self.scan_identifier(flags),
                b'0'..=b'9' => return self.scan_number(flags),
                b'"' | b'\'' => return self.scan_string(byte, flags),
                b'.' if self.byte(1).is_ascii_digit() => return self.scan_number(flags),
                b'<' if !self.is_module && self.source[self.pos..].starts_with(b"<!--") => {
                    self.skip_line_comment()
                }
                b'-' if !self.is_module
                    && flags & Token::NEWLINE != 0
                    && self.source[self.pos..].starts_with(b"-->") =>
                {
                    self.skip_line_comment();
                }
                b'#' => return self.scan_private_name(flags),
                b'\\' => return self.scan_identifier_slow(self.pos, self.pos, flags),
                0x80.. => match self.skip_unicode_space() {
                    Some(newline) => flags |= newline,
                    None => return self.scan_identifier_slow(self.pos, self.pos, flags),
                },
                _ => return self.scan_punctuator(byte, flags),
            }
        }
    }

    #[inline]
    fn finish(&mut self, kind: Kind, start: usize, flags: u8) {
        self.token = Token {
            kind,
            flags,
            start: start as u32,
            end: self.pos as u32,
            name: Name::EMPTY,
        };
    }

    /// 12.2 White Space and 12.3 Line Terminators outside of ASCII: skips one, returns its flag.
    fn skip_unicode_space(&mut self) -> Option<u8> {
        let (length, newline) = match self.source[self.pos..] {
            [0xC2, 0xA0, ..] => (2, 0),
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => (3, Token::NEWLINE),
            [0xE2, 0x80, 0x80..=0x8A | 0xAF, ..] | [0xE1, 0x9A, 0x80, ..] => (3, 0),
            [0xE2, 0x81, 0x9F, ..] | [0xE3, 0x80, 0x80, ..] | [0xEF, 0xBB, 0xBF, ..] => (3, 0),
            _ => return None,
        };
        self.pos += length;
        Some(newline)
    }

    /// 12.4 Comments: to the end of the line, which is not skipped.
    fn skip_line_comment(&mut self) {
        let mut at = self.pos;
        while let Some(found) = memchr::memchr3(b'\n', b'\r', 0xE2, &self.source[at..]) {
            at += found;
            if self.source[at] != 0xE2 || matches!(self.source[at..], [_, 0x80, 0xA8 | 0xA9, ..]) {
                self.pos = at;
                return;
            }
            at += 1;
        }
        self.pos = self.source.len();
    }

    /// 12.4 Comments: `/* */`. Returns the newline flag if it spans lines.
    fn skip_block_comment(&mut self) -> Parse<u8> {
        let start = self.pos;
        let mut at = self.pos + 2;
        loop {
            match memchr::memchr(b'*', self.source.get(at..).unwrap_or(&[])) {
                None => {
                    self.pos = self.source.len();
                    return self.fail(Message::InvalidOrUnexpectedToken, start, self.source.len());
                }
                Some(found) => {
                    at += found + 1;
                    if self.source.get(at) == Some(&b'/') {
                        break;
                    }
                }
            }
        }
        self.pos = at + 1;
        let body = &self.source[start..at];
        let newline = memchr::memchr2(b'\n', b'\r', body).is_some()
            || memchr::memchr_iter(0xE2, body)
                .any(|i| matches!(body[i..], [_, 0x80, 0xA8 | 0xA9, ..]));
        Ok(if newline { Token::NEWLINE } else { 0 })
    }

    /// 12.8 Punctuators.
    #[inline]
    fn scan_punctuator(&mut self, byte: u8, flags: u8) -> Parse<()> {
        use Kind::*;
        let start = self.pos;
        let (second, third) = (self.byte(1), self.byte(2));
        let (kind, length) = match byte {
            b'{' => (LeftBrace, 1),
            b'}' => (RightBrace, 1),
            b'(' => (LeftParen, 1),
            b')' => (RightParen, 1),
            b'[' => (LeftBracket, 1),
            b']' => (RightBracket, 1),
            b';' => (Semicolon, 1),
            b',' => (Comma, 1),
            b':' => (Colon, 1),
            b'~' => (BitNot, 1),
            b'@' => (At, 1),
            b'`' => (Template, 1),
            b'.' if second == b'.' && third == b'.' => (Ellipsis, 3),
            b'.' => (Dot, 1),
            b'=' => match (second, third) {
                (b'=', b'=') => (StrictEq, 3),
                (b'=', _) => (Eq, 2),
                (b'>', _) => (Arrow, 2),
                _ => (Assign, 1),
            },
            b'!' => match (second, third) {
                (b'=', b'=') => (StrictNe, 3),
                (b'=', _) => (Ne, 2),
                _ => (Not, 1),
            },
            b'+' => match second {
                b'+' => (Increment, 2),
                b'=' => (PlusAssign, 2),
                _ => (Plus, 1),
            },
            b'-' => match second {
                b'-' => (Decrement, 2),
                b'=' => (MinusAssign, 2),
                _ => (Minus, 1),
            },
            b'*' => match (second, third) {
                (b'*', b'=') => (ExpAssign, 3),
                (b'*', _) => (Exp, 2),
                (b'=', _) => (StarAssign, 2),
                _ => (Star, 1),
            },
            b'/' if second == b'=' => (SlashAssign, 2),
            b'/' => (Slash, 1),
            b'%' if second == b'=' => (PercentAssign, 2),
            b'%' => (Percent, 1),
            b'&' => match (second, third) {
                (b'&', b'=') => (AndAssign, 3),
                (b'&', _) => (And, 2),
                (b'=', _) => (BitAndAssign, 2),
                _ => (BitAnd, 1),
            },
            b'|' => match (second, third) {
                (b'|', b'=') => (OrAssign, 3),
                (b'|', _) => (Or, 2),
                (b'=', _) => (BitOrAssign, 2),
                _ => (BitOr, 1),
            },
            b'^' if second == b'=' => (BitXorAssign, 2),
            b'^' => (BitXor, 1),
            b'<' => match (second, third) {
                (b'<', b'=') => (ShlAssign, 3),
                (b'<', _) => (Shl, 2),
                (b'=', _) => (Le, 2),
                _ => (Lt, 1),
            },
            b'>' => match (second, third) {
                (b'>', b'>') if self.byte(3) == b'=' => (UShrAssign, 4),
                (b'>', b'>') => (UShr, 3),
                (b'>', b'=') => (ShrAssign, 3),
                (b'>', _) => (Shr, 2),
                (b'=', _) => (Ge, 2),
                _ => (Gt, 1),
            },
            b'?' => match (second, third) {
                (b'?', b'=') => (CoalesceAssign, 3),
                (b'?', _) => (Coalesce, 2),
                (b'.', digit) if !digit.is_ascii_digit() => (OptionalDot, 2),
                _ => (Question, 1),
            },
            _ => {
                self.pos += 1;
                return self.fail(Message::InvalidOrUnexpectedToken, start, start + 1);
            }
        };
        self.pos += length;
        self.finish(kind, start, flags);
        Ok(())
    }
}
