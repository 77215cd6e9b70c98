//! Telling the user about uncaught errors.
use ogive::raw::vm::{Value, Vm};

/// Takes the pending exception and prints it with its stack and the place where it was thrown, as Node does.
pub fn uncaught(vm: &mut Vm) {
    let error = vm.take_exception();
    vm.clear_termination();
    let thrown = vm.take_thrown_place(error);
    let place = match ogive_node::report::place(vm, error, thrown) {
        Some(place) => format!("{place}\n\n"),
        None => String::new(),
    };
    let text = vm.error_to_display(error);
    eprintln!("{place}Uncaught {text}");
}

/// `NAME: message`, NAME being the constructor's name: what the test262 protocol wants.
pub fn constructor_and_message(vm: &mut Vm, error: Value) -> String {
    let field = |vm: &mut Vm, value: Value, name: &str| {
        let key = vm.key(name);
        match value.as_object().map(|o| vm.get(o, key)) {
            Some(Ok(found)) => found,
            _ => {
                vm.take_exception();
                Value::UNDEFINED
            }
        }
    };
    if error.as_object().is_none() {
        return vm.error_to_display(error);
    }
    let constructor = field(vm, error, "constructor");
    let name = field(vm, constructor, "name");
    let message = field(vm, error, "message");
    let text = |v: Value| v.as_string().map(|s| s.to_rust_string_lossy()).unwrap_or_default();
    format!("{}: {}", text(name), text(message))
}
