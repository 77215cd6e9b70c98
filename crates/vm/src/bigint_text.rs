//! BigInts as text: 7.1.14 StringToBigInt, literals, 6.1.6.2.23 BigInt::toString.
//!
//! Both directions halve the number (by the radix to a power of two chunks) until it is small: as fast as multiplication
//! and division are.
use crate::bigint::BigInt;
use crate::bigint_ops::MAX_BIGINT_BITS;
use crate::limbs;
use crate::string::{JsString, Units};
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;

/// Below this many limbs: one chunk of digits after the other.
const SIMPLE_LIMBS: usize = 40;
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The largest power of the radix that a limb holds, and how many digits that is.
fn chunk_of(radix: u32) -> (u64, usize) {
    let mut power = radix as u64;
    let mut digits = 1;
    while let Some(next) = power.checked_mul(radix as u64) {
        power = next;
        digits += 1;
    }
    (power, digits)
}

impl Vm {
    /// 7.1.14 [StringToBigInt](https://tc39.es/ecma262/#sec-stringtobigint): `None` is undefined.
    pub fn string_to_bigint(&mut self, s: Gc<JsString>) -> JsResult<Option<Gc<BigInt>>> {
        let units = self.units(s);
        let units = crate::string_ops::trim(units, true, true);
        if units.is_empty() {
            return Ok(Some(self.new_bigint_u64(0)));
        }
        let text: Vec<u8> = match units {
            Units::Latin1(u) => u.to_vec(),
            Units::Utf16(u) if u.iter().all(|&c| c < 128) => u.iter().map(|&c| c as u8).collect(),
            Units::Utf16(_) => return Ok(None),
        };
        match &text[..] {
            [b'0', b'x' | b'X' | b'o' | b'O' | b'b' | b'B', ..] => self.parse_bigint(&text),
            [b'-', digits @ ..] => self.parse_digits(true, digits, 10),
            [b'+', digits @ ..] => self.parse_digits(false, digits, 10),
            digits => self.parse_digits(false, digits, 10),
        }
    }
    /// The BigInt of a literal without its `n`: decimal, or with a 0x, 0o or 0b prefix. `None` when malformed.
    pub fn parse_bigint(&mut self, text: &[u8]) -> JsResult<Option<Gc<BigInt>>> {
        match text {
            [b'0', b'x' | b'X', digits @ ..] => self.parse_digits(false, digits, 16),
            [b'0', b'o' | b'O', digits @ ..] => self.parse_digits(false, digits, 8),
            [b'0', b'b' | b'B', digits @ ..] => self.parse_digits(false, digits, 2),
            digits => self.parse_digits(false, digits, 10),
        }
    }
    fn parse_digits(&mut self, negative: bool, digits: &[u8], radix: u32) -> JsResult<Option<Gc<BigInt>>> {
        if digits.is_empty() || !digits.iter().all(|&d| (d as char).is_digit(radix)) {
            return Ok(None);
        }
        let zeros = digits.iter().take_while(|&&d| d == b'0').count();
        let digits = &digits[zeros..];
        if digits.len() as f64 * (radix as f64).log2() > MAX_BIGINT_BITS as f64 + 8.0 {
            return Err(self.bigint_too_big());
        }
        let (power, chunk) = chunk_of(radix);
        let mut powers = vec![vec![power]];
        let magnitude = self.parse_range(digits, radix, chunk, &mut powers)?;
        self.new_bigint(negative, &magnitude).map(Some)
    }
    /// `powers[k]` is the radix to the power of chunk · 2^k.
    fn parse_range(&mut self, digits: &[u8], radix: u32, chunk: usize, powers: &mut Vec<Vec<u64>>) -> JsResult<Vec<u64>> {
        if digits.len() <= chunk * SIMPLE_LIMBS {
            self.poll_n(digits.len() / 16)?;
            return Ok(parse_simple(digits, radix, chunk));
        }
        let k = ((digits.len() - 1) / chunk).ilog2() as usize;
        self.grow_powers(powers, k)?;
        let (high, low) = digits.split_at(digits.len() - (chunk << k));
        let high = self.parse_range(high, radix, chunk, powers)?;
        let low = self.parse_range(low, radix, chunk, powers)?;
        let mut out = limbs::mul(self, &high, &powers[k])?;
        out.push(0);
        limbs::add_at(&mut out, limbs::trimmed(&low));
        limbs::trim(&mut out);
        Ok(out)
    }
    fn grow_powers(&mut self, powers: &mut Vec<Vec<u64>>, k: usize) -> JsResult<()> {
        while powers.len() <= k {
            let last = &powers[powers.len() - 1];
            let mut square = limbs::mul(self, last, last)?;
            limbs::trim(&mut square);
            powers.push(square);
        }
        Ok(())
    }

