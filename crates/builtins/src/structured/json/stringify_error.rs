//! The TypeError of a cycle, as V8 draws it.
use super::stringify::Serializer;
use ogive_vm::{Gc, Object, PropertyKey, Thrown, Value, Vm};

/// Lines shown after the first object of the circle, and before the one that closes it.
const FIRST: usize = 1;
const LAST: usize = 1;

#[cold]
pub(super) fn circular(vm: &mut Vm, state: &Serializer, key: PropertyKey, object: Gc<Object>) -> Thrown {
    let start = state.stack.iter().position(|&v| v == Value::from(object)).unwrap_or(0);
    let mut text = String::from("Converting circular structure to JSON\n    --> starting at object with constructor ");
    text += &constructor(vm, state.stack.get(start));
    let inner: Vec<usize> = (start + 1..state.stack.len()).collect();
    for (n, &i) in inner.iter().enumerate() {
        if n == FIRST && inner.len() > FIRST + LAST {
            text += "\n    |     ...";
        }
        if n < FIRST || n + LAST >= inner.len() {
            let name = constructor(vm, state.stack.get(i));
            text += &format!("\n    |     {} -> object with constructor {name}", place(state.keys.get(i)));
        }
    }
    text += &format!("\n    --- {} closes the circle", place(key));
    vm.type_error(text)
}
fn place(key: PropertyKey) -> String {
    match key.as_index() {
        Some(i) => format!("index {i}"),
        None => format!("property '{key:?}'"),
    }
}
fn constructor(vm: &mut Vm, value: Value) -> String {
    let name = value.as_object().and_then(|o| vm.constructor_name(o));
    format!("'{}'", name.unwrap_or_else(|| "Object".into()))
}
