//! RegExp.prototype[@@match], [@@matchAll], [@@search].
use super::exec::{advance, builtin_exec, builtin_match, regexp_exec, this_object};
use super::iterator::new_iterator;
use crate::indexed::support::get_index;
use ogive_regexp::Flags;
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, JsString, Object, Units, Value, Vm};

/// The string of the `flags` property.
pub(super) fn flags_of(vm: &mut Vm, regexp: Gc<Object>) -> JsResult<Gc<JsString>> {
    let key = vm.names.flags;
    let flags = vm.get(regexp, key)?;
    vm.to_string(flags)
}
/// Does the string of flags have this letter?
pub(super) fn has(flags: Units<'_>, letter: u8) -> bool {
    flags.iter().any(|u| u == letter as u16)
}
/// Moves `lastIndex` on past an empty match.
pub(super) fn step_over_empty(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>, unicode: bool) -> JsResult<()> {
    let key = vm.names.last_index;
    let index = vm.get(regexp, key)?;
    let index = vm.to_length(index)?;
    let next = advance(vm, s, index, unicode);
    vm.put(regexp, key, Value::from(next as usize))
}

/// 22.2.6.8 [RegExp.prototype \[ @@match \]](https://tc39.es/ecma262/#sec-regexp.prototype-@@match)
pub(super) fn match_(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = this_object(vm, args, "RegExp.prototype.@@match")?;
    match_by(vm, regexp, args.get(0))
}
/// The method's steps for an object.
pub(crate) fn match_by(vm: &mut Vm, regexp: Gc<Object>, string: Value) -> JsResult<Value> {
    let s = vm.to_string(string)?;
    if vm.is_plain_regexp(regexp) {
        return plain_match(vm, regexp, s);
    }
    let flags = flags_of(vm, regexp)?;
    let flags = vm.units(flags);
    if !has(flags, b'g') {
        return regexp_exec(vm, regexp, s);
    }
    let unicode = has(flags, b'u') || has(flags, b'v');
    let key = vm.names.last_index;
    vm.put(regexp, key, Value::ZERO)?;
    let mut matches = ValueVec::new(vm);
    while let Some(result) = regexp_exec(vm, regexp, s)?.as_object() {
        vm.poll()?;
        let text = get_index(vm, result, 0)?;
        let text = vm.to_string(text)?;
        matches.push(text.into());
        if text.is_empty() {
            step_over_empty(vm, regexp, s, unicode)?;
        }
    }
    Ok(if matches.is_empty() { Value::NULL } else { vm.new_array_from(&matches).into() })
}
/// FAST: nothing of a plain regular expression can be observed but `lastIndex` at the end.
fn plain_match(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>) -> JsResult<Value> {
    if !vm.regexp_flags(regexp).contains(Flags::GLOBAL) {
        return builtin_exec(vm, regexp, s);
    }
    let mut matches = ValueVec::new(vm);
    for_each_match(vm, regexp, s, |vm| {
        matches.push(vm.match_group(s, 0));
        Ok(())
    })?;
    Ok(if matches.is_empty() { Value::NULL } else { vm.new_array_from(&matches).into() })
}
/// Every match of a plain global regular expression in turn; `lastIndex` is 0 before and after. `each` must not run script.
pub(super) fn for_each_match(
    vm: &mut Vm,
    regexp: Gc<Object>,
    s: Gc<JsString>,
    mut each: impl FnMut(&mut Vm) -> JsResult<()>,
) -> JsResult<()> {
    vm.set_regexp_last_index(regexp, Value::ZERO)?;
    let flags = vm.regexp_flags(regexp);
    let (unicode, sticky) = (flags.is_unicode(), flags.contains(Flags::STICKY));
    let Some(program) = vm.regexp_program(regexp) else { return Ok(()) };
    let mut from = 0;
    while from <= s.len() && vm.regexp_match(program, s, from, sticky)? {
        vm.update_last_match(regexp, s);
        let (start, end) = (vm.match_slots()[0], vm.match_slots()[1]);
        each(vm)?;
        from = end as usize;
        if start == end {
            from = advance(vm, s, from as u64, unicode) as usize;
        }
    }
    Ok(())
}

/// 22.2.6.9 [RegExp.prototype \[ @@matchAll \]](https://tc39.es/ecma262/#sec-regexp-prototype-matchall)
pub(super) fn match_all(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = this_object(vm, args, "RegExp.prototype.@@matchAll")?;
    let s = vm.to_string(args.get(0))?;
    let default = vm.intrinsic(Intrinsic::RegExp);
    let constructor = vm.species_constructor(regexp, default)?;
    let flags = flags_of(vm, regexp)?;
    let matcher = vm.construct(constructor, &[regexp.into(), flags.into()], constructor)?;
    let key = vm.names.last_index;
    let index = vm.get(regexp, key)?;
    let index = vm.to_length(index)?;
    vm.put(matcher, key, Value::from(index as usize))?;
    let units = vm.units(flags);
    let (global, unicode) = (has(units, b'g'), has(units, b'u') || has(units, b'v'));
    Ok(new_iterator(vm, matcher, s, global, unicode).into())
}

/// 22.2.6.12 [RegExp.prototype \[ @@search \]](https://tc39.es/ecma262/#sec-regexp.prototype-@@search)
pub(super) fn search(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = this_object(vm, args, "RegExp.prototype.@@search")?;
    search_by(vm, regexp, args.get(0))
}
/// The method's steps for an object.
pub(crate) fn search_by(vm: &mut Vm, regexp: Gc<Object>, string: Value) -> JsResult<Value> {
    let s = vm.to_string(string)?;
    if vm.is_plain_regexp(regexp) {
        return plain_search(vm, regexp, s);
    }
    let key = vm.names.last_index;
    let previous = vm.get(regexp, key)?;
    if !vm.same_value(previous, Value::ZERO) {
        vm.put(regexp, key, Value::ZERO)?;
    }
    let result = regexp_exec(vm, regexp, s)?;
    let current = vm.get(regexp, key)?;
    if !vm.same_value(current, previous) {
        vm.put(regexp, key, previous)?;
    }
    match result.as_object() {
        Some(result) => {
            let key = vm.names.index;
            vm.get(result, key)
        }
        None => Ok(Value::int(-1)),
    }
}
/// FAST: the same steps where `get` and `set` of `lastIndex` can only be those of a data property.
fn plain_search(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>) -> JsResult<Value> {
    let previous = vm.regexp_last_index(regexp);
    if !vm.same_value(previous, Value::ZERO) {
        vm.set_regexp_last_index(regexp, Value::ZERO)?;
    }
    let found = builtin_match(vm, regexp, s)?.map(|_| vm.match_slots()[0]);
    let current = vm.regexp_last_index(regexp);
    if !vm.same_value(current, previous) {
        vm.set_regexp_last_index(regexp, previous)?;
    }
    Ok(found.map_or(Value::int(-1), Value::from))
}
