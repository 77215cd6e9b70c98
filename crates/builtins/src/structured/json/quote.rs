//! 25.5.2.3 QuoteJSONString.
use ogive_vm::{StringBuilder, Units};

/// Eight units that need no escape.
const ONES_OF_SPACE: u64 = u64::from_le_bytes([b' '; 8]);
const HEX: &[u8; 16] = b"0123456789abcdef";

/// 25.5.2.3 [QuoteJSONString](https://tc39.es/ecma262/#sec-quotejsonstring)
pub(super) fn quote(out: &mut StringBuilder, units: Units<'_>) {
    out.push_latin1(b'"');
    match units {
        Units::Latin1(units) => quote_latin1(out, units),
        Units::Utf16(units) => quote_utf16(out, units),
    }
    out.push_latin1(b'"');
}

/// Has one of eight units to be escaped? Each byte's top bit says it of that byte or one before it.
#[inline(always)]
fn any_to_escape(eight: u64) -> bool {
    const ONES: u64 = u64::MAX / 255;
    const TOPS: u64 = ONES << 7;
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    (below(eight, 0x20) | below(eight ^ ONES * b'"' as u64, 1) | below(eight ^ ONES * b'\\' as u64, 1)) & TOPS != 0
}
/// Runs that need no escape are copied at once.
fn quote_latin1(out: &mut StringBuilder, units: &[u8]) {
    // FAST: most strings have nothing to escape.
    let (eights, rest) = units.as_chunks::<8>();
    let last = rest.iter().rev().fold(ONES_OF_SPACE, |word, &unit| word << 8 | unit as u64);
    if !eights.iter().any(|eight| any_to_escape(u64::from_le_bytes(*eight))) && !any_to_escape(last) {
        return out.push_bytes(units);
    }
    let mut start = 0;
    for (i, &unit) in units.iter().enumerate() {
        if unit < 0x20 || unit == b'"' || unit == b'\\' {
            out.push_bytes(&units[start..i]);
            escape(out, unit as u16);
            start = i + 1;
        }
    }
    out.push_bytes(&units[start..]);
}
fn quote_utf16(out: &mut StringBuilder, units: &[u16]) {
    let mut start = 0;
    for (i, &unit) in units.iter().enumerate() {
        let lone = match unit {
            0xD800..0xDC00 => !matches!(units.get(i + 1), Some(0xDC00..0xE000)),
            0xDC00..0xE000 => i == 0 || !matches!(units[i - 1], 0xD800..0xDC00),
            _ => false,
        };
        if lone || unit < 0x20 || unit == b'"' as u16 || unit == b'\\' as u16 {
            out.push_units(Units::Utf16(&units[start..i]));
            escape(out, unit);
            start = i + 1;
        }
    }
    out.push_units(Units::Utf16(&units[start..]));
}
fn escape(out: &mut StringBuilder, unit: u16) {
    let short = match unit {
        8 => b'b',
        9 => b't',
        10 => b'n',
        12 => b'f',
        13 => b'r',
        0x22 => b'"',
        0x5C => b'\\',
        _ => {
            out.push_bytes(b"\\u");
            out.push_bytes(&[12, 8, 4, 0].map(|shift| HEX[(unit >> shift & 15) as usize]));
            return;
        }
    };
    out.push_bytes(&[b'\\', short]);
}
