//! A small writer of indented JSON, as much as the printers need.
use crate::Span;
use crate::lexer::decode;
use std::fmt::Write;

/// JSON text under construction. Objects and lists nest by `open`/`close` and
/// `begin_list`/`end_list`.
pub(crate) struct Json {
    out: String,
    depth: usize,
    /// Nothing was written in the current object or list yet.
    first: bool,
    positions: bool,
}

impl Json {
    pub fn new(positions: bool) -> Self {
        Json {
            out: String::new(),
            depth: 0,
            first: true,
            positions,
        }
    }

    pub fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    fn line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.depth {
            self.out.push(' ');
        }
    }

    /// Starts the next member or element.
    pub fn item(&mut self) {
        if !std::mem::replace(&mut self.first, false) {
            self.out.push(',');
        }
        self.line();
    }

    pub fn key(&mut self, key: &str) {
        self.item();
        let _ = write!(self.out, "\"{key}\": ");
    }

    pub fn begin_object(&mut self) {
        self.out.push('{');
        self.depth += 1;
        self.first = true;
    }

    /// A node without a place.
    pub fn open_unplaced(&mut self, kind: &str) {
        self.begin_object();
        let _ = write!(self.out, "\"type\": \"{kind}\"");
        self.first = false;
    }

    pub fn open(&mut self, kind: &str, span: Span) {
        self.open_unplaced(kind);
        if self.positions {
            let _ = write!(
                self.out,
                ", \"start\": {}, \"end\": {}",
                span.start, span.end
            );
        }
    }

    pub fn close(&mut self) {
        self.depth -= 1;
        self.out.push('}');
        self.first = false;
    }

    pub fn begin_list(&mut self) {
        self.out.push('[');
        self.depth += 1;
        self.first = true;
    }

    pub fn end_list(&mut self) {
        self.depth -= 1;
        self.out.push(']');
        self.first = false;
    }

    pub fn null(&mut self) {
        self.out.push_str("null");
    }

    pub fn boolean(&mut self, key: &str, value: bool) {
        self.key(key);
        self.out.push_str(if value { "true" } else { "false" });
    }

    pub fn number(&mut self, key: &str, value: f64) {
        self.key(key);
        if value.is_finite() {
            let _ = write!(self.out, "{value:?}");
        } else {
            self.out.push_str("1e999");
        }
    }

    /// WTF-8 text.
    pub fn string(&mut self, key: &str, text: &[u8]) {
        self.key(key);
        self.out.push('"');
        let mut at = 0;
        while at < text.len() {
            let (code, length) = decode(&text[at..]);
            at += length;
            match char::from_u32(code) {
                Some('"') => self.out.push_str("\\\""),
                Some('\\') => self.out.push_str("\\\\"),
                Some('\n') => self.out.push_str("\\n"),
                Some(char)
                    if char >= ' ' && !matches!(char, '\u{7F}' | '\u{2028}' | '\u{2029}') =>
                {
                    self.out.push(char)
                }
                _ => {
                    let _ = write!(self.out, "\\u{code:04X}");
                }
            }
        }
        self.out.push('"');
    }
}
