//! 21.3 Math.
use super::sum::ExactSum;
use crate::support::{make_object, set_constant};
use ogive_vm::arith::number_exp;
use ogive_vm::buffer::{f16_to_f64, f64_to_f16};
use ogive_vm::{Arguments, Builtin, Gc, Inline, Intrinsic, JsResult, MathUnary, Realm, Value, Vm, method};
use std::f64::consts;

const FUNCTIONS: &[Builtin] = &[
    method("abs", 1, abs).pure().inline(Inline::MathAbs),
    method("acos", 1, acos).pure().inline(Inline::MathUnary(MathUnary::Acos)),
    method("acosh", 1, acosh).pure().inline(Inline::MathUnary(MathUnary::Acosh)),
    method("asin", 1, asin).pure().inline(Inline::MathUnary(MathUnary::Asin)),
    method("asinh", 1, asinh).pure().inline(Inline::MathUnary(MathUnary::Asinh)),
    method("atan", 1, atan).pure().inline(Inline::MathUnary(MathUnary::Atan)),
    method("atanh", 1, atanh).pure().inline(Inline::MathUnary(MathUnary::Atanh)),
    method("atan2", 2, atan2).pure().inline(Inline::MathAtan2),
    method("ceil", 1, ceil).pure().inline(Inline::MathCeil),
    method("cbrt", 1, cbrt).pure().inline(Inline::MathUnary(MathUnary::Cbrt)),
    method("expm1", 1, expm1).pure().inline(Inline::MathUnary(MathUnary::Expm1)),
    method("clz32", 1, clz32).pure().inline(Inline::MathClz32),
    method("cos", 1, cos).pure().inline(Inline::MathUnary(MathUnary::Cos)),
    method("cosh", 1, cosh).pure().inline(Inline::MathUnary(MathUnary::Cosh)),
    method("exp", 1, exp).pure().inline(Inline::MathUnary(MathUnary::Exp)),
    method("floor", 1, floor).pure().inline(Inline::MathFloor),
    method("fround", 1, fround).pure().inline(Inline::MathFround),
    method("f16round", 1, f16round).pure(),
    method("hypot", 2, hypot).pure(),
    method("imul", 2, imul).pure().inline(Inline::MathImul),
    method("log", 1, log).pure().inline(Inline::MathUnary(MathUnary::Log)),
    method("log1p", 1, log1p).pure().inline(Inline::MathUnary(MathUnary::Log1p)),
    method("log2", 1, log2).pure().inline(Inline::MathUnary(MathUnary::Log2)),
    method("log10", 1, log10).pure().inline(Inline::MathUnary(MathUnary::Log10)),
    method("max", 2, max).pure().inline(Inline::MathMax),
    method("min", 2, min).pure().inline(Inline::MathMin),
    method("pow", 2, pow).pure().inline(Inline::MathPow),
    method("random", 0, random).inline(Inline::MathRandom),
    method("round", 1, round).pure().inline(Inline::MathRound),
    method("sign", 1, sign).pure().inline(Inline::MathSign),
    method("sin", 1, sin).pure().inline(Inline::MathUnary(MathUnary::Sin)),
    method("sinh", 1, sinh).pure().inline(Inline::MathUnary(MathUnary::Sinh)),
    method("sqrt", 1, sqrt).pure().inline(Inline::MathSqrt),
    method("sumPrecise", 1, sum_precise),
    method("tan", 1, tan).pure().inline(Inline::MathUnary(MathUnary::Tan)),
    method("tanh", 1, tanh).pure().inline(Inline::MathUnary(MathUnary::Tanh)),
    method("trunc", 1, trunc).pure().inline(Inline::MathTrunc),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let math = make_object(vm, realm, Intrinsic::Math, Intrinsic::ObjectPrototype, "Math", FUNCTIONS);
    for (name, value) in [
        ("E", consts::E),
        ("LN10", consts::LN_10),
        ("LN2", consts::LN_2),
        ("LOG10E", consts::LOG10_E),
        ("LOG2E", consts::LOG2_E),
        ("PI", consts::PI),
        ("SQRT1_2", consts::FRAC_1_SQRT_2),
        ("SQRT2", consts::SQRT_2),
    ] {
        set_constant(vm, math, name, Value::double(value));
    }
}

