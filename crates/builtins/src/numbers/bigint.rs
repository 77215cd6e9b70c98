//! 21.2 BigInt.
use crate::support::{Class, set_tag};
use ogive_vm::bigint::BigInt;
use ogive_vm::convert::Hint;
use ogive_vm::{Arguments, Builtin, Gc, Intrinsic, JsResult, Kind, Realm, Value, Vm, method};

const CLASS: Class =
    Class::new("BigInt", 1, construct, Intrinsic::BigInt, Intrinsic::BigIntPrototype).statics(STATICS).methods(METHODS);

const STATICS: &[Builtin] = &[method("asUintN", 2, as_uint_n), method("asIntN", 2, as_int_n)];
const METHODS: &[Builtin] =
    &[method("toLocaleString", 0, to_locale_string), method("toString", 0, to_string), method("valueOf", 0, value_of)];

pub(super) fn make(vm: &mut Vm, realm: Gc<Realm>) {
    let (_, prototype) = CLASS.make(vm, realm);
    set_tag(vm, prototype, "BigInt");
}

/// 21.2.1.1 [BigInt](https://tc39.es/ecma262/#sec-bigint-constructor-number-value)
fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if !args.new_target().is_undefined() {
        return Err(vm.type_error("BigInt is not a constructor"));
    }
    let primitive = vm.to_primitive(args.get(0), Hint::Number)?;
    match primitive.as_number() {
        Some(number) => Ok(vm.number_to_bigint(number)?.into()),
        None => Ok(vm.to_bigint(primitive)?.into()),
    }
}

/// 21.2.2.1 [BigInt.asIntN](https://tc39.es/ecma262/#sec-bigint.asintn)
fn as_int_n(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let bits = vm.to_index(args.get(0))?;
    let value = vm.to_bigint(args.get(1))?;
    Ok(vm.bigint_as_int_n(bits as u64, value)?.into())
}
/// 21.2.2.2 [BigInt.asUintN](https://tc39.es/ecma262/#sec-bigint.asuintn)
fn as_uint_n(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let bits = vm.to_index(args.get(0))?;
    let value = vm.to_bigint(args.get(1))?;
    Ok(vm.bigint_as_uint_n(bits as u64, value)?.into())
}

/// 21.2.3.4.1 [ThisBigIntValue](https://tc39.es/ecma262/#sec-thisbigintvalue)
fn this_bigint(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<Gc<BigInt>> {
    let this = args.this();
    let value = match this.as_object() {
        Some(object) if object.kind() == Kind::BigIntObject => object.field(0),
        _ => this,
    };
    match value.as_bigint() {
        Some(big) => Ok(big),
        None => Err(vm.type_error(format!("BigInt.prototype.{method} requires that 'this' be a BigInt"))),
    }
}
/// 21.2.3.2 [BigInt.prototype.toLocaleString](https://tc39.es/ecma262/#sec-bigint.prototype.tolocalestring), as en-US.
fn to_locale_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let big = this_bigint(vm, args, "toLocaleString")?;
    let digits = vm.bigint_to_string(big, 10)?.to_rust_string_lossy();
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits.as_str()),
    };
    let mut out = sign.to_string();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    Ok(vm.new_string(&out).into())
}
/// 21.2.3.3 [BigInt.prototype.toString](https://tc39.es/ecma262/#sec-bigint.prototype.tostring)
fn to_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let big = this_bigint(vm, args, "toString")?;
    let radix = match args.get(0) {
        Value::UNDEFINED => 10.0,
        radix => vm.to_integer_or_infinity(radix)?,
    };
    if !(2.0..=36.0).contains(&radix) {
        return Err(vm.range_error("toString() radix must be between 2 and 36"));
    }
    Ok(vm.bigint_to_string(big, radix as u32)?.into())
}
/// 21.2.3.4 [BigInt.prototype.valueOf](https://tc39.es/ecma262/#sec-bigint.prototype.valueof)
fn value_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(this_bigint(vm, args, "valueOf")?.into())
}
