//! 7.2 testing and comparison: equality, sameness, order.
use crate::bigint::BigInt;
use crate::convert::Hint;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_gc::Gc;
use std::cmp::Ordering;

impl Vm {
    /// 7.2.15 [IsStrictlyEqual](https://tc39.es/ecma262/#sec-isstrictlyequal)
    #[inline(always)]
    pub fn strict_equals(&mut self, a: Value, b: Value) -> bool {
        if a == b {
            // Identical bits are equal, but for NaN.
            return !(a.is_double() && f64::from_bits(a.bits()).is_nan());
        }
        self.strict_equals_slow(a, b)
    }
    fn strict_equals_slow(&mut self, a: Value, b: Value) -> bool {
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return x == y;
        }
        self.same_value_non_number(a, b)
    }
    /// 7.2.12 [SameValueNonNumber](https://tc39.es/ecma262/#sec-samevaluenonnumber)
    fn same_value_non_number(&mut self, a: Value, b: Value) -> bool {
        if a == b {
            return true;
        }
        if let (Some(x), Some(y)) = (a.as_string(), b.as_string()) {
            return self.strings_equal(x, y);
        }
        if let (Some(x), Some(y)) = (a.as_bigint(), b.as_bigint()) {
            return bigints_equal(x, y);
        }
        false
    }
    /// 7.2.10 [SameValue](https://tc39.es/ecma262/#sec-samevalue)
    pub fn same_value(&mut self, a: Value, b: Value) -> bool {
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return x.to_bits() == y.to_bits() || x.is_nan() && y.is_nan();
        }
        self.same_value_non_number(a, b)
    }
    /// 7.2.11 [SameValueZero](https://tc39.es/ecma262/#sec-samevaluezero)
    pub fn same_value_zero(&mut self, a: Value, b: Value) -> bool {
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return x == y || x.is_nan() && y.is_nan();
        }
        self.same_value_non_number(a, b)
    }

    /// 7.2.14 [IsLooselyEqual](https://tc39.es/ecma262/#sec-islooselyequal)
    #[inline]
    pub fn loosely_equals(&mut self, a: Value, b: Value) -> JsResult<bool> {
        if a.is_number() && b.is_number() || a.is_object() && b.is_object() {
            return Ok(self.strict_equals(a, b));
        }
        if a.is_nullish() || b.is_nullish() {
            return Ok(a.equals_null() && b.equals_null());
        }
        self.loosely_equals_slow(a, b)
    }
    fn loosely_equals_slow(&mut self, mut a: Value, mut b: Value) -> JsResult<bool> {
        // Each round turns an object or boolean into something simpler; neither is ever nullish, but ToPrimitive may
        // answer so.
        loop {
            if a.is_nullish() || b.is_nullish() {
                return Ok(a.equals_null() && b.equals_null());
            }
            if same_type(a, b) {
                return Ok(self.strict_equals(a, b));
            }
            // 9, 10
            if let Some(x) = a.as_bool() {
                a = Value::int(x as i32);
            } else if let Some(y) = b.as_bool() {
                b = Value::int(y as i32);
            } else if b.is_object() {
                // 11
                b = self.to_primitive(b, Hint::Default)?;
            } else if a.is_object() {
                // 12
                a = self.to_primitive(a, Hint::Default)?;
            } else {
                return self.primitives_loosely_equal(a, b);
            }
        }
    }
    /// Steps 5 to 8 and 13: different types among Number, String, BigInt and Symbol.
    fn primitives_loosely_equal(&mut self, a: Value, b: Value) -> JsResult<bool> {
        if a.is_symbol() || b.is_symbol() {
            return Ok(false);
        }
        let (a, b) = if a.is_bigint() || (a.is_number() && b.is_string()) { (a, b) } else { (b, a) };
        if let Some(x) = a.as_bigint() {
            if let Some(s) = b.as_string() {
                return Ok(self.string_to_bigint(s)?.is_some_and(|y| bigints_equal(x, y)));
            }
            let y = b.as_number().expect("a BigInt meets a Number");
            return Ok(compare_bigint_to_number(x, y) == Some(Ordering::Equal));
        }
        let x = a.as_number().expect("a Number meets a String");
        let y = self.string_to_number(b.as_string().expect("a Number meets a String"));
        Ok(x == y)
    }

    /// 7.2.13 [IsLessThan](https://tc39.es/ecma262/#sec-islessthan): `None` is undefined (a NaN).
    #[inline]
    pub fn is_less_than(&mut self, a: Value, b: Value, left_first: bool) -> JsResult<Option<bool>> {
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return Ok(x.partial_cmp(&y).map(Ordering::is_lt));
        }
        self.is_less_than_slow(a, b, left_first)
    }
    fn is_less_than_slow(&mut self, a: Value, b: Value, left_first: bool) -> JsResult<Option<bool>> {
        let (a, b) = if left_first {
            let a = self.to_primitive(a, Hint::Number)?;
            (a, self.to_primitive(b, Hint::Number)?)
        } else {
            let b = self.to_primitive(b, Hint::Number)?;
            (self.to_primitive(a, Hint::Number)?, b)
        };
        match (a.as_string(), b.as_string()) {
            (Some(x), Some(y)) => {
                let units = self.units(x);
                return Ok(Some(units.compare(&self.units(y)).is_lt()));
            }
            (Some(x), None) if b.is_bigint() => {
                let y = b.as_bigint().expect("just tested");
                return Ok(self.string_to_bigint(x)?.map(|x| compare_bigints(x, y).is_lt()));
            }
            (None, Some(y)) if a.is_bigint() => {
                let x = a.as_bigint().expect("just tested");
                return Ok(self.string_to_bigint(y)?.map(|y| compare_bigints(x, y).is_lt()));
            }
            _ => {}
        }
        let x = self.to_numeric(a)?;
        let y = self.to_numeric(b)?;
        let order = match (x.as_bigint(), y.as_bigint()) {
            (Some(x), Some(y)) => Some(compare_bigints(x, y)),
            (Some(x), None) => compare_bigint_to_number(x, y.as_number().expect("numeric")),
            (None, Some(y)) => compare_bigint_to_number(y, x.as_number().expect("numeric")).map(Ordering::reverse),
            _ => x.as_number().expect("numeric").partial_cmp(&y.as_number().expect("numeric")),
        };
        Ok(order.map(Ordering::is_lt))
    }
    /// 13.10.1 `a < b`.
    #[inline]
    pub fn less(&mut self, a: Value, b: Value) -> JsResult<bool> {
        Ok(self.is_less_than(a, b, true)? == Some(true))
    }
    /// 13.10.1 `a > b`.
    #[inline]
    pub fn greater(&mut self, a: Value, b: Value) -> JsResult<bool> {
        Ok(self.is_less_than(b, a, false)? == Some(true))
    }
    /// 13.10.1 `a <= b`.
    #[inline]
    pub fn less_or_equal(&mut self, a: Value, b: Value) -> JsResult<bool> {
        Ok(self.is_less_than(b, a, false)? == Some(false))
    }
    /// 13.10.1 `a >= b`.
    #[inline]
    pub fn greater_or_equal(&mut self, a: Value, b: Value) -> JsResult<bool> {
        Ok(self.is_less_than(a, b, true)? == Some(false))
    }
}

