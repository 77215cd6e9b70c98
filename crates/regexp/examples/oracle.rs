//! A line protocol for comparing with other engines. Input lines: pattern, flags, subject (pattern
//! and subject as four hexadecimal digits per code unit), separated by tabs. Output lines: the error
//! message, `null`, or the captures as `start,end` separated by `;`, `-` for an unset one.

use std::fmt::Write as _;
use std::io::{BufRead, Write as _};

use ogive_regexp::{Flags, Input, Scratch, compile, validate};

fn units(hex: &str) -> Vec<u16> {
    (0..hex.len() / 4)
        .map(|i| u16::from_str_radix(&hex[4 * i..4 * i + 4], 16).unwrap())
        .collect()
}

fn answer(line: &str, scratch: &mut Scratch) -> String {
    let mut parts = line.split('\t');
    let mut next = || parts.next().unwrap_or("");
    let (pattern, flags, subject) = (units(next()), next(), units(next()));
    let Some(flags) = Flags::parse(flags.bytes().map(u32::from)) else {
        return "flags".into();
    };
    let checked = validate(Input::Utf16(&pattern), flags);
    let program = match compile(Input::Utf16(&pattern), flags) {
        Ok(program) => program,
        Err(error) => {
            assert_eq!(checked, Err(error.clone()), "validate and compile differ");
            return error.message;
        }
    };
    assert!(checked.is_ok(), "validate refuses {line}");
    let mut checks = 0;
    let mut interrupt = || {
        checks += 1;
        checks > 1000
    };
    let mut run = |input: Input<'_>| match program.exec(input, 0, scratch, &mut interrupt) {
        Err(error) => error.to_string(),
        Ok(None) => "null".into(),
        Ok(Some(captures)) => {
            let mut out = String::new();
            for (i, group) in captures.iter().enumerate() {
                out.push_str(if i > 0 { ";" } else { "" });
                match group {
                    Some((start, end)) => write!(out, "{start},{end}").unwrap(),
                    None => out.push('-'),
                }
            }
            out
        }
    };
    let wide = run(Input::Utf16(&subject));
    if let Some(narrow) = subject
        .iter()
        .map(|&u| u8::try_from(u).ok())
        .collect::<Option<Vec<u8>>>()
    {
        assert_eq!(
            run(Input::Latin1(&narrow)),
            wide,
            "Latin-1 and UTF-16 differ: {line}\n{program}"
        );
    }
    wide
}

fn main() {
    let mut scratch = Scratch::new();
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for line in std::io::stdin().lock().lines() {
        let text = answer(&line.unwrap(), &mut scratch);
        writeln!(out, "{}", text.replace('\n', "\\n")).unwrap();
    }
}
