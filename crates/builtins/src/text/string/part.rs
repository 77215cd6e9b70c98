//! String.prototype methods that give parts of the string, or the string made longer or well formed.
use ogive_vm::string_ops::trim_range;
use super::{concat as join, this_string};
use ogive_vm::string::MAX_LENGTH;
use ogive_vm::string_ops::StringBuilder;
use ogive_vm::{Arguments, Gc, JsResult, JsString, Units, Value, Vm};

/// The position argument, if it lies within the string.
#[inline]
fn position(vm: &mut Vm, value: Value, len: usize) -> JsResult<Option<usize>> {
    let at = vm.to_integer_or_infinity(value)?;
    Ok((0.0..len as f64).contains(&at).then_some(at as usize))
}

/// 22.1.3.1 [String.prototype.at](https://tc39.es/ecma262/#sec-string.prototype.at)
pub(super) fn at(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "at")?;
    let relative = vm.to_integer_or_infinity(args.get(0))?;
    let k = if relative >= 0.0 { relative } else { s.len() as f64 + relative };
    if !(0.0..s.len() as f64).contains(&k) {
        return Ok(Value::UNDEFINED);
    }
    let unit = vm.units(s).get(k as usize);
    Ok(vm.unit_string(unit).into())
}
/// 22.1.3.2 [String.prototype.charAt](https://tc39.es/ecma262/#sec-string.prototype.charat)
pub(super) fn char_at(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "charAt")?;
    let Some(at) = position(vm, args.get(0), s.len())? else { return Ok(vm.empty_string().into()) };
    let unit = vm.units(s).get(at);
    Ok(vm.unit_string(unit).into())
}
/// 22.1.3.3 [String.prototype.charCodeAt](https://tc39.es/ecma262/#sec-string.prototype.charcodeat)
pub(super) fn char_code_at(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "charCodeAt")?;
    let Some(at) = position(vm, args.get(0), s.len())? else { return Ok(Value::NAN) };
    Ok(Value::int(vm.units(s).get(at) as i32))
}
/// 22.1.3.4 [String.prototype.codePointAt](https://tc39.es/ecma262/#sec-string.prototype.codepointat)
pub(super) fn code_point_at(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "codePointAt")?;
    let Some(at) = position(vm, args.get(0), s.len())? else { return Ok(Value::UNDEFINED) };
    Ok(Value::int(vm.units(s).code_point_at(at).0 as i32))
}
/// 22.1.3.5 [String.prototype.concat](https://tc39.es/ecma262/#sec-string.prototype.concat)
pub(super) fn concat(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let mut s = this_string(vm, args, "concat")?;
    for i in 0..args.len() {
        let next = vm.to_string(args.get(i))?;
        s = join(vm, s, next)?;
    }
    Ok(s.into())
}

/// A relative index of a string: negative counts from the end.
fn relative(vm: &mut Vm, value: Value, len: usize) -> JsResult<usize> {
    Ok(crate::indexed::support::relative_index(vm, value, len as u64)? as usize)
}
/// 22.1.3.22 [String.prototype.slice](https://tc39.es/ecma262/#sec-string.prototype.slice)
pub(super) fn slice(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "slice")?;
    let start = relative(vm, args.get(0), s.len())?;
    let end = if args.get(1).is_undefined() { s.len() } else { relative(vm, args.get(1), s.len())? };
    Ok(vm.substring(s, start, end.max(start)).into())
}
/// 22.1.3.25 [String.prototype.substring](https://tc39.es/ecma262/#sec-string.prototype.substring)
pub(super) fn substring(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "substring")?;
    let len = s.len() as f64;
    let start = vm.to_integer_or_infinity(args.get(0))?.clamp(0.0, len) as usize;
    let end = if args.get(1).is_undefined() { s.len() } else { vm.to_integer_or_infinity(args.get(1))?.clamp(0.0, len) as usize };
    Ok(vm.substring(s, start.min(end), start.max(end)).into())
}
/// B.2.2.1 [String.prototype.substr](https://tc39.es/ecma262/#sec-string.prototype.substr)
pub(super) fn substr(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "substr")?;
    let start = relative(vm, args.get(0), s.len())?;
    let rest = (s.len() - start) as f64;
    let count = if args.get(1).is_undefined() { rest } else { vm.to_integer_or_infinity(args.get(1))?.clamp(0.0, rest) };
    Ok(vm.substring(s, start, start + count as usize).into())
}

fn trimmed(vm: &mut Vm, s: Gc<JsString>, at_start: bool, at_end: bool) -> Value {
    let (start, end) = trim_range(&vm.units(s), at_start, at_end);
    vm.substring(s, start, end).into()
}
/// 22.1.3.32 [String.prototype.trim](https://tc39.es/ecma262/#sec-string.prototype.trim)
pub(super) fn trim(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "trim")?;
    Ok(trimmed(vm, s, true, true))
}
/// 22.1.3.33 [String.prototype.trimEnd](https://tc39.es/ecma262/#sec-string.prototype.trimend)
pub(super) fn trim_end(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "trimEnd")?;
    Ok(trimmed(vm, s, false, true))
}
/// 22.1.3.34 [String.prototype.trimStart](https://tc39.es/ecma262/#sec-string.prototype.trimstart)
pub(super) fn trim_start(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "trimStart")?;
    Ok(trimmed(vm, s, true, false))
}

