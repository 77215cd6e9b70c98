//! Text as Numbers: 7.1.4.1 StringToNumber, and what parseFloat and parseInt need.
use crate::limbs;
use crate::string::{JsString, Units};
use crate::string_ops::{is_white_space, trim};
use crate::vm::Vm;
use ogive_gc::Gc;

impl Vm {
    /// 7.1.4.1.1 [StringToNumber](https://tc39.es/ecma262/#sec-stringtonumber)
    pub fn string_to_number(&mut self, s: Gc<JsString>) -> f64 {
        let units = self.units(s);
        if let Units::Latin1(text) = units
            && let Some(value) = short_decimal(text)
        {
            return value;
        }
        units_to_number(units)
    }
}

/// 7.1.4.1.1 StringToNumber of units.
pub fn units_to_number(units: Units<'_>) -> f64 {
    match trim(units, true, true) {
        Units::Latin1(text) => text_to_number(text),
        // Digits are ASCII: anything else gives NaN.
        Units::Utf16(units) => match to_ascii(units) {
            Some(text) => text_to_number(&text),
            None => f64::NAN,
        },
    }
}
fn to_ascii(units: &[u16]) -> Option<Vec<u8>> {
    units.iter().map(|&u| if u < 128 { Some(u as u8) } else { None }).collect()
}
fn text_to_number(text: &[u8]) -> f64 {
    match text {
        [] => 0.0,
        [b'0', b'x' | b'X', digits @ ..] => whole_power_of_two(digits, 4),
        [b'0', b'o' | b'O', digits @ ..] => whole_power_of_two(digits, 3),
        [b'0', b'b' | b'B', digits @ ..] => whole_power_of_two(digits, 1),
        _ => match decimal_prefix(text) {
            Some((value, len)) if len == text.len() => value,
            _ => f64::NAN,
        },
    }
}
/// NaN unless all is digits, and there are some.
fn whole_power_of_two(digits: &[u8], shift: u32) -> f64 {
    if digits.is_empty() || !digits.iter().all(|&d| (d as char).is_digit(1 << shift)) {
        return f64::NAN;
    }
    power_of_two_digits(digits, shift)
}

/// FAST: the value of digits with a sign and a point perhaps, at most 15 digits: both the digits and the power of ten that divides them are exact, so their quotient is rounded correctly.
fn short_decimal(text: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (negative, body) = match text {
        [b'-', body @ ..] => (true, body),
        _ => (false, text),
    };
    if body.is_empty() || body.len() > 16 {
        return None;
    }
    let (mut value, mut point) = (0u64, None);
    for (i, &unit) in body.iter().enumerate() {
        match unit {
            b'0'..=b'9' => value = value * 10 + (unit - b'0') as u64,
            b'.' if point.is_none() => point = Some(i),
            _ => return None,
        }
    }
    let digits = body.len() - point.is_some() as usize;
    if digits == 0 || digits > 15 {
        return None;
    }
    let fraction = point.map_or(0, |at| body.len() - 1 - at);
    let magnitude = value as f64 / POWERS[fraction];
    Some(if negative { -magnitude } else { magnitude })
}

