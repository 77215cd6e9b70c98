//! Arithmetic on magnitudes: slices of u64 limbs, least significant first.
//!
//! Slices may have leading zero limbs unless a function says *trimmed*. Whatever can take long polls (so that deadlines
//! and interrupts hold) and returns a `JsResult`. Multiplication: schoolbook, then num-bigint up to [`LEAF`] limbs, then
//! Karatsuba over such leaves. Division: Knuth's algorithm D, then Burnikel and Ziegler's recursion over it.
use crate::vm::{JsResult, Vm};
use num_bigint::BigUint;
use std::cmp::Ordering;

/// Below this many limbs in the shorter factor: schoolbook.
const SCHOOLBOOK: usize = 24;
/// Up to this many limbs in the shorter factor: num-bigint, uninterrupted.
const LEAF: usize = 2048;
/// Divisors and quotients of fewer limbs: algorithm D.
const RECURSIVE_DIVISION: usize = 64;

/// Without leading zero limbs.
#[inline]
pub(crate) fn trimmed(a: &[u64]) -> &[u64] {
    let len = a.iter().rposition(|&l| l != 0).map_or(0, |i| i + 1);
    &a[..len]
}
/// Drops leading zero limbs.
pub(crate) fn trim(a: &mut Vec<u64>) {
    let len = trimmed(a).len();
    a.truncate(len);
}
/// Order of trimmed magnitudes.
pub(crate) fn compare(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}
/// Number of significant bits.
pub(crate) fn bit_length(a: &[u64]) -> u64 {
    let a = trimmed(a);
    match a.last() {
        Some(&top) => a.len() as u64 * 64 - top.leading_zeros() as u64,
        None => 0,
    }
}
/// Bit `i`.
pub(crate) fn bit(a: &[u64], i: u64) -> bool {
    a.get((i / 64) as usize).is_some_and(|&l| l >> (i % 64) & 1 == 1)
}
/// Any of the bits below `end` set?
pub(crate) fn any_bit_below(a: &[u64], end: u64) -> bool {
    let whole = ((end / 64) as usize).min(a.len());
    a[..whole].iter().any(|&l| l != 0) || (whole < a.len() && !end.is_multiple_of(64) && a[whole] << (64 - end % 64) != 0)
}

/// The limbs of an integral double ≥ 0.
pub(crate) fn from_f64(d: f64) -> [u64; 17] {
    let mut out = [0; 17];
    let bits = d.to_bits();
    let exponent = (bits >> 52) as i64 - 1075;
    if exponent <= 0 {
        out[0] = d as u64;
        return out;
    }
    let mantissa = (bits & ((1 << 52) - 1) | 1 << 52) as u128;
    let (limb, shift) = ((exponent / 64) as usize, exponent % 64);
    let wide = mantissa << shift;
    out[limb] = wide as u64;
    out[limb + 1] = (wide >> 64) as u64;
    out
}
/// The nearest double, halves to even; infinity when too large.
pub(crate) fn to_f64(a: &[u64]) -> f64 {
    let bits = bit_length(a);
    if bits <= 64 {
        return a.first().copied().unwrap_or(0) as f64;
    }
    if bits > 1024 {
        return f64::INFINITY;
    }
    let low = bits - 64;
    let mut top = shr(a, low)[0];
    // The 11 bits below the mantissa round it; what is below them only breaks ties.
    if any_bit_below(a, low) {
        top |= 1;
    }
    top as f64 * f64::from_bits((low + 1023) << 52)
}

