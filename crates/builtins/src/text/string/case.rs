//! String.prototype.toLowerCase and toUpperCase: full Unicode case mapping, with fast paths for ASCII and Latin-1.
use super::part::lone_surrogate;
use super::this_string;
use icu_casemap::CaseMapper;
use icu_locale_core::LanguageIdentifier;
use ogive_vm::{Arguments, Gc, JsResult, JsString, StringBuilder, Units, Value, Vm};
use std::fmt;
use writeable::Writeable;

/// 22.1.3.28 [String.prototype.toLowerCase](https://tc39.es/ecma262/#sec-string.prototype.tolowercase)
pub(super) fn to_lower_case(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "toLowerCase")?;
    map_case(vm, s, false, &LanguageIdentifier::UNKNOWN)
}
/// 22.1.3.30 [String.prototype.toUpperCase](https://tc39.es/ecma262/#sec-string.prototype.touppercase)
pub(super) fn to_upper_case(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "toUpperCase")?;
    map_case(vm, s, true, &LanguageIdentifier::UNKNOWN)
}

/// The Latin-1 unit that a Latin-1 unit maps to, if it maps to one.
#[inline(always)]
fn latin1_case(unit: u8, upper: bool) -> Option<u8> {
    Some(match (unit, upper) {
        (b'a'..=b'z', true) | (0xE0..=0xF6 | 0xF8..=0xFE, true) => unit - 32,
        (b'A'..=b'Z', false) | (0xC0..=0xD6 | 0xD8..=0xDE, false) => unit + 32,
        (0xB5 | 0xDF | 0xFF, true) => return None,
        _ => unit,
    })
}

/// The string in lower or upper case by a language's rules.
pub(super) fn map_case(vm: &mut Vm, s: Gc<JsString>, upper: bool, language: &LanguageIdentifier) -> JsResult<Value> {
    vm.poll_n(s.len() / 64)?;
    let units = vm.units(s);
    if let Units::Latin1(text) = units
        && *language == LanguageIdentifier::UNKNOWN
    {
        // FAST: unchanged text is the string itself; otherwise unit by unit.
        let Some(first) = text.iter().position(|&u| latin1_case(u, upper) != Some(u)) else { return Ok(s.into()) };
        if text[first..].iter().all(|&u| latin1_case(u, upper).is_some()) {
            let made = vm.try_new_latin1(text.len(), |out| {
                for (o, &u) in out.iter_mut().zip(text) {
                    *o = latin1_case(u, upper).unwrap_or(u);
                }
            });
            return match made {
                Some(made) => Ok(made.into()),
                None => Err(vm.out_of_memory()),
            };
        }
    }
    let mapper = CaseMapper::new();
    let out = map_well_formed(vm, &units.to_utf16(), |part, out| {
        let text = String::from_utf16_lossy(part);
        if upper { mapper.uppercase(&text, language).write_to(out) } else { mapper.lowercase(&text, language).write_to(out) }
    });
    Ok(out.finish(vm)?.into())
}

/// Maps the stretches between lone surrogates, which stay as they are: no rule looks across one. Ends where the builder is full.
pub(super) fn map_well_formed(vm: &Vm, units: &[u16], mut map: impl FnMut(&[u16], &mut StringBuilder) -> fmt::Result) -> StringBuilder {
    let mut out = StringBuilder::with_capacity(vm, units.len());
    let mut start = 0;
    while start < units.len() {
        let end = lone_surrogate(units, start).unwrap_or(units.len());
        if end > start && map(&units[start..end], &mut out).is_err() {
            break;
        }
        if let Some(&lone) = units.get(end) {
            out.push_unit(lone);
        }
        start = end + 1;
    }
    out
}
