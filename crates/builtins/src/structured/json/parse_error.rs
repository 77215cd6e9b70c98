//! The SyntaxErrors of JSON.parse, in V8's words.
use ogive_vm::{Gc, JsString, Thrown, Vm};

/// Characters shown on either side of an unexpected token.
const CONTEXT: usize = 10;

/// The text ended too early.
#[cold]
pub(super) fn end(vm: &mut Vm) -> Thrown {
    vm.syntax_error("Unexpected end of JSON input")
}
/// `what` went wrong at a position.
#[cold]
pub(super) fn at(vm: &mut Vm, source: Gc<JsString>, position: usize, what: &str) -> Thrown {
    let place = place(vm, source, position);
    vm.syntax_error(format!("{what} in JSON {place}"))
}
/// Something follows the value.
#[cold]
pub(super) fn after_value(vm: &mut Vm, source: Gc<JsString>, position: usize) -> Thrown {
    let place = place(vm, source, position);
    vm.syntax_error(format!("Unexpected non-whitespace character after JSON {place}"))
}
fn place(vm: &mut Vm, source: Gc<JsString>, position: usize) -> String {
    let units = vm.units(source);
    let (mut line, mut column) = (1, 1);
    let mut previous = 0;
    for unit in units.iter().take(position) {
        match unit {
            0x0A if previous == 0x0D => {}
            0x0A | 0x0D => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
        previous = unit;
    }
    format!("at position {position} (line {line} column {column})")
}

/// A character that begins nothing.
#[cold]
pub(super) fn token(vm: &mut Vm, source: Gc<JsString>, position: usize) -> Thrown {
    let units = vm.units(source);
    let whole = units.to_string_lossy();
    if matches!(whole.as_str(), "undefined" | "NaN" | "Infinity" | "[object Object]") {
        return vm.syntax_error(format!("\"{whole}\" is not valid JSON"));
    }
    match units.get(position) {
        0x22 => return at(vm, source, position, "Unexpected string"),
        0x2D | 0x30..=0x39 => return at(vm, source, position, "Unexpected number"),
        _ => {}
    }
    let token = units.slice(position, position + 1).to_string_lossy();
    let length = units.len();
    let part = |start: usize, end: usize| units.slice(start, end.min(length)).to_string_lossy();
    let shown = if length < 2 * CONTEXT + 1 {
        format!("\"{whole}\"")
    } else if position < CONTEXT {
        format!("\"{}\"...", part(0, position + CONTEXT))
    } else if position >= length - CONTEXT {
        format!("...\"{}\"", part(position - CONTEXT, length))
    } else {
        format!("...\"{}\"...", part(position - CONTEXT, position + CONTEXT))
    };
    vm.syntax_error(format!("Unexpected token '{token}', {shown} is not valid JSON"))
}