/// The same language type?
fn same_type(a: Value, b: Value) -> bool {
    a.is_number() && b.is_number()
        || a.is_string() && b.is_string()
        || a.is_object() && b.is_object()
        || a.is_bool() && b.is_bool()
        || a.is_bigint() && b.is_bigint()
        || a.is_symbol() && b.is_symbol()
}

/// 6.1.6.2.13 [BigInt::equal](https://tc39.es/ecma262/#sec-numeric-types-bigint-equal)
pub fn bigints_equal(a: Gc<BigInt>, b: Gc<BigInt>) -> bool {
    a.is_negative() == b.is_negative() && a.limbs() == b.limbs()
}

/// 6.1.6.2.12 [BigInt::lessThan](https://tc39.es/ecma262/#sec-numeric-types-bigint-lessThan) as an order.
pub fn compare_bigints(a: Gc<BigInt>, b: Gc<BigInt>) -> Ordering {
    match (a.is_negative(), b.is_negative()) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => crate::limbs::compare(a.limbs(), b.limbs()),
        (true, true) => crate::limbs::compare(b.limbs(), a.limbs()),
    }
}

/// The order of the mathematical values; `None` for NaN.
pub fn compare_bigint_to_number(a: Gc<BigInt>, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    if a.is_zero() || a.is_negative() != (b < 0.0) || b == 0.0 {
        // The signs decide (zero has none).
        let sign = if a.is_zero() { 0.0 } else if a.is_negative() { -1.0 } else { 1.0 };
        return sign.partial_cmp(&b.partial_cmp(&0.0).map_or(0.0, |o| o as i32 as f64));
    }
    let magnitude = b.abs();
    let whole = crate::limbs::from_f64(magnitude.trunc());
    let order = crate::limbs::compare(a.limbs(), crate::limbs::trimmed(&whole));
    let order = order.then(if magnitude.fract() > 0.0 { Ordering::Less } else { Ordering::Equal });
    Some(if a.is_negative() { order.reverse() } else { order })
}