/// `a + b`.
pub(crate) fn add(a: &[u64], b: &[u64]) -> Vec<u64> {
    let (a, b) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let mut out = Vec::with_capacity(a.len() + 1);
    out.extend_from_slice(a);
    if add_at(&mut out, b) {
        out.push(1);
    }
    out
}
/// `a += b`, which is no longer; gives the carry.
pub(crate) fn add_at(a: &mut [u64], b: &[u64]) -> bool {
    let (low, high) = a.split_at_mut(b.len());
    let mut carry = false;
    for (x, &y) in low.iter_mut().zip(b) {
        let (sum, c1) = x.overflowing_add(y);
        let (sum, c2) = sum.overflowing_add(carry as u64);
        *x = sum;
        carry = c1 | c2;
    }
    for x in high {
        if !carry {
            return false;
        }
        (*x, carry) = x.overflowing_add(1);
    }
    carry
}
/// `a - b`, where `a ≥ b`.
pub(crate) fn sub(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut out = a.to_vec();
    sub_at(&mut out, trimmed(b));
    out
}
/// `a -= b`, which is no longer; gives the borrow.
pub(crate) fn sub_at(a: &mut [u64], b: &[u64]) -> bool {
    let (low, high) = a.split_at_mut(b.len());
    let mut borrow = false;
    for (x, &y) in low.iter_mut().zip(b) {
        let (difference, b1) = x.overflowing_sub(y);
        let (difference, b2) = difference.overflowing_sub(borrow as u64);
        *x = difference;
        borrow = b1 | b2;
    }
    for x in high {
        if !borrow {
            return false;
        }
        (*x, borrow) = x.overflowing_sub(1);
    }
    borrow
}
/// `a = a * factor + carry`; gives the limb above.
pub(crate) fn mul_small(a: &mut [u64], factor: u64, mut carry: u64) -> u64 {
    for x in a {
        let wide = *x as u128 * factor as u128 + carry as u128;
        *x = wide as u64;
        carry = (wide >> 64) as u64;
    }
    carry
}
/// `a /= divisor`; gives the remainder.
pub(crate) fn div_small(a: &mut [u64], divisor: u64) -> u64 {
    let mut rest = 0u64;
    for x in a.iter_mut().rev() {
        let wide = (rest as u128) << 64 | *x as u128;
        *x = (wide / divisor as u128) as u64;
        rest = (wide % divisor as u128) as u64;
    }
    rest
}
/// `a << bits`.
pub(crate) fn shl(a: &[u64], bits: u64) -> Vec<u64> {
    let (limbs, bits) = ((bits / 64) as usize, (bits % 64) as u32);
    let mut out = vec![0; limbs];
    out.reserve(a.len() + 1);
    if bits == 0 {
        out.extend_from_slice(a);
        return out;
    }
    let mut carry = 0;
    for &x in a {
        out.push(x << bits | carry);
        carry = x >> (64 - bits);
    }
    out.push(carry);
    out
}
/// `a >> bits`, rounded down.
pub(crate) fn shr(a: &[u64], bits: u64) -> Vec<u64> {
    let (limbs, bits) = ((bits / 64) as usize, (bits % 64) as u32);
    let Some(rest) = a.get(limbs..) else { return vec![] };
    if bits == 0 {
        return rest.to_vec();
    }
    (0..rest.len()).map(|i| rest[i] >> bits | rest.get(i + 1).map_or(0, |&next| next << (64 - bits))).collect()
}

/// `a * b`.
pub(crate) fn mul(vm: &mut Vm, a: &[u64], b: &[u64]) -> JsResult<Vec<u64>> {
    let (a, b) = (trimmed(a), trimmed(b));
    let (a, b) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if b.len() < SCHOOLBOOK {
        vm.poll_n(a.len() * b.len() / 16)?;
        return Ok(mul_schoolbook(a, b));
    }
    if b.len() <= LEAF || a.len() >= 2 * b.len() {
        return mul_chunks(vm, a, b);
    }
    let half = a.len().div_ceil(2);
    if b.len() <= half {
        return mul_chunks(vm, a, b);
    }
    let ((a0, a1), (b0, b1)) = (a.split_at(half), b.split_at(half));
    let low = mul(vm, a0, b0)?;
    let high = mul(vm, a1, b1)?;
    let mut middle = mul(vm, &add(a0, a1), &add(b0, b1))?;
    sub_at(&mut middle, trimmed(&low));
    sub_at(&mut middle, trimmed(&high));
    let mut out = vec![0; a.len() + b.len()];
    out[..low.len()].copy_from_slice(&low);
    out[2 * half..2 * half + high.len()].copy_from_slice(&high);
    add_at(&mut out[half..], trimmed(&middle));
    Ok(out)
}
fn mul_schoolbook(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut out = vec![0; a.len() + b.len()];
    for (i, &y) in b.iter().enumerate() {
        let mut carry = 0;
        for (slot, &x) in out[i..].iter_mut().zip(a) {
            let wide = x as u128 * y as u128 + *slot as u128 + carry as u128;
            *slot = wide as u64;
            carry = (wide >> 64) as u64;
        }
        out[i + a.len()] = carry;
    }
    out
}
/// The longer factor in pieces of a size that suits the shorter.
fn mul_chunks(vm: &mut Vm, a: &[u64], b: &[u64]) -> JsResult<Vec<u64>> {
    let mut out = vec![0; a.len() + b.len()];
    let leaf = (b.len() <= LEAF).then(|| to_biguint(b));
    for (i, piece) in a.chunks(b.len().max(SCHOOLBOOK)).enumerate() {
        let product = match &leaf {
            Some(b) => {
                vm.poll_n(piece.len() * 4)?;
                (to_biguint(piece) * b).to_u64_digits()
            }
            None => mul(vm, piece, b)?,
        };
        add_at(&mut out[i * b.len().max(SCHOOLBOOK)..], trimmed(&product));
    }
    Ok(out)
}
fn to_biguint(a: &[u64]) -> BigUint {
    BigUint::new(a.iter().flat_map(|&l| [l as u32, (l >> 32) as u32]).collect())
}

