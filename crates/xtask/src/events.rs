//! Reads the event stream of `--events=FILE`: a JSON object a line, flat, with strings, numbers and null.
use std::path::Path;
use std::process::Command;

/// One event: its fields in order.
pub struct Event(Vec<(String, String)>);

impl Event {
    /// A field's value; a string's without quotes.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
    /// A field's number.
    pub fn number(&self, name: &str) -> f64 {
        self.get(name).parse().unwrap_or(0.0)
    }
}

/// Runs a script and reads what its tiers told.
pub fn of_run(binary: &Path, program: &Path, scratch: &Path) -> Result<Vec<Event>, String> {
    let stream = scratch.join("events.jsonl");
    let mut command = Command::new(binary);
    command.arg(format!("--events={}", stream.display())).arg("--script").arg(program);
    crate::peers::timed(command)?;
    let text = std::fs::read_to_string(&stream).unwrap_or_default();
    text.lines().map(|line| parse(line).ok_or_else(|| format!("no event: {line}"))).collect()
}

fn parse(line: &str) -> Option<Event> {
    let mut rest = line.strip_prefix('{')?;
    let mut fields = vec![];
    loop {
        let (key, after) = string(rest)?;
        rest = after.strip_prefix(':')?;
        let value = if rest.starts_with('"') {
            let (value, after) = string(rest)?;
            rest = after;
            value
        } else {
            let end = rest.find([',', '}'])?;
            let value = rest[..end].to_string();
            rest = &rest[end..];
            value
        };
        fields.push((key, value));
        match rest.strip_prefix(',') {
            Some(more) => rest = more,
            None => return (rest == "}").then_some(Event(fields)),
        }
    }
}

/// A string at the start of the text, and what follows it.
fn string(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut value = String::new();
    let mut chars = inside.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((value, &inside[at + 1..])),
            '\\' => match chars.next()?.1 {
                'u' => {
                    let digits: String = (0..4).filter_map(|_| chars.next().map(|c| c.1)).collect();
                    value.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
                }
                other => value.push(other),
            },
            other => value.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read() {
        let event = parse(r#"{"v":1,"event":"deopt","at":"a\"b\\c\u000a:1:2","loop":null,"bytes":12}"#).expect("an event");
        assert_eq!((event.get("event"), event.get("at"), event.get("loop"), event.number("bytes")), ("deopt", "a\"b\\c\n:1:2", "null", 12.0));
        assert!(parse(r#"{"v":1"#).is_none());
    }
}
