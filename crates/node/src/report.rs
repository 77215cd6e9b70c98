//! What the user sees of errors that nobody caught.
use ogive::raw::vm::eval::LastEarlyError;
use ogive::raw::vm::{ErrorKind, Value, Vm};
use ogive_runtime::event_loop::{Origin, output};
use ogive_runtime::support::{coded_error, get};
use ogive_web::inspect::{Inspector, Options, names::is_error};

/// Prints an uncaught error with the place where it was thrown.
pub fn print(vm: &mut Vm, error: Value, origin: Origin) {
    let mut error = error;
    let mut place = place(vm, error, origin == Origin::Exception);
    if origin == Origin::Rejection && !is_error(vm, error) {
        let shown = shown(vm, error);
        let message = format!(
            "This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was \
             not handled with .catch(). The promise rejected with the reason \"{shown}\"."
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
    let mut text = shown(vm, error);
    if is_error(vm, error)
        && let Some(stack) = get(vm, error, "stack").ok().and_then(|s| s.as_string())
    {
        // Errors of the program itself have no frames; the inspector puts them in brackets.
        let stack = vm.units(stack).to_string_lossy();
        text = text.replacen(&format!("[{stack}]"), &stack, 1);
    }
    let head = match place {
        Some(place) => format!("{place}\n\n"),
        None if is_error(vm, error) => String::new(),
        None => "Uncaught:\n".to_string(),
    };
    output(vm).write_error(format!("{head}{text}\n").as_bytes());
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

/// `file:line`, the line, and a caret.
fn place(vm: &mut Vm, error: Value, thrown: bool) -> Option<String> {
    if let Some(early) = vm.extension::<LastEarlyError>().0.take()
        && !early.name.starts_with("node:")
        && error_name(vm, error).as_deref() == Some("SyntaxError")
    {
        let marks = "^".repeat((early.length as usize).clamp(1, early.text.len().saturating_sub(early.column as usize - 1).max(1)));
        return Some(format!("{}:{}\n{}\n{}{marks}", early.name, early.line, early.text, " ".repeat(early.column as usize - 1)));
    }
    if !is_error(vm, error) {
        return None;
    }
    let stack = get(vm, error, "stack").ok()?.as_string()?;
    let stack = vm.units(stack).to_string_lossy();
    let frame = stack.lines().find(|l| l.starts_with("    at "))?;
    let inside = match frame.rfind('(') {
        Some(at) => frame[at + 1..].trim_end_matches(')'),
        None => frame.trim_start().trim_start_matches("at ").trim_start_matches("async "),
    };
    let (rest, column) = inside.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let path = ogive_runtime::file_url::to_path(file).unwrap_or_else(|| file.to_string());
    let text = std::fs::read_to_string(&path).ok()?;
    let source = text.lines().nth(line - 1)?;
    let before: String = source.chars().take(column - 1).collect();
    // V8 points at the throw, not at the `new Error`.
    let caret = before.rfind("throw ").filter(|_| thrown).map_or(column - 1, |at| before[..at].chars().count());
    let indent: String = source.chars().take(caret).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    Some(format!("{file}:{line}\n{source}\n{indent}^"))
}
fn error_name(vm: &mut Vm, error: Value) -> Option<String> {
    error.as_object()?;
    let name = get(vm, error, "name").ok()?.as_string()?;
    Some(vm.units(name).to_string_lossy())
}
