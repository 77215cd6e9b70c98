//! 6.1.6.2 the BigInt type: its operations, and 21.2's conversions. Text is in `bigint_text.rs`, limbs in `limbs.rs`.
//!
//! Operands and results of one or two limbs are worked out in 128 bits with no buffer.
use crate::bigint::BigInt;
use crate::limbs;
use crate::value::Value;
use crate::vm::{JsResult, Thrown, Vm};
use ogive_gc::Gc;

/// The largest magnitude has this many bits (V8's limit).
pub const MAX_BIGINT_BITS: u64 = 1 << 30;

impl BigInt {
    /// The value, if its magnitude is one limb.
    #[inline]
    fn small(&self) -> Option<i128> {
        match self.limbs() {
            [] => Some(0),
            [limb] => Some(if self.is_negative() { -(*limb as i128) } else { *limb as i128 }),
            _ => None,
        }
    }
    /// The magnitude, if it has at most two limbs.
    #[inline]
    fn magnitude_u128(&self) -> Option<u128> {
        match *self.limbs() {
            [] => Some(0),
            [low] => Some(low as u128),
            [low, high] => Some((high as u128) << 64 | low as u128),
            _ => None,
        }
    }
    /// The value modulo 2^128, if it has at most two limbs.
    #[inline]
    fn low_u128(&self) -> Option<u128> {
        let magnitude = self.magnitude_u128()?;
        Some(if self.is_negative() { magnitude.wrapping_neg() } else { magnitude })
    }
    /// The value modulo 2^64: 7.1.16 ToBigUint64 of a BigInt.
    pub fn low_u64(&self) -> u64 {
        let low = self.limbs().first().copied().unwrap_or(0);
        if self.is_negative() { low.wrapping_neg() } else { low }
    }
    /// The value, if it is an i64.
    pub fn to_i64(&self) -> Option<i64> {
        self.small().and_then(|v| i64::try_from(v).ok())
    }
    /// The value, if it is a u64.
    pub fn to_u64(&self) -> Option<u64> {
        self.small().and_then(|v| u64::try_from(v).ok())
    }
    /// 6.1.6.2 𝔽(ℝ(value)): the nearest Number, halves to even.
    pub fn to_f64(&self) -> f64 {
        let magnitude = limbs::to_f64(self.limbs());
        if self.is_negative() { -magnitude } else { magnitude }
    }
    /// Significant bits of the magnitude.
    pub fn bit_length(&self) -> u64 {
        limbs::bit_length(self.limbs())
    }
    /// Limb `i` of the infinite two's complement; `below` says whether any lower limb of the magnitude is set.
    fn twos_limb(&self, i: usize, below: &mut bool) -> u64 {
        let limb = self.limbs().get(i).copied().unwrap_or(0);
        if !self.is_negative() {
            return limb;
        }
        let out = if *below { !limb } else { limb.wrapping_neg() };
        *below |= limb != 0;
        out
    }
}

impl Vm {
    /// The RangeError of a BigInt that would be too large.
    #[cold]
    pub fn bigint_too_big(&mut self) -> Thrown {
        self.range_error("Maximum BigInt size exceeded")
    }
    /// A BigInt of sign and magnitude, or the RangeError.
    pub fn new_bigint(&mut self, negative: bool, limbs: &[u64]) -> JsResult<Gc<BigInt>> {
        if limbs::bit_length(limbs) > MAX_BIGINT_BITS {
            return Err(self.bigint_too_big());
        }
        match self.try_new_bigint(negative, limbs) {
            Some(b) => Ok(b),
            None => Err(self.out_of_memory()),
        }
    }
    /// A BigInt of an i128.
    pub fn new_bigint_i128(&mut self, value: i128) -> Gc<BigInt> {
        self.new_bigint_u128(value < 0, value.unsigned_abs())
    }
    fn new_bigint_u128(&mut self, negative: bool, magnitude: u128) -> Gc<BigInt> {
        self.try_new_bigint(negative, &[magnitude as u64, (magnitude >> 64) as u64]).expect("two limbs always fit")
    }

