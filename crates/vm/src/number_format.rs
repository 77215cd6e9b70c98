//! Numbers as text: 6.1.6.1.20 Number::toString, and the digits of toFixed, toExponential, toPrecision, exactly rounded.
use crate::limbs;
use crate::string::JsString;
use crate::vm::Vm;
use ogive_gc::{Gc, Tracer};

/// Numbers lately turned to strings, direct-mapped.
pub(crate) struct NumberStrings {
    entries: Box<[(u64, Option<Gc<JsString>>); CACHE_SIZE]>,
}
const CACHE_SIZE: usize = 256;
impl Default for NumberStrings {
    fn default() -> NumberStrings {
        NumberStrings { entries: Box::new([(0, None); CACHE_SIZE]) }
    }
}
impl NumberStrings {
    #[inline]
    fn index(bits: u64) -> usize {
        (bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as usize % CACHE_SIZE
    }
    #[inline]
    fn find(&self, bits: u64) -> Option<Gc<JsString>> {
        let (key, string) = self.entries[NumberStrings::index(bits)];
        if key == bits { string } else { None }
    }
    fn insert(&mut self, bits: u64, string: Gc<JsString>) {
        self.entries[NumberStrings::index(bits)] = (bits, Some(string));
    }
    /// The cached strings are roots: 256 short strings at most.
    pub(crate) fn trace(&self, tracer: &mut Tracer) {
        self.entries.iter().for_each(|(_, s)| tracer.mark_option(*s));
    }
}

impl Vm {
    /// 6.1.6.1.20 [Number::toString](https://tc39.es/ecma262/#sec-numeric-types-number-tostring) in radix 10.
    pub fn number_to_string(&mut self, d: f64) -> Gc<JsString> {
        if let Some(i) = crate::value::Value::number(d).as_int() {
            return self.int_to_string(i);
        }
        // -0 is no int, and prints as 0.
        if d == 0.0 {
            return self.int_to_string(0);
        }
        let bits = d.to_bits();
        if let Some(s) = self.number_strings.find(bits) {
            return s;
        }
        let mut buffer = ryu_js::Buffer::new();
        let s = self.new_latin1(buffer.format(d).as_bytes());
        self.number_strings.insert(bits, s);
        s
    }
    /// The decimal string of an int32.
    pub fn int_to_string(&mut self, i: i32) -> Gc<JsString> {
        if (0..10).contains(&i) {
            return self.index_string(i as u32);
        }
        let bits = (i as f64).to_bits();
        if let Some(s) = self.number_strings.find(bits) {
            return s;
        }
        let mut buffer = [0u8; 11];
        let mut at = buffer.len();
        let mut rest = i.unsigned_abs();
        while rest != 0 {
            at -= 1;
            buffer[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        if i < 0 {
            at -= 1;
            buffer[at] = b'-';
        }
        let s = self.new_latin1(&buffer[at..]);
        self.number_strings.insert(bits, s);
        s
    }
    /// 6.1.6.1.20 Number::toString in any radix from 2 to 36.
    pub fn number_to_radix_string(&mut self, d: f64, radix: u32) -> Gc<JsString> {
        if radix == 10 {
            return self.number_to_string(d);
        }
        let text = number_to_radix(d, radix);
        self.new_latin1(text.as_bytes())
    }
}

/// Number::toString in radix 10, as Rust text.
pub fn number_to_text(d: f64) -> String {
    ryu_js::Buffer::new().format(d).to_string()
}

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Number::toString in a radix from 2 to 36: the shortest digits of the fraction that name no other double.
pub fn number_to_radix(d: f64, radix: u32) -> String {
    if d.is_nan() {
        return "NaN".into();
    }
    if d.is_infinite() {
        return if d > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    let magnitude = d.abs();
    let mut whole = magnitude.trunc();
    let fraction = fraction_digits(magnitude, &mut whole, radix);
    let mut out = whole_digits(whole, radix);
    if d < 0.0 {
        out.push(b'-');
    }
    out.reverse();
    if !fraction.is_empty() {
        out.push(b'.');
        out.extend(fraction.iter().map(|&digit| DIGITS[digit as usize]));
    }
    String::from_utf8(out).expect("digits are ASCII")
}
/// Digits of the fraction; a carry out of them goes into `whole`.
fn fraction_digits(magnitude: f64, whole: &mut f64, radix: u32) -> Vec<u8> {
    let mut out: Vec<u8> = vec![];
    let mut fraction = magnitude - *whole;
    // Half the distance to the next double: digits below it say nothing.
    let mut delta = (0.5 * (magnitude.next_up() - magnitude)).max(f64::from_bits(1));
    let radix_f = radix as f64;
    while fraction >= delta {
        fraction *= radix_f;
        delta *= radix_f;
        let digit = fraction as u8;
        out.push(digit);
        fraction -= digit as f64;
        let rounds_up = fraction > 0.5 || fraction == 0.5 && digit & 1 == 1;
        if rounds_up && fraction + delta > 1.0 {
            carry(&mut out, whole, radix as u8);
            break;
        }
    }
    out
}
/// Adds one in the last place.
fn carry(digits: &mut Vec<u8>, whole: &mut f64, radix: u8) {
    while let Some(last) = digits.pop() {
        if last + 1 < radix {
            digits.push(last + 1);
            return;
        }
    }
    *whole += 1.0;
}
/// Digits of an integral double, least significant first.
fn whole_digits(mut whole: f64, radix: u32) -> Vec<u8> {
    let mut out = vec![];
    if radix.is_power_of_two() && whole >= 1.0 {
        crate::bigint_text::write_power_of_two(&limbs::from_f64(whole), radix.trailing_zeros() as u64, &mut out);
        return out;
    }
    if whole >= 9_007_199_254_740_992.0 {
        return large_digits(whole, radix as u64);
    }
    let radix_f = radix as f64;
    loop {
        let digit = whole % radix_f;
        out.push(DIGITS[digit as usize]);
        whole = (whole - digit) / radix_f;
        if whole <= 0.0 {
            return out;
        }
    }
}

/// Digits of an integral double of 2^53 or more, least significant first: as many zeros at the end as leave the nearest double
/// the same, the digits before them rounded.
fn large_digits(whole: f64, radix: u64) -> Vec<u8> {
    let limbs = limbs::from_f64(whole);
    let bits = whole.to_bits();
    let ulp = f64::from_bits((bits >> 52) - 52 << 52);
    // Below a power of two the doubles lie twice as close.
    let half_ulp = limbs::from_f64(if bits << 12 == 0 { ulp / 4.0 } else { ulp / 2.0 });
    let even = bits & 1 == 0;
    let mut digits: Vec<u8> = vec![];
    let mut rest = limbs::trimmed(&limbs).to_vec();
    while !rest.is_empty() {
        digits.push(limbs::div_small(&mut rest, radix) as u8);
        limbs::trim(&mut rest);
    }
    // low: the value of the last `n` digits; power: the radix to the power of n.
    let (mut low, mut power, mut zeros, mut up) = (vec![], vec![1], 0, false);
    for (i, &digit) in digits.iter().enumerate() {
        let mut term = [power.clone(), vec![0]].concat();
        limbs::mul_small(&mut term, digit as u64, 0);
        low = limbs::add(&low, &term);
        limbs::trim(&mut low);
        let carry = limbs::mul_small(&mut power, radix, 0);
        power.push(carry);
        limbs::trim(&mut power);
        let high = limbs::sub(&power, &low);
        let rounds_up = limbs::compare(limbs::trimmed(&high), &low).is_le();
        let off = if rounds_up { limbs::trimmed(&high) } else { &low };
        match limbs::compare(off, limbs::trimmed(&half_ulp)) {
            std::cmp::Ordering::Greater => {}
            std::cmp::Ordering::Equal if !even => {}
            _ => (zeros, up) = (i + 1, rounds_up),
        }
        if limbs::bit_length(&power) > limbs::bit_length(&half_ulp) + 8 {
            break;
        }
    }
    digits[..zeros].fill(0);
    let mut at = zeros;
    while up {
        match digits.get_mut(at) {
            Some(digit) if *digit as u64 + 1 == radix => *digit = 0,
            Some(digit) => {
                *digit += 1;
                up = false;
            }
            None => {
                digits.push(1);
                up = false;
            }
        }
        at += 1;
    }
    digits.iter().map(|&d| DIGITS[d as usize]).collect()
}

/// The odd mantissa and the exponent of a finite double > 0: `d = m · 2^e`.
fn decompose(d: f64) -> (u64, i32) {
    let bits = d.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i32;
    let (mantissa, exponent) = match exponent {
        0 => (bits & ((1 << 52) - 1), -1074),
        _ => (bits & ((1 << 52) - 1) | 1 << 52, exponent - 1075),
    };
    let zeros = mantissa.trailing_zeros();
    (mantissa >> zeros, exponent + zeros as i32)
}
/// Is `d / 10^q` an integer and a half, exactly? Then the specification rounds up where Rust rounds to even.
fn is_tie(d: f64, q: i32) -> bool {
    let (mantissa, exponent) = decompose(d);
    if q <= 0 {
        return exponent == q - 1;
    }
    exponent == q - 1 && q <= 22 && mantissa.is_multiple_of(5u64.pow(q as u32))
}
/// Adds one to a decimal text of digits and at most one point; `99` becomes `100`.
fn increment(text: &mut Vec<u8>) {
    for at in (0..text.len()).rev() {
        match text[at] {
            b'.' => {}
            b'9' => text[at] = b'0',
            _ => {
                text[at] += 1;
                return;
            }
        }
    }
    text.insert(0, b'1');
}

/// FAST: the integer nearest to `magnitude` · 10^`digits` (the larger of two), where 128 bits are enough to work it out exactly.
fn scaled(magnitude: f64, digits: usize) -> Option<u128> {
    // 53 bits, and 74 bits of 10^22: room is left for the half that rounds.
    if digits > 22 || magnitude >= 9_007_199_254_740_992.0 {
        return None;
    }
    let bits = magnitude.to_bits();
    let (exponent, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
    let (significand, shift) = if exponent == 0 { (fraction, 1074) } else { (fraction | 1 << 52, 1075 - exponent) };
    let product = significand as u128 * 10u128.pow(digits as u32);
    // magnitude = significand / 2^shift, and below 2^53 the shift is not negative.
    match shift {
        0 => Some(product),
        1..=127 => Some((product + (1 << (shift - 1))) >> shift),
        // Less than 2^127 / 2^128.
        _ => Some(0),
    }
}
/// `n` / 10^`digits` in decimal.
fn fixed_text(mut n: u128, digits: usize, negative: bool) -> String {
    // 39 digits of 128 bits, a sign, a point and a zero before it.
    let mut text = [0u8; 42];
    let mut at = text.len();
    let mut put = |unit: u8| {
        at -= 1;
        text[at] = unit;
        at
    };
    let mut left = digits as i32;
    let start = loop {
        // Most fit 64 bits, which divide faster.
        let digit = if let Ok(small) = u64::try_from(n) {
            n = (small / 10) as u128;
            small % 10
        } else {
            let digit = (n % 10) as u64;
            n /= 10;
            digit
        };
        let start = put(b'0' + digit as u8);
        left -= 1;
        if left == 0 {
            put(b'.');
        } else if n == 0 && left < 0 {
            break if negative { put(b'-') } else { start };
        }
    };
    text[start..].iter().map(|&unit| unit as char).collect()
}

/// 21.1.3.3 Number.prototype.toFixed for |d| < 10^21: `digits` digits after the point.
pub fn number_to_fixed(d: f64, digits: usize) -> String {
    let magnitude = d.abs();
    if let Some(n) = scaled(magnitude, digits) {
        return fixed_text(n, digits, d < 0.0);
    }
    let text = if magnitude != 0.0 && is_tie(magnitude, -(digits as i32)) {
        // One digit more is exact, and is a 5: cut it off and round up.
        let mut text = format!("{:.*}", digits + 1, magnitude).into_bytes();
        text.pop();
        if digits == 0 {
            text.pop();
        }
        increment(&mut text);
        String::from_utf8(text).expect("digits are ASCII")
    } else {
        format!("{magnitude:.digits$}")
    };
    // NB: -0.0000001.toFixed(2) is "-0.00": the sign is that of the Number; -0 itself has none.
    if d < 0.0 { format!("-{text}") } else { text }
}

/// `precision` significant digits (halves up) and the exponent of the first. `d` is finite and > 0.
fn significant_digits(d: f64, precision: usize) -> (Vec<u8>, i32) {
    let (mut digits, exponent) = scientific(d, precision + 1);
    // A tie at `precision` digits is exact with one digit more, which is a 5.
    if digits[precision] == b'5' && is_tie(d, exponent - precision as i32 + 1) {
        digits.pop();
        increment(&mut digits);
        if digits.len() > precision {
            digits.pop();
            return (digits, exponent + 1);
        }
        return (digits, exponent);
    }
    scientific(d, precision)
}
/// Rust's own rounding: digits and exponent.
fn scientific(d: f64, precision: usize) -> (Vec<u8>, i32) {
    split_scientific(&format!("{:.*e}", precision - 1, d))
}
fn split_scientific(text: &str) -> (Vec<u8>, i32) {
    let (digits, exponent) = text.split_once('e').expect("the format has an exponent");
    (digits.bytes().filter(|&b| b != b'.').collect(), exponent.parse().expect("the exponent is a number"))
}
fn exponential_text(digits: &[u8], exponent: i32) -> String {
    let mut out = String::with_capacity(digits.len() + 6);
    out.push(digits[0] as char);
    if digits.len() > 1 {
        out.push('.');
        out.extend(digits[1..].iter().map(|&b| b as char));
    }
    out.push('e');
    out.push(if exponent < 0 { '-' } else { '+' });
    out + &exponent.unsigned_abs().to_string()
}

/// 21.1.3.2 Number.prototype.toExponential for a finite Number; no digits given: as many as needed.
pub fn number_to_exponential(d: f64, fraction_digits: Option<usize>) -> String {
    let magnitude = d.abs();
    let (digits, exponent) = match fraction_digits {
        Some(n) if magnitude == 0.0 => (vec![b'0'; n + 1], 0),
        Some(n) => significant_digits(magnitude, n + 1),
        None => split_scientific(&format!("{magnitude:e}")),
    };
    let text = exponential_text(&digits, exponent);
    if d < 0.0 { format!("-{text}") } else { text }
}

/// 21.1.3.5 Number.prototype.toPrecision for a finite Number and 1 ≤ precision ≤ 100.
pub fn number_to_precision(d: f64, precision: usize) -> String {
    let magnitude = d.abs();
    let (digits, exponent) =
        if magnitude == 0.0 { (vec![b'0'; precision], 0) } else { significant_digits(magnitude, precision) };
    let text = |digits: &[u8]| digits.iter().map(|&b| b as char).collect::<String>();
    let body = if exponent < -6 || exponent >= precision as i32 {
        exponential_text(&digits, exponent)
    } else if exponent == precision as i32 - 1 {
        text(&digits)
    } else if exponent >= 0 {
        let (whole, fraction) = digits.split_at(exponent as usize + 1);
        format!("{}.{}", text(whole), text(fraction))
    } else {
        format!("0.{}{}", "0".repeat((-exponent - 1) as usize), text(&digits))
    };
    if d < 0.0 { format!("-{body}") } else { body }
}
