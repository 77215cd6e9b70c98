//! RegExp.prototype[@@split].
use super::exec::{advance, regexp_exec, this_object};
use super::symbols::{flags_of, has};
use crate::indexed::support::get_index;
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, Gc, Intrinsic, JsResult, JsString, Object, Value, Vm};

/// 22.2.6.14 [RegExp.prototype \[ @@split \]](https://tc39.es/ecma262/#sec-regexp.prototype-@@split)
pub(super) fn split(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = this_object(vm, args, "RegExp.prototype.@@split")?;
    split_by(vm, regexp, args.get(0), args.get(1))
}
/// The method's steps for an object.
pub(crate) fn split_by(vm: &mut Vm, regexp: Gc<Object>, string: Value, limit: Value) -> JsResult<Value> {
    let s = vm.to_string(string)?;
    // NB: the conversion of another limit could change the regular expression, but comes after the splitter is made.
    if vm.is_plain_regexp(regexp) && (limit.is_undefined() || limit.is_number()) {
        let limit = limit_of(vm, limit)?;
        return plain_split(vm, regexp, s, limit);
    }
    general_split(vm, regexp, s, limit)
}
fn limit_of(vm: &mut Vm, value: Value) -> JsResult<u32> {
    if value.is_undefined() { Ok(u32::MAX) } else { vm.to_uint32(value) }
}
fn general_split(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>, limit: Value) -> JsResult<Value> {
    let default = vm.intrinsic(Intrinsic::RegExp);
    let constructor = vm.species_constructor(regexp, default)?;
    let flags = flags_of(vm, regexp)?;
    let units = vm.units(flags);
    let unicode = has(units, b'u') || has(units, b'v');
    let new_flags = if has(units, b'y') {
        flags
    } else {
        let y = vm.unit_string(b'y' as u16);
        super::super::string::concat(vm, flags, y)?
    };
    let splitter = vm.construct(constructor, &[regexp.into(), new_flags.into()], constructor)?;
    let limit = limit_of(vm, limit)? as usize;
    let mut parts = ValueVec::new(vm);
    if limit == 0 {
        return Ok(vm.new_array(0)?.into());
    }
    if s.is_empty() {
        if regexp_exec(vm, splitter, s)?.is_null() {
            parts.push(s.into());
        }
        return Ok(vm.new_array_from(&parts).into());
    }
    let size = s.len() as u64;
    let (mut p, mut q) = (0u64, 0u64);
    let key = vm.names.last_index;
    while q < size {
        vm.poll()?;
        vm.put(splitter, key, Value::from(q as usize))?;
        let Some(result) = regexp_exec(vm, splitter, s)?.as_object() else {
            q = advance(vm, s, q, unicode);
            continue;
        };
        let end = vm.get(splitter, key)?;
        let end = vm.to_length(end)?.min(size);
        if end == p {
            q = advance(vm, s, q, unicode);
            continue;
        }
        parts.push(vm.substring(s, p as usize, q as usize).into());
        if parts.len() == limit {
            return Ok(vm.new_array_from(&parts).into());
        }
        p = end;
        let count = vm.length_of_array_like(result)?.max(1) - 1;
        for i in 1..=count {
            vm.poll()?;
            parts.push(get_index(vm, result, i)?);
            if parts.len() == limit {
                return Ok(vm.new_array_from(&parts).into());
            }
        }
        q = p;
    }
    parts.push(vm.substring(s, p as usize, size as usize).into());
    Ok(vm.new_array_from(&parts).into())
}

/// FAST: a plain regular expression: searched for from place to place, where the specification tries each place. It works
/// on a copy: `lastIndex` of the original stays.
fn plain_split(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>, limit: u32) -> JsResult<Value> {
    let limit = limit as usize;
    let unicode = vm.regexp_flags(regexp).is_unicode();
    let mut parts = ValueVec::new(vm);
    let Some(program) = vm.regexp_program(regexp).filter(|_| limit > 0) else { return Ok(vm.new_array(0)?.into()) };
    if s.is_empty() {
        if !vm.regexp_match(program, s, 0, true)? {
            parts.push(s.into());
        }
        return Ok(vm.new_array_from(&parts).into());
    }
    let (mut p, mut q) = (0, 0);
    'search: while q < s.len() && vm.regexp_match(program, s, q, false)? {
        let (start, end) = (vm.match_slots()[0] as usize, vm.match_slots()[1] as usize);
        if start >= s.len() {
            break;
        }
        if end == p || (end == start && start < q) {
            q = advance(vm, s, q.max(start) as u64, unicode) as usize;
            continue;
        }
        vm.update_last_match(regexp, s);
        parts.push(vm.substring(s, p, start).into());
        if parts.len() == limit {
            break 'search;
        }
        p = end;
        for i in 1..program.capture_count() {
            parts.push(vm.match_group(s, i));
            if parts.len() == limit {
                break 'search;
            }
        }
        q = p;
    }
    if parts.len() < limit {
        parts.push(vm.substring(s, p, s.len()).into());
    }
    Ok(vm.new_array_from(&parts).into())
}
