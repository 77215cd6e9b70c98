//! `ogive --fuzz-batch=PRELUDE`: many untrusted programs in one process, driven by `cargo x fuzz`. Standard input holds requests
//! `MILLISECONDS BYTES\n` and that many bytes of program; each is answered by `OUTCOME BYTES\n` and that many bytes of output.
//!
//! 1. Each program runs in an engine of its own, after the prelude: none sees what another left.
//! 2. An answer is written exactly once for each request, whatever the program does; a missing answer is a crash or a hang of the engine.
//! 3. OUTCOME is one word: `ok`, `uncaught:NAME`, `timeout` (the deadline or a limit stopped it) or `panic:…`. A compiler that panics costs a script
//!    nothing but speed, and is told like any other panic.
//! 4. The prelude's functions stay out of the optimizer: they are the same for all programs, and compiling them took most of the time.
use crate::report;
use ogive::raw::bytecode::Source;
use ogive::raw::vm::code_block::CodeBlock;
use ogive::raw::vm::{Arguments, JsResult, Value, Vm, attrs};
use ogive::{Engine, Options};
use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Output kept of one program; the rest is cut off, the same in every engine.
const OUTPUT_CAP: usize = 1 << 16;

/// The first panic since the last answer, on whatever thread.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// What the running program printed.
#[derive(Default)]
struct Output(String);

/// Serves requests until standard input ends; the exit code.
pub fn run(prelude: &str, options: Options) -> u8 {
    let prelude = match std::fs::read(prelude) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("ogive: cannot read '{prelude}': {error}");
            return 2;
        }
    };
    std::panic::set_hook(Box::new(|info| {
        eprintln!("{info}");
        let place = info.location().map_or(String::new(), |l| format!("{}:{}", l.file(), l.line()));
        let told = place + " " + info.payload_as_str().unwrap_or_default();
        PANIC.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(told);
    }));
    let mut input = std::io::stdin().lock();
    let mut answers = std::io::stdout();
    while let Some((limit, program)) = request(&mut input) {
        let run = AssertUnwindSafe(|| run_program(&prelude, &program, limit, &options));
        let ended = catch_unwind(run);
        let panic = PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (outcome, output) = match (ended, panic) {
            (Ok(ended), None) => ended,
            (_, panic) => (format!("panic:{}", panic.unwrap_or_default().replace(char::is_whitespace, "_")), String::new()),
        };
        let sent = write!(answers, "{outcome} {}\n{output}", output.len()).and_then(|_| answers.flush());
        if sent.is_err() {
            return 1;
        }
    }
    0
}

/// The next program and its time; none at the end of the input.
fn request(input: &mut impl BufRead) -> Option<(Duration, Vec<u8>)> {
    let mut line = String::new();
    input.read_line(&mut line).ok()?;
    let (limit, length) = line.trim_end().split_once(' ')?;
    let mut program = vec![0; length.parse().ok()?];
    input.read_exact(&mut program).ok()?;
    Some((Duration::from_millis(limit.parse().ok()?), program))
}

fn run_program(prelude: &[u8], program: &[u8], limit: Duration, options: &Options) -> (String, String) {
    let mut engine = match Engine::new(options.clone()) {
        Ok(engine) => engine,
        Err(error) => return (format!("panic:{error}").replace(' ', "_"), String::new()),
    };
    engine.set_deadline(Some(limit));
    let vm = engine.vm();
    let global = vm.realm().global();
    let key = vm.key("print");
    let function = vm.new_native("print", 0, print).into();
    vm.define_own_builtin(global, key, function, attrs::HIDDEN);
    let sources = run_sources(vm, &[("prelude.js", prelude), ("program.js", program)]);
    let mut outcome = outcome_of(vm, sources);
    if outcome != "timeout" {
        // As node's `afterEvaluate` does: the jobs run, whatever the script has come to.
        let jobs = vm.run_jobs_and_waits();
        let after = outcome_of(vm, jobs);
        if after != "ok" {
            outcome = after;
        }
    }
    (outcome, std::mem::take(&mut vm.extension::<Output>().0))
}

fn run_sources(vm: &mut Vm, sources: &[(&str, &[u8])]) -> JsResult<()> {
    for (i, (name, text)) in sources.iter().enumerate() {
        let realm = vm.realm();
        vm.eval_source(Source::new(*name, *text), realm)?;
        if i == 0 {
            keep_from_optimizer(vm)?;
        }
    }
    Ok(())
}

/// `ok`, `uncaught:NAME`, `timeout`.
fn outcome_of(vm: &mut Vm, result: JsResult<()>) -> String {
    if result.is_ok() {
        return "ok".into();
    }
    let error = vm.take_exception();
    let terminated = vm.is_terminating();
    vm.clear_termination();
    if terminated {
        return "timeout".into();
    }
    let text = report::constructor_and_message(vm, error);
    let name = if error.as_object().is_some() { text.split(':').next().unwrap_or_default() } else { "value" };
    format!("uncaught:{}", name.replace(char::is_whitespace, "_"))
}

/// The functions that the prelude has defined are never optimized, nor inlined.
fn keep_from_optimizer(vm: &mut Vm) -> JsResult<()> {
    let global = vm.realm().global();
    let keys = vm.own_property_keys(global)?;
    for i in 0..keys.len() {
        let key = keys.get(i);
        if format!("{key:?}").starts_with('$')
            && let Some(block) = CodeBlock::of(vm.get(global, key)?)
        {
            block.set_refused();
        }
    }
    Ok(())
}

fn print(vm: &mut Vm, args: Arguments) -> JsResult<Value> {
    let line = vm.to_string(args.get(0))?.to_rust_string_lossy();
    let output = &mut vm.extension::<Output>().0;
    if output.len() + line.len() < OUTPUT_CAP {
        output.push_str(&line);
        output.push('\n');
    }
    Ok(Value::UNDEFINED)
}