/// `(a / b, a % b)`; `b` is not zero.
pub(crate) fn div_rem(vm: &mut Vm, a: &[u64], b: &[u64]) -> JsResult<(Vec<u64>, Vec<u64>)> {
    let (a, b) = (trimmed(a), trimmed(b));
    if compare(a, b).is_lt() {
        return Ok((vec![], a.to_vec()));
    }
    if let [divisor] = *b {
        vm.poll_n(a.len() / 8)?;
        let mut quotient = a.to_vec();
        let rest = div_small(&mut quotient, divisor);
        return Ok((quotient, vec![rest]));
    }
    let shift = b[b.len() - 1].leading_zeros() as u64;
    let (u, mut v) = (shl(a, shift), shl(b, shift));
    trim(&mut v);
    let (quotient, rest) = if v.len() < RECURSIVE_DIVISION || a.len() - b.len() < RECURSIVE_DIVISION {
        div_knuth(vm, u, &v)?
    } else {
        div_blocks(vm, &u, &v)?
    };
    Ok((quotient, shr(&rest, shift)))
}
/// Algorithm D (Knuth, The Art of Computer Programming 4.3.1); the top bit of `v` is set, and it has two limbs or more.
fn div_knuth(vm: &mut Vm, mut u: Vec<u64>, v: &[u64]) -> JsResult<(Vec<u64>, Vec<u64>)> {
    let n = v.len();
    if u.len() < n {
        return Ok((vec![], u));
    }
    u.push(0);
    let mut quotient = vec![0; u.len() - n];
    for j in (0..quotient.len()).rev() {
        vm.poll_n(n / 8)?;
        let digit = estimate(&u[j..=j + n], v);
        quotient[j] = subtract_multiple(&mut u[j..=j + n], v, digit);
    }
    u.truncate(n);
    Ok((quotient, u))
}
/// The quotient digit of `u / v`, or one more.
fn estimate(u: &[u64], v: &[u64]) -> u64 {
    let n = v.len();
    let (top, second) = (v[n - 1] as u128, v[n - 2] as u128);
    let wide = (u[n] as u128) << 64 | u[n - 1] as u128;
    let (mut digit, mut rest) = if u[n] as u128 >= top {
        (u64::MAX as u128, wide - u64::MAX as u128 * top)
    } else {
        (wide / top, wide % top)
    };
    while rest >> 64 == 0 && digit * second > (rest << 64 | u[n - 2] as u128) {
        digit -= 1;
        rest += top;
    }
    digit as u64
}
/// `u -= digit * v`; gives the true digit, which may be one less.
fn subtract_multiple(u: &mut [u64], v: &[u64], digit: u64) -> u64 {
    let mut carry = 0u64;
    let mut borrow = false;
    for (x, &y) in u.iter_mut().zip(v) {
        let product = digit as u128 * y as u128 + carry as u128;
        carry = (product >> 64) as u64;
        let (difference, b1) = x.overflowing_sub(product as u64);
        let (difference, b2) = difference.overflowing_sub(borrow as u64);
        *x = difference;
        borrow = b1 | b2;
    }
    let n = v.len();
    let (difference, b1) = u[n].overflowing_sub(carry);
    let (difference, b2) = difference.overflowing_sub(borrow as u64);
    u[n] = difference;
    if !(b1 | b2) {
        return digit;
    }
    add_at(u, v);
    digit - 1
}

