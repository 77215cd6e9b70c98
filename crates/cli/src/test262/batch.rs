//! Many tests in one process: each line of standard input is `mode path`; each answer is a line
//! `start mode path`, then `pass` or `fail REASON`. A crash is told by the missing answer.
use super::metadata::Metadata;
use super::{host, run_text};
use crate::report;
use ogive::{Engine, Options};
use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::time::Duration;

/// A test may run that long.
const LIMIT: Duration = Duration::from_secs(10);

/// Runs until standard input ends; the exit code.
pub fn run(root: &str, options: Options) -> u8 {
    let mut harness: HashMap<String, Vec<u8>> = HashMap::new();
    let mut output = std::io::stdout();
    std::panic::set_hook(Box::new(|info| {
        if let Ok(mut last) = LAST_PANIC.lock() {
            *last = info.to_string();
        }
    }));
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { break };
        let Some((mode, path)) = line.split_once(' ') else { continue };
        let _ = writeln!(output, "start {mode} {path}").and_then(|_| output.flush());
        // A panic is a bug of the engine, not of the test: it is reported as one, and the batch goes on.
        let run = std::panic::AssertUnwindSafe(|| run_test(root, mode, path, &options, &mut harness));
        let outcome = std::panic::catch_unwind(run).unwrap_or_else(|_| Err(format!("PANIC: {}", last_panic())));
        let _ = match outcome {
            Ok(()) => writeln!(output, "pass"),
            Err(reason) => writeln!(output, "fail {}", reason.replace(['\n', '\r'], " ")),
        }
        .and_then(|_| output.flush());
    }
    0
}

static LAST_PANIC: std::sync::Mutex<String> = std::sync::Mutex::new(String::new());
fn last_panic() -> String {
    LAST_PANIC.lock().map(|l| l.clone()).unwrap_or_default()
}

fn run_test(root: &str, mode: &str, path: &str, options: &Options, harness: &mut HashMap<String, Vec<u8>>) -> Result<(), String> {
    let full = format!("{root}/test/{path}");
    let bytes = std::fs::read(&full).map_err(|e| e.to_string())?;
    let text = String::from_utf8_lossy(&bytes);
    let metadata = Metadata::parse(&text);
    let raw = metadata.has("raw");
    let is_async = metadata.has("async");
    let module = mode == "module";
    let mut options = options.clone();
    options.vm.own_error_stack = false;
    if metadata.has("CanBlockIsFalse") {
        options.vm.can_block = false;
    }
    let mut engine = Engine::with_host(options, Box::new(host::Host)).map_err(|e| e.to_string())?;
    engine.set_deadline(Some(LIMIT));
    let vm = engine.vm();
    host::install(vm);
    host::capture_prints(vm);
    if !raw {
        let mut files = vec!["assert.js".to_string(), "sta.js".to_string()];
        if is_async {
            files.push("doneprintHandle.js".into());
        }
        files.extend(metadata.includes.iter().cloned());
        for file in files {
            if !harness.contains_key(&file) {
                let bytes = std::fs::read(format!("{root}/harness/{file}")).map_err(|e| format!("{file}: {e}"))?;
                harness.insert(file.clone(), bytes);
            }
            if run_text(vm, &format!("harness/{file}"), &harness[&file], false).is_err() {
                let error = vm.take_exception();
                return Err(format!("harness {file}: {}", report::constructor_and_message(vm, error)));
            }
        }
    }
    let result = if mode == "strict" {
        let mut strict = b"\"use strict\";\n".to_vec();
        strict.extend_from_slice(&bytes);
        run_text(vm, &full, &strict, false)
    } else {
        run_text(vm, &full, &bytes, module)
    };
    let failure = result.err().map(|_| {
        let error = vm.take_exception();
        let terminated = vm.is_terminating();
        vm.clear_termination();
        (if terminated { "terminated: " } else { "" }.to_string() + &report::constructor_and_message(vm, error), terminated)
    });
    match (&metadata.negative, failure) {
        (None, Some((message, _))) => Err(message),
        (None, None) if is_async => {
            let prints = host::captured_prints(vm);
            if prints.iter().any(|p| p == "Test262:AsyncTestComplete") {
                Ok(())
            } else {
                Err(prints.first().cloned().unwrap_or_else(|| "the async test never completed".into()))
            }
        }
        (None, None) => Ok(()),
        (Some((_, kind)), Some((message, false))) if message.split(':').next() == Some(kind) => Ok(()),
        (Some((phase, kind)), Some((message, _))) => Err(format!("expected {kind} ({phase}), got {message}")),
        (Some((phase, kind)), None) => Err(format!("expected {kind} ({phase}), but it ran")),
    }
}
