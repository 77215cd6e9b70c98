//! String.prototype methods that depend on Unicode data or a locale: normalize, localeCompare, toLocaleLowerCase, toLocaleUpperCase.
use super::case::{map_case, map_well_formed};
use super::this_string;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::LanguageIdentifier;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use ogive_vm::{Arguments, JsResult, StringBuilder, Units, Value, Vm};
use std::fmt;

/// 22.1.3.15 [String.prototype.normalize](https://tc39.es/ecma262/#sec-string.prototype.normalize)
pub(super) fn normalize(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "normalize")?;
    let form = if args.get(0).is_undefined() { "NFC".to_string() } else { vm.to_string(args.get(0))?.to_rust_string_lossy() };
    if !["NFC", "NFD", "NFKC", "NFKD"].contains(&form.as_str()) {
        return Err(vm.range_error("The normalization form should be one of NFC, NFD, NFKC, NFKD."));
    }
    vm.poll_n(s.len() / 64)?;
    let units = match vm.units(s) {
        // FAST: ASCII is the same in every form, Latin-1 in NFC.
        Units::Latin1(u) if form == "NFC" || u.is_ascii() => return Ok(s.into()),
        units => units.to_utf16(),
    };
    let out = map_well_formed(vm, &units, |part, out| {
        let sink = &mut Sink(out);
        match form.as_str() {
            "NFC" => ComposingNormalizerBorrowed::new_nfc().normalize_utf16_to(part, sink),
            "NFKC" => ComposingNormalizerBorrowed::new_nfkc().normalize_utf16_to(part, sink),
            "NFD" => DecomposingNormalizerBorrowed::new_nfd().normalize_utf16_to(part, sink),
            _ => DecomposingNormalizerBorrowed::new_nfkd().normalize_utf16_to(part, sink),
        }
    });
    let same = out.len() == units.len() && out.units().iter().eq(units.iter().copied());
    Ok(if same { s.into() } else { out.finish(vm)?.into() })
}
/// A builder as a normalizer writes into it: up to the first piece that does not fit.
struct Sink<'a>(&'a mut StringBuilder);
impl write16::Write16 for Sink<'_> {
    fn write_slice(&mut self, units: &[u16]) -> fmt::Result {
        self.0.push_units(Units::Utf16(units));
        if self.0.is_full() { Err(fmt::Error) } else { Ok(()) }
    }
}

/// The root collation, made on first use.
#[derive(Default)]
struct RootCollator(Option<CollatorBorrowed<'static>>);

/// 22.1.3.12 [String.prototype.localeCompare](https://tc39.es/ecma262/#sec-string.prototype.localecompare): by the root collation.
pub(super) fn locale_compare(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let s = this_string(vm, args, "localeCompare")?;
    let that = vm.to_string(args.get(0))?;
    canonicalize_locale_list(vm, args.get(1))?;
    if s == that {
        return Ok(Value::ZERO);
    }
    let (a, b) = (vm.units(s), vm.units(that));
    if let (Units::Latin1(a), Units::Latin1(b)) = (a, b)
        && let Some(order) = compare_ascii(a, b)
    {
        return Ok(Value::int(order as i32));
    }
    let (a, b) = (a.to_utf16(), b.to_utf16());
    let collator = vm.extension::<RootCollator>();
    if collator.0.is_none() {
        collator.0 = Collator::try_new(Default::default(), Default::default()).ok();
    }
    let order = match &collator.0 {
        Some(collator) => collator.compare_utf16(&a, &b),
        None => a.cmp(&b),
    };
    Ok(Value::int(order as i32))
}

/// The visible ASCII characters in the order of the root collation; letters stand for both cases.
const ASCII_ORDER: &[u8] = b"\t\n\x0B\x0C\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";
/// Primary weights of ASCII characters; 0 for those that are ignored or not ASCII.
const ASCII_WEIGHTS: [u8; 256] = {
    let mut weights = [0; 256];
    let mut i = 0;
    while i < ASCII_ORDER.len() {
        weights[ASCII_ORDER[i] as usize] = i as u8 + 1;
        weights[ASCII_ORDER[i].to_ascii_uppercase() as usize] = i as u8 + 1;
        i += 1;
    }
    weights
};
/// FAST: the root collation of texts of visible ASCII characters; `None` when there are others.
fn compare_ascii(a: &[u8], b: &[u8]) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering::Equal;
    let (mut primary, mut tertiary) = (Equal, Equal);
    for i in 0..a.len().max(b.len()) {
        let (Some(&x), Some(&y)) = (a.get(i), b.get(i)) else { break };
        let (wx, wy) = (ASCII_WEIGHTS[x as usize], ASCII_WEIGHTS[y as usize]);
        if wx == 0 || wy == 0 {
            return None;
        }
        primary = primary.then(wx.cmp(&wy));
        // Small letters come first.
        tertiary = tertiary.then(y.cmp(&x));
    }
    let rest = &if a.len() > b.len() { a } else { b }[a.len().min(b.len())..];
    if rest.iter().any(|&u| ASCII_WEIGHTS[u as usize] == 0) {
        return None;
    }
    Some(primary.then(a.len().cmp(&b.len())).then(tertiary))
}

