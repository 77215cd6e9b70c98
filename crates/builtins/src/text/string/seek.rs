//! String.prototype methods that look for a string.
use ogive_vm::string_ops::{index_of, last_index_of};
use super::{is_regexp, this_string};
use ogive_vm::{Arguments, Gc, JsResult, JsString, Units, Value, Vm};

/// The argument as a search string that must not be a regular expression.
fn search_string(vm: &mut Vm, args: Arguments, name: &str) -> JsResult<Gc<JsString>> {
    if is_regexp(vm, args.get(0))? {
        return Err(vm.type_error(format!("First argument to String.prototype.{name} must not be a regular expression")));
    }
    vm.to_string(args.get(0))
}
fn clamped(vm: &mut Vm, value: Value, len: usize) -> JsResult<usize> {
    Ok(vm.to_integer_or_infinity(value)?.clamp(0.0, len as f64) as usize)
}
/// Where `needle` occurs from `from` on.
fn find(vm: &mut Vm, s: Gc<JsString>, needle: Gc<JsString>, from: usize) -> Option<usize> {
    let units = vm.units(s);
    index_of(units, vm.units(needle), from.min(units.len()))
}

/// Does `needle` stand at `at`?
fn matches_at(text: Units<'_>, needle: Units<'_>, at: usize) -> bool {
    at + needle.len() <= text.len() && text.slice(at, at + needle.len()).same(&needle)
}

/// 22.1.3.7 [String.prototype.endsWith](https://tc39.es/ecma262/#sec-string.prototype.endswith)
pub(super) fn ends_with(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "endsWith")?;
    let needle = search_string(vm, args, "endsWith")?;
    let end = if args.get(1).is_undefined() { s.len() } else { clamped(vm, args.get(1), s.len())? };
    let Some(start) = end.checked_sub(needle.len()) else { return Ok(Value::FALSE) };
    let units = vm.units(s);
    Ok(Value::bool(matches_at(units, vm.units(needle), start)))
}
/// 22.1.3.24 [String.prototype.startsWith](https://tc39.es/ecma262/#sec-string.prototype.startswith)
pub(super) fn starts_with(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "startsWith")?;
    let needle = search_string(vm, args, "startsWith")?;
    let start = clamped(vm, args.get(1), s.len())?;
    let units = vm.units(s);
    Ok(Value::bool(matches_at(units, vm.units(needle), start)))
}
/// 22.1.3.8 [String.prototype.includes](https://tc39.es/ecma262/#sec-string.prototype.includes)
pub(super) fn includes(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "includes")?;
    let needle = search_string(vm, args, "includes")?;
    let start = clamped(vm, args.get(1), s.len())?;
    Ok(Value::bool(find(vm, s, needle, start).is_some()))
}
/// 22.1.3.9 [String.prototype.indexOf](https://tc39.es/ecma262/#sec-string.prototype.indexof)
pub(super) fn index_of_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "indexOf")?;
    let needle = vm.to_string(args.get(0))?;
    let start = clamped(vm, args.get(1), s.len())?;
    Ok(find(vm, s, needle, start).map_or(Value::int(-1), Value::from))
}
/// 22.1.3.11 [String.prototype.lastIndexOf](https://tc39.es/ecma262/#sec-string.prototype.lastindexof)
pub(super) fn last_index_of_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "lastIndexOf")?;
    let needle = vm.to_string(args.get(0))?;
    let number = vm.to_number(args.get(1))?;
    let from = if number.is_nan() { s.len() } else { clamped(vm, Value::number(number), s.len())? };
    let units = vm.units(s);
    Ok(last_index_of(units, vm.units(needle), from).map_or(Value::int(-1), Value::from))
}
