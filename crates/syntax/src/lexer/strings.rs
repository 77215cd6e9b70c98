//! String literals (12.9.4) and template parts (12.9.6), cooked to WTF-8.
use super::identifiers::encode;
use super::{Lexer, Parse};
use crate::token::{Kind, Token};
use crate::{Message, Span, TemplateElement};

/// A part of a template, whether it is the last, and the error of an invalid escape, if any.
type TemplatePart<'a> = (TemplateElement<'a>, bool, Option<(Message, Span)>);

/// What an escape means.
enum Escape {
    Code(u32),
    /// A line continuation.
    Nothing,
    /// Legacy octal: value.
    Octal(u32),
    /// `\8`, `\9`.
    Eight(u32),
}

impl<'a> Lexer<'a> {
    pub(super) fn scan_string(&mut self, quote: u8, mut flags: u8) -> Parse<()> {
        let start = self.pos;
        let source = self.source;
        let mut at = start + 1;
        loop {
            match source.get(at) {
                Some(&byte) if byte == quote => break,
                None | Some(b'\n' | b'\r') => {
                    self.pos = at;
                    return self.fail(Message::InvalidOrUnexpectedToken, start, at);
                }
                Some(b'\\') => {
                    flags |= self.scan_escaped_string(start, at, quote)?;
                    self.finish(Kind::String, start, flags);
                    return Ok(());
                }
                Some(_) => at += 1,
            }
        }
        self.text = &source[start + 1..at];
        self.pos = at + 1;
        self.finish(Kind::String, start, flags);
        Ok(())
    }

    /// A string from its first backslash at `at`. Returns its octal flags.
    #[cold]
    fn scan_escaped_string(&mut self, start: usize, at: usize, quote: u8) -> Parse<u8> {
        let mut flags = 0;
        self.buffer.clear();
        self.buffer.extend_from_slice(&self.source[start + 1..at]);
        self.pos = at;
        loop {
            match self.source.get(self.pos) {
                Some(&byte) if byte == quote => break,
                None | Some(b'\n' | b'\r') => {
                    return self.fail(Message::InvalidOrUnexpectedToken, start, self.pos);
                }
                Some(b'\\') => {
                    let escape_start = self.pos;
                    match self.scan_escape() {
                        Ok(Escape::Code(code)) => encode(&mut self.buffer, code),
                        Ok(Escape::Nothing) => {}
                        Ok(Escape::Octal(code)) => {
                            flags |= Token::OCTAL;
                            encode(&mut self.buffer, code);
                        }
                        Ok(Escape::Eight(code)) => {
                            flags |= Token::DECIMAL_ZERO;
                            encode(&mut self.buffer, code);
                        }
                        Err(id) => return self.fail(id, escape_start, self.pos),
                    }
                }
                Some(&byte) => {
                    self.buffer.push(byte);
                    self.pos += 1;
                }
            }
        }
        self.pos += 1;
        self.text = self.bump.alloc_slice_copy(&self.buffer);
        Ok(flags)
    }

    /// An escape from its backslash.
    fn scan_escape(&mut self) -> Result<Escape, Message> {
        let byte = self.byte(1);
        self.pos = (self.pos + 2).min(self.source.len());
        Ok(Escape::Code(match byte {
            b'n' => 0x0A,
            b't' => 0x09,
            b'r' => 0x0D,
            b'b' => 0x08,
            b'v' => 0x0B,
            b'f' => 0x0C,
            b'\r' => {
                if self.byte(0) == b'\n' {
                    self.pos += 1;
                }
                return Ok(Escape::Nothing);
            }
            b'\n' => return Ok(Escape::Nothing),
            b'x' => {
                let digits = (
                    char::from(self.byte(0)).to_digit(16),
                    char::from(self.byte(1)).to_digit(16),
                );
                let (Some(high), Some(low)) = digits else {
                    return Err(Message::InvalidHexEscape);
                };
                self.pos += 2;
                high << 4 | low
            }
            b'u' => self.scan_unicode_escape_digits()?,
            b'0' if !self.byte(0).is_ascii_digit() => 0,
            b'0'..=b'7' => return Ok(Escape::Octal(self.scan_octal_escape(byte))),
            b'8' | b'9' => {
                return Ok(if byte == b'0' {
                    Escape::Octal(0)
                } else {
                    Escape::Eight(u32::from(byte))
                });
            }
            0xE2 if matches!(self.source[self.pos..], [0x80, 0xA8 | 0xA9, ..]) => {
                self.pos += 2;
                return Ok(Escape::Nothing);
            }
            0x80.. => {
                self.pos -= 1;
                return Ok(Escape::Nothing);
            }
            _ => u32::from(byte),
        }))
    }

