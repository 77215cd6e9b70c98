//! What could follow a path of names: properties of the value there, found without running getters or traps of the program.
use ogive::raw::bytecode::Source;
use ogive::raw::vm::{Gc, Kind, Object, Value, Vm};

/// The links of a prototype chain that are looked at.
const MAX_LINKS: usize = 50;
const KEYWORDS: &[&str] = &[
    "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "false", "finally", "for",
    "function", "if", "import", "in", "instanceof", "let", "new", "null", "return", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while",
    "with", "yield",
];

/// Names that could follow `path.`, or begin an expression if the path is empty; sorted. `names` are the session's own.
pub fn candidates(vm: &mut Vm, path: &str, names: &[String]) -> Vec<String> {
    let mut out = vec![];
    if path.is_empty() {
        let global = vm.realm().global();
        properties(vm, global, &mut out);
        out.extend(names.iter().cloned());
        out.extend(KEYWORDS.iter().map(|k| k.to_string()));
    } else if let Some(value) = value_at(vm, path, names)
        && let Ok(object) = vm.to_object(value)
    {
        properties(vm, object, &mut out);
    }
    // Whatever went wrong, it is not the program's.
    vm.take_exception();
    out.sort();
    out.dedup();
    out
}

fn value_at(vm: &mut Vm, path: &str, names: &[String]) -> Option<Value> {
    let mut segments = path.split('.');
    let first = segments.next()?;
    let global = vm.realm().global();
    let mut value = if names.iter().any(|n| n == first) {
        // Declared by the program: reading a binding runs nothing.
        let realm = vm.realm();
        vm.eval_script(Source::new("REPL", first.as_bytes()), realm, ogive_node::cjs::script_tag).ok()?
    } else {
        // The lazy globals of the host are accessors: those are read.
        let key = vm.key(first);
        vm.get(global, key).ok()?
    };
    for segment in segments {
        let object = vm.to_object(value).ok()?;
        value = data_property(vm, object, segment)?;
    }
    if value.is_nullish() { None } else { Some(value) }
}
/// The value of a data property, own or inherited.
fn data_property(vm: &mut Vm, object: Gc<Object>, name: &str) -> Option<Value> {
    let key = vm.key(name);
    let mut link = Some(object);
    for _ in 0..MAX_LINKS {
        let object = link.filter(|o| o.kind() != Kind::Proxy)?;
        if let Some(found) = vm.get_own_property(object, key).ok()? {
            return found.value;
        }
        link = object.prototype().as_object();
    }
    None
}
/// The names on an object and on what it inherits from.
fn properties(vm: &mut Vm, object: Gc<Object>, out: &mut Vec<String>) {
    let mut link = Some(object);
    for _ in 0..MAX_LINKS {
        let Some(object) = link.filter(|o| o.kind() != Kind::Proxy) else { return };
        let Ok(keys) = vm.own_property_keys(object) else { return };
        let is_name = |text: &String| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '$'));
        out.extend(keys.iter().filter(|k| !k.is_symbol() && !k.is_index()).map(|k| format!("{k:?}")).filter(is_name));
        link = object.prototype().as_object();
    }
}
