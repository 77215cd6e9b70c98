//! 21.1 Number.
use crate::support::{Class, set_constant};
use ogive_vm::convert::MAX_SAFE_INTEGER;
use ogive_vm::number_format::{number_to_exponential, number_to_fixed, number_to_precision};
use ogive_vm::{Arguments, Builtin, Gc, Inline, Intrinsic, JsResult, Kind, Realm, Value, Vm, attrs, method};

const CLASS: Class = Class::new("Number", 1, construct, Intrinsic::Number, Intrinsic::NumberPrototype)
    .statics(STATICS)
    .methods(METHODS)
    .prototype_kind(Kind::NumberObject);

const STATICS: &[Builtin] = &[
    method("isFinite", 1, is_finite).pure().inline(Inline::NumberIsFinite),
    method("isInteger", 1, is_integer).pure().inline(Inline::NumberIsInteger),
    method("isNaN", 1, is_nan).pure().inline(Inline::NumberIsNaN),
    method("isSafeInteger", 1, is_safe_integer).pure().inline(Inline::NumberIsSafeInteger),
];
const METHODS: &[Builtin] = &[
    method("toExponential", 1, to_exponential),
    method("toFixed", 1, to_fixed),
    method("toPrecision", 1, to_precision),
    method("toString", 1, to_string),
    method("valueOf", 0, value_of),
    method("toLocaleString", 0, to_locale_string),
];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (constructor, prototype) = CLASS.make(vm, realm);
    vm.set_field(prototype, 0, Value::ZERO);
    for (name, which) in [("parseFloat", Intrinsic::ParseFloat), ("parseInt", Intrinsic::ParseInt)] {
        let (key, function) = (vm.key(name), vm.intrinsic_of(realm, which));
        vm.define_own_builtin(constructor, key, function.into(), attrs::HIDDEN);
    }
    for (name, value) in [
        ("MAX_VALUE", f64::MAX),
        ("MIN_VALUE", 5e-324),
        ("NaN", f64::NAN),
        ("NEGATIVE_INFINITY", f64::NEG_INFINITY),
        ("POSITIVE_INFINITY", f64::INFINITY),
        ("MAX_SAFE_INTEGER", MAX_SAFE_INTEGER),
        ("MIN_SAFE_INTEGER", -MAX_SAFE_INTEGER),
        ("EPSILON", f64::EPSILON),
    ] {
        set_constant(vm, constructor, name, Value::number(value));
    }
}

/// 21.1.1.1 [Number](https://tc39.es/ecma262/#sec-number-constructor-number-value)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let value = if args.is_empty() {
        Value::ZERO
    } else {
        let numeric = vm.to_numeric(args.get(0))?;
        match numeric.as_bigint() {
            Some(big) => Value::number(big.to_f64()),
            None => numeric,
        }
    };
    let Some(new_target) = args.new_target().as_object() else { return Ok(value) };
    let object = vm.ordinary_create_from_constructor(new_target, Intrinsic::NumberPrototype, Kind::NumberObject)?;
    vm.set_field(object, 0, value);
    Ok(object.into())
}

/// 21.1.2.2 [Number.isFinite](https://tc39.es/ecma262/#sec-number.isfinite)
fn is_finite(_: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(args.get(0).as_number().is_some_and(f64::is_finite).into())
}
/// 21.1.2.3 [Number.isInteger](https://tc39.es/ecma262/#sec-number.isinteger)
fn is_integer(_: &mut Vm, args: Arguments) -> JsResult<Value> {
    let value = args.get(0);
    Ok((value.is_int() || value.as_number().is_some_and(|d| d.is_finite() && d.trunc() == d)).into())
}
/// 21.1.2.4 [Number.isNaN](https://tc39.es/ecma262/#sec-number.isnan)
fn is_nan(_: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(args.get(0).as_number().is_some_and(f64::is_nan).into())
}
/// 21.1.2.5 [Number.isSafeInteger](https://tc39.es/ecma262/#sec-number.issafeinteger)
fn is_safe_integer(_: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(args.get(0).as_number().is_some_and(|d| d.trunc() == d && d.abs() <= MAX_SAFE_INTEGER).into())
}