    /// 6.1.6.2.23 [BigInt::toString](https://tc39.es/ecma262/#sec-numeric-types-bigint-tostring)
    pub fn bigint_to_string(&mut self, a: Gc<BigInt>, radix: u32) -> JsResult<Gc<JsString>> {
        let mut out = vec![];
        if a.is_zero() {
            out.push(b'0');
        } else if radix.is_power_of_two() {
            write_power_of_two(a.limbs(), radix.trailing_zeros() as u64, &mut out);
        } else {
            let (power, chunk) = chunk_of(radix);
            let mut powers = vec![vec![power]];
            let mut k = 0;
            while powers[k].len() * 2 <= a.limbs().len() {
                k += 1;
                self.grow_powers(&mut powers, k)?;
            }
            self.write_range(a.limbs().to_vec(), radix, chunk, &powers, k, 0, &mut out)?;
        }
        if a.is_negative() {
            out.push(b'-');
        }
        out.reverse();
        if out.len() > crate::string::MAX_LENGTH {
            return Err(self.invalid_string_length());
        }
        Ok(self.new_latin1(&out))
    }
    /// Appends the digits, least significant first, padded with zeros to `width`.
    #[allow(clippy::too_many_arguments)]
    fn write_range(
        &mut self,
        mut value: Vec<u64>,
        radix: u32,
        chunk: usize,
        powers: &[Vec<u64>],
        k: usize,
        width: usize,
        out: &mut Vec<u8>,
    ) -> JsResult<()> {
        limbs::trim(&mut value);
        let start = out.len();
        if value.len() <= SIMPLE_LIMBS {
            self.poll_n(value.len())?;
            write_simple(value, radix, chunk, out);
        } else if limbs::compare(&value, &powers[k]).is_lt() {
            self.write_range(value, radix, chunk, powers, k - 1, 0, out)?;
        } else {
            let (high, low) = limbs::div_rem(self, &value, &powers[k])?;
            // The value may be larger than the square of the power only at the top, by less than one more level.
            let below = k.saturating_sub(1);
            self.write_range(low, radix, chunk, powers, below, chunk << k, out)?;
            self.write_range(high, radix, chunk, powers, k, 0, out)?;
        }
        if out.len() < start + width {
            out.resize(start + width, b'0');
        }
        Ok(())
    }
}

fn parse_simple(digits: &[u8], radix: u32, chunk: usize) -> Vec<u64> {
    let mut out: Vec<u64> = vec![];
    let mut rest = digits;
    while !rest.is_empty() {
        // The odd chunk comes first.
        let n = if rest.len().is_multiple_of(chunk) { chunk } else { rest.len() % chunk };
        let (now, later) = rest.split_at(n);
        let mut value = 0u64;
        let mut factor = 1u64;
        for &d in now {
            value = value * radix as u64 + (d as char).to_digit(radix).expect("validated") as u64;
            factor *= radix as u64;
        }
        let carry = limbs::mul_small(&mut out, factor, value);
        if carry != 0 {
            out.push(carry);
        }
        rest = later;
    }
    out
}
fn write_simple(mut value: Vec<u64>, radix: u32, chunk: usize, out: &mut Vec<u8>) {
    let (power, _) = chunk_of(radix);
    while !value.is_empty() {
        let mut rest = limbs::div_small(&mut value, power);
        limbs::trim(&mut value);
        for _ in 0..chunk {
            if value.is_empty() && rest == 0 {
                return;
            }
            out.push(DIGITS[(rest % radix as u64) as usize]);
            rest /= radix as u64;
        }
    }
}
/// Appends the digits, least significant first, `shift` bits each.
pub(crate) fn write_power_of_two(a: &[u64], shift: u64, out: &mut Vec<u8>) {
    let bits = limbs::bit_length(a);
    let mask = (1 << shift) - 1;
    let mut at = 0;
    while at < bits {
        let (limb, offset) = ((at / 64) as usize, at % 64);
        let mut digit = a[limb] >> offset;
        if offset + shift > 64 && limb + 1 < a.len() {
            digit |= a[limb + 1] << (64 - offset);
        }
        out.push(DIGITS[(digit & mask) as usize]);
        at += shift;
    }
}