/// Burnikel and Ziegler, Fast Recursive Division (1998): blocks of the (normalized, padded) divisor's size.
fn div_blocks(vm: &mut Vm, u: &[u64], v: &[u64]) -> JsResult<(Vec<u64>, Vec<u64>)> {
    // Pad so that the divisor can be halved down to the threshold.
    let mut unit = 1;
    while v.len().div_ceil(unit) > RECURSIVE_DIVISION {
        unit *= 2;
    }
    let n = v.len().div_ceil(unit) * unit;
    let pad = n - v.len();
    let shift = |x: &[u64]| [vec![0; pad], x.to_vec()].concat();
    let (v, mut u) = (shift(v), shift(u));
    // A zero block on top keeps the first remainder below the divisor.
    u.resize(u.len().div_ceil(n) * n + n, 0);
    let blocks = u.len() / n;
    let mut quotient = vec![0; (blocks - 1) * n];
    let mut rest = u[(blocks - 1) * n..].to_vec();
    for i in (0..blocks - 1).rev() {
        let part = [&u[i * n..(i + 1) * n], &rest].concat();
        let (q, r) = div_two_by_one(vm, &part, &v)?;
        quotient[i * n..i * n + q.len().min(n)].copy_from_slice(&q[..q.len().min(n)]);
        rest = r;
    }
    Ok((quotient, rest[pad..].to_vec()))
}
/// 2n limbs by n limbs, where the upper half is below the divisor: n limbs each of quotient and remainder.
fn div_two_by_one(vm: &mut Vm, a: &[u64], b: &[u64]) -> JsResult<(Vec<u64>, Vec<u64>)> {
    let n = b.len();
    if !n.is_multiple_of(2) || n < RECURSIVE_DIVISION {
        let (mut q, mut r) = div_knuth(vm, a.to_vec(), b)?;
        q.resize(n, 0);
        r.resize(n, 0);
        return Ok((q, r));
    }
    let half = n / 2;
    let (high, rest) = div_three_by_two(vm, &a[half..], b)?;
    let (mut low, rest) = div_three_by_two(vm, &[&a[..half], &rest].concat(), b)?;
    low.extend_from_slice(&high);
    Ok((low, rest))
}
/// 3h limbs by 2h limbs: h limbs of quotient, 2h of remainder.
fn div_three_by_two(vm: &mut Vm, a: &[u64], b: &[u64]) -> JsResult<(Vec<u64>, Vec<u64>)> {
    let h = b.len() / 2;
    let (b0, b1) = b.split_at(h);
    let (mut q, r1) = if a[2 * h..].iter().rev().cmp(b1.iter().rev()).is_lt() {
        div_two_by_one(vm, &a[h..], b1)?
    } else {
        // The quotient digit is the largest: what remains is a_high - (B^h - 1) * b1.
        let mut r = a[h..].to_vec();
        sub_at(&mut r[h..], b1);
        if add_at(&mut r[..h], b1) {
            add_at(&mut r[h..], &[1]);
        }
        (vec![u64::MAX; h], r)
    };
    let product = mul(vm, &q, b0)?;
    let mut rest = [&a[..h], &r1].concat();
    rest.resize(2 * h + 1, 0);
    let mut product = trimmed(&product).to_vec();
    product.resize(2 * h + 1, 0);
    let mut below = sub_at(&mut rest, &product);
    while below {
        sub_at(&mut q, &[1]);
        // The sum passes zero exactly when it carries out.
        below = !add_at(&mut rest, b);
    }
    rest.truncate(2 * h);
    Ok((q, rest))
}
