//! Quoting, escaping and measuring.
use ogive::raw::vm::Units;

/// Length in UTF-16 units.
pub fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}
/// Length without colour sequences.
pub fn length_without_colors(text: &str) -> usize {
    if !text.contains('\x1b') { length(text) } else { length(&strip_colors(text)) }
}
/// The text without colour sequences.
pub fn strip_colors(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\x1b[") {
        out.push_str(&rest[..at]);
        let tail = &rest[at + 2..];
        match tail.find(|c: char| c.is_ascii_alphabetic()) {
            Some(end) => rest = &tail[end + 1..],
            None => {
                rest = "";
            }
        }
    }
    out.push_str(rest);
    out
}
/// Columns that the text takes on a terminal.
pub fn width(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\x1b') {
        return text.bytes().filter(|b| *b >= 32 && *b != 127).count();
    }
    strip_colors(text).chars().map(char_width).sum()
}
fn char_width(c: char) -> usize {
    match c as u32 {
        0..32 | 127..160 | 0x300..=0x36F | 0x200B..=0x200F | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xE0100..=0xE01EF => 0,
        0x1100..=0x115F | 0x231A..=0x231B | 0x2329..=0x232A | 0x23E9..=0x23EC | 0x2614..=0x2615 | 0x26AA..=0x26AB | 0x2705 | 0x270A..=0x270B
        | 0x2728 | 0x274C | 0x2753..=0x2755 | 0x2E80..=0x303E | 0x3041..=0x3247 | 0x3250..=0x4DBF | 0x4E00..=0xA4C6 | 0xA960..=0xA97C
        | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE10..=0xFE19 | 0xFE30..=0xFE6B | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1F64F
        | 0x1F680..=0x1F6FF | 0x1F900..=0x1F9FF | 0x1FA70..=0x1FAFF | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

/// The text as a literal in the quotes that need the fewest escapes.
pub fn quote(units: Units<'_>) -> String {
    let has = |unit: u8| units.iter().any(|u| u == unit as u16);
    let quote = if !has(b'\'') {
        b'\''
    } else if !has(b'"') {
        b'"'
    } else if !has(b'`') && !contains_placeholder(&units) {
        b'`'
    } else {
        b'\''
    };
    let mut out = String::with_capacity(units.len() + 2);
    out.push(quote as char);
    escape_into(&mut out, units, Some(quote));
    out.push(quote as char);
    out
}
fn contains_placeholder(units: &Units<'_>) -> bool {
    (1..units.len()).any(|i| units.get(i) == b'{' as u16 && units.get(i - 1) == b'$' as u16)
}
/// The text with control characters, lone surrogates (and the quote, and backslashes) escaped.
pub fn escape_into(out: &mut String, units: Units<'_>, quote: Option<u8>) {
    let mut i = 0;
    while i < units.len() {
        let (c, n) = units.code_point_at(i);
        i += n;
        match c {
            0x08 => out.push_str("\\b"),
            0x09 => out.push_str("\\t"),
            0x0A => out.push_str("\\n"),
            0x0C => out.push_str("\\f"),
            0x0D => out.push_str("\\r"),
            0x5C => out.push_str("\\\\"),
            0..0x20 | 0x7F..=0x9F => out.push_str(&format!("\\x{c:02X}")),
            0xD800..=0xDFFF => out.push_str(&format!("\\u{c:04x}")),
            c if Some(c) == quote.map(u32::from) => {
                out.push('\\');
                out.push(c as u8 as char);
            }
            c => out.push(char::from_u32(c).unwrap_or('\u{FFFD}')),
        }
    }
}
/// May a property be written without quotes?
pub fn is_plain_key(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_') && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
