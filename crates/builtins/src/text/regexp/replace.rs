//! RegExp.prototype[@@replace].
use super::super::substitution::{Match, push_part, push_substitution};
use super::exec::{Found, builtin_match, named_groups, regexp_exec, this_object};
use super::symbols::{flags_of, for_each_match, has, step_over_empty};
use crate::indexed::support::get_index;
use ogive_regexp::Flags;
use ogive_vm::string_ops::{StringBuilder, index_of_unit};
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, Gc, JsResult, JsString, Object, Value, Vm};

/// 22.2.6.11 [RegExp.prototype \[ @@replace \]](https://tc39.es/ecma262/#sec-regexp.prototype-@@replace)
pub(super) fn replace(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = this_object(vm, args, "RegExp.prototype.@@replace")?;
    let s = vm.to_string(args.get(0))?;
    let mut replacement = args.get(1);
    let functional = vm.is_callable(replacement);
    if !functional {
        replacement = vm.to_string(replacement)?.into();
    }
    if vm.is_plain_regexp(regexp) {
        return if functional { plain_by_function(vm, regexp, s, replacement) } else { plain_by_text(vm, regexp, s, replacement) };
    }
    let flags = flags_of(vm, regexp)?;
    let flags = vm.units(flags);
    let global = has(flags, b'g');
    let unicode = global && (has(flags, b'u') || has(flags, b'v'));
    if global {
        let key = vm.names.last_index;
        vm.put(regexp, key, Value::ZERO)?;
    }
    let mut results = ValueVec::new(vm);
    while let Some(result) = regexp_exec(vm, regexp, s)?.as_object() {
        vm.poll()?;
        results.push(result.into());
        if !global {
            break;
        }
        let text = get_index(vm, result, 0)?;
        if vm.to_string(text)?.is_empty() {
            step_over_empty(vm, regexp, s, unicode)?;
        }
    }
    let mut out = StringBuilder::new();
    let mut next = 0usize;
    for i in 0..results.len() {
        vm.poll()?;
        let result = results.get(i).as_object().expect("results are objects");
        let count = vm.length_of_array_like(result)?.max(1) - 1;
        let matched = get_index(vm, result, 0)?;
        let matched = vm.to_string(matched)?;
        let key = vm.names.index;
        let position = vm.get(result, key)?;
        let position = vm.to_integer_or_infinity(position)?.clamp(0.0, s.len() as f64) as usize;
        let mut captures = ValueVec::new(vm);
        for n in 1..=count {
            vm.poll()?;
            let mut capture = get_index(vm, result, n)?;
            if !capture.is_undefined() {
                capture = vm.to_string(capture)?.into();
            }
            captures.push(capture);
        }
        let key = vm.names.groups;
        let groups = vm.get(result, key)?;
        let mut piece = StringBuilder::new();
        if functional {
            let text = call_replacer(vm, replacement, matched.into(), &captures, position, s, groups)?;
            piece.push_string(vm, text)?;
        } else {
            let groups = if groups.is_undefined() { groups } else { vm.to_object(groups)?.into() };
            let template = replacement.as_string().expect("made a string above");
            push_template(vm, &mut piece, matched, s, position, &captures, groups, template)?;
        }
        if position >= next {
            push_part(vm, &mut out, s, next, position)?;
            out.push_units(piece.units());
            next = position + matched.len();
        }
    }
    push_part(vm, &mut out, s, next.min(s.len()), s.len())?;
    Ok(out.finish(vm)?.into())
}
/// GetSubstitution where `matched` need not be what stands at `position`.
#[allow(clippy::too_many_arguments)]
fn push_template(
    vm: &mut Vm,
    out: &mut StringBuilder,
    matched: Gc<JsString>,
    s: Gc<JsString>,
    position: usize,
    captures: &[Value],
    groups: Value,
    template: Gc<JsString>,
) -> JsResult<()> {
    let found = Match { string: s, matched: Some(matched), start: position, end: position + matched.len(), captures, groups };
    push_substitution(vm, out, &found, template)
}
fn call_replacer(
    vm: &mut Vm,
    f: Value,
    matched: Value,
    captures: &[Value],
    position: usize,
    s: Gc<JsString>,
    groups: Value,
) -> JsResult<Gc<JsString>> {
    let mut arguments = ValueVec::new(vm);
    arguments.push(matched);
    arguments.extend_from_slice(captures);
    arguments.push(Value::from(position));
    arguments.push(s.into());
    if !groups.is_undefined() {
        arguments.push(groups);
    }
    let answer = vm.call(f, Value::UNDEFINED, &arguments)?;
    vm.to_string(answer)
}
fn captures_of(vm: &mut Vm, s: Gc<JsString>, found: &Found) -> ValueVec {
    let mut captures = ValueVec::new(vm);
    for i in 1..found.len() {
        captures.push(found.group(vm, s, i));
    }
    captures
}

