//! 22.1.1 the String constructor, 22.1.2 its methods, and the methods that unwrap.
use crate::indexed::support::incompatible;
use ogive_vm::string_ops::StringBuilder;
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, JsString, Kind, Value, Vm};

/// 22.1.1.1 [String](https://tc39.es/ecma262/#sec-string-constructor-string-value)
pub(super) fn construct(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let value = args.get(0);
    let s = if args.is_empty() {
        vm.empty_string()
    } else if args.new_target().is_undefined()
        && let Some(symbol) = value.as_symbol()
    {
        // 22.1.1.1, 2.a: SymbolDescriptiveString
        let description = symbol.description().map(|d| d.to_rust_string_lossy()).unwrap_or_default();
        return Ok(vm.new_string(&format!("Symbol({description})")).into());
    } else {
        vm.to_string(value)?
    };
    let Some(new_target) = args.new_target().as_object() else { return Ok(s.into()) };
    let prototype = vm.get_prototype_from_constructor(new_target, Intrinsic::StringPrototype)?;
    Ok(vm.new_string_object(s.into(), prototype.into()).into())
}

/// 22.1.2.1 [String.fromCharCode](https://tc39.es/ecma262/#sec-string.fromcharcode)
pub(super) fn from_char_code(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if args.len() == 1 {
        let unit = vm.to_int32(args.get(0))? as u16;
        return Ok(vm.unit_string(unit).into());
    }
    let mut out = StringBuilder::new(vm);
    for i in 0..args.len() {
        let unit = vm.to_int32(args.get(i))? as u16;
        out.push_unit(unit);
    }
    Ok(out.finish(vm)?.into())
}
/// 22.1.2.2 [String.fromCodePoint](https://tc39.es/ecma262/#sec-string.fromcodepoint)
pub(super) fn from_code_point(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let mut out = StringBuilder::new(vm);
    for i in 0..args.len() {
        let number = vm.to_number(args.get(i))?;
        if number.fract() != 0.0 || !(0.0..=0x10_FFFF as f64).contains(&number) {
            let text = crate::indexed::support::show(vm, args.get(i));
            return Err(vm.range_error(format!("Invalid code point {text}")));
        }
        out.push_code_point(number as u32);
    }
    Ok(out.finish(vm)?.into())
}
/// 22.1.2.4 [String.raw](https://tc39.es/ecma262/#sec-string.raw)
pub(super) fn raw(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let cooked = vm.to_object(args.get(0))?;
    let key = vm.names.raw;
    let literals = vm.get(cooked, key)?;
    let literals = vm.to_object(literals)?;
    let count = vm.length_of_array_like(literals)?;
    let mut out = StringBuilder::new(vm);
    for i in 0..count {
        vm.poll()?;
        let literal = crate::indexed::support::get_index(vm, literals, i)?;
        let s = vm.to_string(literal)?;
        out.push_string(vm, s)?;
        if i + 1 < count && i + 1 < args.len() as u64 {
            let s = vm.to_string(args.get(i as usize + 1))?;
            out.push_string(vm, s)?;
        }
    }
    Ok(out.finish(vm)?.into())
}

/// 22.1.3.36.1 [ThisStringValue](https://tc39.es/ecma262/#sec-thisstringvalue)
fn this_string_value(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<Gc<JsString>> {
    let this = args.this();
    if let Some(s) = this.as_string() {
        return Ok(s);
    }
    match this.as_object().filter(|o| o.kind() == Kind::StringObject).and_then(|o| o.field(0).as_string()) {
        Some(s) => Ok(s),
        None => Err(incompatible(vm, method, this)),
    }
}
/// 22.1.3.29 [String.prototype.toString](https://tc39.es/ecma262/#sec-string.prototype.tostring)
pub(super) fn to_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(this_string_value(vm, args, "String.prototype.toString")?.into())
}
/// 22.1.3.35 [String.prototype.valueOf](https://tc39.es/ecma262/#sec-string.prototype.valueof)
pub(super) fn value_of(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(this_string_value(vm, args, "String.prototype.valueOf")?.into())
}
