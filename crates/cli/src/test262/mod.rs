//! The test262 host: `$262`, one test at a time, or many in one process (`--test262-batch`, driven by `cargo x test262`).
pub mod batch;
mod host;
mod metadata;

use crate::report;
use ogive::raw::bytecode::Source;
use ogive::raw::vm::{JsResult, Value, Vm};
use ogive::{Engine, Options};
use std::path::Path;

/// `--test262 [HARNESS] TEST`: the exit code.
pub fn run_one(files: &[String], module: bool, options: Options) -> u8 {
    let read = |path: &String| std::fs::read(path).map_err(|e| format!("ogive: cannot read '{path}': {e}"));
    let texts = match files.iter().map(read).collect::<Result<Vec<_>, _>>() {
        Ok(texts) => texts,
        Err(message) => {
            eprintln!("{message}");
            return 2;
        }
    };
    let mut options = options;
    options.vm.own_error_stack = false;
    let mut engine = match Engine::with_host(options, Box::new(host::Host)) {
        Ok(engine) => engine,
        Err(error) => {
            eprintln!("ogive: {error}");
            return 2;
        }
    };
    let vm = engine.vm();
    host::install(vm);
    let last = files.len() - 1;
    for (i, (path, text)) in files.iter().zip(texts).enumerate() {
        if run_text(vm, path, &text, module && i == last).is_err() {
            let error = vm.take_exception();
            vm.clear_termination();
            eprintln!("Uncaught {}", report::constructor_and_message(vm, error));
            return 1;
        }
    }
    0
}

/// Runs a script or module and then all jobs and timers; an uncaught exception is pending when it fails.
fn run_text(vm: &mut Vm, path: &str, text: &[u8], module: bool) -> JsResult<()> {
    if module {
        host::run_module(vm, Path::new(path), text)?;
    } else {
        let realm = vm.realm();
        vm.eval_script(Source::new(path, text), realm, host::script_host_value)?;
    }
    host::drain(vm)
}

type HostValue = fn(&mut Vm, &Source) -> Value;
const _: HostValue = host::script_host_value;