/// Functions of one Number.
macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident = $f:expr;)*) => {
        $($(#[$doc])* fn $name(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
            let x = vm.to_number(args.get(0))?;
            let f: fn(f64) -> f64 = $f;
            Ok(Value::number(f(x)))
        })*
    };
}
unary! {
    /// 21.3.2.2 [Math.acos](https://tc39.es/ecma262/#sec-math.acos)
    acos = f64::acos;
    /// 21.3.2.3 [Math.acosh](https://tc39.es/ecma262/#sec-math.acosh)
    acosh = precise_acosh;
    /// 21.3.2.4 [Math.asin](https://tc39.es/ecma262/#sec-math.asin)
    asin = f64::asin;
    /// 21.3.2.5 [Math.asinh](https://tc39.es/ecma262/#sec-math.asinh)
    asinh = precise_asinh;
    /// 21.3.2.6 [Math.atan](https://tc39.es/ecma262/#sec-math.atan)
    atan = f64::atan;
    /// 21.3.2.7 [Math.atanh](https://tc39.es/ecma262/#sec-math.atanh)
    atanh = precise_atanh;
    /// 21.3.2.9 [Math.cbrt](https://tc39.es/ecma262/#sec-math.cbrt)
    cbrt = f64::cbrt;
    /// 21.3.2.12 [Math.cos](https://tc39.es/ecma262/#sec-math.cos)
    cos = f64::cos;
    /// 21.3.2.13 [Math.cosh](https://tc39.es/ecma262/#sec-math.cosh)
    cosh = f64::cosh;
    /// 21.3.2.14 [Math.exp](https://tc39.es/ecma262/#sec-math.exp)
    exp = f64::exp;
    /// 21.3.2.15 [Math.expm1](https://tc39.es/ecma262/#sec-math.expm1)
    expm1 = f64::exp_m1;
    /// 21.3.2.17 [Math.fround](https://tc39.es/ecma262/#sec-math.fround)
    fround = |x| x as f32 as f64;
    /// 21.3.2.18 [Math.f16round](https://tc39.es/ecma262/#sec-math.f16round)
    f16round = |x| f16_to_f64(f64_to_f16(x));
    /// 21.3.2.21 [Math.log](https://tc39.es/ecma262/#sec-math.log)
    log = f64::ln;
    /// 21.3.2.22 [Math.log1p](https://tc39.es/ecma262/#sec-math.log1p)
    log1p = f64::ln_1p;
    /// 21.3.2.23 [Math.log10](https://tc39.es/ecma262/#sec-math.log10)
    log10 = f64::log10;
    /// 21.3.2.24 [Math.log2](https://tc39.es/ecma262/#sec-math.log2)
    log2 = f64::log2;
    /// 21.3.2.30 [Math.sign](https://tc39.es/ecma262/#sec-math.sign)
    sign = |x| if x.is_nan() || x == 0.0 { x } else { x.signum() };
    /// 21.3.2.31 [Math.sin](https://tc39.es/ecma262/#sec-math.sin)
    sin = f64::sin;
    /// 21.3.2.32 [Math.sinh](https://tc39.es/ecma262/#sec-math.sinh)
    sinh = f64::sinh;
    /// 21.3.2.33 [Math.sqrt](https://tc39.es/ecma262/#sec-math.sqrt)
    sqrt = f64::sqrt;
    /// 21.3.2.35 [Math.tan](https://tc39.es/ecma262/#sec-math.tan)
    tan = f64::tan;
    /// 21.3.2.36 [Math.tanh](https://tc39.es/ecma262/#sec-math.tanh)
    tanh = f64::tanh;
}

