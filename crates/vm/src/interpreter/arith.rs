//! Arithmetic: what int32 operands give, and the paths for everything else.
use super::at::At;
use crate::arith::{BinaryOp, UnaryOp};
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::feedback;

#[inline(always)]
pub(super) fn add_int(l: i32, r: i32) -> Option<Value> {
    l.checked_add(r).map(Value::int)
}
#[inline(always)]
pub(super) fn sub_int(l: i32, r: i32) -> Option<Value> {
    l.checked_sub(r).map(Value::int)
}
#[inline(always)]
pub(super) fn mul_int(l: i32, r: i32) -> Option<Value> {
    // A product of zero may be -0.
    l.checked_mul(r).filter(|&p| p != 0 || l | r >= 0).map(Value::int)
}
#[inline(always)]
pub(super) fn div_int(l: i32, r: i32) -> Option<Value> {
    // Exact, not -0, and no overflow.
    if r > 0 && l >= 0 && (l as u32).is_multiple_of(r as u32) { Some(Value::int((l as u32 / r as u32) as i32)) } else { None }
}
#[inline(always)]
pub(super) fn mod_int(l: i32, r: i32) -> Option<Value> {
    if l >= 0 && r > 0 { Some(Value::int((l as u32 % r as u32) as i32)) } else { None }
}
#[inline(always)]
pub(super) fn ushr_int(l: i32, r: i32) -> Value {
    Value::from((l as u32).wrapping_shr(r as u32))
}
/// 6.1.6.1.6 Number::remainder: the sign is the dividend's.
#[inline(never)]
pub(super) fn remainder(l: f64, r: f64) -> f64 {
    l % r
}

/// The feedback bits for an operand.
#[inline]
pub(super) fn kinds_of(value: Value) -> u8 {
    match value {
        v if v.is_int() => 0,
        v if v.is_number() => feedback::DOUBLE,
        v if v.is_string() => feedback::STRING,
        v if v.is_bigint() => feedback::BIGINT,
        v if v.is_object() || v.is_symbol() => feedback::OBJECT,
        _ => feedback::ODDBALL,
    }
}

fn record_result(at: At, l: Value, r: Value, result: Value) {
    let mut kinds = kinds_of(l) | kinds_of(r);
    // STRING alone: both are strings.
    if kinds & feedback::STRING != 0 && (l.is_int() || r.is_int()) {
        kinds |= feedback::DOUBLE;
    }
    if result.is_double() {
        kinds |= if l.is_int() && r.is_int() { feedback::OVERFLOW } else { feedback::DOUBLE };
        if f64::from_bits(result.bits()).is_nan() {
            kinds |= feedback::NAN;
        }
    }
    at.record(kinds | feedback::SEEN);
}

#[inline(always)]
fn binary(vm: &mut Vm, at: At, op: BinaryOp, l: Value, r: Value) -> JsResult<()> {
    vm.enter_at(at);
    let result = vm.binary(op, l, r)?;
    record_result(at, l, r, result);
    at.set(at.a(), result);
    Ok(())
}

macro_rules! binaries {
    ($($name:ident $imm:ident = $op:ident;)*) => { $(
        #[cold]
        #[inline(never)]
        pub(super) fn $name(vm: &mut Vm, at: At) -> JsResult<()> {
            binary(vm, at, BinaryOp::$op, at.reg(at.b()), at.reg(at.c()))
        }
        #[cold]
        #[inline(never)]
        pub(super) fn $imm(vm: &mut Vm, at: At) -> JsResult<()> {
            binary(vm, at, BinaryOp::$op, at.reg(at.b()), Value::int(at.c() as i16 as i32))
        }
    )* };
}
binaries! {
    sub sub_imm = Sub; mul mul_imm = Mul; div div_imm = Div; rem rem_imm = Mod;
    bit_and bit_and_imm = BitAnd; bit_or bit_or_imm = BitOr; bit_xor bit_xor_imm = BitXor;
    shl shl_imm = Shl; shr shr_imm = Shr; ushr ushr_imm = Ushr;
}

#[inline(never)]
pub(super) fn add(vm: &mut Vm, at: At) -> JsResult<()> {
    let (l, r) = (at.reg(at.b()), at.reg(at.c()));
    // FAST: strings.
    if let (Some(left), Some(right)) = (l.as_string(), r.as_string()) {
        vm.enter_at(at);
        at.record(feedback::STRING | feedback::SEEN);
        return match vm.concat(left, right) {
            Some(s) => {
                at.set(at.a(), s.into());
                Ok(())
            }
            None => Err(vm.invalid_string_length()),
        };
    }
    binary(vm, at, BinaryOp::Add, l, r)
}
#[inline(never)]
pub(super) fn add_imm(vm: &mut Vm, at: At) -> JsResult<()> {
    binary(vm, at, BinaryOp::Add, at.reg(at.b()), Value::int(at.c() as i16 as i32))
}
#[inline(never)]
pub(super) fn exp(vm: &mut Vm, at: At) -> JsResult<()> {
    binary(vm, at, BinaryOp::Exp, at.reg(at.b()), at.reg(at.c()))
}

#[inline(always)]
fn unary(vm: &mut Vm, at: At, op: UnaryOp) -> JsResult<()> {
    vm.enter_at(at);
    let operand = at.reg(at.b());
    let result = vm.unary(op, operand)?;
    record_result(at, operand, Value::ZERO, result);
    at.set(at.a(), result);
    Ok(())
}
macro_rules! unaries {
    ($($name:ident = $op:ident;)*) => { $(
        #[inline(never)]
        pub(super) fn $name(vm: &mut Vm, at: At) -> JsResult<()> {
            unary(vm, at, UnaryOp::$op)
        }
    )* };
}
unaries! { inc = Inc; dec = Dec; neg = Neg; bit_not = BitNot; }

#[inline(never)]
pub(super) fn to_number(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let operand = at.reg(at.b());
    let result = vm.to_number(operand)?;
    at.record(kinds_of(operand) | feedback::SEEN);
    at.set(at.a(), Value::number(result));
    Ok(())
}
#[inline(never)]
pub(super) fn to_numeric(vm: &mut Vm, at: At) -> JsResult<()> {
    vm.enter_at(at);
    let operand = at.reg(at.b());
    let result = vm.to_numeric(operand)?;
    at.record(kinds_of(operand) | feedback::SEEN);
    at.set(at.a(), result);
    Ok(())
}
