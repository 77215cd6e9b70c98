//! Legacy static properties of RegExp (`$1` … `lastMatch`), by the
//! [proposal](https://github.com/tc39/proposal-regexp-legacy-features): the last match of a RegExp of the realm itself.
use ogive_vm::regexp::LastMatch;
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, Value, Vm};

/// GetLegacyRegExpStaticProperty: the receiver must be %RegExp%, and the last match one that may be shown.
fn last_match(vm: &mut Vm, args: Arguments) -> JsResult<Gc<LastMatch>> {
    let is_regexp = args.this() == vm.realm().intrinsic_value(Intrinsic::RegExp);
    match vm.last_match().filter(|_| is_regexp) {
        None => Err(vm.type_error("RegExp static property accessor called on a receiver that is not %RegExp%")),
        Some(last) if last.is_invalid() => Err(vm.type_error("RegExp static properties are not available after a match of a subclass")),
        Some(last) => Ok(last),
    }
}
/// `get RegExp.input`
pub(super) fn get_input(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    Ok(last_match(vm, args)?.input())
}
/// `set RegExp.input`
pub(super) fn set_input(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    if args.this() != vm.realm().intrinsic_value(Intrinsic::RegExp) {
        return Err(vm.type_error("RegExp static property accessor called on a receiver that is not %RegExp%"));
    }
    let input = vm.to_string(args.get(0))?;
    vm.set_last_input(input);
    Ok(Value::UNDEFINED)
}
fn part(vm: &mut Vm, last: Gc<LastMatch>, range: Option<(usize, usize)>) -> JsResult<Value> {
    Ok(match (last.string(), range) {
        (Some(s), Some((start, end))) => vm.substring(s, start, end).into(),
        _ => vm.empty_string().into(),
    })
}
/// `get RegExp.lastMatch`
pub(super) fn get_last_match(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let last = last_match(vm, args)?;
    part(vm, last, last.group(0))
}
/// `get RegExp.leftContext`
pub(super) fn get_left_context(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let last = last_match(vm, args)?;
    part(vm, last, last.group(0).map(|(start, _)| (0, start)))
}
/// `get RegExp.rightContext`
pub(super) fn get_right_context(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let last = last_match(vm, args)?;
    let len = last.string().map_or(0, |s| s.len());
    part(vm, last, last.group(0).map(|(_, end)| (end, len)))
}
/// `get RegExp.lastParen`
pub(super) fn get_last_paren(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let last = last_match(vm, args)?;
    let group = last.group_count() - 1;
    part(vm, last, if group == 0 { None } else { last.group(group) })
}
/// `get RegExp.$1` … `$9`
pub(super) fn get_paren<const N: usize>(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let last = last_match(vm, args)?;
    part(vm, last, last.group(N))
}
