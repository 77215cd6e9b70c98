//! 22.2.7.1 RegExpExec, 22.2.7.2 RegExpBuiltinExec, and the methods exec and test.
use crate::indexed::support::incompatible;
use ogive_regexp::Flags;
use ogive_vm::regexp::RegExpProgram;
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, Gc, JsResult, JsString, Kind, Object, Value, Vm};

/// The receiver as an object: TypeError otherwise.
pub(super) fn this_object(vm: &mut Vm, args: Arguments, method: &str) -> JsResult<Gc<Object>> {
    match args.this().as_object() {
        Some(object) => Ok(object),
        None => Err(incompatible(vm, method, args.this())),
    }
}

/// 22.2.6.2 [RegExp.prototype.exec](https://tc39.es/ecma262/#sec-regexp.prototype.exec)
pub(super) fn exec(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = args.this().as_object().filter(|o| o.kind() == Kind::RegExp);
    let Some(regexp) = regexp else { return Err(incompatible(vm, "RegExp.prototype.exec", args.this())) };
    let s = vm.to_string(args.get(0))?;
    builtin_exec(vm, regexp, s)
}
/// 22.2.6.16 [RegExp.prototype.test](https://tc39.es/ecma262/#sec-regexp.prototype.test)
pub(super) fn test(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = this_object(vm, args, "RegExp.prototype.test")?;
    let s = vm.to_string(args.get(0))?;
    // FAST: no result array.
    if vm.is_plain_regexp(regexp) {
        return Ok(Value::bool(builtin_match(vm, regexp, s)?.is_some()));
    }
    Ok(Value::bool(!regexp_exec(vm, regexp, s)?.is_null()))
}

/// 22.2.7.1 [RegExpExec](https://tc39.es/ecma262/#sec-regexpexec): an object or null.
pub(super) fn regexp_exec(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>) -> JsResult<Value> {
    let key = vm.names.exec;
    let method = vm.get(regexp, key)?;
    if vm.is_callable(method) && !(regexp.kind() == Kind::RegExp && vm.is_native(method, exec)) {
        let result = vm.call(method, regexp.into(), &[s.into()])?;
        if !result.is_object() && !result.is_null() {
            let text = crate::indexed::support::show(vm, result);
            return Err(vm.type_error(format!("object null is not a function: exec returned {text}")));
        }
        return Ok(result);
    }
    if regexp.kind() != Kind::RegExp {
        return Err(incompatible(vm, "RegExp.prototype.exec", regexp.into()));
    }
    builtin_exec(vm, regexp, s)
}

/// 22.2.7.2 [RegExpBuiltinExec](https://tc39.es/ecma262/#sec-regexpbuiltinexec) without the result array: the pattern, if it
/// matched; what it found is in [`Vm::match_slots`].
pub(super) fn builtin_match(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>) -> JsResult<Option<Gc<RegExpProgram>>> {
    let last_index = vm.regexp_last_index(regexp);
    let last_index = match last_index.as_int() {
        Some(index) if index >= 0 => index as u64,
        _ => vm.to_length(last_index)?,
    };
    let flags = vm.regexp_flags(regexp);
    let sticky = flags.contains(Flags::STICKY);
    let moves = sticky || flags.contains(Flags::GLOBAL);
    let from = if moves { last_index } else { 0 };
    let Some(program) = vm.regexp_program(regexp) else {
        return Err(incompatible(vm, "RegExp.prototype.exec", regexp.into()));
    };
    if from > s.len() as u64 || !vm.regexp_match(program, s, from as usize, sticky)? {
        if moves {
            vm.set_regexp_last_index(regexp, Value::ZERO)?;
        }
        return Ok(None);
    }
    if moves {
        let end = vm.match_slots()[1];
        vm.set_regexp_last_index(regexp, Value::from(end))?;
    }
    vm.update_last_match(regexp, s);
    Ok(Some(program))
}
/// 22.2.7.2 [RegExpBuiltinExec](https://tc39.es/ecma262/#sec-regexpbuiltinexec)
pub(super) fn builtin_exec(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>) -> JsResult<Value> {
    let Some(program) = builtin_match(vm, regexp, s)? else { return Ok(Value::NULL) };
    let array = vm.new_match_array(s, program);
    if vm.regexp_flags(regexp).contains(Flags::HAS_INDICES) {
        let indices = indices_array(vm, program)?;
        let key = vm.names.indices;
        vm.add_fresh(array, key, indices.into());
    }
    Ok(array.into())
}
/// 22.2.7.8 [MakeMatchIndicesIndexPairArray](https://tc39.es/ecma262/#sec-makematchindicesindexpairarray)
fn indices_array(vm: &mut Vm, program: Gc<RegExpProgram>) -> JsResult<Gc<Object>> {
    let mut pairs = ValueVec::new(vm);
    for i in 0..program.capture_count() {
        let (start, end) = (vm.match_slots()[2 * i], vm.match_slots()[2 * i + 1]);
        let pair = if start == u32::MAX {
            Value::UNDEFINED
        } else {
            vm.new_array_from(&[Value::from(start), Value::from(end)]).into()
        };
        pairs.push(pair);
    }
    let array = vm.new_array_from(&pairs);
    let named = vm.match_groups_object(program, |i| pairs.get(i));
    let key = vm.names.groups;
    vm.add_fresh(array, key, named);
    Ok(array)
}

/// 22.2.7.3 [AdvanceStringIndex](https://tc39.es/ecma262/#sec-advancestringindex)
pub(super) fn advance(vm: &mut Vm, s: Gc<JsString>, index: u64, unicode: bool) -> u64 {
    if !unicode || index + 1 >= s.len() as u64 {
        return index + 1;
    }
    index + vm.units(s).code_point_at(index as usize).1 as u64
}