    /// 6.1.6.2.7 [BigInt::add](https://tc39.es/ecma262/#sec-numeric-types-bigint-add)
    pub fn bigint_add(&mut self, a: Gc<BigInt>, b: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        self.bigint_sum(a, b, b.is_negative())
    }
    /// 6.1.6.2.8 [BigInt::subtract](https://tc39.es/ecma262/#sec-numeric-types-bigint-subtract)
    pub fn bigint_sub(&mut self, a: Gc<BigInt>, b: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        self.bigint_sum(a, b, !b.is_negative())
    }
    /// `a` plus the magnitude of `b` under the sign given.
    fn bigint_sum(&mut self, a: Gc<BigInt>, b: Gc<BigInt>, b_negative: bool) -> JsResult<Gc<BigInt>> {
        if let (Some(x), Some(y)) = (a.small(), b.small()) {
            let y = if b_negative != b.is_negative() { -y } else { y };
            return Ok(self.new_bigint_i128(x + y));
        }
        if let (Some(x), Some(y)) = (a.magnitude_u128(), b.magnitude_u128()) {
            if a.is_negative() != b_negative {
                return Ok(self.new_bigint_u128(if x >= y { a.is_negative() } else { b_negative }, x.abs_diff(y)));
            }
            if let Some(sum) = x.checked_add(y) {
                return Ok(self.new_bigint_u128(b_negative, sum));
            }
        }
        let (x, y) = (a.limbs(), b.limbs());
        self.poll_n((x.len() + y.len()) / 64)?;
        if a.is_negative() == b_negative {
            return self.new_bigint(b_negative, &limbs::add(x, y));
        }
        if limbs::compare(x, y).is_ge() {
            self.new_bigint(a.is_negative(), &limbs::sub(x, y))
        } else {
            self.new_bigint(b_negative, &limbs::sub(y, x))
        }
    }
    /// 6.1.6.2.4 [BigInt::multiply](https://tc39.es/ecma262/#sec-numeric-types-bigint-multiply)
    pub fn bigint_mul(&mut self, a: Gc<BigInt>, b: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        if let (Some(x), Some(y)) = (a.magnitude_u128(), b.magnitude_u128())
            && let Some(product) = x.checked_mul(y)
        {
            return Ok(self.new_bigint_u128(a.is_negative() != b.is_negative(), product));
        }
        let bits = a.bit_length() + b.bit_length();
        if bits > MAX_BIGINT_BITS + 1 {
            return Err(self.bigint_too_big());
        }
        let product = limbs::mul(self, a.limbs(), b.limbs())?;
        self.new_bigint(a.is_negative() != b.is_negative(), &product)
    }
    /// 6.1.6.2.5 [BigInt::divide](https://tc39.es/ecma262/#sec-numeric-types-bigint-divide)
    pub fn bigint_div(&mut self, a: Gc<BigInt>, b: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        if b.is_zero() {
            return Err(self.range_error("Division by zero"));
        }
        if let (Some(x), Some(y)) = (a.small(), b.small()) {
            return Ok(self.new_bigint_i128(x / y));
        }
        let (quotient, _) = limbs::div_rem(self, a.limbs(), b.limbs())?;
        self.new_bigint(a.is_negative() != b.is_negative(), &quotient)
    }
    /// 6.1.6.2.6 [BigInt::remainder](https://tc39.es/ecma262/#sec-numeric-types-bigint-remainder)
    pub fn bigint_rem(&mut self, a: Gc<BigInt>, b: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        if b.is_zero() {
            return Err(self.range_error("Division by zero"));
        }
        if let (Some(x), Some(y)) = (a.small(), b.small()) {
            return Ok(self.new_bigint_i128(x % y));
        }
        let (_, rest) = limbs::div_rem(self, a.limbs(), b.limbs())?;
        self.new_bigint(a.is_negative(), &rest)
    }
    /// 6.1.6.2.3 [BigInt::exponentiate](https://tc39.es/ecma262/#sec-numeric-types-bigint-exponentiate)
    pub fn bigint_exp(&mut self, base: Gc<BigInt>, exponent: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        if exponent.is_negative() {
            return Err(self.range_error("Exponent must be non-negative"));
        }
        let negative = base.is_negative() && limbs::bit(exponent.limbs(), 0);
        if exponent.is_zero() || base.limbs() == [1] {
            return Ok(self.new_bigint_i64(if negative { -1 } else { 1 }));
        }
        if base.is_zero() {
            return Ok(base);
        }
        // The magnitude is 2 or more, so the exponent is at most the number of result bits.
        let Some(n) = exponent.to_u64().filter(|&n| n <= MAX_BIGINT_BITS) else {
            return Err(self.bigint_too_big());
        };
        let base_bits = base.bit_length();
        if (base_bits - 1).saturating_mul(n) >= MAX_BIGINT_BITS {
            return Err(self.bigint_too_big());
        }
        if base.limbs().len() == 1 && base.limbs()[0].is_power_of_two() {
            return self.new_bigint(negative, &limbs::shl(&[1], (base_bits - 1) * n));
        }
        let mut power = base.limbs().to_vec();
        for i in (0..n.ilog2()).rev() {
            power = limbs::mul(self, &power, &power)?;
            if n >> i & 1 == 1 {
                power = limbs::mul(self, &power, base.limbs())?;
            }
            limbs::trim(&mut power);
        }
        self.new_bigint(negative, &power)
    }
    /// 6.1.6.2.1 [BigInt::unaryMinus](https://tc39.es/ecma262/#sec-numeric-types-bigint-unaryMinus)
    pub fn bigint_neg(&mut self, a: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        self.new_bigint(!a.is_negative(), a.limbs())
    }
    /// 6.1.6.2.2 [BigInt::bitwiseNOT](https://tc39.es/ecma262/#sec-numeric-types-bigint-bitwiseNOT): `-a - 1`.
    pub fn bigint_not(&mut self, a: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        if a.is_negative() {
            self.new_bigint(false, &limbs::sub(a.limbs(), &[1]))
        } else {
            self.new_bigint(true, &limbs::add(a.limbs(), &[1]))
        }
    }
    /// `a + 1` or `a - 1`, for `++` and `--`.
    pub fn bigint_step(&mut self, a: Gc<BigInt>, up: bool) -> JsResult<Gc<BigInt>> {
        if let Some(x) = a.small() {
            return Ok(self.new_bigint_i128(if up { x + 1 } else { x - 1 }));
        }
        let away = a.is_negative() != up;
        let magnitude = if away { limbs::add(a.limbs(), &[1]) } else { limbs::sub(a.limbs(), &[1]) };
        self.new_bigint(a.is_negative(), &magnitude)
    }
    /// 6.1.6.2.9 [BigInt::leftShift](https://tc39.es/ecma262/#sec-numeric-types-bigint-leftShift)
    pub fn bigint_shl(&mut self, a: Gc<BigInt>, by: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        self.bigint_shift(a, by, !by.is_negative())
    }
    /// 6.1.6.2.10 [BigInt::signedRightShift](https://tc39.es/ecma262/#sec-numeric-types-bigint-signedRightShift)
    pub fn bigint_shr(&mut self, a: Gc<BigInt>, by: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        self.bigint_shift(a, by, by.is_negative())
    }
    fn bigint_shift(&mut self, a: Gc<BigInt>, by: Gc<BigInt>, left: bool) -> JsResult<Gc<BigInt>> {
        if a.is_zero() || by.is_zero() {
            return Ok(a);
        }
        // Beyond u64 the distance is larger than any BigInt.
        let distance = if by.limbs().len() == 1 { by.limbs()[0] } else { u64::MAX };
        let bits = a.bit_length();
        self.poll_n(a.limbs().len() / 64)?;
        if left {
            if distance > MAX_BIGINT_BITS || bits + distance > MAX_BIGINT_BITS {
                return Err(self.bigint_too_big());
            }
            return self.new_bigint(a.is_negative(), &limbs::shl(a.limbs(), distance));
        }
        if distance >= bits {
            return Ok(self.new_bigint_i64(if a.is_negative() { -1 } else { 0 }));
        }
        // Rounds down: a negative value with lost bits moves away from zero.
        let mut magnitude = limbs::shr(a.limbs(), distance);
        if a.is_negative() && limbs::any_bit_below(a.limbs(), distance) {
            magnitude = limbs::add(&magnitude, &[1]);
        }
        self.new_bigint(a.is_negative(), &magnitude)
    }
    /// 6.1.6.2.20 [BigInt::bitwiseAND](https://tc39.es/ecma262/#sec-numeric-types-bigint-bitwiseAND)
    pub fn bigint_and(&mut self, a: Gc<BigInt>, b: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        self.bigint_bitwise(a, b, |x, y| x & y)
    }
    /// 6.1.6.2.21 [BigInt::bitwiseXOR](https://tc39.es/ecma262/#sec-numeric-types-bigint-bitwiseXOR)
    pub fn bigint_xor(&mut self, a: Gc<BigInt>, b: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        self.bigint_bitwise(a, b, |x, y| x ^ y)
    }
    /// 6.1.6.2.22 [BigInt::bitwiseOR](https://tc39.es/ecma262/#sec-numeric-types-bigint-bitwiseOR)
    pub fn bigint_or(&mut self, a: Gc<BigInt>, b: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        self.bigint_bitwise(a, b, |x, y| x | y)
    }
    /// 6.1.6.2.19 [BigIntBitwiseOp](https://tc39.es/ecma262/#sec-bigintbitwiseop) on two's complement limbs.
    fn bigint_bitwise(&mut self, a: Gc<BigInt>, b: Gc<BigInt>, op: impl Fn(u64, u64) -> u64) -> JsResult<Gc<BigInt>> {
        if let (Some(x), Some(y)) = (a.small(), b.small()) {
            let (low, high) = (op(x as u64, y as u64), op((x >> 64) as u64, (y >> 64) as u64));
            return Ok(self.new_bigint_i128(((high as u128) << 64 | low as u128) as i128));
        }
        let len = a.limbs().len().max(b.limbs().len()) + 1;
        self.poll_n(len / 64)?;
        let (mut below_a, mut below_b) = (false, false);
        let mut out: Vec<u64> =
            (0..len).map(|i| op(a.twos_limb(i, &mut below_a), b.twos_limb(i, &mut below_b))).collect();
        self.bigint_from_twos(&mut out)
    }
    /// A BigInt of two's complement limbs, the last of which is all sign.
    fn bigint_from_twos(&mut self, limbs: &mut [u64]) -> JsResult<Gc<BigInt>> {
        let negative = limbs.last().is_some_and(|&l| l >> 63 == 1);
        if negative {
            negate(limbs);
        }
        self.new_bigint(negative, limbs)
    }

