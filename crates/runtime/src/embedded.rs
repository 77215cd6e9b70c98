//! JavaScript that is part of the program: compiled when first asked for.
use ogive::raw::bytecode::Source;
use ogive::raw::vm::{JsResult, Value, Vm};

/// The function `(PARAMETERS) => { TEXT }` of an embedded file.
pub fn function(vm: &mut Vm, name: &str, parameters: &str, text: &str) -> JsResult<Value> {
    let realm = vm.realm();
    let source = format!("(function ({parameters}) {{ 'use strict'; {text}\n}})");
    vm.eval_source(Source::new(name, source.into_bytes()), realm)
}