/// 21.1.3.7.1 [ThisNumberValue](https://tc39.es/ecma262/#sec-thisnumbervalue)
fn this_number(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<f64> {
    let this = args.this();
    let value = match this.as_object() {
        Some(object) if object.kind() == Kind::NumberObject => object.field(0),
        _ => this,
    };
    match value.as_number() {
        Some(number) => Ok(number),
        None => Err(vm.type_error(format!("Number.prototype.{method} requires that 'this' be a Number"))),
    }
}
fn text(vm: &mut Vm, text: &str) -> JsResult<Value> {
    Ok(vm.new_string(text).into())
}

/// 21.1.3.2 [Number.prototype.toExponential](https://tc39.es/ecma262/#sec-number.prototype.toexponential)
fn to_exponential(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let x = this_number(vm, args, "toExponential")?;
    let digits = vm.to_integer_or_infinity(args.get(0))?;
    if !x.is_finite() {
        return Ok(vm.number_to_string(x).into());
    }
    if !(0.0..=100.0).contains(&digits) {
        return Err(vm.range_error("toExponential() argument must be between 0 and 100"));
    }
    text(vm, &number_to_exponential(x, (!args.get(0).is_undefined()).then_some(digits as usize)))
}
/// 21.1.3.3 [Number.prototype.toFixed](https://tc39.es/ecma262/#sec-number.prototype.tofixed)
fn to_fixed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let x = this_number(vm, args, "toFixed")?;
    let digits = vm.to_integer_or_infinity(args.get(0))?;
    if !(0.0..=100.0).contains(&digits) {
        return Err(vm.range_error("toFixed() digits argument must be between 0 and 100"));
    }
    if !x.is_finite() || x.abs() >= 1e21 {
        return Ok(vm.number_to_string(x).into());
    }
    text(vm, &number_to_fixed(x, digits as usize))
}
/// 21.1.3.4 [Number.prototype.toLocaleString](https://tc39.es/ecma262/#sec-number.prototype.tolocalestring), as en-US:
/// groups of three digits, at most three fraction digits.
fn to_locale_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let x = this_number(vm, args, "toLocaleString")?;
    if x.is_nan() {
        return text(vm, "NaN");
    }
    if x.is_infinite() {
        return text(vm, if x > 0.0 { "∞" } else { "-∞" });
    }
    let digits = if x.abs() < 1e21 { number_to_fixed(x.abs(), 3) } else { format!("{:.0}", x.abs()) };
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut out = String::new();
    if x.is_sign_negative() {
        out.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    text(vm, &out)
}
/// 21.1.3.5 [Number.prototype.toPrecision](https://tc39.es/ecma262/#sec-number.prototype.toprecision)
fn to_precision(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let x = this_number(vm, args, "toPrecision")?;
    if args.get(0).is_undefined() {
        return Ok(vm.number_to_string(x).into());
    }
    let precision = vm.to_integer_or_infinity(args.get(0))?;
    if !x.is_finite() {
        return Ok(vm.number_to_string(x).into());
    }
    if !(1.0..=100.0).contains(&precision) {
        return Err(vm.range_error("toPrecision() argument must be between 1 and 100"));
    }
    text(vm, &number_to_precision(x, precision as usize))
}
/// 21.1.3.6 [Number.prototype.toString](https://tc39.es/ecma262/#sec-number.prototype.tostring)
fn to_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let x = this_number(vm, args, "toString")?;
    let radix = args.get(0);
    if radix.is_undefined() || radix == Value::int(10) {
        return Ok(vm.to_string(Value::number(x))?.into());
    }
    let radix = vm.to_integer_or_infinity(radix)?;
    if !(2.0..=36.0).contains(&radix) {
        return Err(vm.range_error("toString() radix must be between 2 and 36"));
    }
    if radix == 10.0 || !x.is_finite() {
        return Ok(vm.number_to_string(x).into());
    }
    Ok(vm.number_to_radix_string(x, radix as u32).into())
}
/// 21.1.3.7 [Number.prototype.valueOf](https://tc39.es/ecma262/#sec-number.prototype.valueof)
fn value_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(Value::number(this_number(vm, args, "valueOf")?))
}
