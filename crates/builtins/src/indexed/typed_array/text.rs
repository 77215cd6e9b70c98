//! %TypedArray%.prototype.join and toLocaleString.
use super::super::array::join_with;
use super::construct::validate;
use ogive_vm::{Arguments, JsResult, Value, Vm};

/// 23.2.3.18 [%TypedArray%.prototype.join](https://tc39.es/ecma262/#sec-%typedarray%.prototype.join)
pub(super) fn join(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len) = validate(vm, args.this(), "%TypedArray%.prototype.join", false)?;
    let separator = if args.get(0).is_undefined() { vm.unit_string(b',' as u16) } else { vm.to_string(args.get(0))? };
    let text = join_with(vm, len as u64, separator, |vm, k| match vm.typed_array_get(array, k as usize) {
        Some(value) => vm.to_string(value).map(Some),
        None => Ok(None),
    })?;
    Ok(text.into())
}
/// 23.2.3.31 [%TypedArray%.prototype.toLocaleString](https://tc39.es/ecma262/#sec-%typedarray%.prototype.tolocalestring)
pub(super) fn to_locale_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let (array, len) = validate(vm, args.this(), "%TypedArray%.prototype.toLocaleString", false)?;
    let separator = vm.unit_string(b',' as u16);
    let key = vm.key("toLocaleString");
    let text = join_with(vm, len as u64, separator, |vm, k| match vm.typed_array_get(array, k as usize) {
        Some(value) => {
            let text = vm.invoke(value, key, &[])?;
            vm.to_string(text).map(Some)
        }
        None => Ok(None),
    })?;
    Ok(text.into())
}
