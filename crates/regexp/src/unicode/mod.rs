//! Unicode property escapes: names and values (22.2.1, tables 66–70) to sets.
//!
//! Data is that of `icu_properties`; names are matched strictly, as the spec wants.
//! Properties of strings are in [`strings`].

pub(crate) mod strings;

use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};
use icu_properties::script::ScriptWithExtensions;
use icu_properties::{CodePointMapData, CodePointSetData, PropertyParser};

use crate::charset::CharSet;

/// UnicodeMatchProperty for `name` alone: a general category or a binary property.
pub(crate) fn lone(name: &str) -> Option<CharSet> {
    match name {
        "Any" => return Some(CharSet::all()),
        "ASCII" => return Some(CharSet::from_ranges([(0, 0x7F)])),
        "Assigned" => return general_category("Cn").map(|set| set.complement()),
        _ => {}
    }
    if let Some(set) = general_category(name) {
        return Some(set);
    }
    // The one alias icu_properties lacks.
    let name = if name == "space" { "White_Space" } else { name };
    let data = CodePointSetData::new_for_ecma262(name.as_bytes())?;
    Some(CharSet::from_ranges(
        data.iter_ranges().map(|r| (*r.start(), *r.end())),
    ))
}

/// UnicodeMatchProperty and UnicodeMatchPropertyValue for `name=value`.
pub(crate) fn with_value(name: &str, value: &str) -> Option<CharSet> {
    match name {
        "General_Category" | "gc" => general_category(value),
        "Script" | "sc" => {
            let data = CodePointMapData::<Script>::new();
            let ranges = data.iter_ranges_for_value(script(value)?);
            Some(CharSet::from_ranges(ranges.map(|r| (*r.start(), *r.end()))))
        }
        "Script_Extensions" | "scx" => {
            let data = ScriptWithExtensions::new();
            let ranges = data.get_script_extensions_ranges(script(value)?);
            Some(CharSet::from_ranges(ranges.map(|r| (*r.start(), *r.end()))))
        }
        _ => None,
    }
}

fn general_category(name: &str) -> Option<CharSet> {
    let group = PropertyParser::<GeneralCategoryGroup>::new().get_strict(name)?;
    let data = CodePointMapData::<GeneralCategory>::new();
    let ranges = data.iter_ranges_for_group(group);
    Some(CharSet::from_ranges(ranges.map(|r| (*r.start(), *r.end()))))
}

fn script(name: &str) -> Option<Script> {
    PropertyParser::<Script>::new().get_strict(name)
}

/// WhiteSpace and LineTerminator: what `\s` matches.
pub(crate) fn white_space() -> CharSet {
    CharSet::from_ranges([
        (0x09, 0x0D),
        (0x20, 0x20),
        (0xA0, 0xA0),
        (0x1680, 0x1680),
        (0x2000, 0x200A),
        (0x2028, 0x2029),
        (0x202F, 0x202F),
        (0x205F, 0x205F),
        (0x3000, 0x3000),
        (0xFEFF, 0xFEFF),
    ])
}

/// What `\d` matches.
pub(crate) fn digits() -> CharSet {
    CharSet::from_ranges([(0x30, 0x39)])
}

/// The basic word characters; WordCharacters (22.2.2.9.4) adds two with `i` and u or v.
pub(crate) fn word_characters(unicode_ignore_case: bool) -> CharSet {
    let mut set = CharSet::from_ranges([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)]);
    if unicode_ignore_case {
        set.extend([(0x17F, 0x17F), (0x212A, 0x212A)]);
    }
    set
}

/// LineTerminator: what `.` does not match without `s`.
pub(crate) fn line_terminators() -> CharSet {
    CharSet::from_ranges([(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_strict() {
        assert!(lone("Lu").is_some() && lone("Uppercase_Letter").is_some() && lone("L").is_some());
        assert!(lone("lu").is_none() && lone("Uppercase Letter").is_none());
        assert!(lone("Alphabetic").is_some() && lone("Alpha").is_some());
        assert!(lone("Script").is_none() && lone("Greek").is_none());
        assert!(lone("Line_Break").is_none() && lone("Other_Alphabetic").is_none());
        assert!(with_value("sc", "Grek").is_some() && with_value("Script", "Greek").is_some());
        assert!(
            with_value("scx", "Grek").unwrap().count() > with_value("sc", "Grek").unwrap().count()
        );
        assert!(with_value("gc", "Greek").is_none() && with_value("sc", "").is_none());
        assert!(with_value("Alphabetic", "Y").is_none());
        assert_eq!(
            lone("Assigned").unwrap().complement(),
            lone("Unassigned").unwrap()
        );
    }
}
