//! 22.2.7.1 RegExpExec, 22.2.7.2 RegExpBuiltinExec, and the methods exec and test.
use super::legacy;
use crate::indexed::support::incompatible;
use ogive_regexp::{Flags, Program};
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, Gc, JsResult, JsString, Kind, Object, PropertyKey, Value, Vm};
use std::rc::Rc;

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
        let found = builtin_match(vm, regexp, s)?;
        let outcome = found.is_some();
        if let Some(found) = found {
            vm.recycle_slots(found.slots);
        }
        return Ok(Value::bool(outcome));
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

/// A match that was found: the pattern and the slots of its groups.
pub(super) struct Found {
    pub program: Rc<Program>,
    pub slots: Vec<u32>,
}
impl Found {
    pub fn start(&self) -> usize {
        self.slots[0] as usize
    }
    pub fn end(&self) -> usize {
        self.slots[1] as usize
    }
    /// How many groups, the whole match included.
    pub fn len(&self) -> usize {
        self.slots.len() / 2
    }
    /// The text of a group, or undefined.
    pub fn group(&self, vm: &mut Vm, s: Gc<JsString>, i: usize) -> Value {
        group_text(vm, s, &self.slots, i)
    }
}
/// The text of group `i`, or undefined.
pub(super) fn group_text(vm: &mut Vm, s: Gc<JsString>, slots: &[u32], i: usize) -> Value {
    let (start, end) = (slots[2 * i], slots[2 * i + 1]);
    if start == u32::MAX || end == u32::MAX {
        return Value::UNDEFINED;
    }
    vm.substring(s, start as usize, end as usize).into()
}

/// 22.2.7.2 [RegExpBuiltinExec](https://tc39.es/ecma262/#sec-regexpbuiltinexec) without the result array.
pub(super) fn builtin_match(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>) -> JsResult<Option<Found>> {
    let last_index = vm.regexp_last_index(regexp);
    let last_index = vm.to_length(last_index)?;
    let flags = vm.regexp_flags(regexp);
    let (global, sticky) = (flags.contains(Flags::GLOBAL), flags.contains(Flags::STICKY));
    let from = if global || sticky { last_index } else { 0 };
    let Some(program) = vm.regexp_program(regexp) else {
        return Err(incompatible(vm, "RegExp.prototype.exec", regexp.into()));
    };
    let mut slots = vm.take_slots();
    if from > s.len() as u64 || !vm.regexp_match(&program, s, from as usize, sticky, &mut slots)? {
        if global || sticky {
            vm.set_regexp_last_index(regexp, Value::ZERO)?;
        }
        vm.recycle_slots(slots);
        return Ok(None);
    }
    if global || sticky {
        vm.set_regexp_last_index(regexp, Value::from(slots[1]))?;
    }
    legacy::update(vm, regexp, s, &slots);
    Ok(Some(Found { program, slots }))
}
/// 22.2.7.2 [RegExpBuiltinExec](https://tc39.es/ecma262/#sec-regexpbuiltinexec)
pub(super) fn builtin_exec(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>) -> JsResult<Value> {
    let has_indices = vm.regexp_flags(regexp).contains(Flags::HAS_INDICES);
    match builtin_match(vm, regexp, s)? {
        Some(found) => {
            let array = result_array(vm, s, &found, has_indices)?;
            vm.recycle_slots(found.slots);
            Ok(array.into())
        }
        None => Ok(Value::NULL),
    }
}
/// The array of a match: steps 21 on.
pub(super) fn result_array(vm: &mut Vm, s: Gc<JsString>, found: &Found, has_indices: bool) -> JsResult<Gc<Object>> {
    let mut captures = ValueVec::new(vm);
    for i in 0..found.len() {
        captures.push(found.group(vm, s, i));
    }
    let named = groups_object(vm, &found.program, |_, i| captures.get(i));
    let array = vm.new_match_result(&captures, found.start(), s, named);
    if has_indices {
        let indices = indices_array(vm, found)?;
        let key = vm.names.indices;
        vm.add_fresh(array, key, indices.into());
    }
    Ok(array)
}
/// The groups object: each name with the value of the group of that name that took part; undefined if there are no names.
fn groups_object(vm: &mut Vm, program: &Program, mut value: impl FnMut(&mut Vm, usize) -> Value) -> Value {
    if program.group_names().len() == 0 {
        return Value::UNDEFINED;
    }
    let groups = vm.new_object_with_prototype(Value::NULL);
    for (name, numbers) in program.group_names() {
        let name = vm.new_utf16(name);
        let key: PropertyKey = vm.key_of_string(name);
        let mut found = Value::UNDEFINED;
        for &i in numbers {
            let candidate = value(vm, i as usize);
            if !candidate.is_undefined() {
                found = candidate;
            }
        }
        vm.add_fresh(groups, key, found);
    }
    groups.into()
}
/// 22.2.7.8 [MakeMatchIndicesIndexPairArray](https://tc39.es/ecma262/#sec-makematchindicesindexpairarray)
fn indices_array(vm: &mut Vm, found: &Found) -> JsResult<Gc<Object>> {
    let mut pairs = ValueVec::new(vm);
    for i in 0..found.len() {
        let (start, end) = (found.slots[2 * i], found.slots[2 * i + 1]);
        let pair = if start == u32::MAX {
            Value::UNDEFINED
        } else {
            vm.new_array_from(&[Value::from(start), Value::from(end)]).into()
        };
        pairs.push(pair);
    }
    let array = vm.new_array_from(&pairs);
    let named = groups_object(vm, &found.program, |_, i| pairs.get(i));
    let key = vm.names.groups;
    vm.add_fresh(array, key, named);
    Ok(array)
}
/// As [`groups_object`], for the text of a match.
pub(super) fn named_groups(vm: &mut Vm, s: Gc<JsString>, found: &Found) -> Value {
    groups_object(vm, &found.program, |vm, i| group_text(vm, s, &found.slots, i))
}

/// 22.2.7.3 [AdvanceStringIndex](https://tc39.es/ecma262/#sec-advancestringindex)
pub(super) fn advance(vm: &mut Vm, s: Gc<JsString>, index: u64, unicode: bool) -> u64 {
    if !unicode || index + 1 >= s.len() as u64 {
        return index + 1;
    }
    index + vm.units(s).code_point_at(index as usize).1 as u64
}
