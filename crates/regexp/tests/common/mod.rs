//! What the tests share: short ways to compile, match and print.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod generator;

use ogive_regexp::{Captures, Flags, Input, Program, Scratch};

/// UTF-16 of a Rust string in which `\u{E0xx}`-free text stands for itself.
pub fn utf16(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

pub fn flags(text: &str) -> Flags {
    Flags::parse(text.bytes().map(u32::from)).unwrap_or_else(|| panic!("bad flags {text}"))
}

pub fn compile(pattern: &str, flag_text: &str) -> Result<Program, String> {
    let (pattern, flags) = (utf16(pattern), flags(flag_text));
    let compiled = ogive_regexp::compile(Input::Utf16(&pattern), flags);
    let checked = ogive_regexp::validate(Input::Utf16(&pattern), flags);
    match compiled {
        Ok(program) => {
            assert_eq!(checked, Ok(()), "validate and compile must agree");
            Ok(program)
        }
        Err(error) => {
            if error.kind != ogive_regexp::SyntaxErrorKind::TooLarge {
                assert_eq!(
                    checked.as_ref().map_err(|e| &e.message),
                    Err(&error.message)
                );
            }
            Err(error.message)
        }
    }
}

/// The captures as `start,end` joined by `;`, `-` for an unset group; `null` for no match.
pub fn show(captures: Option<Captures<'_>>) -> String {
    let Some(captures) = captures else {
        return "null".into();
    };
    let group =
        |group: Option<(usize, usize)>| group.map_or("-".into(), |(s, e)| format!("{s},{e}"));
    captures.iter().map(group).collect::<Vec<_>>().join(";")
}

/// Matches UTF-16 input, and the same as Latin-1 when it is; both must agree.
pub fn exec_units(program: &Program, input: &[u16], last_index: usize) -> String {
    let mut scratch = Scratch::new();
    let mut checks = 0;
    let mut never = || {
        checks += 1;
        checks > 5_000
    };
    let wide = program.exec(Input::Utf16(input), last_index, &mut scratch, &mut never);
    let wide = show(wide.expect("no limit is reached"));
    let narrow: Option<Vec<u8>> = input.iter().map(|&u| u8::try_from(u).ok()).collect();
    if let Some(narrow) = narrow {
        let found = program.exec(Input::Latin1(&narrow), last_index, &mut scratch, &mut never);
        assert_eq!(
            show(found.expect("no limit is reached")),
            wide,
            "Latin-1 differs\n{program}"
        );
    }
    wide
}

pub fn exec(pattern: &str, flags: &str, input: &str) -> String {
    let program = compile(pattern, flags).unwrap_or_else(|error| panic!("{error}"));
    exec_units(&program, &utf16(input), 0)
}
