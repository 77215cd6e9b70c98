//! Regular expression literals (12.9.5): extent and flags; the pattern is checked by the caller's
//! validator.
use super::identifiers::decode;
use super::{Lexer, Parse};
use crate::token::Kind;
use crate::{Message, RegexpLiteral};

impl<'a> Lexer<'a> {
    /// Scans the current `/` or `/=` again as a regular expression. The token after it becomes
    /// current by `next`.
    pub fn rescan_regexp(&mut self) -> Parse<RegexpLiteral<'a>> {
        let start = self.token.start as usize;
        let mut in_class = false;
        let mut at = start + 1;
        loop {
            match self.source.get(at) {
                None | Some(b'\n' | b'\r') => {
                    return self.fail(Message::UnterminatedRegexp, start, at);
                }
                Some(0xE2) if matches!(self.source[at..], [_, 0x80, 0xA8 | 0xA9, ..]) => {
                    return self.fail(Message::UnterminatedRegexp, start, at);
                }
                Some(b'\\') => {
                    // The escaped character may be a line terminator, which the next turn rejects.
                    let escaped = self.source.get(at + 1).copied().unwrap_or(b'\n');
                    at += if matches!(escaped, b'\n' | b'\r' | 0x80..) {
                        1
                    } else {
                        2
                    };
                }
                Some(b'[') => (in_class, at) = (true, at + 1),
                Some(b']') => (in_class, at) = (false, at + 1),
                Some(b'/') if !in_class => break,
                Some(_) => at += 1,
            }
        }
        let pattern = &self.source[start + 1..at];
        self.pos = at + 1;
        let flags_start = self.pos;
        while self.identifier_follows() && self.byte(0) != b'\\' {
            self.pos += decode(&self.source[self.pos..]).1;
        }
        let flags = &self.source[flags_start..self.pos];
        if self.byte(0) == b'\\' || !are_flags(flags) {
            return self.fail(
                Message::InvalidRegexpFlags,
                flags_start,
                self.pos.max(flags_start + 1),
            );
        }
        let newline = self.token.flags;
        self.finish(Kind::Regexp, start, newline);
        Ok(RegexpLiteral { pattern, flags })
    }
}

/// Each flag is known and given once; `u` and `v` exclude each other.
fn are_flags(flags: &[u8]) -> bool {
    let mut seen = 0u32;
    for &flag in flags {
        let bit = if b"dgimsuvy".contains(&flag) {
            1u32 << (flag - b'a')
        } else {
            return false;
        };
        if seen & bit != 0 {
            return false;
        }
        seen |= bit;
    }
    let both = 1 << (b'u' - b'a') | 1 << (b'v' - b'a');
    seen & both != both
}
