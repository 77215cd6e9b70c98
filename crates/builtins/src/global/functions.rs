//! 19.2 function properties of the global object: eval, isFinite, isNaN, parseFloat, parseInt.
use ogive_vm::{Arguments, JsResult, Value, Vm, number_parse};

/// 19.2.1 [eval](https://tc39.es/ecma262/#sec-eval-x), called indirectly. The interpreter handles direct calls.
pub(super) fn eval(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if args.get(0).is_string() { let realm = vm.realm(); vm.indirect_eval(args.get(0), realm) } else { Ok(args.get(0)) }
}
/// 19.2.2 [isFinite](https://tc39.es/ecma262/#sec-isfinite-number)
pub(super) fn is_finite(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(vm.to_number(args.get(0))?.is_finite().into())
}
/// 19.2.3 [isNaN](https://tc39.es/ecma262/#sec-isnan-number)
pub(super) fn is_nan(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(vm.to_number(args.get(0))?.is_nan().into())
}
/// 19.2.4 [parseFloat](https://tc39.es/ecma262/#sec-parsefloat-string)
pub(super) fn parse_float(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    // FAST: an integer reads back as itself.
    if args.get(0).is_int() {
        return Ok(args.get(0));
    }
    let string = vm.to_string(args.get(0))?;
    let units = vm.units(string);
    Ok(Value::number(number_parse::parse_float(units)))
}
/// 19.2.5 [parseInt](https://tc39.es/ecma262/#sec-parseint-string-radix)
pub(super) fn parse_int(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let radix = args.get(1);
    // FAST: an integer in radix 10 reads back as itself.
    if args.get(0).is_int() && (radix.is_undefined() || radix == Value::int(10) || radix == Value::ZERO) {
        return Ok(args.get(0));
    }
    let string = vm.to_string(args.get(0))?;
    let radix = vm.to_int32(radix)?;
    let units = vm.units(string);
    Ok(Value::number(number_parse::parse_int(units, radix)))
}
