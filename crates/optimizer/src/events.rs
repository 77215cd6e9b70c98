//! What the optimizing tier tells: lines for people (`--trace-opt`, `--trace-deopt`) and a stream of JSON lines for programs (`--events=FILE`).
//!
//! Every JSON line is an object with `v` (the stream's version), `event`, `function`, `at` (`file:line:column`) and what the event adds, in the order
//! of [`SCHEMA`].
use ogive_bytecode::FunctionTemplate;
use std::fmt::Write as _;
use std::io::Write as _;

/// The stream's version. It changes when a field changes its meaning or goes; new fields and events do not change it.
pub const VERSION: u32 = 1;

/// An event of the stream.
pub struct EventSchema {
    /// `event`
    pub name: &'static str,
    /// When it is told.
    pub when: &'static str,
    /// What it adds: name, type, meaning.
    pub fields: &'static [(&'static str, FieldType, &'static str)],
}

/// The JSON type of a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldType {
    /// A string.
    Text,
    /// An integral number.
    Number,
    /// An integral number, or null.
    NumberOrNull,
}

/// All events.
pub const SCHEMA: &[EventSchema] = &[
    EventSchema {
        name: "optimized",
        when: "optimized code has been installed",
        fields: &[
            ("loop", FieldType::NumberOrNull, "line of the loop head at which the code begins; null: it is the function's"),
            ("bytes", FieldType::Number, "size of the machine code"),
            ("inlined", FieldType::Number, "functions inlined"),
            ("bets", FieldType::Number, "bets on the world that nothing in the code tests"),
            ("micros", FieldType::Number, "microseconds of compilation, on the compiler's thread"),
            ("snapshot", FieldType::Number, "microseconds of taking the snapshot, while the script waited"),
            ("installation", FieldType::Number, "microseconds of the installation, while the script waited"),
        ],
    },
    EventSchema {
        name: "refused",
        when: "the function stays in the baseline for good",
        fields: &[("reason", FieldType::Text, "why")],
    },
    EventSchema {
        name: "deopt",
        when: "a guard has failed",
        fields: &[
            ("site", FieldType::Text, "file:line:column of the expression whose bet it was, which may be an inlined function's"),
            ("reason", FieldType::Text, "what was expected"),
            ("observed", FieldType::Text, "the value that was met, or empty"),
            ("failures", FieldType::Number, "how often this bet has failed so far"),
        ],
    },
    EventSchema {
        name: "discarded",
        when: "optimized code has been thrown away",
        fields: &[("reason", FieldType::Text, "the bet that kept failing, or that a bet on the world is off")],
    },
];

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
        debug_assert!(SCHEMA.iter().any(|s| s.name == event && s.fields.iter().map(|f| f.0).eq(fields.iter().map(|f| f.0))), "{event} is not in the schema");
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
