//! What the optimizing tier tells: lines for people (`--trace-opt`, `--trace-deopt`) and a stream of JSON lines for programs (`--events=FILE`).
//!
//! Every JSON line is an object with `v` (the stream's version), `event`, `function`, `at` (`file:line:column`) and what the event adds. Version 1:
//!
//! | event | adds |
//! |---|---|
//! | `optimized` | `loop` (line of the loop head, or null), `bytes`, `inlined`, `bets`, `micros` |
//! | `refused` | `reason` |
//! | `deopt` | `site`, `reason`, `observed`, `failures` |
//! | `discarded` | `reason` |
use ogive_bytecode::FunctionTemplate;
use std::fmt::Write as _;
use std::io::Write as _;

/// The stream's version.
const VERSION: u32 = 1;

/// Where events go.
#[derive(Default)]
pub struct Events {
    file: Option<std::io::LineWriter<std::fs::File>>,
    opened: bool,
}

/// A JSON value of an event.
pub enum Field<'a> {
    /// A string.
    Text(&'a str),
    /// A number.
    Number(u64),
    /// null
    Null,
}

impl Events {
    /// Writes an event, if there is a stream.
    pub fn emit(&mut self, path: Option<&std::path::Path>, event: &str, function: &str, at: &str, fields: &[(&str, Field<'_>)]) {
        let Some(path) = path else { return };
        if !self.opened {
            self.opened = true;
            self.file = std::fs::File::create(path).ok().map(std::io::LineWriter::new);
        }
        let Some(file) = &mut self.file else { return };
        let mut line = format!("{{\"v\":{VERSION},\"event\":{},\"function\":{},\"at\":{}", quoted(event), quoted(function), quoted(at));
        for (name, field) in fields {
            let _ = match field {
                Field::Text(text) => write!(line, ",\"{name}\":{}", quoted(text)),
                Field::Number(number) => write!(line, ",\"{name}\":{number}"),
                Field::Null => write!(line, ",\"{name}\":null"),
            };
        }
        // A stream that cannot be written is given up silently: the script goes on.
        if writeln!(file, "{line}}}").is_err() {
            self.file = None;
        }
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if (c as u32) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A function's name for people.
pub fn name_of(template: &FunctionTemplate) -> String {
    if template.name.is_empty() { "(anonymous)".into() } else { String::from_utf8_lossy(&template.name).into_owned() }
}

/// `file:line:column` of a source offset.
pub fn place(template: &FunctionTemplate, offset: u32) -> String {
    let (line, column) = template.source.line_column(offset);
    format!("{}:{line}:{column}", template.source.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_json() {
        assert_eq!(quoted("a\"b\\c\n"), "\"a\\\"b\\\\c\\u000a\"");
    }
}
