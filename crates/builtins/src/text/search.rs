//! Searching units for units.
use ogive_vm::Units;

/// The first position at or after `from` where `needle` occurs. `from` must lie within.
pub(crate) fn index_of(text: Units<'_>, needle: Units<'_>, from: usize) -> Option<usize> {
    if needle.is_empty() {
        return Some(from);
    }
    if needle.len() > text.len() - from {
        return None;
    }
    match (text, needle) {
        (Units::Latin1(t), Units::Latin1([unit])) => memchr::memchr(*unit, &t[from..]).map(|at| from + at),
        (Units::Latin1(t), Units::Latin1(n)) => memchr::memmem::find(&t[from..], n).map(|at| from + at),
        (Units::Latin1(t), Units::Utf16(n)) => {
            // A string kept as UTF-16 may still fit Latin-1.
            let narrow: Option<Vec<u8>> = n.iter().map(|&u| u8::try_from(u).ok()).collect();
            memchr::memmem::find(&t[from..], &narrow?).map(|at| from + at)
        }
        (Units::Utf16(t), Units::Utf16(n)) => find_wide(&t[from..], n).map(|at| from + at),
        (Units::Utf16(t), Units::Latin1(n)) => {
            let wide: Vec<u16> = n.iter().map(|&u| u as u16).collect();
            find_wide(&t[from..], &wide).map(|at| from + at)
        }
    }
}
fn find_unit(unit: u16, text: &[u16]) -> Option<usize> {
    let mut base = 0;
    for block in text.chunks(32) {
        // No early exit within a block, so that it vectorizes.
        if block.iter().fold(false, |any, &u| any | (u == unit)) {
            return block.iter().position(|&u| u == unit).map(|at| base + at);
        }
        base += block.len();
    }
    None
}
/// Short needles by their first unit, long ones by Knuth, Morris and Pratt: linear whatever the text.
fn find_wide(text: &[u16], needle: &[u16]) -> Option<usize> {
    if needle.len() <= 16 {
        let mut from = 0;
        while from + needle.len() <= text.len() {
            let at = from + find_unit(needle[0], &text[from..text.len() - needle.len() + 1])?;
            if text[at..].starts_with(needle) {
                return Some(at);
            }
            from = at + 1;
        }
        return None;
    }
    let mut border = vec![0usize; needle.len()];
    let mut k = 0;
    for i in 1..needle.len() {
        while k > 0 && needle[i] != needle[k] {
            k = border[k - 1];
        }
        k += (needle[i] == needle[k]) as usize;
        border[i] = k;
    }
    k = 0;
    for (i, &unit) in text.iter().enumerate() {
        while k > 0 && unit != needle[k] {
            k = border[k - 1];
        }
        k += (unit == needle[k]) as usize;
        if k == needle.len() {
            return Some(i + 1 - k);
        }
    }
    None
}
/// The last position at or before `from` where `needle` occurs.
pub(crate) fn last_index_of(text: Units<'_>, needle: Units<'_>, from: usize) -> Option<usize> {
    if needle.len() > text.len() {
        return None;
    }
    let from = from.min(text.len() - needle.len());
    if let (Units::Latin1(t), Units::Latin1(n)) = (text, needle) {
        return memchr::memmem::rfind(&t[..from + n.len()], n);
    }
    (0..=from).rev().find(|&at| matches_at(text, needle, at))
}
/// Does `needle` stand at `at`?
pub(crate) fn matches_at(text: Units<'_>, needle: Units<'_>, at: usize) -> bool {
    at + needle.len() <= text.len() && text.slice(at, at + needle.len()).same(&needle)
}
/// White space and line terminators (12.2, 12.3).
pub(crate) fn is_space(unit: u16) -> bool {
    matches!(unit, 9..=13 | 32 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000 | 0xFEFF)
}