/// The longest prefix that is a StrDecimalLiteral: its value and length.
fn decimal_prefix(text: &[u8]) -> Option<(f64, usize)> {
    let negative = text.first() == Some(&b'-');
    let start = matches!(text.first(), Some(b'-' | b'+')) as usize;
    let body = &text[start..];
    if body.starts_with(b"Infinity") {
        return Some((if negative { f64::NEG_INFINITY } else { f64::INFINITY }, start + 8));
    }
    let len = decimal_length(body)?;
    // The scanner has checked the syntax, so this cannot fail.
    let value = fast_float2::parse::<f64, _>(&body[..len]).ok()?;
    Some((if negative { -value } else { value }, start + len))
}
/// Length of the longest prefix that is a StrUnsignedDecimalLiteral other than Infinity.
fn decimal_length(text: &[u8]) -> Option<usize> {
    let digits = |from: usize| text[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits(0);
    let mut end = whole;
    if text.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if whole + fraction == 0 {
            return None;
        }
        end += 1 + fraction;
    } else if whole == 0 {
        return None;
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = matches!(text.get(end + 1), Some(b'+' | b'-')) as usize;
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    Some(end)
}

/// 19.2.4 [parseFloat](https://tc39.es/ecma262/#sec-parsefloat-string) of units.
pub fn parse_float(units: Units<'_>) -> f64 {
    let parse = |text: &[u8]| decimal_prefix(text).map_or(f64::NAN, |(value, _)| value);
    match trim(units, true, false) {
        Units::Latin1(text) => parse(text),
        Units::Utf16(units) => parse(&ascii_prefix(units)),
    }
}
fn ascii_prefix(units: &[u16]) -> Vec<u8> {
    units.iter().take_while(|&&u| u < 128).map(|&u| u as u8).collect()
}

/// 19.2.5 [parseInt](https://tc39.es/ecma262/#sec-parseint-string-radix) of units; `radix` is already ToInt32.
pub fn parse_int(units: Units<'_>, radix: i32) -> f64 {
    match trim(units, true, false) {
        Units::Latin1(text) => parse_int_text(text, radix),
        Units::Utf16(units) => parse_int_text(&ascii_prefix(units), radix),
    }
}
fn parse_int_text(text: &[u8], radix: i32) -> f64 {
    let negative = text.first() == Some(&b'-');
    let mut text = &text[matches!(text.first(), Some(b'-' | b'+')) as usize..];
    // 8, 9
    if radix != 0 && !(2..=36).contains(&radix) {
        return f64::NAN;
    }
    let hex = (radix == 0 || radix == 16) && matches!(text, [b'0', b'x' | b'X', ..]);
    if hex {
        text = &text[2..];
    }
    let radix = match radix {
        0 if hex => 16,
        0 => 10,
        r => r as u32,
    };
    let len = text.iter().take_while(|&&d| (d as char).is_digit(radix)).count();
    if len == 0 {
        return f64::NAN;
    }
    let value = digits_to_f64(&text[..len], radix);
    if negative { -value } else { value }
}
/// The nearest double of valid digits.
fn digits_to_f64(digits: &[u8], radix: u32) -> f64 {
    if radix.is_power_of_two() {
        return power_of_two_digits(digits, radix.trailing_zeros());
    }
    if radix == 10 {
        return fast_float2::parse(digits).unwrap_or(f64::NAN);
    }
    let digits = strip_zeros(digits);
    // Exact while it may matter; beyond that the specification allows an approximation, and the value is infinite.
    if digits.len() as f64 * (radix as f64).log2() > 1100.0 {
        return f64::INFINITY;
    }
    let mut value: Vec<u64> = vec![];
    for &d in digits {
        let carry = limbs::mul_small(&mut value, radix as u64, digit(d, radix));
        if carry != 0 {
            value.push(carry);
        }
    }
    limbs::to_f64(&value)
}
fn digit(d: u8, radix: u32) -> u64 {
    (d as char).to_digit(radix).expect("validated") as u64
}
fn strip_zeros(digits: &[u8]) -> &[u8] {
    &digits[digits.iter().take_while(|&&d| d == b'0').count()..]
}
/// The nearest double (halves to even) of valid digits that are `shift` bits each.
fn power_of_two_digits(digits: &[u8], shift: u32) -> f64 {
    let digits = strip_zeros(digits);
    // 64 bits or a little less, then only whether anything follows matters for rounding, and how many.
    let mut value = 0u64;
    let mut at = 0;
    while at < digits.len() && value >> (64 - shift) == 0 {
        value = value << shift | digit(digits[at], 1 << shift);
        at += 1;
    }
    let rest = &digits[at..];
    if rest.iter().any(|&d| d != b'0') {
        value |= 1;
    }
    let exponent = rest.len() as u64 * shift as u64;
    if exponent > 1024 {
        return f64::INFINITY;
    }
    // Powers of two are exact, and scaling up loses nothing.
    value as f64 * 2f64.powi(exponent as i32 / 2) * 2f64.powi(exponent as i32 - exponent as i32 / 2)
}

/// Is the whole text white space? (A helper of String-keyed fast paths.)
pub fn is_blank(units: Units<'_>) -> bool {
    units.iter().all(is_white_space)
}
