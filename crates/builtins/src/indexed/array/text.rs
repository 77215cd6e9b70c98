//! Array.prototype.join, toString, toLocaleString, with the check for cycles.
use super::super::support::get_index;
use ogive_vm::string::MAX_LENGTH;
use ogive_vm::string_ops::StringBuilder;
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, JsString, Object, Value, Vm};

/// Arrays being joined, innermost last: an array within itself joins as the empty string.
#[derive(Default)]
struct Joining(Vec<usize>);

/// Runs `body` unless `object` is being joined already; then the empty string.
fn guarded(vm: &mut Vm, object: Gc<Object>, body: impl FnOnce(&mut Vm) -> JsResult<Gc<JsString>>) -> JsResult<Value> {
    if vm.extension::<Joining>().0.contains(&object.addr()) {
        return Ok(vm.empty_string().into());
    }
    vm.check_native_stack()?;
    vm.extension::<Joining>().0.push(object.addr());
    let result = body(vm);
    vm.extension::<Joining>().0.pop();
    result.map(Value::from)
}

/// 23.1.3.18 [Array.prototype.join](https://tc39.es/ecma262/#sec-array.prototype.join)
pub(super) fn join(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    join_object(vm, o, args.get(0))
}
fn join_object(vm: &mut Vm, o: Gc<Object>, separator: Value) -> JsResult<Value> {
    let len = vm.length_of_array_like(o)?;
    guarded(vm, o, |vm| {
        let separator = if separator.is_undefined() { vm.unit_string(b',' as u16) } else { vm.to_string(separator)? };
        if let Some(joined) = join_strings(vm, o, separator)? {
            return Ok(joined);
        }
        join_with(vm, len, separator, |vm, k| {
            let element = get_index(vm, o, k)?;
            if element.is_nullish() { Ok(None) } else { vm.to_string(element).map(Some) }
        })
    })
}
/// FAST: an array of Latin-1 strings is measured, then written: no script can see anything of it.
fn join_strings(vm: &mut Vm, o: Gc<Object>, separator: Gc<JsString>) -> JsResult<Option<Gc<JsString>>> {
    let elements = o.elements();
    let texts = || elements.values().iter().map(|value| value.as_string().and_then(Vm::flat_latin1));
    let Some(separator) = Vm::flat_latin1(separator).filter(|_| vm.fast_array_length(o) == Some(elements.len())) else { return Ok(None) };
    let Some(len) = texts().try_fold(0, |len, text| Some(len + separator.len() + text?.len())) else { return Ok(None) };
    let len = len.saturating_sub(separator.len());
    if len > MAX_LENGTH {
        return Err(vm.invalid_string_length());
    }
    vm.poll_n(texts().len() + len / 256)?;
    let joined = vm.try_new_latin1_by(len, |out| {
        for (i, text) in texts().flatten().enumerate() {
            out.push(if i > 0 { separator } else { &[] });
            out.push(text);
        }
    });
    joined.map(Some).ok_or_else(|| vm.out_of_memory())
}
/// The texts that `text` gives (none: empty) with the separator between them.
pub(crate) fn join_with(
    vm: &mut Vm,
    len: u64,
    separator: Gc<JsString>,
    mut text: impl FnMut(&mut Vm, u64) -> JsResult<Option<Gc<JsString>>>,
) -> JsResult<Gc<JsString>> {
    // The separators alone may be too long for a string.
    if len > 1 && (len - 1).saturating_mul(separator.len() as u64) > MAX_LENGTH as u64 {
        return Err(vm.invalid_string_length());
    }
    let mut out = StringBuilder::new(vm);
    for k in 0..len {
        vm.poll()?;
        if k > 0 && !separator.is_empty() {
            out.push_string(vm, separator)?;
        }
        if let Some(s) = text(vm, k)? {
            if len == 1 {
                return Ok(s);
            }
            out.push_string(vm, s)?;
        }
    }
    out.finish(vm)
}

/// 23.1.3.36 [Array.prototype.toString](https://tc39.es/ecma262/#sec-array.prototype.tostring)
pub(super) fn to_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let array = vm.to_object(args.this())?;
    let key = vm.names.join;
    let method = vm.get(array, key)?;
    if vm.is_callable(method) {
        return vm.call(method, array.into(), &[]);
    }
    let key = vm.names.to_string;
    let object_prototype = vm.intrinsic(Intrinsic::ObjectPrototype);
    let to_string = match vm.realm().intrinsic_value(Intrinsic::ObjectProtoToString) {
        Value::UNDEFINED => vm.get(object_prototype, key)?,
        f => f,
    };
    vm.call(to_string, array.into(), &[])
}

/// 23.1.3.32 [Array.prototype.toLocaleString](https://tc39.es/ecma262/#sec-array.prototype.tolocalestring)
pub(super) fn to_locale_string(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let o = vm.to_object(args.this())?;
    let len = vm.length_of_array_like(o)?;
    guarded(vm, o, |vm| {
        let separator = vm.unit_string(b',' as u16);
        let key = vm.key("toLocaleString");
        join_with(vm, len, separator, |vm, k| {
            let element = get_index(vm, o, k)?;
            if element.is_nullish() {
                return Ok(None);
            }
            let text = vm.invoke(element, key, &[])?;
            vm.to_string(text).map(Some)
        })
    })
}
