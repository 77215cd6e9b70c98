//! Legacy static properties of RegExp (`$1` … `lastMatch`), by the
//! [proposal](https://github.com/tc39/proposal-regexp-legacy-features): the last match of a RegExp of the realm itself.
use super::exec::group_text;
use ogive_vm::data::{Data, DataCell, DataTracer};
use ogive_vm::native::FIELD_EXTRA;
use ogive_vm::regexp::regexp_field;
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, JsString, Object, Value, Vm};

/// The last match; in field `FIELD_EXTRA` of %RegExp%.
struct LastMatch {
    /// What `RegExp.input` gives.
    input: Value,
    /// What was matched.
    string: Value,
    slots: Vec<u32>,
    /// A match of a subclass or of another realm came since.
    invalid: bool,
}
impl Data for LastMatch {
    fn trace(&self, tracer: &mut DataTracer<'_>) {
        tracer.value(self.input);
        tracer.value(self.string);
    }
}

/// Gives %RegExp% its empty state.
pub(super) fn init(vm: &mut Vm, constructor: Gc<Object>) {
    let empty = vm.empty_string().into();
    let data = vm.new_data(LastMatch { input: empty, string: empty, slots: vec![0, 0], invalid: false });
    vm.set_field(constructor, FIELD_EXTRA, Value::internal(data));
}
fn state(vm: &Vm) -> Option<Gc<DataCell>> {
    let constructor = vm.realm().intrinsic_value(Intrinsic::RegExp).as_object()?;
    constructor.field(FIELD_EXTRA).as_internal::<DataCell>()
}
/// UpdateLegacyRegExpStaticProperties, or InvalidateLegacyRegExpStaticProperties.
pub(super) fn update(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>, slots: &[u32]) {
    let Some(cell) = state(vm) else { return };
    let mine = regexp.field(regexp_field::LEGACY_REALM) == Value::internal(vm.realm());
    let Some(mut last) = vm.data_mut::<LastMatch>(&cell) else { return };
    last.invalid = !mine;
    if mine {
        last.input = s.into();
        last.string = s.into();
        last.slots.clear();
        last.slots.extend_from_slice(&slots[..slots.len().min(20)]);
        if slots.len() > 20 {
            // `lastParen` wants the last group, whatever its number.
            last.slots.extend_from_slice(&slots[slots.len() - 2..]);
        }
    }
}

/// GetLegacyRegExpStaticProperty: the receiver must be %RegExp%, and the last match one that may be shown.
fn with_last<T>(vm: &mut Vm, args: Arguments, read: impl FnOnce(&mut Vm, Value, &[u32], Value) -> T) -> JsResult<T> {
    let is_regexp = args.this() == vm.realm().intrinsic_value(Intrinsic::RegExp);
    let Some(cell) = state(vm).filter(|_| is_regexp) else {
        return Err(vm.type_error("RegExp static property accessor called on a receiver that is not %RegExp%"));
    };
    let found = cell.borrow::<LastMatch>().map(|l| (l.string, l.slots.clone(), l.input, l.invalid));
    match found {
        Some((string, slots, input, false)) => Ok(read(vm, string, &slots, input)),
        _ => Err(vm.type_error("RegExp static properties are not available after a match of a subclass")),
    }
}
/// `get RegExp.input`
pub(super) fn get_input(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    with_last(vm, args, |_, _, _, input| input)
}
/// `set RegExp.input`
pub(super) fn set_input(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let is_regexp = args.this() == vm.realm().intrinsic_value(Intrinsic::RegExp);
    let Some(cell) = state(vm).filter(|_| is_regexp) else {
        return Err(vm.type_error("RegExp static property accessor called on a receiver that is not %RegExp%"));
    };
    let input = vm.to_string(args.get(0))?;
    if let Some(mut last) = vm.data_mut::<LastMatch>(&cell) {
        last.input = input.into();
    }
    Ok(Value::UNDEFINED)
}
fn part(vm: &mut Vm, string: Value, start: usize, end: usize) -> Value {
    match string.as_string() {
        Some(s) if end <= s.len() && start <= end => vm.substring(s, start, end).into(),
        _ => vm.empty_string().into(),
    }
}
/// `get RegExp.lastMatch`
pub(super) fn get_last_match(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    with_last(vm, args, |vm, s, slots, _| part(vm, s, slots[0] as usize, slots[1] as usize))
}
/// `get RegExp.leftContext`
pub(super) fn get_left_context(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    with_last(vm, args, |vm, s, slots, _| part(vm, s, 0, slots[0] as usize))
}
/// `get RegExp.rightContext`
pub(super) fn get_right_context(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    with_last(vm, args, |vm, s, slots, _| {
        let end = s.as_string().map_or(0, |s| s.len());
        part(vm, s, slots[1] as usize, end)
    })
}
fn group(vm: &mut Vm, string: Value, slots: &[u32], i: usize) -> Value {
    let text = match string.as_string() {
        Some(s) if 2 * i < slots.len() => group_text(vm, s, slots, i),
        _ => Value::UNDEFINED,
    };
    if text.is_undefined() { vm.empty_string().into() } else { text }
}
/// `get RegExp.lastParen`
pub(super) fn get_last_paren(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    with_last(vm, args, |vm, s, slots, _| {
        let last = slots.len() / 2 - 1;
        if last == 0 { vm.empty_string().into() } else { group(vm, s, slots, last) }
    })
}
/// `get RegExp.$1` … `$9`
pub(super) fn get_paren<const N: usize>(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    with_last(vm, args, |vm, s, slots, _| group(vm, s, slots, N))
}