    /// Annex B.1.2: up to three octal digits, at most `\377`. `\0` before `8` or `9` is octal too.
    fn scan_octal_escape(&mut self, first: u8) -> u32 {
        let mut value = u32::from(first - b'0');
        let more = if first < b'4' { 2 } else { 1 };
        for _ in 0..more {
            let digit = self.byte(0);
            if !(b'0'..=b'7').contains(&digit) {
                break;
            }
            value = value * 8 + u32::from(digit - b'0');
            self.pos += 1;
        }
        value
    }

    /// Scans a template part that starts at `pos`, just past `` ` `` or `}`. Leaves `pos` past `` `
    /// `` or `${`. Returns the part, whether it is the last, and the error of an invalid escape,
    /// which only tagged templates forgive.
    pub fn scan_template_part(&mut self) -> Parse<TemplatePart<'a>> {
        let start = self.pos;
        let mut plain = true;
        let mut error = None;
        self.buffer.clear();
        let end = loop {
            let rest = self.source.get(self.pos..).unwrap_or(&[]);
            let Some(found) = rest
                .iter()
                .position(|byte| matches!(byte, b'`' | b'$' | b'\\' | b'\r'))
            else {
                self.pos = self.source.len();
                return self.fail(Message::UnterminatedTemplate, start, self.source.len());
            };
            self.buffer.extend_from_slice(&rest[..found]);
            self.pos += found;
            match rest[found] {
                b'`' => break self.pos,
                b'$' if self.byte(1) == b'{' => break self.pos,
                b'$' => {
                    self.buffer.push(b'$');
                    self.pos += 1;
                }
                b'\r' => {
                    plain = false;
                    self.buffer.push(b'\n');
                    self.pos += if self.byte(1) == b'\n' { 2 } else { 1 };
                }
                _ => {
                    plain = false;
                    let at = self.pos;
                    let id = match self.scan_escape() {
                        Ok(Escape::Code(code)) => {
                            encode(&mut self.buffer, code);
                            continue;
                        }
                        Ok(Escape::Nothing) => continue,
                        Ok(Escape::Octal(_)) => Message::TemplateOctalEscape,
                        Ok(Escape::Eight(_)) => Message::TemplateEightEscape,
                        Err(id) => id,
                    };
                    error = error.or(Some((id, Span::new(at as u32, self.pos as u32))));
                }
            }
        };
        let is_tail = self.source[end] == b'`';
        let source = &self.source[start..end];
        let (raw, cooked) = if plain {
            (source, source)
        } else {
            (
                self.raw_template(source),
                &*self.bump.alloc_slice_copy(&self.buffer),
            )
        };
        self.pos = end + if is_tail { 1 } else { 2 };
        self.token.end = self.pos as u32;
        let span = Span::new(start as u32, end as u32);
        Ok((
            TemplateElement {
                span,
                cooked: error.is_none().then_some(cooked),
                raw,
            },
            is_tail,
            error,
        ))
    }

    /// The raw value: CR LF and CR become LF.
    fn raw_template(&self, source: &'a [u8]) -> &'a [u8] {
        if memchr::memchr(b'\r', source).is_none() {
            return source;
        }
        let mut raw = Vec::with_capacity(source.len());
        for (index, &byte) in source.iter().enumerate() {
            match byte {
                b'\r' if source.get(index + 1) == Some(&b'\n') => {}
                b'\r' => raw.push(b'\n'),
                _ => raw.push(byte),
            }
        }
        self.bump.alloc_slice_copy(&raw)
    }
}
