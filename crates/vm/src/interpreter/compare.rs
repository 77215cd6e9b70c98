//! Comparisons: the paths for operands that are not both Numbers.
use super::arith::kinds_of;
use super::at::At;
use crate::value::Value;
use crate::vm::{JsResult, Vm};
use ogive_bytecode::feedback;

/// ToBoolean of a value that is no boolean.
#[inline(never)]
pub(super) fn to_boolean(value: Value) -> bool {
    if value.is_int() {
        return value.int_unchecked() != 0;
    }
    if value.is_detectable_object() {
        return true;
    }
    value.to_boolean()
}

fn note(vm: &mut Vm, at: At, l: Value, r: Value) {
    vm.enter_at(at);
    at.record(kinds_of(l) | kinds_of(r) | feedback::SEEN);
}

/// The immediate of a compare-and-branch.
fn imm(at: At) -> Value {
    Value::int(at.c() as i16 as i32)
}

macro_rules! relations {
    ($($value:ident $jump:ident $jump_imm:ident = $method:ident;)*) => { $(
        #[inline(never)]
        pub(super) fn $jump(vm: &mut Vm, at: At) -> JsResult<bool> {
            let (l, r) = (at.reg(at.b()), at.reg(at.c()));
            note(vm, at, l, r);
            vm.$method(l, r)
        }
        #[inline(never)]
        pub(super) fn $jump_imm(vm: &mut Vm, at: At) -> JsResult<bool> {
            let (l, r) = (at.reg(at.b()), imm(at));
            note(vm, at, l, r);
            vm.$method(l, r)
        }
        #[inline(never)]
        pub(super) fn $value(vm: &mut Vm, at: At) -> JsResult<()> {
            let outcome = $jump(vm, at)?;
            at.set(at.a(), Value::bool(outcome));
            Ok(())
        }
    )* };
}
relations! {
    less jump_less jump_less_imm = less;
    less_eq jump_less_eq jump_less_eq_imm = less_or_equal;
    greater jump_greater jump_greater_imm = greater;
    greater_eq jump_greater_eq jump_greater_eq_imm = greater_or_equal;
}

/// `==` of the registers `b` and `c`.
#[inline(never)]
pub(super) fn equal(vm: &mut Vm, at: At) -> JsResult<bool> {
    let (l, r) = (at.reg(at.b()), at.reg(at.c()));
    note(vm, at, l, r);
    vm.loosely_equals(l, r)
}
pub(super) use equal as jump_equal;

/// `== imm`
#[inline(never)]
pub(super) fn jump_equal_imm(vm: &mut Vm, at: At) -> JsResult<bool> {
    let (l, r) = (at.reg(at.b()), imm(at));
    note(vm, at, l, r);
    vm.loosely_equals(l, r)
}
/// `=== imm` of what is no Number.
#[inline(never)]
pub(super) fn never_equal(vm: &mut Vm, at: At) -> JsResult<bool> {
    note(vm, at, at.reg(at.b()), Value::ZERO);
    Ok(false)
}

/// `===` of the registers `b` and `c`. Never throws.
#[inline(never)]
pub(super) fn strict_equal(vm: &mut Vm, at: At) -> JsResult<bool> {
    let (l, r) = (at.reg(at.b()), at.reg(at.c()));
    at.record(kinds_of(l) | kinds_of(r) | feedback::SEEN);
    // FAST: identity decides but for Numbers, strings and BigInts; equal atoms are identical.
    if l == r {
        return Ok(!l.is_double() || !f64::from_bits(l.bits()).is_nan());
    }
    if l.is_number() && r.is_number() {
        return Ok(super::as_double(l) == super::as_double(r));
    }
    let comparable = (l.is_string() && r.is_string()) || (l.is_bigint() && r.is_bigint());
    if !comparable {
        return Ok(false);
    }
    vm.enter_at(at);
    Ok(comparable && vm.strict_equals(l, r))
}
pub(super) use strict_equal as jump_strict_equal;