/// ECMA-402 9.2.1 [CanonicalizeLocaleList](https://tc39.es/ecma402/#sec-canonicalizelocalelist), as far as the language goes.
fn canonicalize_locale_list(vm: &mut Vm, locales: Value) -> JsResult<Vec<LanguageIdentifier>> {
    let mut list = vec![];
    if locales.is_undefined() {
        return Ok(list);
    }
    if let Some(s) = locales.as_string() {
        list.push(parse_language(vm, &s.to_rust_string_lossy())?);
        return Ok(list);
    }
    let object = vm.to_object(locales)?;
    let len = vm.length_of_array_like(object)?;
    for k in 0..len {
        vm.poll()?;
        let Some(tag) = crate::indexed::support::get_if_present(vm, object, k)? else { continue };
        if !tag.is_string() && !tag.is_object() {
            return Err(vm.type_error("Language ID should be string or object."));
        }
        let tag = vm.to_string(tag)?.to_rust_string_lossy();
        let language = parse_language(vm, &tag)?;
        if !list.contains(&language) {
            list.push(language);
        }
    }
    Ok(list)
}
fn parse_language(vm: &mut Vm, tag: &str) -> JsResult<LanguageIdentifier> {
    match tag.parse::<icu_locale_core::Locale>() {
        Ok(locale) if !tag.contains('_') => Ok(locale.id),
        _ => Err(vm.range_error(format!("Incorrect locale information provided: {tag}"))),
    }
}
fn locale_case(vm: &mut Vm, args: Arguments, name: &str, upper: bool) -> JsResult<Value> {
    let s = this_string(vm, args, name)?;
    let locales = canonicalize_locale_list(vm, args.get(0))?;
    // Only Turkish, Azeri, Lithuanian (and Greek and Armenian upper case) differ from the root.
    let special = locales.into_iter().next().filter(|l| ["tr", "az", "lt", "el", "hy"].contains(&l.language.as_str()));
    map_case(vm, s, upper, &special.unwrap_or(LanguageIdentifier::UNKNOWN))
}
/// 22.1.3.26 [String.prototype.toLocaleLowerCase](https://tc39.es/ecma262/#sec-string.prototype.tolocalelowercase)
pub(super) fn to_locale_lower_case(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    locale_case(vm, args, "toLocaleLowerCase", false)
}
/// 22.1.3.27 [String.prototype.toLocaleUpperCase](https://tc39.es/ecma262/#sec-string.prototype.tolocaleuppercase)
pub(super) fn to_locale_upper_case(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    locale_case(vm, args, "toLocaleUpperCase", true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_order_is_the_collators() {
        let collator = Collator::try_new(Default::default(), Default::default()).unwrap();
        let mut seed = 1u32;
        let mut text = || {
            let mut out = vec![];
            for _ in 0..seed % 4 + 1 {
                seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
                let c = ASCII_ORDER[(seed >> 16) as usize % ASCII_ORDER.len()];
                out.push(if seed >> 8 & 1 == 1 { c.to_ascii_uppercase() } else { c });
            }
            seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            out
        };
        for _ in 0..200_000 {
            let (a, b) = (text(), text());
            let (x, y) = (String::from_utf8(a.clone()).unwrap(), String::from_utf8(b.clone()).unwrap());
            assert_eq!(compare_ascii(&a, &b), Some(collator.compare(&x, &y)), "{x:?} {y:?}");
        }
    }
}
