//! 22.1.3.19.1 GetSubstitution: `$&`, `$1`, `$<name>` in replacement texts.
use ogive_vm::string_ops::index_of;
use ogive_vm::string_ops::StringBuilder;
use ogive_vm::{Gc, JsResult, JsString, Units, Value, Vm};

/// What was matched where.
pub(crate) struct Match<'a> {
    /// The whole string.
    pub string: Gc<JsString>,
    /// What `$&` gives, when that need not be what stands there.
    pub matched: Option<Gc<JsString>>,
    /// Where the match begins and ends.
    pub start: usize,
    pub end: usize,
    /// Captures from number 1 on: strings or undefined.
    pub captures: &'a [Value],
    /// The groups object or undefined.
    pub groups: Value,
}

/// 22.1.3.19.1 [GetSubstitution](https://tc39.es/ecma262/#sec-getsubstitution), appended to `out`.
pub(crate) fn push_substitution(vm: &mut Vm, out: &mut StringBuilder, found: &Match<'_>, template: Gc<JsString>) -> JsResult<()> {
    let units = vm.units(template);
    let dollar = Units::Latin1(b"$");
    let mut at = 0;
    while let Some(next) = index_of(units, dollar, at) {
        out.push_units(units.slice(at, next));
        at = next + 1;
        let code = if at < units.len() { units.get(at) } else { 0 };
        match u8::try_from(code).unwrap_or(0) {
            b'$' => {
                out.push_unit(b'$' as u16);
                at += 1;
            }
            b'&' => {
                match found.matched {
                    Some(matched) => out.push_string(vm, matched)?,
                    None => push_part(vm, out, found.string, found.start, found.end)?,
                }
                at += 1;
            }
            b'`' => {
                push_part(vm, out, found.string, 0, found.start)?;
                at += 1;
            }
            b'\'' => {
                let len = found.string.len();
                push_part(vm, out, found.string, found.end.min(len), len)?;
                at += 1;
            }
            b'0'..=b'9' => {
                let digit = |i: usize| (at + i < units.len()).then(|| units.get(at + i)).filter(|u| (48..58).contains(u)).map(|u| (u - 48) as usize);
                let first = digit(0).unwrap_or(0);
                let count = found.captures.len();
                let (index, taken) = match digit(1) {
                    Some(second) if (1..=count).contains(&(first * 10 + second)) => (first * 10 + second, 2),
                    _ => (first, 1),
                };
                if (1..=count).contains(&index) {
                    if let Some(s) = found.captures[index - 1].as_string() {
                        out.push_string(vm, s)?;
                    }
                    at += taken;
                } else {
                    out.push_unit(b'$' as u16);
                }
            }
            b'<' if !found.groups.is_undefined() => match index_of(units, Units::Latin1(b">"), at) {
                None => out.push_unit(b'$' as u16),
                Some(close) => {
                    let name = vm.substring(template, at + 1, close);
                    let key = vm.key_of_string(name);
                    let groups = vm.to_object(found.groups)?;
                    let capture = vm.get(groups, key)?;
                    if !capture.is_undefined() {
                        let s = vm.to_string(capture)?;
                        out.push_string(vm, s)?;
                    }
                    at = close + 1;
                }
            },
            _ => out.push_unit(b'$' as u16),
        }
        vm.poll()?;
    }
    out.push_units(units.slice(at, units.len()));
    out.check(vm)
}
/// Appends part of a string.
#[inline]
pub(crate) fn push_part(vm: &mut Vm, out: &mut StringBuilder, s: Gc<JsString>, start: usize, end: usize) -> JsResult<()> {
    if start < end {
        vm.poll_n((end - start) / 256)?;
        out.push_units(vm.units(s).slice(start, end));
    }
    out.check(vm)
}
