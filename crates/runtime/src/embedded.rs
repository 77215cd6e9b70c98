//! JavaScript that is part of the program: compiled when first asked for.
use ogive::raw::bytecode::Source;
use ogive::raw::vm::{JsResult, Value, Vm};

/// The function `(PARAMETERS) => { TEXT }` of an embedded file.
pub fn function(vm: &mut Vm, name: &str, parameters: &str, text: &str) -> JsResult<Value> {
    let realm = vm.realm();
    // TEMPORARY: read from disk while developing.
    let file = name.trim_start_matches("node:").trim_start_matches("internal/").replace('/', "_");
    let disk = std::env::var("OGIVE_JS").ok().and_then(|d| std::fs::read_to_string(format!("{d}/{file}.js")).ok());
    let text = disk.as_deref().unwrap_or(text);
    let source = format!("(function ({parameters}) {{ 'use strict'; {text}\n}})");
    vm.eval_source(Source::new(name, source.into_bytes()), realm)
}