/// FAST: a plain regular expression and a text: matches go straight into the result.
fn plain_by_text(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>, replacement: Value) -> JsResult<Value> {
    let template = replacement.as_string().expect("made a string above");
    let literal = index_of_unit(vm.units(template), b'$' as u16, 0).is_none();
    let global = vm.regexp_flags(regexp).contains(Flags::GLOBAL);
    let mut out = StringBuilder::new();
    let mut next = 0;
    let Some(program) = vm.regexp_program(regexp) else { return Ok(s.into()) };
    let mut push = |vm: &mut Vm, slots: &[u32], next: &mut usize| -> JsResult<()> {
        let (start, end) = (slots[0] as usize, slots[1] as usize);
        push_part(vm, &mut out, s, *next, start)?;
        if literal {
            out.push_string(vm, template)?;
        } else {
            let found = Found { program: program.clone(), slots: slots.to_vec() };
            let captures = captures_of(vm, s, &found);
            let groups = named_groups(vm, s, &found);
            let found = Match { string: s, matched: None, start, end, captures: &captures, groups };
            push_substitution(vm, &mut out, &found, template)?;
        }
        *next = end;
        Ok(())
    };
    if global {
        let mut any = false;
        for_each_match(vm, regexp, s, |vm, slots| {
            any = true;
            push(vm, slots, &mut next)
        })?;
        if !any {
            return Ok(s.into());
        }
    } else {
        match builtin_match(vm, regexp, s)? {
            Some(found) => push(vm, &found.slots, &mut next)?,
            None => return Ok(s.into()),
        }
    }
    push_part(vm, &mut out, s, next, s.len())?;
    Ok(out.finish(vm)?.into())
}

/// FAST: a plain regular expression and a function: all matches first, as the specification has it, then the calls.
fn plain_by_function(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>, f: Value) -> JsResult<Value> {
    let mut all: Vec<u32> = vec![];
    let Some(program) = vm.regexp_program(regexp) else { return Ok(s.into()) };
    if vm.regexp_flags(regexp).contains(Flags::GLOBAL) {
        for_each_match(vm, regexp, s, |_, slots| {
            all.extend_from_slice(slots);
            Ok(())
        })?;
    } else if let Some(found) = builtin_match(vm, regexp, s)? {
        all = found.slots;
    }
    if all.is_empty() {
        return Ok(s.into());
    }
    let mut out = StringBuilder::new();
    let mut next = 0;
    for slots in all.chunks(program.capture_count() * 2) {
        vm.poll()?;
        let found = Found { program: program.clone(), slots: slots.to_vec() };
        let matched = found.group(vm, s, 0);
        let captures = captures_of(vm, s, &found);
        let groups = named_groups(vm, s, &found);
        let text = call_replacer(vm, f, matched, &captures, found.start(), s, groups)?;
        push_part(vm, &mut out, s, next, found.start())?;
        out.push_string(vm, text)?;
        next = found.end();
    }
    push_part(vm, &mut out, s, next, s.len())?;
    Ok(out.finish(vm)?.into())
}
