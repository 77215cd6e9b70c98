//! The exact sum of doubles: a fixed-point number wide enough for all of them.
//!
//! Limb i weighs 2^(32 i - 1074). Limbs are signed and hold less than 2^32 when normalized, so 2^30 additions fit before
//! carries must be passed on.

/// 2098 bits of doubles, and room for 2^64 of them to add up.
const LIMBS: usize = 69;

/// See the module head.
pub(super) struct ExactSum {
    limbs: [i64; LIMBS],
    pending: u32,
    /// Infinities and NaN add up here; -0 until something else has been added.
    special: f64,
}
impl Default for ExactSum {
    fn default() -> ExactSum {
        ExactSum { limbs: [0; LIMBS], pending: 0, special: -0.0 }
    }
}
impl ExactSum {
    /// Adds a Number.
    pub(super) fn add(&mut self, x: f64) {
        if !x.is_finite() || x == 0.0 {
            self.special += x;
            return;
        }
        self.special += 0.0;
        let bits = x.to_bits();
        let exponent = (bits >> 52 & 0x7FF) as usize;
        let mantissa = bits & ((1 << 52) - 1) | if exponent > 0 { 1 << 52 } else { 0 };
        let shift = exponent.saturating_sub(1);
        let wide = (mantissa as u128) << (shift % 32);
        for part in 0..3 {
            let digit = (wide >> (32 * part)) as u32 as i64;
            self.limbs[shift / 32 + part] += if x < 0.0 { -digit } else { digit };
        }
        self.pending += 1;
        if self.pending == 1 << 30 {
            self.normalize();
        }
    }
    /// Passes carries on: all limbs but the last are then from 0 to 2^32 - 1.
    fn normalize(&mut self) {
        let mut carry = 0;
        for limb in &mut self.limbs[..LIMBS - 1] {
            let value = *limb + carry;
            *limb = value & 0xFFFF_FFFF;
            carry = value >> 32;
        }
        self.limbs[LIMBS - 1] += carry;
        self.pending = 0;
    }
    /// The sum, rounded once.
    pub(super) fn value(mut self) -> f64 {
        if !self.special.is_finite() {
            return self.special;
        }
        self.normalize();
        let negative = self.limbs[LIMBS - 1] < 0;
        if negative {
            self.limbs.iter_mut().for_each(|limb| *limb = -*limb);
            self.normalize();
        }
        let Some(top) = self.limbs.iter().rposition(|&limb| limb != 0) else { return self.special };
        // The highest 96 bits or so, with everything below as a sticky bit.
        let mut high: u128 = 0;
        let lowest = top.saturating_sub(2);
        for i in (lowest..=top).rev() {
            high = high << 32 | self.limbs[i] as u128;
        }
        let sticky = self.limbs[..lowest].iter().any(|&limb| limb != 0);
        let magnitude = round(high, sticky, 32 * lowest as i32);
        if negative { -magnitude } else { magnitude }
    }
}

/// `high` · 2^(`scale` - 1074), with more below when `sticky`, to the nearest double, ties to even.
fn round(high: u128, sticky: bool, scale: i32) -> f64 {
    let length = 128 - high.leading_zeros() as i32;
    let excess = length - 53;
    if excess <= 0 && !sticky {
        return assemble(high as u64, scale);
    }
    // Three limbs hold at least 65 bits when there is anything below them.
    let drop = excess.max(0) as u32;
    let mut kept = (high >> drop) as u64;
    let rest = high & ((1u128 << drop) - 1);
    let half = if drop == 0 { 0 } else { 1u128 << (drop - 1) };
    if drop > 0 && (rest > half || rest == half && (sticky || kept & 1 == 1)) {
        kept += 1;
    }
    assemble(kept, scale + drop as i32)
}
/// `mantissa` · 2^(`scale` - 1074) for a mantissa of at most 53 bits (or 2^53).
fn assemble(mantissa: u64, scale: i32) -> f64 {
    let mut value = mantissa as f64;
    let mut exponent = scale - 1074;
    // Both steps are exact: a scale of 0 with few bits is subnormal by itself, and only infinity is beyond.
    while exponent > 1000 {
        value *= 2f64.powi(1000);
        exponent -= 1000;
    }
    while exponent < -1000 {
        value *= 2f64.powi(-1000);
        exponent += 1000;
    }
    value * 2f64.powi(exponent)
}

#[cfg(test)]
mod tests {
    use super::ExactSum;

    fn sum(values: &[f64]) -> f64 {
        let mut sum = ExactSum::default();
        values.iter().for_each(|&v| sum.add(v));
        sum.value()
    }

    #[test]
    fn sums_are_exact() {
        assert_eq!(sum(&[]).to_bits(), (-0.0f64).to_bits());
        assert_eq!(sum(&[-0.0, 0.0]).to_bits(), 0);
        assert_eq!(sum(&[1e308, 1e308, 0.1, 0.1, 1e30, 0.1, -1e30, -1e308, -1e308]), 0.30000000000000004);
        assert_eq!(sum(&[1e20, 0.1, -1e20]), 0.1);
        assert_eq!(sum(&[5e-324, 5e-324]), 1e-323);
        assert_eq!(sum(&[f64::MAX, f64::MAX, -f64::MAX]), f64::MAX);
        assert_eq!(sum(&[f64::MAX, f64::MAX]), f64::INFINITY);
        assert_eq!(sum(&[f64::MAX, 9.979201547673598e291]), f64::MAX);
        assert_eq!(sum(&[f64::MAX, 9.9792015476736e291]), f64::INFINITY);
        assert_eq!(sum(&[1.0, -1.0]).to_bits(), 0);
        assert_eq!(sum(&[f64::INFINITY, f64::NEG_INFINITY]).is_nan(), true);
        assert_eq!(sum(&[9007199254740992.0, 1.0, 5e-324]), 9007199254740994.0);
        assert_eq!(sum(&[-9007199254740992.0, -1.0]), -9007199254740992.0);
    }
}