/// `s` again and again: `count` times. Long results are ropes of doubled halves.
fn repeated(vm: &mut Vm, s: Gc<JsString>, count: usize) -> JsResult<Gc<JsString>> {
    let Some(len) = s.len().checked_mul(count).filter(|&l| l <= MAX_LENGTH) else { return Err(vm.invalid_string_length()) };
    if len == 0 {
        return Ok(vm.empty_string());
    }
    if let (Units::Latin1(units), true) = (vm.units(s), len <= 4096) {
        let made = vm.try_new_latin1(len, |out| out.iter_mut().zip(units.iter().cycle()).for_each(|(o, &u)| *o = u));
        return made.ok_or_else(|| vm.out_of_memory());
    }
    if len <= 4096 {
        let mut out = StringBuilder::new(vm);
        let units = vm.units(s);
        (0..count).for_each(|_| out.push_units(units));
        return out.finish(vm);
    }
    let (mut result, mut power, mut rest) = (vm.empty_string(), s, count);
    loop {
        if rest & 1 == 1 {
            result = join(vm, result, power)?;
        }
        rest >>= 1;
        if rest == 0 {
            return Ok(result);
        }
        power = join(vm, power, power)?;
    }
}
/// 22.1.3.18 [String.prototype.repeat](https://tc39.es/ecma262/#sec-string.prototype.repeat)
pub(super) fn repeat(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "repeat")?;
    let n = vm.to_integer_or_infinity(args.get(0))?;
    if n < 0.0 || n.is_infinite() {
        let text = crate::indexed::support::show(vm, args.get(0));
        return Err(vm.range_error(format!("Invalid count value: {text}")));
    }
    if s.is_empty() {
        return Ok(s.into());
    }
    if n > MAX_LENGTH as f64 {
        return Err(vm.invalid_string_length());
    }
    Ok(repeated(vm, s, n as usize)?.into())
}

/// 22.1.3.17.1 [StringPaddingBuiltinsImpl](https://tc39.es/ecma262/#sec-stringpaddingbuiltinsimpl)
fn pad(vm: &mut Vm, args: Arguments, name: &str, at_start: bool) -> JsResult<Value> {
    let s = this_string(vm, args, name)?;
    let max = vm.to_length(args.get(0))?;
    if max <= s.len() as u64 {
        return Ok(s.into());
    }
    let filler = if args.get(1).is_undefined() { vm.unit_string(b' ' as u16) } else { vm.to_string(args.get(1))? };
    if filler.is_empty() {
        return Ok(s.into());
    }
    if max > MAX_LENGTH as u64 {
        return Err(vm.invalid_string_length());
    }
    let fill = max as usize - s.len();
    if let (Units::Latin1(text), Units::Latin1(filling), true) = (vm.units(s), vm.units(filler), max <= 4096) {
        // FAST: both parts are written at once.
        let made = vm.try_new_latin1(max as usize, |out| {
            let (padding, place) = if at_start {
                out.split_at_mut(fill)
            } else {
                let (place, padding) = out.split_at_mut(text.len());
                (padding, place)
            };
            padding.iter_mut().zip(filling.iter().cycle()).for_each(|(o, &u)| *o = u);
            place.copy_from_slice(text);
        });
        return made.map(Value::from).ok_or_else(|| vm.out_of_memory());
    }
    let filling = repeated(vm, filler, fill / filler.len())?;
    let rest = vm.substring(filler, 0, fill % filler.len());
    let filling = join(vm, filling, rest)?;
    Ok(if at_start { join(vm, filling, s)? } else { join(vm, s, filling)? }.into())
}
/// 22.1.3.16 [String.prototype.padEnd](https://tc39.es/ecma262/#sec-string.prototype.padend)
pub(super) fn pad_end(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    pad(vm, args, "padEnd", false)
}
/// 22.1.3.17 [String.prototype.padStart](https://tc39.es/ecma262/#sec-string.prototype.padstart)
pub(super) fn pad_start(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    pad(vm, args, "padStart", true)
}

/// The first lone surrogate at or after `from`.
pub(super) fn lone_surrogate(units: &[u16], from: usize) -> Option<usize> {
    let mut i = from;
    while i < units.len() {
        match units[i] {
            0xD800..0xDC00 if units.get(i + 1).is_some_and(|u| (0xDC00..0xE000).contains(u)) => i += 2,
            0xD800..0xE000 => return Some(i),
            _ => i += 1,
        }
    }
    None
}
/// 22.1.3.10 [String.prototype.isWellFormed](https://tc39.es/ecma262/#sec-string.prototype.iswellformed)
pub(super) fn is_well_formed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "isWellFormed")?;
    Ok(Value::bool(match vm.units(s) {
        Units::Latin1(_) => true,
        Units::Utf16(units) => lone_surrogate(units, 0).is_none(),
    }))
}
/// 22.1.3.31 [String.prototype.toWellFormed](https://tc39.es/ecma262/#sec-string.prototype.towellformed)
pub(super) fn to_well_formed(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "toWellFormed")?;
    let Units::Utf16(units) = vm.units(s) else { return Ok(s.into()) };
    let Some(first) = lone_surrogate(units, 0) else { return Ok(s.into()) };
    let mut fixed = units.to_vec();
    let mut next = Some(first);
    while let Some(at) = next {
        fixed[at] = 0xFFFD;
        next = lone_surrogate(&fixed, at + 1);
    }
    Ok(vm.new_utf16(&fixed).into())
}