    /// 21.2.2.2 [BigInt.asUintN](https://tc39.es/ecma262/#sec-bigint.asuintn), after the conversions.
    pub fn bigint_as_uint_n(&mut self, bits: u64, a: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        if !a.is_negative() && a.bit_length() <= bits {
            return Ok(a);
        }
        if a.is_negative() && bits > MAX_BIGINT_BITS {
            return Err(self.bigint_too_big());
        }
        if let (Some(low), true) = (a.low_u128(), bits <= 128) {
            let mask = if bits == 0 { 0 } else { u128::MAX >> (128 - bits) };
            return Ok(self.new_bigint_u128(false, low & mask));
        }
        let low = low_bits(a, bits);
        self.new_bigint(false, &low)
    }
    /// 21.2.2.1 [BigInt.asIntN](https://tc39.es/ecma262/#sec-bigint.asintn), after the conversions.
    pub fn bigint_as_int_n(&mut self, bits: u64, a: Gc<BigInt>) -> JsResult<Gc<BigInt>> {
        if bits == 0 {
            return Ok(self.new_bigint_u64(0));
        }
        if a.bit_length() < bits {
            return Ok(a);
        }
        if let (Some(low), true) = (a.low_u128(), bits <= 128) {
            // The shift up drops what is above, the shift down copies the sign.
            let above = 128 - bits;
            return Ok(self.new_bigint_i128((low << above) as i128 >> above));
        }
        let mut low = low_bits(a, bits);
        if !limbs::bit(&low, bits - 1) {
            return self.new_bigint(false, &low);
        }
        negate(&mut low);
        mask(&mut low, bits);
        self.new_bigint(true, &low)
    }

