//! RegExp.prototype[@@replace].
use super::super::substitution::{Match, push_part, push_substitution};
use super::exec::{builtin_match, regexp_exec, this_object};
use super::template::Template;
use super::symbols::{flags_of, for_each_match, has, step_over_empty};
use crate::indexed::support::get_index;
use ogive_regexp::Flags;
use ogive_vm::regexp::RegExpProgram;
use ogive_vm::string::MAX_LENGTH;
use ogive_vm::string_ops::{StringBuilder, index_of_unit};
use ogive_vm::value_vec::ValueVec;
use ogive_vm::{Arguments, Gc, JsResult, JsString, Object, Units, Value, Vm};

/// 22.2.6.11 [RegExp.prototype \[ @@replace \]](https://tc39.es/ecma262/#sec-regexp.prototype-@@replace)
pub(super) fn replace(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let regexp = this_object(vm, args, "RegExp.prototype.@@replace")?;
    replace_by(vm, regexp, args.get(0), args.get(1))
}
/// The method's steps for an object.
pub(crate) fn replace_by(vm: &mut Vm, regexp: Gc<Object>, string: Value, mut replacement: Value) -> JsResult<Value> {
    let s = vm.to_string(string)?;
    let functional = vm.is_callable(replacement);
    if !functional {
        replacement = vm.to_string(replacement)?.into();
    }
    if vm.is_plain_regexp(regexp) {
        return match replacement.as_string().filter(|_| !functional) {
            Some(text) => plain_by_text(vm, regexp, s, text),
            None => plain_by_function(vm, regexp, s, replacement),
        };
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
    let mut out = StringBuilder::new(vm);
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
        let mut piece = StringBuilder::new(vm);
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

/// FAST: a plain regular expression and a text: matches go straight into the result.
fn plain_by_text(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>, template: Gc<JsString>) -> JsResult<Value> {
    if index_of_unit(vm.units(template), b'$' as u16, 0).is_some() {
        return plain_by_template(vm, regexp, s, template);
    }
    if !vm.regexp_flags(regexp).contains(Flags::GLOBAL) {
        if builtin_match(vm, regexp, s)?.is_none() {
            return Ok(s.into());
        }
        let place = [vm.match_slots()[0], vm.match_slots()[1]];
        return splice(vm, s, &place, template);
    }
    let mut places = vm.take_places();
    for_each_match(vm, regexp, s, |vm| {
        places.extend_from_slice(&vm.match_slots()[..2]);
        Ok(())
    })?;
    let result = if places.is_empty() { Ok(s.into()) } else { splice(vm, s, &places, template) };
    vm.give_places(places);
    result
}
/// The string with each of the places (`start, end, …` in order) replaced by the text.
fn splice(vm: &mut Vm, s: Gc<JsString>, places: &[u32], text: Gc<JsString>) -> JsResult<Value> {
    let matches = || places.chunks_exact(2).map(|place| (place[0] as usize, place[1] as usize));
    let removed: usize = matches().map(|(start, end)| end - start).sum();
    let len = s.len() - removed + places.len() / 2 * text.len();
    if len > MAX_LENGTH {
        return Err(vm.invalid_string_length());
    }
    if text.is_empty()
        && let Some((start, end)) = only_kept(s.len(), matches(), len)
    {
        return Ok(vm.substring(s, start, end).into());
    }
    let (units, text) = (vm.units(s), vm.units(text));
    if let (Units::Latin1(units), Units::Latin1(text)) = (units, text) {
        let made = vm.try_new_latin1_by(len, |out| {
            let mut next = 0;
            for (start, end) in matches() {
                out.push(&units[next..start]);
                out.push(text);
                next = end;
            }
            out.push(&units[next..]);
        });
        return made.map(Value::from).ok_or_else(|| vm.out_of_memory());
    }
    let mut out = StringBuilder::new(vm);
    let mut next = 0;
    for (start, end) in matches() {
        out.push_units(units.slice(next, start));
        out.push_units(text);
        next = end;
    }
    out.push_units(units.slice(next, units.len()));
    Ok(out.finish(vm)?.into())
}
/// The one part of a string of `len` units that the matches leave, if `kept` units in one piece are left.
fn only_kept(len: usize, matches: impl Iterator<Item = (usize, usize)>, kept: usize) -> Option<(usize, usize)> {
    let mut next = 0;
    for (start, end) in matches.chain(std::iter::once((len, len))) {
        if start > next || kept == 0 {
            return (start - next >= kept).then_some((next, next + kept));
        }
        next = end;
    }
    None
}
/// FAST: a plain regular expression and a text with `$`, which is read once.
fn plain_by_template(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>, template: Gc<JsString>) -> JsResult<Value> {
    let Some(program) = vm.regexp_program(regexp) else { return Ok(s.into()) };
    let template = Template::read(vm.units(template), program);
    let mut out = StringBuilder::with_capacity(vm, s.len() + 16);
    let mut next = 0;
    let mut push = |vm: &mut Vm| -> JsResult<()> {
        let (start, end) = (vm.match_slots()[0] as usize, vm.match_slots()[1] as usize);
        push_part(vm, &mut out, s, next, start)?;
        next = end;
        template.push(vm, &mut out, s)
    };
    let mut any = false;
    if vm.regexp_flags(regexp).contains(Flags::GLOBAL) {
        for_each_match(vm, regexp, s, |vm| {
            any = true;
            push(vm)
        })?;
    } else if builtin_match(vm, regexp, s)?.is_some() {
        any = true;
        push(vm)?;
    }
    if !any {
        return Ok(s.into());
    }
    push_part(vm, &mut out, s, next, s.len())?;
    Ok(out.finish(vm)?.into())
}

/// FAST: a plain regular expression and a function: all matches first, as the specification has it, then the calls.
fn plain_by_function(vm: &mut Vm, regexp: Gc<Object>, s: Gc<JsString>, f: Value) -> JsResult<Value> {
    let Some(program) = vm.regexp_program(regexp) else { return Ok(s.into()) };
    let mut all = vm.take_places();
    if vm.regexp_flags(regexp).contains(Flags::GLOBAL) {
        for_each_match(vm, regexp, s, |vm| {
            all.extend_from_slice(vm.match_slots());
            Ok(())
        })?;
    } else if builtin_match(vm, regexp, s)?.is_some() {
        all.extend_from_slice(vm.match_slots());
    }
    let result = if all.is_empty() { Ok(s.into()) } else { replace_by_calls(vm, program, s, &all, f) };
    vm.give_places(all);
    result
}
fn replace_by_calls(vm: &mut Vm, program: Gc<RegExpProgram>, s: Gc<JsString>, all: &[u32], f: Value) -> JsResult<Value> {
    let mut out = StringBuilder::with_capacity(vm, s.len());
    let mut next = 0;
    let mut arguments = ValueVec::new(vm);
    for slots in all.chunks_exact(program.capture_count() * 2) {
        vm.poll()?;
        arguments.clear();
        for place in slots.chunks_exact(2) {
            let taken = place[0] != u32::MAX && place[1] != u32::MAX;
            let text = if taken { vm.substring(s, place[0] as usize, place[1] as usize).into() } else { Value::UNDEFINED };
            arguments.push(text);
        }
        let groups = vm.match_groups_object(program, |i| arguments.get(i));
        arguments.push(Value::from(slots[0]));
        arguments.push(s.into());
        if !groups.is_undefined() {
            arguments.push(groups);
        }
        let answer = vm.call(f, Value::UNDEFINED, &arguments)?;
        let text = vm.to_string(answer)?;
        push_part(vm, &mut out, s, next, slots[0] as usize)?;
        out.push_string(vm, text)?;
        next = slots[1] as usize;
    }
    push_part(vm, &mut out, s, next, s.len())?;
    Ok(out.finish(vm)?.into())
}
