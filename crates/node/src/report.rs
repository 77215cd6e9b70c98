//! What the user sees of errors that nobody caught.
use ogive::raw::bytecode::Source;
use ogive::raw::vm::eval::LastEarlyError;
use ogive::raw::vm::{ErrorKind, Value, Vm};
use ogive_runtime::event_loop::{Origin, output};
use ogive_runtime::support::{coded_error, get};
use ogive_web::inspect::{Inspector, Options, names::is_error};
use std::sync::Arc;

/// The source in which a value was thrown, and the byte offset there.
pub type ThrownPlace = (Arc<Source>, u32);

/// Prints an uncaught error with the place where it was thrown.
pub fn print(vm: &mut Vm, error: Value, origin: Origin) {
    let thrown = vm.take_thrown_place(error).filter(|_| origin != Origin::Rejection);
    print_thrown(vm, error, origin, thrown);
}

/// As [`print`], when the place has been taken before scripts ran.
pub fn print_thrown(vm: &mut Vm, error: Value, origin: Origin, thrown: Option<ThrownPlace>) {
    let mut error = error;
    let mut place = place(vm, error, thrown);
    if origin == Origin::Rejection && !is_error(vm, error) {
        // As V8 names values in messages: an object by its constructor.
        let reason = vm.display_string(error);
        let message = format!(
            "This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was \
             not handled with .catch(). The promise rejected with the reason \"{reason}\"."
        );
        let _ = coded_error(vm, ErrorKind::Error, "ERR_UNHANDLED_REJECTION", &message);
        error = vm.take_exception();
        if let Some(object) = error.as_object() {
            let name = ogive_runtime::support::string(vm, "UnhandledPromiseRejection");
            ogive_runtime::support::put_hidden(vm, object, "name", name);
            let stack = ogive_runtime::support::string(vm, &format!("UnhandledPromiseRejection: {message}"));
            ogive_runtime::support::put_hidden(vm, object, "stack", stack);
        }
        place = Some("node:internal/process/promises:322\n      new UnhandledPromiseRejection(reason);\n      ^".into());
    }
    let text = shown_error(vm, error);
    let text = match (place, is_error(vm, error)) {
        (Some(place), true) => format!("{place}\n\n{text}\n"),
        (Some(place), false) => format!("\n{place}\n{text}\n"),
        (None, true) => format!("{text}\n"),
        (None, false) => format!("Uncaught:\n{text}\n"),
    };
    output(vm).write_error(text.as_bytes());
}

/// A module that wants what only CommonJS has is told so.
pub fn explain_module_scope(vm: &mut Vm, error: Value) {
    const NAMES: [(&str, &str); 5] = [("require", ", you can use import instead"), ("exports", ""), ("module", ""), ("__filename", ""), ("__dirname", "")];
    let Some(object) = error.as_object().filter(|_| error_name(vm, error).as_deref() == Some("ReferenceError")) else { return };
    let mut read = |name: &str| match get(vm, error, name) {
        Ok(value) => value.as_string().map(|s| s.to_rust_string_lossy()).unwrap_or_default(),
        Err(_) => {
            vm.take_exception();
            String::new()
        }
    };
    let (message, stack) = (read("message"), read("stack"));
    let Some((_, more)) = NAMES.iter().find(|(name, _)| message == format!("{name} is not defined")) else { return };
    let explained = format!("{message} in ES module scope{more}");
    let stack = stack.replacen(&message, &explained, 1);
    for (name, text) in [("message", explained), ("stack", stack)] {
        let text = ogive_runtime::support::string(vm, &text);
        ogive_runtime::support::put_hidden(vm, object, name, text);
    }
}

/// A thrown value for people: strings as they are, errors with their stacks.
pub fn shown_error(vm: &mut Vm, error: Value) -> String {
    if error.is_string() {
        return vm.display_string(error);
    }
    let text = shown(vm, error);
    if is_error(vm, error)
        && let Some(stack) = get(vm, error, "stack").ok().and_then(|s| s.as_string())
    {
        // Errors of the program itself have no frames; the inspector puts them in brackets.
        let stack = vm.units(stack).to_string_lossy();
        return text.replacen(&format!("[{stack}]"), &stack, 1);
    }
    text
}

fn shown(vm: &mut Vm, value: Value) -> String {
    let colors = output(vm).error_terminal && std::env::var_os("NO_COLOR").is_none();
    let options = Options { colors, ..Options::default() };
    match Inspector::new(vm, options).value(vm, value, 0.0, false) {
        Ok(text) => text,
        Err(_) => {
            vm.take_exception();
            vm.error_to_display(value)
        }
    }
}

/// The place of an early error: `file:line`, the line, and marks under what is wrong.
pub fn early_error_place(vm: &mut Vm, error: Value) -> Option<String> {
    let early = vm.extension::<LastEarlyError>().0.take()?;
    if early.name.starts_with("node:") || error_name(vm, error).as_deref() != Some("SyntaxError") {
        return None;
    }
    let column = early.column as usize - 1;
    let marks = "^".repeat((early.length as usize).clamp(1, early.text.len().saturating_sub(column).max(1)));
    Some(format!("{}:{}\n{}\n{}{marks}", early.name, early.line, early.text, indent(&early.text, column)))
}
/// `file:line`, the line, and a caret: of an early error, of what was thrown, or of the first frame of the error's stack that is in a file.
pub fn place(vm: &mut Vm, error: Value, thrown: Option<ThrownPlace>) -> Option<String> {
    if let Some(early) = early_error_place(vm, error) {
        return Some(early);
    }
    if let Some((source, offset)) = thrown.filter(|(source, _)| !source.name.starts_with("node:") && !source.name.is_empty()) {
        let (line, column) = source.line_column(offset);
        return Some(pointed(&source.name, line, &String::from_utf8_lossy(source.line_text(line)), column));
    }
    if !is_error(vm, error) {
        return None;
    }
    let stack = get(vm, error, "stack").ok()?.as_string()?;
    let stack = vm.units(stack).to_string_lossy();
    let frames = stack.lines().filter(|l| l.starts_with("    at "));
    let (file, line, column) = frames.filter_map(frame_place).find(|(file, ..)| !file.starts_with("node:"))?;
    let path = ogive_runtime::file_url::to_path(file).unwrap_or_else(|| file.to_string());
    let text = std::fs::read_to_string(&path).ok()?;
    Some(pointed(file, line, text.lines().nth(line as usize - 1)?, column))
}
/// File, line and column of a frame's line in a stack.
fn frame_place(frame: &str) -> Option<(&str, u32, u32)> {
    let inside = match frame.rfind('(') {
        Some(at) => frame[at + 1..].trim_end_matches(')'),
        None => frame.trim_start().trim_start_matches("at ").trim_start_matches("async "),
    };
    let (rest, column) = inside.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    Some((file, line.parse().ok().filter(|l| *l > 0)?, column.parse().ok()?))
}
fn pointed(name: &str, line: u32, text: &str, column: u32) -> String {
    format!("{name}:{line}\n{text}\n{}^", indent(text, (column as usize).saturating_sub(1)))
}
/// What stands before a mark: a tab under each tab, so that the mark is under its column.
fn indent(text: &str, units: usize) -> String {
    let mut before = 0;
    text.chars()
        .take_while(|c| {
            before += c.len_utf16();
            before <= units
        })
        .map(|c| if c == '\t' { '\t' } else { ' ' })
        .collect()
}
fn error_name(vm: &mut Vm, error: Value) -> Option<String> {
    error.as_object()?;
    let name = get(vm, error, "name").ok()?.as_string()?;
    Some(vm.units(name).to_string_lossy())
}
