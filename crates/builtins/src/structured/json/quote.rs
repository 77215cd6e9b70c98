//! 25.5.2.3 QuoteJSONString.
use ogive_vm::{StringBuilder, Units};

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

/// Runs that need no escape are copied at once.
fn quote_latin1(out: &mut StringBuilder, units: &[u8]) {
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
