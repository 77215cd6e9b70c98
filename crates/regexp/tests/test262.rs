//! What test262 says that can be checked without an engine: literals that must be early errors, and
//! the contents of Unicode properties. Skipped (with a note) when test262 is not at
//! `~/.cache/ogive/test262`.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use ogive_regexp::{Program, Scratch, validate_wtf8};

fn test262(folder: &str) -> Option<PathBuf> {
    let path = Path::new(&std::env::var_os("HOME")?)
        .join(".cache/ogive/test262/test")
        .join(folder);
    if !path.is_dir() {
        eprintln!("skipped: no {}", path.display());
        return None;
    }
    Some(path)
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "js") {
            out.push(path);
        }
    }
}

/// Pattern and flags of the regular expression literal `line` begins with.
fn literal(line: &str) -> Option<(&str, &str)> {
    let body = line
        .strip_prefix('/')
        .filter(|rest| !rest.starts_with(['/', '*']))?;
    let (mut in_class, mut escaped) = (false, false);
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => {
                let flags = &body[at + 1..];
                let end = flags
                    .find(|c: char| !c.is_ascii_alphabetic())
                    .unwrap_or(flags.len());
                return Some((&body[..at], &flags[..end]));
            }
            _ => {}
        }
    }
    None
}

#[test]
fn literals() {
    let Some(folder) = test262("language/literals/regexp") else {
        return;
    };
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    let (mut refused, mut accepted) = (0, 0);
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let negative = text.contains("phase: parse");
        for line in text.lines().skip_while(|line| !line.contains("---*/")) {
            let Some((pattern, flags)) = literal(line.trim_start()) else {
                continue;
            };
            // These are about where a literal ends, which is the lexer's matter.
            if name.starts_with("S7.8.5")
                || name.starts_with("7.8.5")
                || name.contains("early-err-flags")
            {
                continue;
            }
            if pattern.is_empty() || pattern.contains(['\u{2028}', '\u{2029}']) {
                continue;
            }
            let result = validate_wtf8(pattern.as_bytes(), flags.as_bytes());
            assert_eq!(
                result.is_err(),
                negative,
                "{}: /{pattern}/{flags}: {result:?}",
                path.display()
            );
            if negative {
                refused += 1
            } else {
                accepted += 1
            }
        }
    }
    println!("{refused} refused, {accepted} accepted");
    assert!(refused > 150, "{refused}");
}

/// The numbers in a list of the generated tests: `0x…` alone or `[0x…, 0x…]`.
fn ranges(text: &str, name: &str) -> Vec<(u32, u32)> {
    let Some(at) = text.find(&format!("const {name} = buildString(")) else {
        return Vec::new();
    };
    let body = &text[at..];
    let body = &body[..body.find("});").unwrap()];
    let mut out = Vec::new();
    for line in body.lines().map(str::trim) {
        let numbers: Vec<u32> = line
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter_map(|word| word.strip_prefix("0x"))
            .map(|hex| u32::from_str_radix(hex, 16).unwrap())
            .collect();
        match numbers[..] {
            [] => {}
            [c] => out.push((c, c)),
            [lo, hi] => out.push((lo, hi)),
            _ => panic!("{line}"),
        }
    }
    out
}

fn check_property(program: &Program, path: &Path, members: &[(u32, u32)]) {
    let mut scratch = Scratch::new();
    let mut matches = |c: u32| {
        let mut units = Vec::new();
        match char::from_u32(c) {
            Some(c) => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
            None => units.push(c as u16),
        }
        let input = ogive_regexp::Input::Utf16(&units);
        program
            .exec(input, 0, &mut scratch, &mut || false)
            .unwrap()
            .is_some()
    };
    let mut sorted = members.to_vec();
    sorted.sort_unstable();
    // Ends of ranges and their neighbours decide: everything between is the same.
    for (i, &(lo, hi)) in sorted.iter().enumerate() {
        assert!(
            matches(lo) && matches(hi) && matches(lo + (hi - lo) / 2),
            "{}: {lo:X}",
            path.display()
        );
        let gap_end = sorted.get(i + 1).map_or(0x11_0000, |next| next.0);
        if hi + 1 < gap_end {
            assert!(
                !matches(hi + 1) && !matches(gap_end - 1),
                "{}: after {hi:X}",
                path.display()
            );
        }
    }
    if let Some(&(first @ 1.., _)) = sorted.first() {
        assert!(
            !matches(0) && !matches(first - 1),
            "{}: before {first:X}",
            path.display()
        );
    }
}

#[test]
fn properties() {
    let Some(folder) = test262("built-ins/RegExp/property-escapes/generated") else {
        return;
    };
    let mut checked = 0;
    let mut unknown = Vec::new();
    for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "js") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let members = ranges(&text, "matchSymbols");
        let expressions = text.lines().filter_map(|line| {
            line.trim()
                .strip_prefix("\"\\\\p{")
                .map(|rest| rest.trim_end_matches(['"', ',']))
        });
        let mut seen = 0;
        for expression in expressions {
            let expression = format!("\\p{{{expression}");
            match common::compile(&format!("^{expression}$"), "u") {
                Ok(program) => check_property(&program, &path, &members),
                Err(error) => unknown.push(error),
            }
            seen += 1;
        }
        assert!(seen > 0, "{}", path.display());
        checked += seen;
    }
    println!("{checked} property expressions");
    assert!(unknown.is_empty(), "{unknown:#?}");
    assert!(checked > 1000, "{checked}");
}

#[test]
fn properties_of_strings() {
    let Some(folder) = test262("built-ins/RegExp/property-escapes/generated/strings") else {
        return;
    };
    let unescape = |text: &str| {
        let (mut out, mut rest) = (String::new(), text);
        while let Some(c) = rest.chars().next() {
            let (hex, after) = if let Some(braced) = rest.strip_prefix("\\u{") {
                braced.split_once('}').unwrap()
            } else if let Some(short) = rest.strip_prefix("\\u") {
                short.split_at(4)
            } else if let Some(byte) = rest.strip_prefix("\\x") {
                byte.split_at(2)
            } else {
                out.push(c);
                rest = &rest[c.len_utf8()..];
                continue;
            };
            out.push(char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap());
            rest = after;
        }
        out
    };
    for name in [
        "Basic_Emoji",
        "Emoji_Keycap_Sequence",
        "RGI_Emoji",
        "RGI_Emoji_Flag_Sequence",
        "RGI_Emoji_Modifier_Sequence",
        "RGI_Emoji_Tag_Sequence",
        "RGI_Emoji_ZWJ_Sequence",
    ] {
        let text = fs::read_to_string(folder.join(format!("{name}.js"))).unwrap();
        let program = common::compile(&format!("^\\p{{{name}}}$"), "v").unwrap();
        let (mut members, mut expected) = (0, true);
        for line in text.lines().map(str::trim) {
            if line.starts_with("nonMatchStrings") {
                expected = false;
            }
            let Some(string) = line.strip_prefix('"') else {
                continue;
            };
            let string = unescape(string.trim_end_matches(',').trim_end_matches('"'));
            let found = common::exec_units(&program, &common::utf16(&string), 0) != "null";
            assert_eq!(found, expected, "{name}: {string} {line}");
            members += 1;
        }
        println!("{name}: {members}");
        assert!(members > 3);
    }
}