/// Functions of one Number that leave an int32 as it is.
macro_rules! rounding {
    ($($(#[$doc:meta])* $name:ident = $f:expr;)*) => {
        $($(#[$doc])* fn $name(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
            let value = args.get(0);
            // FAST: integers are their own rounding.
            if value.is_int() {
                return Ok(value);
            }
            let x = vm.to_number(value)?;
            let f: fn(f64) -> f64 = $f;
            Ok(Value::number(f(x)))
        })*
    };
}
rounding! {
    /// 21.3.2.10 [Math.ceil](https://tc39.es/ecma262/#sec-math.ceil)
    ceil = f64::ceil;
    /// 21.3.2.16 [Math.floor](https://tc39.es/ecma262/#sec-math.floor)
    floor = f64::floor;
    /// 21.3.2.29 [Math.round](https://tc39.es/ecma262/#sec-math.round)
    round = round_half_up;
    /// 21.3.2.37 [Math.trunc](https://tc39.es/ecma262/#sec-math.trunc)
    trunc = f64::trunc;
}

/// Halves go up; x - floor(x) is exact, unlike floor(x + 0.5).
fn round_half_up(x: f64) -> f64 {
    let down = x.floor();
    if x - down >= 0.5 { (down + 1.0).copysign(x) } else { down }
}
fn precise_asinh(x: f64) -> f64 {
    let a = x.abs();
    let y = if a > 268_435_456.0 {
        a.ln() + consts::LN_2
    } else if a > 2.0 {
        (2.0 * a + 1.0 / ((a * a + 1.0).sqrt() + a)).ln()
    } else if a > 3.7e-9 {
        (a + a * a / (1.0 + (1.0 + a * a).sqrt())).ln_1p()
    } else {
        return x;
    };
    y.copysign(x)
}
fn precise_acosh(x: f64) -> f64 {
    if x < 1.0 {
        f64::NAN
    } else if x > 268_435_456.0 {
        x.ln() + consts::LN_2
    } else if x > 2.0 {
        (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln()
    } else {
        let t = x - 1.0;
        (t + (2.0 * t + t * t).sqrt()).ln_1p()
    }
}
fn precise_atanh(x: f64) -> f64 {
    let a = x.abs();
    let y = if a < 3.7e-9 {
        return x;
    } else if a < 0.5 {
        let t = a + a;
        0.5 * (t + t * a / (1.0 - a)).ln_1p()
    } else {
        0.5 * ((a + a) / (1.0 - a)).ln_1p()
    };
    y.copysign(x)
}

/// 21.3.2.1 [Math.abs](https://tc39.es/ecma262/#sec-math.abs)
fn abs(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if let Some(i) = args.get(0).as_int() {
        return Ok(Value::from(i.unsigned_abs()));
    }
    Ok(Value::number(vm.to_number(args.get(0))?.abs()))
}
/// 21.3.2.8 [Math.atan2](https://tc39.es/ecma262/#sec-math.atan2)
fn atan2(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let y = vm.to_number(args.get(0))?;
    let x = vm.to_number(args.get(1))?;
    Ok(Value::number(y.atan2(x)))
}
/// 21.3.2.11 [Math.clz32](https://tc39.es/ecma262/#sec-math.clz32)
fn clz32(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::int(vm.to_uint32(args.get(0))?.leading_zeros() as i32))
}
/// 21.3.2.19 [Math.hypot](https://tc39.es/ecma262/#sec-math.hypot)
fn hypot(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    // All arguments are converted first; two passes over Numbers follow, so that nothing overflows on the way.
    let (mut largest, mut infinite, mut nan) = (0.0f64, false, false);
    let mut numbers = Vec::with_capacity(args.len());
    for &arg in args.all() {
        let x = vm.to_number(arg)?.abs();
        infinite |= x.is_infinite();
        nan |= x.is_nan();
        largest = largest.max(x);
        numbers.push(x);
    }
    if infinite {
        return Ok(Value::double(f64::INFINITY));
    }
    if nan {
        return Ok(Value::NAN);
    }
    if largest == 0.0 {
        return Ok(Value::ZERO);
    }
    if let [x] = numbers[..] {
        return Ok(Value::number(x));
    }
    if let [x, y] = numbers[..] {
        return Ok(Value::number(x.hypot(y)));
    }
    // Kahan summation of the scaled squares.
    let (mut sum, mut compensation) = (0.0, 0.0);
    for x in numbers {
        let scaled = x / largest;
        let term = scaled * scaled - compensation;
        let next = sum + term;
        compensation = (next - sum) - term;
        sum = next;
    }
    Ok(Value::number(sum.sqrt() * largest))
}
/// 21.3.2.20 [Math.imul](https://tc39.es/ecma262/#sec-math.imul)
fn imul(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let a = vm.to_int32(args.get(0))?;
    let b = vm.to_int32(args.get(1))?;
    Ok(Value::int(a.wrapping_mul(b)))
}
/// 21.3.2.25 [Math.max](https://tc39.es/ecma262/#sec-math.max)
fn max(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    // FAST: two integers.
    if let (2, Some(a), Some(b)) = (args.len(), args.get(0).as_int(), args.get(1).as_int()) {
        return Ok(Value::int(a.max(b)));
    }
    extreme(vm, args, f64::NEG_INFINITY, |x, best| x > best || x == 0.0 && best == 0.0 && best.is_sign_negative())
}
/// 21.3.2.26 [Math.min](https://tc39.es/ecma262/#sec-math.min)
fn min(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if let (2, Some(a), Some(b)) = (args.len(), args.get(0).as_int(), args.get(1).as_int()) {
        return Ok(Value::int(a.min(b)));
    }
    extreme(vm, args, f64::INFINITY, |x, best| x < best || x == 0.0 && best == 0.0 && best.is_sign_positive())
}
#[inline(always)]
fn extreme(vm: &mut Vm, args: Arguments, start: f64, better: impl Fn(f64, f64) -> bool) -> JsResult<Value> {
    let (mut best, mut nan) = (start, false);
    for &arg in args.all() {
        let x = vm.to_number(arg)?;
        nan |= x.is_nan();
        if better(x, best) {
            best = x;
        }
    }
    Ok(if nan { Value::NAN } else { Value::number(best) })
}
/// 21.3.2.27 [Math.pow](https://tc39.es/ecma262/#sec-math.pow)
fn pow(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let base = vm.to_number(args.get(0))?;
    let exponent = vm.to_number(args.get(1))?;
    Ok(Value::number(number_exp(base, exponent)))
}

/// 21.3.2.28 [Math.random](https://tc39.es/ecma262/#sec-math.random)
fn random(vm: &mut Vm, _: Arguments) -> JsResult<Value> {
    let bits = vm.random.next();
    Ok(Value::number((bits >> 11) as f64 / (1u64 << 53) as f64))
}

/// 21.3.2.34 [Math.sumPrecise](https://tc39.es/ecma262/#sec-math.sumprecise)
fn sum_precise(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let mut sum = ExactSum::default();
    vm.iterate(args.get(0), |vm, item| match item.as_number() {
        Some(x) => {
            sum.add(x);
            Ok(())
        }
        None => {
            let text = vm.display_string(item);
            Err(vm.type_error(format!("Math.sumPrecise: {text} is not a number")))
        }
    })?;
    Ok(Value::number(sum.value()))
}
