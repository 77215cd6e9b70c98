//! Numbers: boxes and unboxes, int32 arithmetic with its exits, doubles.
//!
//! A double is its own bits, so boxing one is no instruction but a move between register files; arithmetic on canonical
//! NaNs gives no other (`foreign.rs`: what it gives for others).
use super::Lower;
use crate::mir::{Condition, NodeId, Op, TagTest};
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{self, InstBuilder, MemFlagsData, types};
use cranelift_codegen::ir::immediates::Ieee64;
use cranelift_frontend::FuncInstBuilder;
use ogive_vm::Value;
use ogive_vm::machine::library;

impl Lower<'_, '_, '_> {
    pub(super) fn box_int32(&mut self, value: ir::Value) -> ir::Value {
        let wide = self.b.ins().uextend(types::I64, value);
        self.b.ins().bor(wide, self.constants.int_tag)
    }
    pub(super) fn box_bool(&mut self, value: ir::Value) -> ir::Value {
        let wide = self.b.ins().uextend(types::I64, value);
        let no = self.iconst(Value::FALSE.bits() as i64);
        self.b.ins().bor(wide, no)
    }
    /// A double's bits.
    pub(super) fn bits_of(&mut self, value: ir::Value) -> ir::Value {
        self.b.ins().bitcast(types::I64, MemFlagsData::new(), value)
    }
    /// The double of bits.
    pub(super) fn double_of(&mut self, bits: ir::Value) -> ir::Value {
        self.b.ins().bitcast(types::F64, MemFlagsData::new(), bits)
    }
    /// Is the Value an int32?
    pub(super) fn is_int(&mut self, value: ir::Value) -> ir::Value {
        self.b.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, value, self.constants.int_tag)
    }
    /// The double of the int32 in a Value that is one.
    pub(super) fn int_as_double(&mut self, value: ir::Value) -> ir::Value {
        let int = self.b.ins().ireduce(types::I32, value);
        self.b.ins().fcvt_from_sint(types::F64, int)
    }
    /// The double of a Value that is a Number.
    pub(super) fn number(&mut self, value: ir::Value) -> ir::Value {
        let is_int = self.is_int(value);
        let converted = self.int_as_double(value);
        let double = self.double_of(value);
        self.b.ins().select(is_int, converted, double)
    }

    pub(super) fn int2(
        &mut self,
        lhs: NodeId,
        rhs: NodeId,
        op: impl FnOnce(FuncInstBuilder<'_, '_>, ir::Value, ir::Value) -> ir::Value,
    ) -> ir::Value {
        let (lhs, rhs) = (self.v(lhs), self.v(rhs));
        op(self.b.ins(), lhs, rhs)
    }
    pub(super) fn float2(
        &mut self,
        lhs: NodeId,
        rhs: NodeId,
        op: impl FnOnce(FuncInstBuilder<'_, '_>, ir::Value, ir::Value) -> ir::Value,
    ) -> ir::Value {
        self.int2(lhs, rhs, op)
    }
    pub(super) fn float1(&mut self, value: NodeId, op: impl FnOnce(FuncInstBuilder<'_, '_>, ir::Value) -> ir::Value) -> ir::Value {
        let value = self.v(value);
        op(self.b.ins(), value)
    }
    /// A call of a library function of doubles.
    pub(super) fn float_function(&mut self, address: usize, operands: &[NodeId]) -> ir::Value {
        let arguments: Vec<_> = operands.iter().map(|&o| self.v(o)).collect();
        self.plain(address, Some(types::F64), &arguments).expect("declared")
    }

    /// `op` gives the wrapped result and whether it has overflowed.
    pub(super) fn checked(
        &mut self,
        id: NodeId,
        lhs: NodeId,
        rhs: NodeId,
        op: impl FnOnce(FuncInstBuilder<'_, '_>, ir::Value, ir::Value) -> (ir::Value, ir::Value),
    ) -> ir::Value {
        let (l, r) = (self.v(lhs), self.v(rhs));
        let (result, overflow) = op(self.b.ins(), l, r);
        self.guard_not(id, overflow, None);
        result
    }
    /// A sum with a constant (up to 2^31): the operand is compared before (a compare and its branch are one; a sum and a branch on overflow are not).
    pub(super) fn checked_add_constant(&mut self, id: NodeId, lhs: NodeId, constant: i64) -> ir::Value {
        let l = self.v(lhs);
        let (condition, limit) = match constant > 0 {
            true => (IntCC::SignedGreaterThan, i32::MAX as i64 - constant),
            false => (IntCC::SignedLessThan, i32::MIN as i64 - constant),
        };
        let overflows = self.b.ins().icmp_imm_s(condition, l, limit);
        self.guard_not(id, overflows, None);
        self.b.ins().iadd_imm_s(l, constant as i32 as i64)
    }
    pub(super) fn checked_mul(&mut self, id: NodeId, lhs: NodeId, rhs: NodeId, minus_zero: bool) -> ir::Value {
        let (l, r) = (self.v(lhs), self.v(rhs));
        let (result, overflow) = self.b.ins().smul_overflow(l, r);
        self.guard_not(id, overflow, None);
        if minus_zero {
            // 0 with a negative factor is -0.
            let zero = self.b.ins().icmp_imm_s(IntCC::Equal, result, 0);
            self.cold_check(zero, |l_| {
                let signs = l_.b.ins().bor(l, r);
                let negative = l_.b.ins().icmp_imm_s(IntCC::SignedLessThan, signs, 0);
                l_.guard_not(id, negative, None);
            });
        }
        result
    }
    /// `body`, which goes on, only when `condition` holds, which is rare.
    fn cold_check(&mut self, condition: ir::Value, body: impl FnOnce(&mut Self)) {
        let (cold, rest) = (self.cold_block(), self.b.create_block());
        self.b.ins().brif(condition, cold, &[], rest, &[]);
        self.b.switch_to_block(cold);
        body(self);
        self.b.ins().jump(rest, &[]);
        self.b.switch_to_block(rest);
    }
    pub(super) fn checked_div(&mut self, id: NodeId, lhs: NodeId, rhs: NodeId, minus_zero: bool) -> ir::Value {
        let (l, r) = (self.v(lhs), self.v(rhs));
        let zero = self.b.ins().icmp_imm_s(IntCC::Equal, r, 0);
        self.guard_not(id, zero, None);
        // The least int32 by -1 is no int32.
        let minus_one = self.b.ins().icmp_imm_s(IntCC::Equal, r, -1);
        self.cold_check(minus_one, |s| {
            let least = s.b.ins().icmp_imm_s(IntCC::Equal, l, i32::MIN as i64);
            s.guard_not(id, least, None);
        });
        let quotient = self.b.ins().sdiv(l, r);
        let product = self.b.ins().imul(quotient, r);
        let exact = self.b.ins().icmp(IntCC::Equal, product, l);
        self.guard(id, exact, None);
        if minus_zero {
            let zero = self.b.ins().icmp_imm_s(IntCC::Equal, l, 0);
            self.cold_check(zero, |s| {
                let negative = s.b.ins().icmp_imm_s(IntCC::SignedLessThan, r, 0);
                s.guard_not(id, negative, None);
            });
        }
        quotient
    }
    /// The divisor, or 1 where it is 0 or -1, which the machine's division must not see.
    fn harmless_divisor(&mut self, r: ir::Value) -> ir::Value {
        let next = self.b.ins().iadd_imm_s(r, 1);
        let special = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThanOrEqual, next, 1);
        let one = self.b.ins().iconst(types::I32, 1);
        self.b.ins().select(special, one, r)
    }
    pub(super) fn div_truncated(&mut self, lhs: NodeId, rhs: NodeId) -> ir::Value {
        let (l, r) = (self.v(lhs), self.v(rhs));
        if let Some(divisor) = self.graph.int32_constant(rhs) {
            return self.div_constant(l, divisor);
        }
        let divisor = self.harmless_divisor(r);
        let quotient = self.b.ins().sdiv(l, divisor);
        let negated = self.b.ins().ineg(l);
        let minus_one = self.b.ins().icmp_imm_s(IntCC::Equal, r, -1);
        let quotient = self.b.ins().select(minus_one, negated, quotient);
        let zero = self.b.ins().icmp_imm_s(IntCC::Equal, r, 0);
        let nothing = self.b.ins().iconst(types::I32, 0);
        self.b.ins().select(zero, nothing, quotient)
    }
    /// The quotient by a constant, rounded to zero.
    fn div_constant(&mut self, l: ir::Value, divisor: i32) -> ir::Value {
        match divisor {
            0 => self.b.ins().iconst(types::I32, 0),
            1 => l,
            -1 => self.b.ins().ineg(l),
            i32::MIN => {
                let same = self.b.ins().icmp_imm_s(IntCC::Equal, l, i32::MIN as i64);
                self.b.ins().uextend(types::I32, same)
            }
            _ if divisor.unsigned_abs().is_power_of_two() => {
                // Negative dividends are rounded up: divisor - 1 is added to them.
                let shift = divisor.unsigned_abs().trailing_zeros() as i64;
                let sign = self.b.ins().sshr_imm_u(l, 31);
                let bias = self.b.ins().ushr_imm_u(sign, 32 - shift);
                let sum = self.b.ins().iadd(l, bias);
                let quotient = self.b.ins().sshr_imm_u(sum, shift);
                if divisor < 0 { self.b.ins().ineg(quotient) } else { quotient }
            }
            _ => {
                // Multiplication by a fixed-point reciprocal: 32-bit dividends and a 64-bit product leave room for an exact one.
                let (multiplier, shift) = reciprocal(divisor.unsigned_abs());
                let wide = self.b.ins().sextend(types::I64, l);
                let product = self.b.ins().imul_imm_s(wide, multiplier as i64);
                let quotient = self.b.ins().sshr_imm_u(product, shift as i64);
                let quotient = self.b.ins().ireduce(types::I32, quotient);
                let sign = self.b.ins().sshr_imm_u(l, 31);
                let quotient = self.b.ins().isub(quotient, sign);
                if divisor < 0 { self.b.ins().ineg(quotient) } else { quotient }
            }
        }
    }
    fn remainder(&mut self, l: ir::Value, rhs: NodeId) -> ir::Value {
        if let Some(divisor) = self.graph.int32_constant(rhs) {
            let quotient = self.div_constant(l, divisor);
            let product = self.b.ins().imul_imm_s(quotient, divisor as i64);
            return self.b.ins().isub(l, product);
        }
        let r = self.v(rhs);
        let divisor = self.harmless_divisor(r);
        self.b.ins().srem(l, divisor)
    }
    pub(super) fn checked_mod(&mut self, id: NodeId, lhs: NodeId, rhs: NodeId, minus_zero: bool) -> ir::Value {
        let (l, r) = (self.v(lhs), self.v(rhs));
        if self.graph.int32_constant(rhs).is_none_or(|d| d == 0) {
            let zero = self.b.ins().icmp_imm_s(IntCC::Equal, r, 0);
            self.guard_not(id, zero, None);
        }
        let result = self.remainder(l, rhs);
        if minus_zero {
            let zero = self.b.ins().icmp_imm_s(IntCC::Equal, result, 0);
            self.cold_check(zero, |s| {
                let negative = s.b.ins().icmp_imm_s(IntCC::SignedLessThan, l, 0);
                s.guard_not(id, negative, None);
            });
        }
        result
    }
    pub(super) fn mod_truncated(&mut self, lhs: NodeId, rhs: NodeId) -> ir::Value {
        let l = self.v(lhs);
        let result = self.remainder(l, rhs);
        match self.graph.int32_constant(rhs) {
            Some(0) => self.b.ins().iconst(types::I32, 0),
            Some(_) => result,
            None => {
                let r = self.v(rhs);
                let zero = self.b.ins().icmp_imm_s(IntCC::Equal, r, 0);
                let nothing = self.b.ins().iconst(types::I32, 0);
                self.b.ins().select(zero, nothing, result)
            }
        }
    }
    pub(super) fn checked_neg(&mut self, id: NodeId, value: NodeId, minus_zero: bool) -> ir::Value {
        let v = self.v(value);
        // Both 0 and the least int32 have no other bit than the sign.
        let bits = if minus_zero { self.b.ins().band_imm_u(v, 0x7FFF_FFFF) } else { self.b.ins().bxor_imm_u(v, 0x8000_0000) };
        let special = self.b.ins().icmp_imm_s(IntCC::Equal, bits, 0);
        self.guard_not(id, special, None);
        self.b.ins().ineg(v)
    }
    pub(super) fn checked_abs(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let least = self.b.ins().icmp_imm_s(IntCC::Equal, v, i32::MIN as i64);
        self.guard_not(id, least, None);
        self.b.ins().iabs(v)
    }

    pub(super) fn compare_ints(&mut self, lhs: NodeId, rhs: NodeId, condition: IntCC) -> ir::Value {
        let l = self.v(lhs);
        if let Some(immediate) = self.graph.int32_constant(rhs) {
            return self.b.ins().icmp_imm_s(condition, l, immediate as i64);
        }
        let r = self.v(rhs);
        self.b.ins().icmp(condition, l, r)
    }
    pub(super) fn compare_doubles(&mut self, lhs: NodeId, rhs: NodeId, condition: Condition) -> ir::Value {
        // What the last folding has not seen yet.
        if let (&Op::Int32ToFloat64 { value: l }, &Op::Int32ToFloat64 { value: r }) = (self.graph.op(lhs), self.graph.op(rhs)) {
            return self.compare_ints(l, r, super::ops::signed(condition));
        }
        let condition = match condition {
            Condition::Equal => FloatCC::Equal,
            Condition::NotEqual => FloatCC::NotEqual,
            Condition::Less => FloatCC::LessThan,
            Condition::LessEqual => FloatCC::LessThanOrEqual,
            Condition::Greater => FloatCC::GreaterThan,
            Condition::GreaterEqual => FloatCC::GreaterThanOrEqual,
        };
        let (l, r) = (self.v(lhs), self.v(rhs));
        self.b.ins().fcmp(condition, l, r)
    }
    /// Neither 0 nor NaN.
    pub(super) fn double_to_bool(&mut self, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let zero = self.b.ins().f64const(Ieee64::with_float(0.0));
        self.b.ins().fcmp(FloatCC::OrderedNotEqual, v, zero)
    }

    /// The position of an integral Number in a switch's range, or -1.
    pub(super) fn switch_index(&mut self, value: NodeId, low: i32, count: u32) -> ir::Value {
        let v = self.v(value);
        let is_int = self.is_int(v);
        let int = self.either(is_int, types::I32, |l| l.b.ins().ireduce(types::I32, v), |l| {
            // A word with another tag is a NaN, and NaN is not equal to itself.
            let double = l.double_of(v);
            let int = l.b.ins().fcvt_to_sint_sat(types::I32, double);
            let back = l.b.ins().fcvt_from_sint(types::F64, int);
            let same = l.b.ins().fcmp(FloatCC::Equal, back, double);
            let outside = l.b.ins().iconst(types::I32, low as i64 - 1);
            l.b.ins().select(same, int, outside)
        });
        let index = self.b.ins().iadd_imm_s(int, (low as i64).wrapping_neg());
        let inside = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, index, count as i64);
        let none = self.b.ins().iconst(types::I32, -1);
        self.b.ins().select(inside, index, none)
    }

    /// 7.1.6 ToInt32 of a double.
    pub(super) fn truncate(&mut self, double: ir::Value) -> ir::Value {
        // Through int64: exact below 2^63, and the low half is the result. What saturates takes the slow half (NaN gives 0).
        let wide = self.b.ins().fcvt_to_sint_sat(types::I64, double);
        let one = self.iconst(i64::MIN + 1);
        let shifted = self.b.ins().iadd(wide, one);
        let saturated = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThanOrEqual, shifted, 1);
        let (cold, join) = (self.cold_block(), self.b.create_block());
        self.b.append_block_param(join, types::I32);
        let low = self.b.ins().ireduce(types::I32, wide);
        self.b.ins().brif(saturated, cold, &[], join, &[low.into()]);
        self.b.switch_to_block(cold);
        let slow = self.plain(library::truncate as *const () as usize, Some(types::I32), &[double]).expect("declared");
        self.b.ins().jump(join, &[slow.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
    /// Math.round: halves go up.
    pub(super) fn round(&mut self, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let up = self.b.ins().ceil(v);
        let half = self.b.ins().f64const(Ieee64::with_float(0.5));
        let middle = self.b.ins().fsub(up, half);
        let too_far = self.b.ins().fcmp(FloatCC::GreaterThan, middle, v);
        let one = self.b.ins().f64const(Ieee64::with_float(1.0));
        let down = self.b.ins().fsub(up, one);
        self.b.ins().select(too_far, down, up)
    }

    // ---- guards of Numbers --------------------------------------------------------------------------------------------------

    pub(super) fn check_int32(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let is_int = self.is_int(v);
        self.guard(id, is_int, Some(value));
        self.b.ins().ireduce(types::I32, v)
    }
    /// The double of a Number. No blocks: there are many of these, and what Cranelift does for a block is more than the conversion that may be for nothing.
    pub(super) fn check_number(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let v = self.check_is_number(id, value);
        self.number(v)
    }
    pub(super) fn check_truncated(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        self.truncate_other(value, |l| {
            let v = l.check_is_number(id, value);
            let double = l.double_of(v);
            l.truncate(double)
        })
    }
    /// ToInt32 of a Value that is an int32 already; of others, `other` is the result.
    fn truncate_other(&mut self, value: NodeId, other: impl FnOnce(&mut Self) -> ir::Value) -> ir::Value {
        let v = self.v(value);
        let is_int = self.is_int(v);
        let (slow, join) = (self.next_block(), self.next_block());
        self.b.append_block_param(join, types::I32);
        let int = self.b.ins().ireduce(types::I32, v);
        self.b.ins().brif(is_int, join, &[int.into()], slow, &[]);
        self.b.switch_to_block(slow);
        let truncated = other(self);
        self.b.ins().jump(join, &[truncated.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
    /// ToInt32 of a Number, undefined, null or a boolean.
    pub(super) fn check_truncated_oddball(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        self.truncate_other(value, |l| {
            let v = l.v(value);
            let is_number = l.has_tag(value, TagTest::Number);
            l.either(
                is_number,
                types::I32,
                |l| {
                    let double = l.double_of(v);
                    l.truncate(double)
                },
                |l| {
                    let is_true = l.check_oddball(id, value);
                    l.b.ins().uextend(types::I32, is_true)
                },
            )
        })
    }
    /// ToNumber of a Number, undefined, null or a boolean.
    pub(super) fn check_oddball_number(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let is_number = self.has_tag(value, TagTest::Number);
        self.either(
            is_number,
            types::F64,
            |l| l.number(v),
            |l| {
                let is_true = l.check_oddball(id, value);
                let is_undefined = l.b.ins().icmp_imm_u(IntCC::Equal, v, Value::UNDEFINED.bits() as i64);
                let truth = l.b.ins().uextend(types::I32, is_true);
                let number = l.b.ins().fcvt_from_sint(types::F64, truth);
                let nan = l.b.ins().f64const(Ieee64::with_bits(Value::NAN.bits()));
                l.b.ins().select(is_undefined, nan, number)
            },
        )
    }
    /// Is a Value that is undefined, null or a boolean `true`? Leaves for anything else.
    fn check_oddball(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let first = self.iconst(Value::UNDEFINED.bits() as i64);
        let which = self.b.ins().isub(v, first);
        let last = (Value::TRUE.bits() - Value::UNDEFINED.bits()) as i64;
        let is_oddball = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThanOrEqual, which, last);
        self.guard(id, is_oddball, Some(value));
        self.b.ins().icmp_imm_u(IntCC::Equal, which, last)
    }
    pub(super) fn check_integral(&mut self, id: NodeId, value: NodeId) -> ir::Value {
        let v = self.v(value);
        let is_int = self.is_int(v);
        let (other, join) = (self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I32);
        let int = self.b.ins().ireduce(types::I32, v);
        self.b.ins().brif(is_int, join, &[int.into()], other, &[]);
        self.b.switch_to_block(other);
        // A word with another tag is a NaN and so no integer.
        let double = self.double_of(v);
        let exact = self.exact_int32(id, value, double);
        self.b.ins().jump(join, &[exact.into()]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }
    /// The int32 that a double is exactly; leaves for others and -0.
    pub(super) fn exact_int32(&mut self, id: NodeId, observed: NodeId, double: ir::Value) -> ir::Value {
        let int = self.b.ins().fcvt_to_sint_sat(types::I32, double);
        let back = self.b.ins().fcvt_from_sint(types::F64, int);
        let same = self.b.ins().fcmp(FloatCC::Equal, back, double);
        self.guard(id, same, Some(observed));
        let zero = self.b.ins().icmp_imm_s(IntCC::Equal, int, 0);
        self.cold_check(zero, |l| {
            let bits = l.bits_of(double);
            let plus = l.b.ins().icmp_imm_s(IntCC::Equal, bits, 0);
            l.guard(id, plus, Some(observed));
        });
        int
    }
}

/// Multiplier and shift with `floor(n * multiplier / 2^shift) == floor(n / d)` for `n < 2^31`, and one less than the quotient rounded to zero for
/// negative `n`; `d` is no power of two. The product of a 32-bit dividend stays within 64 bits because the multiplier has at most 32.
fn reciprocal(d: u32) -> (u64, u32) {
    // With shift = 31 + ceil(log2 d), the error of the rounded-up reciprocal is below 2^-31 of a quotient step for every dividend.
    let shift = 31 + (32 - (d - 1).leading_zeros());
    let multiplier = ((1u128 << shift) / d as u128) as u64 + 1;
    (multiplier, shift)
}

#[cfg(test)]
mod tests {
    use super::reciprocal;

    #[test]
    fn reciprocals_divide_exactly() {
        let divisors = [3u32, 5, 6, 7, 9, 10, 11, 13, 100, 127, 641, 1000, 65_535, 65_537, 1_000_003, 0x7FFF_FFFF, 0x7FFF_FFFD, 0x5555_5555];
        for d in divisors {
            let (multiplier, shift) = reciprocal(d);
            assert!(multiplier < 1 << 32, "{d}");
            let mut dividends = vec![0i64, 1, -1, i32::MAX as i64, i32::MIN as i64, d as i64, -(d as i64)];
            for k in 1..2000 {
                let near = (i32::MAX as i64 / d as i64 - k).max(0) * d as i64;
                dividends.extend([near, near - 1, near + 1, -near, -near - 1, -near + 1, k * 1_073_741]);
            }
            for n in dividends.into_iter().filter(|n| i32::try_from(*n).is_ok()) {
                let quotient = ((n.wrapping_mul(multiplier as i64)) >> shift) as i32 - ((n as i32) >> 31);
                assert_eq!(quotient as i64, n / d as i64, "{n} / {d}");
            }
        }
    }
}