    /// 21.2.1.1.1 [NumberToBigInt](https://tc39.es/ecma262/#sec-numbertobigint)
    pub fn number_to_bigint(&mut self, d: f64) -> JsResult<Gc<BigInt>> {
        if d.trunc() != d || d.is_infinite() {
            let shown = self.number_to_string(d).to_rust_string_lossy();
            let message = format!("The number {shown} cannot be converted to a BigInt because it is not an integer");
            return Err(self.range_error(message));
        }
        self.new_bigint(d < 0.0, &limbs::from_f64(d.abs()))
    }
    /// 21.2.1.1 `BigInt(value)` for a primitive, and the numeric half of 21.1.1.1 `Number(value)`: the Number of a Number or BigInt.
    pub fn numeric_to_f64(&self, numeric: Value) -> f64 {
        match numeric.as_bigint() {
            Some(b) => b.to_f64(),
            None => numeric.as_number().expect("a Number or BigInt"),
        }
    }
}

/// Two's complement negation.
fn negate(limbs: &mut [u64]) {
    let mut below = false;
    for limb in limbs {
        let old = *limb;
        *limb = if below { !old } else { old.wrapping_neg() };
        below |= old != 0;
    }
}
/// Clears all from bit `bits` on.
fn mask(limbs: &mut Vec<u64>, bits: u64) {
    limbs.truncate(bits.div_ceil(64) as usize);
    if !bits.is_multiple_of(64) && limbs.len() as u64 == bits.div_ceil(64) {
        let last = limbs.len() - 1;
        limbs[last] &= (1 << (bits % 64)) - 1;
    }
}
/// The value modulo 2^bits. Only as many limbs as the magnitude has, unless it is negative.
fn low_bits(a: Gc<BigInt>, bits: u64) -> Vec<u64> {
    let whole = bits.div_ceil(64) as usize;
    let len = if a.is_negative() { whole } else { whole.min(a.limbs().len()) };
    let mut below = false;
    let mut out = (0..len).map(|i| a.twos_limb(i, &mut below)).collect();
    mask(&mut out, bits);
    out
}
